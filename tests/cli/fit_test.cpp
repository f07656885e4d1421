// Oracles: the data file of the precision ladder, made by an earlier run; a fit whose answer is known; exit codes.
#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "posproof/arith/rational.hpp"
#include "posproof/arith/sha256.hpp"
#include "posproof/report/plot.hpp"
#include "support/command.hpp"

using namespace posproof;
using test::run_posproof;

namespace {

Rational number(const nlohmann::json& j) { return Rational::parse(j.get<std::string>()).value(); }

/// A file in the temporary folder that goes with the object.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& name, const std::string& text = "")
      : path_(std::filesystem::temp_directory_path() / ("posproof-fit-test-" + name)) {
    std::ofstream(path_) << text;
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() { std::filesystem::remove(path_); }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

nlohmann::json fitted(const std::string& arguments) {
  const auto r = run_posproof("fit --json " + arguments);
  REQUIRE(r.exit_code == 0);
  return nlohmann::json::parse(r.out);
}

/// What `posproof fit` says on standard error.
std::string complaint(const std::string& arguments) {
  const std::string line = std::string("\"") + POSPROOF_BINARY + "\" fit " + arguments + " 2>&1 >/dev/null";
  FILE* pipe = popen(line.c_str(), "r");
  std::string said;
  if (pipe == nullptr) return said;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) said += static_cast<char>(c);
  pclose(pipe);
  return said;
}

void check_refused(const std::string& arguments, const std::string& hint) {
  INFO(arguments);
  const auto r = run_posproof("fit " + arguments);
  CHECK(r.exit_code == 2);
  CHECK(r.out.empty());
  CHECK(complaint(arguments).find(hint) != std::string::npos);
}

}  // namespace

TEST_CASE("fit at the paper's parameters: 15 certified digits, as in the published data file") {
  const auto j = fitted("--dim 128 --base 10000 --window 2048 --seed 1 --extend 4096");
  std::ifstream in(POSPROOF_SOURCE_DIR "/reports/data/position-interpolation/precision-ladder.json");
  const auto published = nlohmann::json::parse(in);
  for (const char* side : {"inside", "outside"}) {
    const auto& now = j.at(side).at("integers").at("max_abs");
    const auto& then = published.at("exact").at(side);
    CHECK(number(now.at("lower")) <= number(then.at("upper")));
    CHECK(number(then.at("lower")) <= number(now.at("upper")));
    for (const char* kind : {"integers", "reals"}) {
      const auto& m = j.at(side).at(kind).at("max_abs");
      CHECK((number(m.at("upper")) - number(m.at("lower"))) * pow(Rational(10), 15) < number(m.at("lower")));
    }
  }
  CHECK(j.at("first_integer_beyond") == 2060);
  CHECK(number(j.at("first_real_beyond").at("place").at("upper")) < Rational(2060));
  CHECK(number(j.at("max_abs_h").at("lower")) > pow(Rational(10), 122));
  CHECK(number(j.at("max_abs_h").at("upper")) < pow(Rational(10), 123));
}

TEST_CASE("the precision ladder's data file is the one whose hash is published") {
  const std::string folder = POSPROOF_SOURCE_DIR "/reports/data/position-interpolation/";
  const auto text = [](const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  const std::string ladder = text(folder + "precision-ladder.json");
  REQUIRE(ladder.size() > 1000);
  CHECK(text(folder + "precision-ladder.json.sha256") == sha256_hex(ladder) + "  precision-ladder.json\n");
}

TEST_CASE("fit at other dimensions, windows and bases: 15 digits, reproduced at another precision's rounding") {
  // Small windows keep this short; `bench/` times the large ones.
  for (const char* arguments :
       {"--dim 64 --base 500 --window 512 --extend 768", "--dim 96 --base 1000000 --window 512 --extend 600",
        "--dim 160 --base 10000 --window 512 --extend 520", "--dim 128 --base 500 --window 1024 --extend 1030"}) {
    INFO(arguments);
    const auto j = fitted(std::string("--seed 3 ") + arguments);
    for (const char* side : {"inside", "outside"}) {
      const auto& m = j.at(side).at("integers").at("max_abs");
      CHECK((number(m.at("upper")) - number(m.at("lower"))) * pow(Rational(10), 15) < number(m.at("lower")));
    }
  }
}

TEST_CASE("as many targets as unknowns are met exactly, whatever the dimension") {
  std::string lines;
  for (int s = 0; s < 32; ++s) lines += s == 21 ? "-1.75\n" : std::to_string(s % 3) + ".5e-1\n";
  const TemporaryFile points("square.txt", lines);
  for (const char* base : {"500", "1000000"}) {
    const auto j = fitted("--dim 32 --base " + std::string(base) + " --points " + points.path() + " --extend 32");
    const auto& m = j.at("inside").at("integers");
    CHECK(number(m.at("max_abs").at("lower")) <= Rational(Integer(7), Integer(4)));
    CHECK(number(m.at("max_abs").at("upper")) >= Rational(Integer(7), Integer(4)));
    CHECK(m.at("places").at(0).at("lower") == "21");
  }
}

TEST_CASE("fit reads targets: two points and two unknowns give the points back") {
  const TemporaryFile points("two.txt", "0.5\n-2e-1\n");
  const auto j = fitted("--dim 2 --base 10 --points " + points.path() + " --extend 2");
  CHECK(j.at("window") == 2);
  CHECK(number(j.at("inside").at("integers").at("max_abs").at("lower")) <= Rational(Integer(1), Integer(2)));
  CHECK(number(j.at("inside").at("integers").at("max_abs").at("upper")) >= Rational(Integer(1), Integer(2)));
  CHECK(j.at("inside").at("integers").at("places").at(0).at("lower") == "0");
  CHECK_FALSE(j.contains("outside"));
}

TEST_CASE("fit refuses bad files with the line number") {
  const TemporaryFile bad("bad.txt", "1\n2\nnan\n4\n"), blank("blank.txt", "1\n\n3\n"), few("few.txt", "1\n2\n3\n"),
      empty("empty.txt");
  check_refused("--dim 2 --points " + bad.path(), ":3: ");
  check_refused("--dim 2 --points " + blank.path(), ":2: ");
  check_refused("--dim 2 --window 4 --points " + few.path(), ":4: ");
  check_refused("--dim 2 --window 2 --points " + few.path(), ":3: ");
  check_refused("--dim 2 --points " + empty.path(), "no targets");
  check_refused("--dim 2 --points /no/such/file", "cannot be opened");
  check_refused("--dim 2 --points /", "directory");
}

TEST_CASE("fit refuses problems without one answer") {
  check_refused("--dim 128 --window 64", "infinitely many");
  check_refused("--dim 7", "even");
  check_refused("--base 1", "base");
  check_refused("--base ten", "--base");
  check_refused("--window -5", "--window");
  check_refused("--window 200 --extend 100", "--extend");
  check_refused("--threshold -1", "--threshold");
  check_refused("--ridge -1", "ridge");
  CHECK(run_posproof("fit --dim 128 --window 64 --extend 64 --ridge 1").exit_code == 0);
}

TEST_CASE("fit writes a ladder whose high rungs are right") {
  const TemporaryFile out("ladder.json");
  const auto r = run_posproof("fit --dim 16 --base 1000 --window 48 --ladder " + out.path() +
                              " --ladder-bits 24,512 --qr-bits 53 --ladder-seeds 5");
  REQUIRE(r.exit_code == 0);
  std::ifstream in(out.path());
  const auto j = nlohmann::json::parse(in);
  REQUIRE(j.at("rungs").size() == 7);
  for (const auto& rung : j.at("rungs"))
    if (rung.at("bits") == 512) CHECK(rung.at("right_digits") >= 15);
  CHECK(j.at("bits_for_15_digits").at("lu") == 512);
  CHECK(j.at("many_seeds").size() == 2);
  CHECK(run_posproof("fit --ladder /no/such/folder/x --dim 4 --window 8 --ladder-bits 24 --qr-bits 24").exit_code == 2);
}
