// Sweeps over integers, element by element and in blocks.
#include "peaks.hpp"
#include "support/double_evaluation.hpp"

using namespace posproof;
using namespace posproof::planted;

namespace {

void sweep_round(Random& r, long first, long last, Tally& tally, const Settings& settings) {
  const long place = pick(r, std::vector<long>{first, last, pick(r, first, last), pick(r, first, last)});
  const Peak peak = planted_peak(r, "n", text(place));
  const bool above = pick(r, 0, 1) == 1;
  const std::string margin = pick(r, margins), bound = bound_text(peak, above, margin);
  const Wording w = worded(r, "n", text(first) + ".." + text(last), peak, bound);
  const Verdict v = never_wrong(w.claim, above == w.true_when_above, tally, settings);
  const auto found = witness_of(v);
  INFO(w.claim << " at " << (found ? *found : "nowhere"));
  if (above) CHECK_FALSE(found);
  if (!found) return;
  // Margins below 1e-10 leave the peak as the only place; wider ones may be met on its flanks, which is decided there anew.
  if (margin != "1/10^6")
    CHECK(*found == std::to_string(place));
  else
    CHECK(attains(peak, *found, bound, w.claim.find("abs(") != std::string::npos));
}

}  // namespace

TEST_CASE("sweeps over integers: planted peaks at ends and inside, margins to 1e-40") {
  Random r(1);
  Tally tally;
  for (int i = 0; i < rounds(10000, 2500); ++i) {
    const long first = pick(r, -500, 500);
    sweep_round(r, first, first + pick(r, 0, 70), tally, quick());
  }
  CHECK(tally.undecided == 0);
  CHECK(tally.balanced(0.2));
}

TEST_CASE("the second kernel alone is never wrong either") {
  Random r(2);
  Tally tally;
  for (int i = 0; i < rounds(10000, 1000); ++i) {
    const long first = pick(r, -500, 500);
    sweep_round(r, first, first + pick(r, 0, 40), tally, quick(Kernel::mpfi));
  }
  CHECK(tally.undecided == 0);
}

TEST_CASE("block sweeps: one position in thousands, margins to 1e-40") {
  Random r(3);
  Tally tally;
  for (int i = 0; i < rounds(10000, 500); ++i) {
    const long first = pick(r, -30000, 30000);
    sweep_round(r, first, first + pick(r, 2000, 12000), tally, quick());
  }
  CHECK(tally.undecided * 100 <= tally.total());
  CHECK(tally.balanced(0.2));
}

TEST_CASE("block sweeps and elements one by one give the same verdict and witness") {
  Random r(4);
  for (int i = 0; i < rounds(200, 25); ++i) {
    const Peak p = planted_peak(r, "n", text(pick(r, -3000, 3000)));
    const long twentieths = pick(r, -22, 22);
    const std::string claim =
        "forall n in 0..2300: " + p.sum + (pick(r, 0, 1) ? " <= " : " > ") + text(twentieths) + "/20*(" + p.height + ")";
    INFO(claim);
    Settings slow = quick(Kernel::mpfi);
    slow.budget = 200'000'000;
    const auto prepared = prepare({"<claim>", claim}, {});
    const Verdict fast = decide(prepared, quick()), walked = decide(prepared, slow);
    CHECK(std::string(verdict_word(fast)) == verdict_word(walked));
    CHECK(witness_of(fast) == witness_of(walked));
  }
}

TEST_CASE("what is no trigonometric sum is not taken for one") {
  // Each resembles a sum that blocks decide; the oracle is a plain loop in double precision with a margin far above its error.
  const char* const terms[] = {
      "cos(n^2/100)",
      "cos(n*sqrt(n)/10)",
      "cos(n/(n + 1))",
      "n*cos(n/7)/3000",
      "cos(abs(n - 1500)/7)",
      "cos(n/5)*cos(n/3)",
      "sum(t, 0, 3, cos(n*2^(-t)*n/1000))",
      "sum(t, 1, 4, n^t/10^(4*t)*cos(n/9))",
      "abs(cos(n/3)) + cos(n/2)",
      "cos(floor(n/2))",
      "cos(n/3)/n",
      "cos(cos(n/3))",
      "sum(t, 0, 2, cos(n/(t + 1) + n^2/10^4))",
      "cos(n/3)^3",
      "max(cos(n/3), sin(n/5))",
      "cos(n/3) + n/1000",
      "exp(cos(n/4))",
      "sum(t, 1, 3, cos(n*t/5))*cos(n/11)",
      "cos(n*exp(-n/1000))",
      "sqrt(2 + cos(n/6))",
  };
  Random r(9);
  Tally tally;
  for (const auto* term : terms) {
    const auto compiled = testing::formula(std::string("forall n in 1..2600: ") + term + " <= 0");
    const Expr body = compiled->args.at(0)->args.at(0);
    testing::DoubleEvaluation at;
    double most = -1e300, least = 1e300;
    for (long n = 1; n <= 2600; ++n) {
      at.bind(compiled->binders.at(0).slot, static_cast<double>(n));
      const double x = at.real(body);
      most = std::max(most, x);
      least = std::min(least, x);
    }
    for (const bool above : {true, false}) {
      char bound[40];
      std::snprintf(bound, sizeof bound, "%.9f", most + (above ? 1e-7 : -1e-7));
      never_wrong(std::string("forall n in 1..2600: ") + term + " <= " + bound, above, tally, quick());
      std::snprintf(bound, sizeof bound, "%.9f", least - (above ? 1e-7 : -1e-7));
      never_wrong(std::string("forall n in 1..2600: ") + term + " >= (" + bound + ")", above, tally, quick());
    }
  }
  CHECK(tally.undecided == 0);
}
