// Oracle: the published data file, whose hash is published beside it, and the study repeated on a short range; arguments that
// make no sense.
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "posproof/arith/sha256.hpp"
#include "support/command.hpp"

using posproof::test::run_posproof;

namespace {

const std::string folder = POSPROOF_SOURCE_DIR "/reports/data/decay-article/";

std::string content(const std::string& path) {
  std::ifstream in(path);
  REQUIRE(in);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("float32: the published study is the one whose hash is published") {
  const std::string line = content(folder + "float32.json.sha256");
  CHECK(line == posproof::sha256_hex(content(folder + "float32.json")) + "  float32.json\n");
}

TEST_CASE("float32: a short range gives the same first losses and positions") {
  const auto published = nlohmann::json::parse(content(folder + "float32.json"));
  const auto r = run_posproof("float32 --dim 512 --base 10000 --limit 32000 --window 32000 --json");
  REQUIRE(r.exit_code == 0);
  const auto now = nlohmann::json::parse(r.out);
  CHECK(now.at("first_total_loss") == published.at("first_total_loss"));
  CHECK(now.at("first_possible_total_loss") == published.at("first_possible_total_loss"));
  for (std::size_t k = 0; k < 3; ++k) CHECK(now.at("positions").at(k) == published.at("positions").at(k));
  CHECK(now.at("bounds").at(0) == published.at("bounds").at(0));
  CHECK(now.at("bounds").at(1) == published.at("bounds").at(1));
  CHECK(run_posproof("float32 --dim 512 --base 10000 --limit 32000 --window 32000 --json --jobs 2").out == r.out);
}

TEST_CASE("float32: arguments without sense are refused") {
  for (const char* arguments : {"--dim 7", "--base 1", "--base 0.1", "--base x", "--limit 0", "--limit 16777217",
                                "--limit 1000", "--fraction -1", "-o /nowhere/x.json --dim 2 --limit 100"}) {
    CAPTURE(arguments);
    CHECK(run_posproof(std::string("float32 ") + arguments).exit_code == 2);
  }
}
