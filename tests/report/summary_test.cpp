#include <catch2/catch.hpp>

#include "posproof/report/audit.hpp"
#include "posproof/report/record.hpp"
#include "sample.hpp"

// Oracle: counts and exit codes written down by hand from the design's table.

using namespace posproof;

namespace {
Results run_of(std::vector<ClaimRecord> claims) {
  Results r;
  r.claims = std::move(claims);
  return r;
}
}  // namespace

TEST_CASE("UNDECIDED and EMPIRICAL are never added to PROVED") {
  const Counts n = count_outcomes(sample::results().claims);
  CHECK(n == Counts{1, 2, 1, 1, 1, 3, 2, 1});
  CHECK(summary_line(n) ==
        "6 claims: 1 PROVED, 2 REFUTED, 1 UNDECIDED, 1 EMPIRICAL, 1 ERROR; 2 contradicted, 1 without an expectation");
  CHECK(summary_line(Counts{1, 0, 0, 0, 0, 1, 0, 0}) ==
        "1 claim: 1 PROVED, 0 REFUTED, 0 UNDECIDED, 0 EMPIRICAL, 0 ERROR; all as expected");
  CHECK(summary_line(Counts{0, 0, 2, 0, 0, 0, 0, 2}) ==
        "2 claims: 0 PROVED, 0 REFUTED, 2 UNDECIDED, 0 EMPIRICAL, 0 ERROR; no expectations");
}

TEST_CASE("exit codes of run, worst first") {
  const auto made = [](const char* outcome, const char* verdict) {
    ClaimRecord c = sample::claim("a/b", outcome);
    c.expected = ExpectedRecord{verdict, "", {}};
    c.as_expected = compare_with_expected(c);
    return c;
  };
  const ClaimRecord good = made("PROVED", "proved"), wrong = made("PROVED", "refuted"), open = made("UNDECIDED", "proved"),
                    hard = made("UNDECIDED", "undecided"), error = made("ERROR", "proved"),
                    decided = made("PROVED", "undecided"), unstated = made("UNDECIDED", "");
  CHECK(run_exit_code(run_of({}), false) == 3);
  CHECK(run_exit_code(run_of({good, hard}), false) == 0);
  CHECK(run_exit_code(run_of({good, hard}), true) == 4);
  CHECK(run_exit_code(run_of({good, unstated}), false) == 0);
  CHECK(run_exit_code(run_of({good, unstated}), true) == 4);
  CHECK(run_exit_code(run_of({good, open}), false) == 4);
  CHECK(run_exit_code(run_of({open, wrong}), false) == 1);
  CHECK(run_exit_code(run_of({decided}), false) == 1);
  CHECK(run_exit_code(run_of({wrong, error}), false) == 2);
  ClaimRecord ill = sample::claim("a/c", "ERROR");
  CHECK(run_exit_code(run_of({ill}), false) == 2);
  ill.expected = ExpectedRecord{"", "empty-domain", {}};
  ill.as_expected = compare_with_expected(ill);
  CHECK(run_exit_code(run_of({ill}), false) == 0);
}

TEST_CASE("an interrupted run is never as expected") {
  ClaimRecord good = sample::claim("a/b", "PROVED"), wrong = good;
  Results r = run_of({good});
  CHECK(interruption_text(r.run).empty());
  r.run.not_run = {"a/c"};
  CHECK(run_exit_code(r, false) == 4);
  CHECK(interruption_text(r.run) == "Interrupted: 1 selected claim was not run, a/c.");
  wrong.expected = ExpectedRecord{"refuted", "", {}};
  wrong.as_expected = compare_with_expected(wrong);
  r.claims = {wrong};
  CHECK(run_exit_code(r, false) == 1);
  r.claims.clear();
  CHECK(run_exit_code(r, false) == 4);
  r.run.not_run = {"a", "b", "c", "d", "e", "f"};
  CHECK(interruption_text(r.run) == "Interrupted: 6 selected claims were not run, among them a, b, c, d, e.");
}

TEST_CASE("each decided claim counts where its strongest backing is") {
  const auto backed = [](const char* backing) {
    ClaimRecord c = sample::claim("a/b", "PROVED");
    c.certificate = CertificateRecord{backing, std::string(backing) == "kernels" ? "too long" : "", 7, 0.2};
    return c;
  };
  ClaimRecord alone = sample::claim("a/c", "REFUTED"), exact = sample::claim("a/d", "PROVED");
  alone.confirmed_by = {{"arb", Confirmation::Scope::same_kernel_other_precision, 1, 1}};
  exact.confirmed_by.clear();
  exact.bits = 0;
  const std::vector<ClaimRecord> claims = {backed("coq"),
                                           backed("certificate"),
                                           backed("kernels"),
                                           sample::claim("a/e", "REFUTED"),
                                           alone,
                                           exact,
                                           sample::claim("a/f", "UNDECIDED"),
                                           sample::claim("a/g", "EMPIRICAL")};
  const Backings n = count_backings(claims);
  CHECK(n == Backings{1, 1, 2, 1, 1});
  CHECK(backings_line(n) == "Of 6 decided claims: 1 Coq, 1 certificate checked, 2 both kernels, 1 exact rules, 1 one kernel");
  CHECK(backings_line({}).empty());
  CHECK(backing_text(claims[0]) == "Coq, 7 bytes in 200 ms");
  CHECK(backing_text(claims[2]) == "both kernels; no certificate yet: too long");
  CHECK(backing_text(claims[4]) == "one kernel");
  CHECK(backing_text(claims[6]).empty());
}

TEST_CASE("an expected witness is compared as an exact number and must be there") {
  ClaimRecord c = sample::claim("a/b", "REFUTED");
  c.expected = ExpectedRecord{"refuted", "", {{"n", "3"}}};
  CHECK(compare_with_expected(c) == AsExpected::met);
  c.expected->witness = {{"n", "6/2"}};
  CHECK(compare_with_expected(c) == AsExpected::met);
  c.expected->witness = {{"n", "4"}};
  CHECK(compare_with_expected(c) == AsExpected::contradicted);
  c.expected->witness = {{"m", "3"}};
  CHECK(compare_with_expected(c) == AsExpected::contradicted);
  c.witness.reset();
  c.expected->witness = {{"n", "3"}};
  CHECK(compare_with_expected(c) == AsExpected::contradicted);
  c.expected = ExpectedRecord{"", "empty-domain", {}};
  CHECK(compare_with_expected(c) == AsExpected::contradicted);
  c.expected.reset();
  CHECK(compare_with_expected(c) == AsExpected::none);
}

TEST_CASE("findings in words") {
  ClaimRecord c = sample::claim("a/b", "REFUTED");
  c.witness.reset();
  c.sides.reset();
  c.derivation = Derivation{"limit", "L0", "limit(n -> inf, f(n)) == 0", {{"almost periodic and not constant", "T6", "", {}}}};
  CHECK(finding_text(c) == "False: almost periodic and not constant (T6).");  // not the statement that is false
  c.derivation->hypotheses[0].conclusion = "f(n) tends to 2";
  CHECK(finding_text(c) == "False: f(n) tends to 2 (T6).");
  c.derivation->hypotheses.clear();
  CHECK(finding_text(c) == "False: limit(n -> inf, f(n)) == 0 (L0).");
  c = sample::claim("a/b", "PROVED");
  c.margin.reset();
  c.derivation = Derivation{"sweep", "B5", "", {}};
  CHECK(finding_text(c) == "Holds by integer sweep.");
  c.derivation->conclusion = "both sides are " + std::string(4000, 'x');
  CHECK(finding_text(c).size() < 260);
  c.sides = Sides{"<=", {std::string("0.") + std::string(80, '3'), std::string("0.") + std::string(79, '3') + "4"}, {"1", "1"}};
  c.derivation.reset();
  CHECK(finding_text(c) == "Holds: left side 0.333333333333 ± 4e-13, right side 1.");
}
