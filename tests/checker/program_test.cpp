#include <catch2/catch.hpp>
#include <filesystem>

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
  const Certificate good{op("<", Json{"pi"}, q("22/7")), "PROVED", {evaluate({}, "points", {within("-1/100", "-1/1000")})}};
  Certificate bad = good;
  bad.tree = op("<", Json{"pi"}, q(3));
  const Run accepted = checker(folder.write("good", good.text()).string());
  CHECK(accepted.code == 0);
  CHECK(accepted.out.rfind("ACCEPTED\n  pi < 22/7\n  is PROVED (1 leaves, up to 64 bits, ", 0) == 0);
  const Run rejected = checker(folder.write("bad", bad.text()).string());
  CHECK(rejected.code == 1);
  CHECK(rejected.out.rfind("REJECTED ", 0) == 0);
  CHECK(rejected.out.find("line 2: left - right of < lies in 0.14159") != std::string::npos);
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
  const Certificate good{op("<", Json{"pi"}, q("22/7")), "PROVED", {evaluate({}, "points", {within("-1/100", "-1/1000")})}};
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
  std::size_t lines = 0, files = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(POSPROOF_SOURCE_DIR) / "checker")) {
    const std::string text = posproof::test::slurp(entry.path());
    lines += static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    ++files;
    INFO(entry.path());
    for (const char* foreign : {"posproof/", "mpfr", "mpfi", "arb", "flint", "boost", "nlohmann", "fmt/"})
      CHECK(text.find(std::string("#include <") + foreign) == std::string::npos);
    CHECK(text.find("#include \"posproof") == std::string::npos);
    CHECK(text.find("#include \"../") == std::string::npos);
  }
  CHECK(files >= 10);
  CHECK(lines < 2300);
}
