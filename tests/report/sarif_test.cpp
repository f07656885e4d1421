#include <catch2/catch.hpp>
#include <sstream>

#include "golden.hpp"
#include "posproof/report/render.hpp"
#include "sample.hpp"

// Oracle: the approved files; the demands of SARIF 2.1.0 and of GitHub's code scanning on each result; GitHub's limits.

using namespace posproof;
using Catch::Contains;

TEST_CASE("results.sarif as approved") {
  sample::check_golden("results.sarif", render_sarif(sample::results()));
}

TEST_CASE("annotations as approved") { sample::check_golden("annotations.txt", render_annotations(sample::results())); }

TEST_CASE("every SARIF result has what the standard and GitHub demand") {
  Results r = sample::results();
  ClaimRecord odd = sample::claim("article/no-expectation", "REFUTED");
  odd.file = "cases/a b/\xc3\xa9.toml";
  odd.line = 0;
  r.claims.push_back(odd);
  r.claims.push_back(sample::claim("article/open", "UNDECIDED"));
  r.claims.push_back(sample::claim("article/broken", "ERROR"));
  const Json log = Json::parse(render_sarif(r));
  CHECK(log["version"] == "2.1.0");
  REQUIRE(log["runs"].size() == 1);
  const Json& run = log["runs"][0];
  const Json& driver = run["tool"]["driver"];
  CHECK(driver["name"] == "posproof");
  CHECK(run["results"].size() == 5);
  for (const Json& rule : driver["rules"]) {
    CHECK(rule["shortDescription"]["text"].get<std::string>().size() > 10);
    CHECK(rule["help"]["text"].get<std::string>().size() > 10);
  }
  for (const Json& result : run["results"]) {
    const std::size_t index = result["ruleIndex"];
    CHECK(driver["rules"].at(index)["id"] == result["ruleId"]);
    CHECK(result["message"]["text"].get<std::string>().size() > 10);
    const Json& place = result["locations"][0]["physicalLocation"];
    CHECK(place["region"]["startLine"].get<int>() >= 1);
    CHECK(place["artifactLocation"]["uri"].get<std::string>().find_first_of(" \"<>\\^`{|}") == std::string::npos);
    CHECK(result["partialFingerprints"]["claimId/v1"].get<std::string>().size() == 64);
    const std::string level = result["level"];
    CHECK((level == "error" || level == "warning" || level == "note"));
  }
  CHECK(run["results"][2]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "cases/a%20b/%C3%A9.toml");
  CHECK(run["results"][4]["level"] == "error");
}

TEST_CASE("what went as expected is not reported") {
  Results r = sample::results();
  std::erase_if(r.claims, [](const ClaimRecord& c) { return c.as_expected == AsExpected::contradicted; });
  CHECK(Json::parse(render_sarif(r))["runs"][0]["results"].empty());
  CHECK(render_annotations(r).empty());
}

TEST_CASE("at most ten annotations, errors first, then one that counts the rest") {
  Results r = sample::results();
  for (int k = 0; k < 30; ++k) r.claims.insert(r.claims.begin(), sample::claim("article/open-" + std::to_string(k), "UNDECIDED"));
  const std::string text = render_annotations(r);
  std::istringstream lines(text);
  std::vector<std::string> all;
  for (std::string line; std::getline(lines, line);) all.push_back(line);
  REQUIRE(all.size() == 11);
  CHECK_THAT(all[0], Catch::StartsWith("::error "));
  CHECK_THAT(all[1], Catch::StartsWith("::warning "));
  CHECK_THAT(all[10], Contains("and 22 more"));
  for (const std::string& line : all) CHECK_THAT(line, Catch::StartsWith("::"));
  CHECK(text.size() < 20000);
}
