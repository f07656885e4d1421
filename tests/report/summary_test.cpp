#include <catch2/catch.hpp>

#include "posproof/report/record.hpp"
#include "sample.hpp"

// Oracle: counts and exit codes written down by hand from the design's table.

using namespace posproof;

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
                    hard = made("UNDECIDED", "undecided"), error = made("ERROR", "proved"), decided = made("PROVED", "undecided"),
                    unstated = made("UNDECIDED", "");
  CHECK(run_exit_code({}, false) == 3);
  CHECK(run_exit_code({good, hard}, false) == 0);
  CHECK(run_exit_code({good, hard}, true) == 4);
  CHECK(run_exit_code({good, unstated}, false) == 0);
  CHECK(run_exit_code({good, unstated}, true) == 4);
  CHECK(run_exit_code({good, open}, false) == 4);
  CHECK(run_exit_code({open, wrong}, false) == 1);
  CHECK(run_exit_code({decided}, false) == 1);
  CHECK(run_exit_code({wrong, error}, false) == 2);
  ClaimRecord ill = sample::claim("a/c", "ERROR");
  CHECK(run_exit_code({ill}, false) == 2);
  ill.expected = ExpectedRecord{"", "empty-domain", {}};
  ill.as_expected = compare_with_expected(ill);
  CHECK(run_exit_code({ill}, false) == 0);
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
