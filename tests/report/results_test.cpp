#include "posproof/report/results.hpp"

#include <catch2/catch.hpp>
#include <ctime>
#include <filesystem>

#include "golden.hpp"
#include "posproof/report/results_json.hpp"
#include "sample.hpp"

// Oracle: what was written reads back to the same JSON; every single edit that breaks the schema or the evidence is refused.

using namespace posproof;
using Catch::Contains;

namespace {
Json sample_json() { return to_json(sample::results()); }
std::string error_of(const Json& json) {
  try {
    from_json(json);
  } catch (const ResultsError& e) {
    return e.what();
  }
  return "";
}
}  // namespace

TEST_CASE("results survive a round trip, hostile texts and a million digits included") {
  const Results r = sample::results();
  // The control character and all other bytes of the sample are valid UTF-8.
  const Results back = from_json(parse_json(results_text(r)));
  CHECK(results_text(back) == results_text(r));
  CHECK(back.claims[5].witness->values[0].second.size() == 1000000);
  CHECK(back.claims[1].derivation->hypotheses[1].hypotheses[0].theorem == "T5");
  CHECK(back.claims[1].confirmed_by[0].scope == Confirmation::Scope::sampled);
}

TEST_CASE("results.json as approved") {
  Results r = sample::results();
  r.claims[5].witness = Witness{{{"n", "77"}}};  // a million digits are read back above
  r.run.not_run = {"article/late"};
  sample::check_golden("results.json", results_text(r));
}

TEST_CASE("every member is required and typed") {
  const Json whole = sample_json();
  std::vector<Json::json_pointer> members;
  const Json flat = whole.flatten();
  for (const auto& [pointer, value] : flat.items()) members.emplace_back(pointer);
  int refused = 0;
  for (const auto& member : members) {
    Json broken = whole;
    Json& parent = broken[member.parent_pointer()];
    // Texts in lists, and the free names of these objects, may vanish: everything else is part of the schema.
    const std::string owner = member.parent_pointer().empty() ? "" : member.parent_pointer().back();
    const bool free = !parent.is_object() || owner == "libraries" || owner == "witness";
    Json retyped = whole;
    retyped[member] = Json::object({{"x", Json::array()}});
    INFO(member.to_string());
    CHECK(error_of(retyped) != "");
    if (free) continue;
    parent.erase(member.back());
    CHECK_THAT(error_of(broken), Contains("is missing"));
    ++refused;
  }
  CHECK(refused > 200);
}

TEST_CASE("members that contradict each other are refused") {
  const auto edited = [](const char* pointer, const Json& value) {
    Json json = sample_json();
    json[Json::json_pointer(pointer)] = value;
    return error_of(json);
  };
  CHECK(error_of(sample_json()) == "");
  CHECK_THAT(edited("/schema", "posproof-results/2"), Contains("this version reads"));
  CHECK_THAT(edited("/claims/0/outcome", "PROVED"), Contains("does not follow"));
  CHECK_THAT(edited("/claims/3/outcome", "PROVED"), Contains("method"));
  CHECK_THAT(edited("/claims/0/outcome", "TRUE"), Contains("no verdict"));
  CHECK_THAT(edited("/claims/0/witness", Json()), Contains("without a witness"));
  CHECK_THAT(edited("/claims/2/reason", ""), Contains("without reason"));
  CHECK_THAT(edited("/claims/4/error", Json()), Contains("does not fit"));
  CHECK_THAT(edited("/claims/2/as_expected", "met"), Contains("does not follow"));
  CHECK_THAT(edited("/claims/1/id", "article/bound"), Contains("occurs twice"));
  CHECK_THAT(edited("/counts/proved", 7), Contains("do not agree"));
  CHECK_THAT(edited("/claims/0/bits", -1), Contains("non-negative"));
  CHECK_THAT(edited("/claims/0/surprise", 1), Contains("not a member"));
  CHECK_THAT(edited("/claims/0/confirmed_by/0/scope", "some"), Contains("no scope"));
  CHECK_THAT(edited("/claims/1/certificate/backing", "trust me"), Contains("is not kernels"));
  CHECK_THAT(edited("/claims/1/certificate/backing", "kernels"), Contains("does not fit its backing"));
  CHECK_THAT(edited("/claims/1/certificate/bytes", 0), Contains("does not fit its backing"));
  CHECK_THAT(edited("/claims/0/certificate/reason", ""), Contains("does not fit its backing"));
  CHECK_THAT(edited("/claims/2/certificate", Json{{"backing", "coq"}, {"reason", ""}, {"bytes", 1}, {"seconds", 0}}),
             Contains("backs no verdict"));
  CHECK_THAT(edited("/run/not_run", Json::array({"article/bound"})), Contains("has a claim"));
  CHECK_THAT(edited("/run/not_run", Json::array({"a", "a"})), Contains("occurs twice"));
  CHECK_THAT(edited("/tables/0/rows/0", Json::array({"1"})), Contains("row of 3"));
}

TEST_CASE("broken, binary, deep and huge inputs end in an error, soon") {
  const std::clock_t start = std::clock();  // processor time: the machine may be busy
  const auto error = [](const std::string& text) {
    try {
      from_json(parse_json(text));
    } catch (const ResultsError& e) {
      return std::string(e.what());
    }
    return std::string();
  };
  const std::string whole = results_text(sample::results());
  for (std::size_t cut : {0u, 1u, 40u, 3000u}) CHECK(error(whole.substr(0, cut)) != "");
  CHECK(error(whole.substr(0, whole.size() - 3)) != "");
  CHECK(error(std::string(4096, '\0')) != "");
  CHECK(error("\x7f"
              "ELF\x02\x01\xff\xfe") != "");
  CHECK_THAT(error(std::string(1000000, '[')), Contains("nested deeper"));
  std::string deep;
  for (int k = 0; k < 100000; ++k) deep += "{\"a\":";
  CHECK_THAT(error(deep), Contains("nested deeper"));
  CHECK_THAT(error("{\"schema\":1,\"schema\":2}"), Contains("twice"));
  std::string wide = "{";
  for (int k = 0; k < 100000; ++k) wide += "\"k" + std::to_string(k) + "\":1,";
  CHECK_THAT(error(wide + "\"z\":1}"), Contains("members"));
  std::string many = "[0";
  for (std::size_t k = 0; k < max_json_values; ++k) many += ",0";
  CHECK_THAT(error(many + "]"), Contains("JSON values"));
  CHECK_THAT(error("[\"" + std::string(50 << 20, 'x')), Contains("not JSON"));
  CHECK(error("[\"" + std::string(50 << 20, 'x')).size() < 1000);
  CHECK((std::clock() - start) / CLOCKS_PER_SEC < 60);
}

TEST_CASE("files: missing, a directory, too large") {
  CHECK_THROWS_AS(read_results("no/such/file.json"), ResultsError);
  CHECK_THROWS_AS(read_results("."), ResultsError);
  const auto file = std::filesystem::temp_directory_path() / "posproof-results-test.json";
  write_text_file(file, results_text(sample::results()));
  CHECK(read_results(file).claims.size() == 6);
  CHECK_THROWS_WITH(read_text_file(file, 10), Contains("limit"));
  write_text_file(file, "{}");
  CHECK_THROWS_WITH(read_results(file), Contains("posproof-results-test.json: results.schema is missing"));
  std::filesystem::remove(file);
  CHECK_THROWS_AS(write_text_file("no/such/directory/x", "x"), ResultsError);
}

TEST_CASE("without times, runs on other machines compare by bytes") {
  Results a = sample::results(), b = a;
  b.run.seconds = 99;
  b.run.started = "2027-01-01T00:00:00Z";
  b.run.host = "elsewhere";
  b.claims[0].seconds = 4;
  b.claims[1].certificate->seconds = 4;
  CHECK(to_json(a) != to_json(b));
  CHECK(without_times(to_json(a)) == without_times(to_json(b)));
  b.claims[0].bits = 129;
  CHECK(without_times(to_json(a)) != without_times(to_json(b)));
  a.claims[0].witness = Witness{{{"seconds", "3"}}};
  b = a;
  b.claims[0].witness = Witness{{{"seconds", "4"}}};
  CHECK(without_times(to_json(a)) != without_times(to_json(b)));
}

TEST_CASE("a name bound twice loses no value") {
  Results r = sample::results();
  r.claims[0].witness = Witness{{{"n", "3"}, {"n", "4"}}};
  const Witness back = *from_json(to_json(r)).claims[0].witness;
  REQUIRE(back.values.size() == 2);
  CHECK(back.values[1] == std::pair<std::string, std::string>("n'", "4"));
}
