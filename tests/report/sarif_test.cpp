#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <sstream>

#include "golden.hpp"
#include "posproof/report/render.hpp"
#include "sample.hpp"

// Oracle: the approved files; the demands of SARIF 2.1.0 and of GitHub's code scanning on each result; GitHub's limits.

using namespace posproof;
using Catch::Contains;

TEST_CASE("results.sarif as approved") { sample::check_golden("results.sarif", render_sarif(sample::results())); }

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

TEST_CASE("no member of the log is one that SARIF 2.1.0 does not know, and none that it requires is missing") {
  struct Shape {
    std::set<std::string> required, allowed;  // of the members that we write: the schema forbids all others
  };
  // Sections 3.13, 3.14, 3.18, 3.19, 3.20, 3.27, 3.28, 3.29, 3.30, 3.4, 3.49, 3.50 of the standard.
  const std::map<std::string, Shape> shapes = {
      {"log", {{"version", "runs"}, {"$schema", "version", "runs"}}},
      {"run", {{"tool"}, {"tool", "invocations", "columnKind", "results", "properties"}}},
      {"tool", {{"driver"}, {"driver"}}},
      {"driver", {{"name"}, {"name", "version", "rules"}}},
      {"rule", {{"id"}, {"id", "name", "shortDescription", "fullDescription", "help", "defaultConfiguration"}}},
      {"configuration", {{}, {"level"}}},
      {"invocation", {{"executionSuccessful"}, {"executionSuccessful"}}},
      {"message", {{"text"}, {"text"}}},
      {"result", {{"message"}, {"ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints", "properties"}}},
      {"location", {{}, {"physicalLocation"}}},
      {"physicalLocation", {{"artifactLocation"}, {"artifactLocation", "region"}}},
      {"artifactLocation", {{}, {"uri", "uriBaseId"}}},
      {"region", {{}, {"startLine"}}}};
  const auto check = [&](const Json& object, const std::string& kind) {
    INFO(kind << " " << object.dump().substr(0, 200));
    REQUIRE(object.is_object());
    for (const auto& [key, value] : object.items()) CHECK(shapes.at(kind).allowed.contains(key));
    for (const std::string& key : shapes.at(kind).required) CHECK(object.contains(key));
  };
  Results r = sample::results();
  r.claims.push_back(sample::claim("article/open", "UNDECIDED"));
  const Json log = Json::parse(render_sarif(r));
  check(log, "log");
  const Json& run = log["runs"][0];
  check(run, "run");
  CHECK(run["columnKind"] == "unicodeCodePoints");
  check(run["tool"], "tool");
  check(run["tool"]["driver"], "driver");
  check(run["invocations"][0], "invocation");
  for (const Json& rule : run["tool"]["driver"]["rules"]) {
    check(rule, "rule");
    check(rule["defaultConfiguration"], "configuration");
    for (const char* text : {"shortDescription", "fullDescription", "help"}) check(rule[text], "message");
  }
  REQUIRE(run["results"].size() == 3);
  for (const Json& result : run["results"]) {
    check(result, "result");
    check(result["message"], "message");
    check(result["locations"][0], "location");
    const Json& place = result["locations"][0]["physicalLocation"];
    check(place, "physicalLocation");
    check(place["artifactLocation"], "artifactLocation");
    check(place["region"], "region");
    for (const auto& [key, value] : result["partialFingerprints"].items()) CHECK(value.is_string());
  }
}

TEST_CASE("what went as expected is not reported") {
  Results r = sample::results();
  std::erase_if(r.claims, [](const ClaimRecord& c) { return c.as_expected == AsExpected::contradicted; });
  CHECK(Json::parse(render_sarif(r))["runs"][0]["results"].empty());
  CHECK(render_annotations(r).empty());
}

TEST_CASE("at most ten annotations, errors first, then one that counts the rest") {
  Results r = sample::results();
  for (int k = 0; k < 30; ++k)
    r.claims.insert(r.claims.begin(), sample::claim("article/open-" + std::to_string(k), "UNDECIDED"));
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
  r.run.not_run = {"article/late"};
  const std::string cut = render_annotations(r);
  CHECK_THAT(cut, Catch::StartsWith("::error title=posproof::Interrupted: 1 selected claim"));
  CHECK(std::count(cut.begin(), cut.end(), '\n') == 11);
  CHECK_THAT(cut, Contains("and 23 more"));
  CHECK(Json::parse(render_sarif(r))["runs"][0]["invocations"][0]["executionSuccessful"] == false);
}
