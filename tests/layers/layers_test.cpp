// Oracle: the order of the layers. A file may include its own layer and the ones below it; only arith, and the parts of
// analysis that need lattices or matrices, include FLINT and Arb.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

using Layers = std::map<std::string, std::set<std::string>>;

/// What each layer may include, itself apart.
const Layers& below() {
  static const Layers order = {
      {"arith", {}},
      {"encoding", {"arith"}},
      {"analysis", {"arith", "encoding"}},
      {"claim", {"arith", "encoding", "analysis"}},
      {"report", {"arith", "encoding", "analysis", "claim"}},
      {"decide", {"arith", "encoding", "analysis", "claim"}},
      {"certify", {"arith", "encoding", "analysis", "claim", "decide"}},
      {"cli", {"arith", "encoding", "analysis", "claim", "decide", "certify", "report"}},
  };
  return order;
}

/// One line of a file of `layer`: empty, or what is wrong with it.
std::string violation(const std::string& layer, const std::string& line) {
  static const std::regex include_line(R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])");
  static const std::regex flint(R"(^(flint/)?(flint|arb|acb|arf|mag|fmpz|fmpq|nmod|dirichlet|bool_mat)[a-z_]*\.h$)");
  std::smatch match;
  if (!std::regex_search(line, match, include_line)) return "";
  const std::string file = match[1];
  if (std::regex_match(file, flint) && layer != "arith" && layer != "analysis") return layer + " includes " + file;
  for (const auto& [other, unused] : below()) {
    const bool names_it = file.rfind("posproof/" + other + "/", 0) == 0 || file.rfind(other + "/", 0) == 0 ||
                          file.find("/" + other + "/") != std::string::npos;
    if (names_it && other != layer && below().at(layer).count(other) == 0) return layer + " includes " + file;
  }
  return "";
}

std::vector<fs::path> files_of(const fs::path& folder) {
  std::vector<fs::path> files;
  if (!fs::exists(folder)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".hpp" || entry.path().extension() == ".cpp") files.push_back(entry.path());
  return files;
}

}  // namespace

TEST_CASE("nothing points back up") {
  const fs::path root = POSPROOF_SOURCE_DIR;
  for (const auto& [layer, unused] : below()) {
    auto files = files_of(root / "verify" / layer);
    for (const fs::path& file : files_of(root / "include" / "posproof" / layer)) files.push_back(file);
    REQUIRE_FALSE(files.empty());
    for (const fs::path& file : files) {
      std::ifstream in(file);
      std::string line;
      for (int number = 1; std::getline(in, line); ++number) {
        const std::string wrong = violation(layer, line);
        if (!wrong.empty()) FAIL_CHECK(fs::relative(file, root).string() << ":" << number << ": " << wrong);
      }
    }
  }
}

TEST_CASE("every folder is a layer") {
  const fs::path root = POSPROOF_SOURCE_DIR;
  for (const fs::path& parent : {root / "verify", root / "include" / "posproof"})
    for (const auto& entry : fs::directory_iterator(parent))
      if (entry.is_directory()) {
        INFO(entry.path().string());
        CHECK(below().count(entry.path().filename().string()) == 1);
      }
}

TEST_CASE("the check notices what it is there to notice") {
  CHECK_FALSE(violation("arith", "#include \"posproof/claim/ast.hpp\"").empty());
  CHECK_FALSE(violation("report", "#include \"posproof/decide/sweep.hpp\"").empty());
  CHECK_FALSE(violation("decide", "#  include <posproof/report/results.hpp>").empty());
  CHECK_FALSE(violation("claim", "#include \"decide/budget.hpp\"").empty());
  CHECK_FALSE(violation("claim", "#include \"../cli/version.hpp\"").empty());
  CHECK_FALSE(violation("claim", "#include <arb.h>").empty());
  CHECK_FALSE(violation("cli", "#include <flint/flint.h>").empty());
  CHECK(violation("analysis", "#include <acb_calc.h>").empty());
  CHECK(violation("decide", "#include \"posproof/claim/ast.hpp\"").empty());
  CHECK(violation("claim", "// #include is a word").empty());
}
