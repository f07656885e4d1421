// The record of `export-coq --check` and what `run --coq` makes of it. The oracle is what is true of the files: a record backs
// a verdict when it is about this formula, this outcome and these files, and Coq accepted them; each is broken once.
#include <catch2/catch.hpp>
#include <filesystem>
#include <regex>

#include "support/shell.hpp"

using namespace posproof::test;

namespace {

const std::string work = POSPROOF_COQ_WORK;

void write_case(const Folder& cases, const std::string& formula) {
  cases.write("small/document.toml",
              "id = \"small\"\ntitle = \"Small\"\n[[step]]\nnumber = \"1\"\nsays = \"pi\"\ncases = [\"small/pi-2.1\"]\n");
  cases.write("small/pi.toml", "id = \"small/pi-2.1\"\ntitle = \"pi\"\nclaim = \"" + formula + "\"\n");
}

/// "coq" when the run's results mark the verdict, "" when not; what `run` says on stderr in `said`.
std::string backing(const Folder& cases, std::string& said) {
  const ShellResult r = shell("posproof run --cases '" + cases.root().string() + "' --out '" + (cases / "out").string() +
                              "' --format json --coq '" + work + "'");
  INFO(r.err);
  REQUIRE(r.exit_code == 0);
  said = r.err;
  const std::string text = slurp(cases / "out" / "results.json");
  std::smatch m;
  return std::regex_search(text, m, std::regex("\"backing\": *\"([a-z]+)\"")) ? m[1].str() : "";
}

void overwrite(const std::string& file, const std::string& text) { std::ofstream(file, std::ios::binary) << text; }

}  // namespace

TEST_CASE("a verdict is marked when its record, its formula and its files belong together", "[record]") {
  const Folder cases;
  write_case(cases, "pi < 22/7");
  const ShellResult exported =
      shell("posproof export-coq small/pi-2.1 --cases '" + cases.root().string() + "' -o '" + work + "' --check");
  INFO(exported.out << exported.err);
  REQUIRE(exported.exit_code == 0);
  const std::string json = work + "/small_pi_2_1.coq.json", script = work + "/small_pi_2_1.v";
  std::string said;
  CHECK(backing(cases, said) == "coq");
  const std::string honest_record = slurp(json), honest_script = slurp(script);

  overwrite(script, honest_script + " ");
  CHECK(backing(cases, said) == "");
  CHECK(said.find("small_pi_2_1.v has changed since") != std::string::npos);
  overwrite(script, honest_script);

  overwrite(json, std::regex_replace(honest_record, std::regex("\"accepted\": true"), "\"accepted\": false"));
  CHECK(backing(cases, said) == "");
  overwrite(json, std::regex_replace(honest_record, std::regex("\"goal\": \"claim\""), "\"goal\": \"negation\""));
  CHECK(backing(cases, said) == "");
  overwrite(json, honest_record);
  CHECK(backing(cases, said) == "coq");

  write_case(cases, "pi < 23/7");
  CHECK(backing(cases, said) == "");
  CHECK(said.find("it is about another claim") != std::string::npos);
  std::filesystem::remove(json);
}

TEST_CASE("exit codes and words of export-coq", "[record]") {
  const auto run = [](const std::string& arguments) {
    return shell("posproof export-coq " + arguments + " -o '" + work + "/words'");
  };
  const ShellResult refused = run("'erf(1) < 1'");
  CHECK(refused.exit_code == 2);
  CHECK(refused.err == "cannot export erf(1) < 1: CoqInterval has no enclosure of erf\n");
  CHECK(run("'forall n in 1..inf: gcd(n^17 + 9, (n + 1)^17 + 9) == 1'").exit_code == 4);
  CHECK(run("no-document/no-claim").exit_code == 2);
  CHECK(run("'1 <'").exit_code == 2);
  const ShellResult rejected = run("--check 'forall x in [0, 10]: sin(x) <= x'");
  CHECK(rejected.exit_code == 1);
  CHECK(rejected.out.find("rejected") != std::string::npos);
}
