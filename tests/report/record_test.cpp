#include "posproof/report/record.hpp"

#include <catch2/catch.hpp>

#include "posproof/report/results_json.hpp"
#include "sample.hpp"

// Oracle: verdicts and errors made by hand, and what their records and their JSON must hold. The strict reader of results
// must accept every record that make_record forms.

using namespace posproof;
using Catch::Contains;

namespace {

Case item(const std::string& verdict) {
  Case c;
  c.id = "small/bound";
  c.title = "Bound";
  c.kind = verdict == "empirical" ? "empirical" : "formula";
  c.claim = Source{"small/bound.toml", "forall n in 1..3: n <= 2", 4, 10};
  c.file = "cases/small/bound.toml";
  c.claim_line = 4;
  c.budget = -5;
  c.expect = Expectation{verdict, "", {}};
  return c;
}

Evidence evidence() {
  Evidence e;
  e.method = "integer sweep";
  e.theorems = {"E1"};
  e.bits = 64;
  e.confirmed_by = {{"mpfi", Confirmation::Scope::full, 3, 3}};
  return e;
}

/// Whether the strict reader takes it.
ClaimRecord read_back(const ClaimRecord& c) {
  Results r;
  r.claims = {c};
  return from_json(parse_json(results_text(r))).claims.at(0);
}

const Sides sides{"<=", {"3", "3"}, {"2", "2"}};

}  // namespace

TEST_CASE("a claim that does not parse becomes an ERROR record with its place") {
  const ClaimError error("syntax", "expected a formula", Source{"<claim>", "forall n in", 1, 1}, Span{7, 11});
  const ClaimRecord c = read_back(make_record(item("proved"), nullptr, error, 0.5));
  CHECK(c.outcome == "ERROR");
  CHECK(c.as_expected == AsExpected::contradicted);
  CHECK(c.error->code == "syntax");
  CHECK_THAT(c.error->rendered, Contains("<claim>:1:8") && Contains("^"));
  CHECK(c.latex.empty());
  CHECK(c.claim == "forall n in 1..3: n <= 2");
  CHECK(c.document == "small");
  CHECK(c.budget == 0);  // a case file cannot make it negative
  CHECK(c.seconds == 0.5);
}

TEST_CASE("each verdict's record holds its evidence and reads back") {
  const ClaimRecord refuted =
      read_back(make_record(item("refuted"), nullptr, Verdict(Refuted(evidence(), Witness{{{"n", "3"}}}, sides)), 0));
  CHECK(refuted.as_expected == AsExpected::met);
  CHECK(refuted.witness->values[0].second == "3");
  const ClaimRecord undecided =
      read_back(make_record(item("proved"), nullptr, Verdict(Undecided(evidence(), "too hard", "go on")), 0));
  CHECK(undecided.as_expected == AsExpected::contradicted);
  CHECK(undecided.remedy == "go on");
  const ClaimRecord proved = read_back(make_record(item("proved"), nullptr, Verdict(Proved(evidence())), 0));
  CHECK(proved.method == "integer sweep");
  const ClaimRecord empirical = read_back(make_record(item("empirical"), nullptr, Verdict(Empirical("train it")), 0));
  CHECK(empirical.experiment == "train it");
  CHECK(empirical.as_expected == AsExpected::met);
}

TEST_CASE("check --json of every outcome, hostile texts included") {
  const auto json = [](const Outcome& o) {
    return parse_json(verdict_json(sample::hostile, o).dump(1, ' ', false, Json::error_handler_t::replace));
  };
  const Json refuted = json(Verdict(Refuted(evidence(), Witness{{{"n", std::string(1000000, '7')}}}, sides)));
  CHECK(refuted["claim"].get<std::string>() == sample::hostile);
  CHECK(refuted["verdict"] == "REFUTED");
  CHECK(refuted["witness"]["n"].get<std::string>().size() == 1000000);  // the full value, never shortened
  CHECK(refuted["lhs"]["lower"] == "3");
  CHECK(refuted["rhs"]["upper"] == "2");
  const Json undecided = json(Verdict(Undecided(evidence(), "too hard", "go on")));
  CHECK(undecided["reason"] == "too hard");
  CHECK(undecided["witness"].is_null());
  CHECK(json(Verdict(Empirical(sample::hostile)))["experiment"].get<std::string>() == sample::hostile);
  CHECK(json(Verdict(Proved(evidence())))["derivation"].is_null());
  const Json error = json(ClaimError("empty-domain", "bytes \xff\xfe", Source{"<claim>", "x", 1, 1}, Span{0, 1}));
  CHECK(error["verdict"] == "ERROR");
  CHECK(error["error"]["code"] == "empty-domain");
  CHECK_THAT(error["error"]["message"].get<std::string>(), Contains("\xef\xbf\xbd"));
  CHECK(error["method"] == "");
}
