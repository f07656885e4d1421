#include "posproof/report/theorems.hpp"

#include <catch2/catch.hpp>

#include "posproof/report/results_json.hpp"
#include "sample.hpp"

// Oracle: an index written here; the project's own index, read as a file elsewhere (tests/repository/theorems_test.cpp).

using namespace posproof;

namespace {
const std::string index_text =
    "# Theorems\n\n| id | statement | proof |\n| --- | --- | --- |\n| T2 | A bound | [decay](theorems/decay.md) |\n"
    "| T6c | abs(x) | y| [decay](theorems/decay.md) |\n| B1 | Sine | nothing |\n| T | no id |\n| 12 | no id | x |\n|\n||\n";

std::vector<std::string> ids(const std::vector<TheoremRecord>& list) {
  std::vector<std::string> out;
  for (const TheoremRecord& t : list) out.push_back(t.id);
  return out;
}
}  // namespace

TEST_CASE("rows of an index are read, everything else is skipped") {
  const auto index = parse_theorem_index(index_text);
  REQUIRE(ids(index) == std::vector<std::string>{"T2", "T6c", "B1"});
  CHECK(index[0].statement == "A bound");
  CHECK(index[0].proof == "docs/theorems/decay.md");
  CHECK(index[1].statement == "abs(x) | y");
  CHECK(index[2].proof.empty());
}

TEST_CASE("the index that is built in is the repository's") {
  const auto& index = theorem_index();
  CHECK(index.size() == parse_theorem_index(read_text_file(POSPROOF_SOURCE_DIR "/docs/theorems.md")).size());
  CHECK(index.size() > 50);
  for (const TheoremRecord& t : index) {
    INFO(t.id);
    CHECK(!t.statement.empty());
    CHECK(t.proof.starts_with("docs/theorems/"));
  }
}

TEST_CASE("a report lists what claims, derivations and captions cite, in the index's order") {
  Results r = sample::results();  // claims cite T3, one derivation T8, T2 and T5
  const std::vector<TheoremRecord> index = {
      {"T8", "a", ""}, {"T5", "b", ""}, {"T4", "c", ""}, {"T3", "d", ""}, {"T1", "e", ""}};
  const auto cited = cited_theorems(r, index);
  REQUIRE(ids(cited) == std::vector<std::string>{"T8", "T5", "T3", "T2"});
  CHECK(cited.back().statement == "not in the index of theorems");
  r.figures = {{"x", "", "The limit (T4) for T512 and XT1.", "", ""}};
  CHECK(ids(cited_theorems(r, index)) == std::vector<std::string>{"T8", "T5", "T4", "T3", "T2"});
}
