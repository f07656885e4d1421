#include "posproof/report/diff.hpp"

#include <catch2/catch.hpp>

#include "golden.hpp"
#include "posproof/report/record.hpp"
#include "sample.hpp"

// Oracle: one planted change at a time, with the category and the gate's answer written down by hand.

using namespace posproof;
using Catch::Contains;

namespace {

Results edited(std::size_t claim, const std::function<void(ClaimRecord&)>& edit) {
  Results r = sample::results();
  edit(r.claims[claim]);
  r.claims[claim].as_expected = compare_with_expected(r.claims[claim]);
  return r;
}

RunDiff from_sample(std::size_t claim, const std::function<void(ClaimRecord&)>& edit) {
  return compare_runs(sample::results(), edited(claim, edit));
}

void become(ClaimRecord& c, const std::string& outcome) {
  ClaimRecord other = sample::claim(c.id, outcome);
  other.expected = c.expected;
  c = other;
}

}  // namespace

TEST_CASE("a run against itself has no differences") {
  const RunDiff d = compare_runs(sample::results(), sample::results());
  CHECK_FALSE(any_worse(d));
  CHECK(d.unchanged == 6);
  CHECK(diff_text(d) == "0 worse, 0 otherwise changed, 0 weaker margins, 0 new, 0 vanished, 0 slower; 6 verdicts unchanged\n");
}

TEST_CASE("which changed verdicts are worse") {
  CHECK(any_worse(from_sample(1, [](ClaimRecord& c) { become(c, "UNDECIDED"); })));
  CHECK(any_worse(from_sample(1, [](ClaimRecord& c) { become(c, "REFUTED"); })));
  CHECK(any_worse(from_sample(1, [](ClaimRecord& c) { become(c, "ERROR"); })));
  CHECK(any_worse(from_sample(0, [](ClaimRecord& c) { become(c, "PROVED"); })));
  // A flip of the same statement is worse even if the case file was edited to expect it.
  CHECK(any_worse(from_sample(0, [](ClaimRecord& c) {
    become(c, "PROVED");
    c.expected->verdict = "proved";
  })));
  CHECK_FALSE(any_worse(from_sample(0, [](ClaimRecord& c) {
    become(c, "PROVED");
    c.expected->verdict = "proved";
    c.claim = "1 > 0";
  })));
  CHECK_FALSE(any_worse(from_sample(2, [](ClaimRecord& c) { become(c, "PROVED"); })));
  // The same verdict that now contradicts its expectation.
  CHECK(any_worse(from_sample(1, [](ClaimRecord& c) { c.expected->verdict = "refuted"; })));
}

TEST_CASE("a run that was cut short is worse, not smaller") {
  Results cut = sample::results();
  cut.claims.erase(cut.claims.begin() + 1);
  const RunDiff vanished = compare_runs(sample::results(), cut);
  CHECK_FALSE(any_worse(vanished));
  cut.run.not_run = {"article/integral"};
  const RunDiff d = compare_runs(sample::results(), cut);
  CHECK(any_worse(d));
  CHECK(d.vanished.empty());
  CHECK_THAT(diff_text(d),
             Contains("Interrupted: 1 selected claim was not run") && Contains("WORSE  article/integral: PROVED -> not run"));
  CHECK_THAT(diff_markdown(d), Contains("**Interrupted"));
}

TEST_CASE("margins, witnesses, new, vanished and slower claims") {
  const RunDiff margin = from_sample(1, [](ClaimRecord& c) { c.margin = Enclosure{"0.0101", "0.0102"}; });
  REQUIRE(margin.margins.size() == 1);
  CHECK_FALSE(any_worse(margin));
  CHECK(from_sample(1, [](ClaimRecord& c) { c.margin = Enclosure{"0.01229", "0.0124"}; }).margins.empty());
  CHECK(from_sample(1, [](ClaimRecord& c) { c.margin = Enclosure{"0.5", "0.6"}; }).margins.empty());
  CHECK(from_sample(1, [](ClaimRecord& c) { c.margin.reset(); }).margins.size() == 1);

  const RunDiff witness = from_sample(0, [](ClaimRecord& c) { c.witness = Witness{{{"n", "4"}}}; });
  REQUIRE(witness.witnesses.size() == 1);
  CHECK(witness.witnesses[0].from == "n = 3");
  CHECK(witness.witnesses[0].to == "n = 4");

  Results more = sample::results();
  more.claims.push_back(sample::claim("article/new", "PROVED"));
  CHECK(compare_runs(sample::results(), more).added.size() == 1);
  CHECK(compare_runs(more, sample::results()).vanished.size() == 1);
  CHECK_FALSE(any_worse(compare_runs(more, sample::results())));

  CHECK(from_sample(0, [](ClaimRecord& c) { c.seconds = 1.0; }).slower.size() == 1);
  CHECK(from_sample(0, [](ClaimRecord& c) { c.seconds = 0.49; }).slower.empty());
  CHECK(from_sample(0, [](ClaimRecord& c) { c.seconds = 0.7; }).slower.empty());  // thrice, but less than half a second more
}

TEST_CASE("diff as approved, in all three forms, changed verdicts first") {
  Results after = edited(1, [](ClaimRecord& c) { become(c, "UNDECIDED"); });
  after.claims[0].seconds = 4;
  after.claims.erase(after.claims.begin() + 3);
  after.claims.push_back(sample::claim("article/new|`x`", "PROVED"));
  const RunDiff d = compare_runs(sample::results(), after);
  const std::string all = diff_text(d) + "\n----\n" + diff_markdown(d) + "\n----\n" + diff_json(d).dump(1) + "\n";
  CHECK(all.find("Changed verdicts") < all.find("New claims"));
  sample::check_golden("diff.txt", all);
}
