#include <catch2/catch.hpp>
#include <filesystem>
#include <regex>

#include "certificates.hpp"
#include "support/command.hpp"

// Oracle: the documented exit codes and words of the program; the rules on what the checker's sources may contain.

using namespace certificates;

namespace {

namespace fs = std::filesystem;

struct Run {
  int code;
  std::string out;
};
Run checker(const std::string& arguments) {
  const std::string line = std::string("\"") + POSPROOF_CHECKER + "\" " + arguments + " 2>&1";
  FILE* pipe = popen(line.c_str(), "r");
  REQUIRE(pipe != nullptr);
  Run run{0, {}};
  char buffer[4096];
  while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, pipe)) run.out.append(buffer, n);
  run.code = WEXITSTATUS(pclose(pipe));
  return run;
}

}  // namespace

TEST_CASE("exit codes and output") {
  const posproof::test::Folder folder;
  const Certificate good{op("<", Json{"pi"}, q("22/7")), "PROVED", {evaluate({}, {within("-1/100", "-1/1000")})}};
  Certificate bad = good;
  bad.tree = op("<", Json{"pi"}, q(3));
  const Run accepted = checker(folder.write("good", good.text()).string());
  CHECK(accepted.code == 0);
  CHECK(accepted.out.rfind("ACCEPTED\n  (pi < (22/7))\n  is PROVED (1 leaves, up to 64 bits, ", 0) == 0);
  const Run rejected = checker(folder.write("bad", bad.text()).string());
  CHECK(rejected.code == 1);
  CHECK(rejected.out.rfind("REJECTED ", 0) == 0);
  CHECK(rejected.out.find("line 2: left - right is not within the enclosure, but in 0.14159") != std::string::npos);
  const Run unreadable = checker(folder.write("cut", good.text().substr(0, 300)).string());
  CHECK(unreadable.code == 2);
  CHECK(unreadable.out.find("UNREADABLE") != std::string::npos);
  CHECK(checker((folder / "absent").string()).code == 2);
  CHECK(checker("").code == 2);
  CHECK(checker("a b").code == 2);
  CHECK(checker("--help").code == 0);
  CHECK(checker("--help").out.find("posproof-check FILE") != std::string::npos);
}

TEST_CASE("gzip is read, damaged gzip is not") {
  const posproof::test::Folder folder;
  const Certificate good{op("<", Json{"pi"}, q("22/7")), "PROVED", {evaluate({}, {within("-1/100", "-1/1000")})}};
  const auto path = (folder / "c.gz").string();
  gzFile file = gzopen(path.c_str(), "wb");
  const std::string text = good.text();
  REQUIRE(gzwrite(file, text.data(), static_cast<unsigned>(text.size())) == static_cast<int>(text.size()));
  gzclose(file);
  CHECK(checker(path).code == 0);
  const std::string bytes = posproof::test::slurp(path);
  CHECK(checker(folder.write("cut.gz", bytes.substr(0, bytes.size() / 2)).string()).code == 2);
  std::string altered = bytes;
  altered[bytes.size() / 2] = static_cast<char>(altered[bytes.size() / 2] ^ 4);
  CHECK(checker(folder.write("altered.gz", altered).string()).code == 2);
}

TEST_CASE("the checker stands alone and stays small enough to be read") {
  // Lines of code are those with more than blanks and a comment. What is included is of the standard library, of the four
  // libraries or of the checker itself.
  const std::set<std::string> libraries = {"gmpxx.h", "zlib.h", "nettle/base16.h", "nettle/sha2.h", "nlohmann/json.hpp"};
  std::set<std::string> own, used;
  for (const auto& entry : fs::directory_iterator(fs::path(POSPROOF_SOURCE_DIR) / "checker"))
    own.insert(entry.path().filename().string());
  std::size_t lines = 0;
  for (const auto& name : own) {
    std::istringstream text(posproof::test::slurp(fs::path(POSPROOF_SOURCE_DIR) / "checker" / name));
    for (std::string line; std::getline(text, line);) {
      const auto first = line.find_first_not_of(" \t");
      if (first == line.npos || line.compare(first, 2, "//") == 0) continue;
      ++lines;
      CHECK(line.find("/*") == line.npos);  // would hide from the count
      CHECK(line.size() <= 128);
      if (line[first] != '#' || line.find("include") == line.npos) continue;
      std::smatch included;
      INFO(name << ": " << line);
      REQUIRE(std::regex_match(line, included, std::regex(R"(#include (<|")([a-z0-9_./]+)(>|"))")));
      const std::string header = included[2];
      used.insert(header);
      if (included[1] == "\"")
        CHECK(own.count(header) == 1);
      else
        CHECK((libraries.count(header) == 1 || header.find_first_of("./") == header.npos));
    }
  }
  CHECK(own.size() >= 10);
  CHECK(lines > 1000);
  CHECK(lines < 1500);
  for (const auto& l : libraries) CHECK(used.count(l) == 1);
}
