#include <catch2/catch.hpp>
#include <cctype>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>

#include "support/shell.hpp"

// Oracle: a small tree of cases whose verdicts are plain; results files edited here, one field at a time.

namespace {

using Catch::Matchers::Contains;
using posproof::test::Folder;
using posproof::test::shell;
using posproof::test::slurp;
using Json = nlohmann::ordered_json;

std::string toml(const std::string& id, const std::string& claim, const std::string& expect) {
  return "id = \"small/" + id + "\"\ntitle = \"" + id + "\"\nsays = \"It is so.\"\nclaim = \"" + claim + "\"\n\n[expect]\n" +
         expect + "\n\n[notes]\nwhy = \"Plain.\"\n";
}

/// Cases of every kind that a few milliseconds decide.
void write_cases(const Folder& folder) {
  folder.write(
      "cases/small/document.toml",
      "id = \"small\"\ntitle = \"Small\"\n\n[[step]]\nnumber = \"1\"\nsays = \"All of it.\"\ncases = [\"small/witness\", "
      "\"small/example\", \"small/identity\", \"small/reals\", \"small/blocks\", \"small/error\", \"small/model\"]\n");
  folder.write("cases/small/witness.toml",
               toml("witness", "forall n in 1..100: sin(n) >= 1/10^3", "verdict = \"refuted\"\nwitness = { n = 4 }"));
  folder.write("cases/small/example.toml", toml("example", "exists n in 1..100: cos(n) < -99/100", "verdict = \"proved\""));
  folder.write("cases/small/identity.toml",
               toml("identity", "forall n in 1..50: sin(n)^2 + cos(n)^2 == 1", "verdict = \"proved\""));
  folder.write("cases/small/reals.toml", toml("reals", "forall x in (0, 3]: sin(x) < x", "verdict = \"proved\""));
  folder.write("cases/small/blocks.toml",
               toml("blocks", "forall n in 1..3000: cos(n) + cos(n/10) > -2", "verdict = \"proved\""));
  folder.write("cases/small/error.toml", toml("error", "forall n in 5..1: n > 0", "error = \"empty-domain\""));
  folder.write("cases/small/model.toml",
               "id = \"small/model\"\ntitle = \"Model\"\nsays = \"It learns.\"\nkind = \"empirical\"\n"
               "experiment = \"Train it.\"\n\n[expect]\nverdict = \"empirical\"\n");
}

/// results.json without what a clock or the command line gave.
std::string timeless(const std::filesystem::path& results) {
  std::string text = slurp(results);
  text = std::regex_replace(text, std::regex("\"(seconds|jobs)\": [-+.0-9e]+"), "\"$1\": 0");
  return std::regex_replace(text, std::regex("\"started\": \"[^\"]*\""), "\"started\": \"\"");
}

Json& claim_of(Json& results, const std::string& id) {
  for (auto& c : results.at("claims"))
    if (c.at("id") == id) return c;
  throw std::runtime_error("no claim " + id);
}

/// Sets `as_expected` and the counts to what the edited claims make of them: an editor who knows the format would.
void make_consistent(Json& results, Json& claim, const char* as_expected) {
  claim["as_expected"] = as_expected;
  std::map<std::string, int> n;
  for (const auto& c : results.at("claims")) {
    std::string word = c.at("outcome").get<std::string>();
    for (char& ch : word) ch = static_cast<char>(std::tolower(ch));
    ++n[word];
    ++n[c.at("as_expected") == "none" ? "unstated" : c.at("as_expected").get<std::string>()];
  }
  for (const auto& [key, value] : results.at("counts").items()) results["counts"][key] = n[key];
}

}  // namespace

TEST_CASE("run prints four counts and writes its files; a changed expectation gives 1 and names the case") {
  const Folder folder;
  write_cases(folder);
  auto r = shell("posproof run --jobs 1 --format json,md,junit,sarif,html", folder.root());
  INFO(r.err);
  CHECK(r.exit_code == 0);
  CHECK(r.out == "7 claims: 4 PROVED, 1 REFUTED, 0 UNDECIDED, 1 EMPIRICAL, 1 ERROR; all as expected\n");
  for (const char* name : {"results.json", "report.md", "junit.xml", "results.sarif", "report.html"})
    CHECK(std::filesystem::file_size(folder / ("reports/out/" + std::string(name))) > 200);
  CHECK_THAT(slurp(folder / "reports/out/report.md"), Contains("small/witness"));

  for (const char* expect : {"verdict = \"proved\"", "verdict = \"refuted\"\nwitness = { n = 5 }", "verdict = \"undecided\""}) {
    folder.write("cases/small/witness.toml", toml("witness", "forall n in 1..100: sin(n) >= 1/10^3", expect));
    r = shell("posproof run --out changed", folder.root());
    CHECK(r.exit_code == 1);
    CHECK_THAT(r.out, Contains("small/witness") && Contains("1 contradicted"));
  }
}

TEST_CASE("results do not depend on the number of threads or on the run, times apart") {
  const Folder folder;
  write_cases(folder);
  for (const char* run : {"--jobs 1 --out one", "--jobs 2 --out two", "--jobs 2 --out again"})
    REQUIRE(shell(std::string("posproof run ") + run, folder.root()).exit_code == 0);
  CHECK(timeless(folder / "one/results.json") == timeless(folder / "two/results.json"));
  CHECK(timeless(folder / "two/results.json") == timeless(folder / "again/results.json"));
}

TEST_CASE("recheck agrees with a true file and rejects an edited witness or verdict") {
  const Folder folder;
  write_cases(folder);
  REQUIRE(shell("posproof run --out out", folder.root()).exit_code == 0);
  const auto good = shell("posproof recheck out/results.json", folder.root());
  INFO(good.out);
  CHECK(good.exit_code == 0);
  CHECK_THAT(good.out, Contains("6 agree, 0 rejected, 1 not decidable"));

  const Json original = Json::parse(slurp(folder / "out/results.json"));
  const auto rejected = [&](const std::string& what, const std::string& id, const char* as_expected, auto edit) {
    INFO(what);
    Json edited = original;
    Json& claim = claim_of(edited, id);
    edit(claim);
    make_consistent(edited, claim, as_expected);
    folder.write("edited.json", edited.dump(1));
    const auto r = shell("posproof recheck edited.json", folder.root());
    INFO(r.out + r.err);
    CHECK(r.exit_code == 1);
    CHECK_THAT(r.out, Contains("REJECTED") && Contains(id) && Contains("1 rejected"));
  };
  rejected("a witness that does not refute", "small/witness", "contradicted", [](Json& c) { c["witness"]["n"] = "1"; });
  rejected("a witness that is not the smallest", "small/witness", "contradicted", [](Json& c) { c["witness"]["n"] = "5"; });
  rejected("an example that is none", "small/example", "met", [](Json& c) { c["witness"]["n"] = "2"; });
  rejected("a claim that says more than was proved", "small/reals", "met",
           [](Json& c) { c["claim"] = "forall x in (0, 3]: sin(x) < x - 1/1000"; });
  rejected("a verdict turned round", "small/witness", "contradicted", [](Json& c) {
    c["outcome"] = "PROVED";
    c["witness"] = nullptr;
    c["sides"] = nullptr;
  });
  rejected("a verdict without ground", "small/blocks", "contradicted", [](Json& c) {
    c["outcome"] = "REFUTED";
    c["witness"] = Json{{"n", "22"}};
  });
  rejected("an error that is none", "small/identity", "contradicted", [](Json& c) {
    c["outcome"] = "ERROR";
    c["error"] = Json{{"code", "empty-domain"}, {"message", "m"}, {"rendered", "m"}};
  });
}

TEST_CASE("a results file that contradicts itself is not read") {
  const Folder folder;
  write_cases(folder);
  REQUIRE(shell("posproof run --cases cases small/witness --out out", folder.root()).exit_code == 0);
  const Json original = Json::parse(slurp(folder / "out/results.json"));
  Json edited = original;
  claim_of(edited, "small/witness")["outcome"] = "PROVED";  // as_expected no longer follows
  folder.write("edited.json", edited.dump(1));
  const auto r = shell("posproof recheck edited.json", folder.root());
  CHECK(r.exit_code == 2);
  CHECK_THAT(r.err, Contains("as_expected"));
}
