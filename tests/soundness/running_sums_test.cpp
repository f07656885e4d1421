// B(s) = sum of the moduli of partial sums, over integers and real ranges. Oracle: a plain loop in double precision, whose
// error is far below the margin; and B(0), which is the largest value, exactly.
#include <cmath>
#include <complex>

#include "planted.hpp"

using namespace posproof;
using namespace posproof::planted;

namespace {

double running(double s, long d, double base) {
  std::complex<double> partial(0);
  double total = 0;
  for (long t = 0; t < d / 2; ++t) {
    partial += std::polar(1.0, s * std::pow(base, -2.0 * static_cast<double>(t) / static_cast<double>(d)));
    total += std::abs(partial);
  }
  return total;
}

std::string decimal(double x) {
  char out[40];
  std::snprintf(out, sizeof out, "%.7f", x);
  return out;
}

}  // namespace

TEST_CASE("running sums over integers: extremes found by a plain loop, margin 1e-5") {
  Random r(71);
  Tally tally;
  for (int i = 0; i < rounds(10000, 500); ++i) {
    const long d = 2 * pick(r, 1, 6), base = pick(r, 2, 20000), lo = pick(r, 0, 300), hi = lo + pick(r, 0, 25);
    double least = 1e300, most = -1e300;
    for (long n = lo; n <= hi; ++n) {
      const double b = running(static_cast<double>(n), d, static_cast<double>(base));
      least = std::min(least, b);
      most = std::max(most, b);
    }
    const bool above = coin(r), upper = coin(r);
    const std::string term = "B(n; " + text(d) + ", " + text(base) + ")", in = "n in " + text(lo) + ".." + text(hi) + ": ";
    const std::string bound = decimal((upper ? most : least) + (above ? 1e-5 : -1e-5));
    if (upper)
      never_wrong("forall " + in + term + " <= " + bound, above, tally, quick());
    else
      never_wrong("exists " + in + term + " < " + bound, above, tally, quick());
  }
  CHECK(tally.balanced(0.3));
  CHECK(tally.undecided == 0);
}

TEST_CASE("running sums over reals: the largest value is taken at 0") {
  Random r(72);
  Tally tally;
  for (int i = 0; i < rounds(200, 30); ++i) {
    const long d = 2 * pick(r, 1, 3), base = pick(r, 2, 20000), half = d / 2;
    const bool above = coin(r);
    const std::string bound =
        text(half * (half + 1) / 2) + (above ? " + " : " - ") + pick(r, std::vector<std::string>{"1/10", "1/100", "1/1000"});
    never_wrong("forall s in [0, " + text(pick(r, 1, 9)) + "]: B(s; " + text(d) + ", " + text(base) + ") <= " + bound, above,
                tally, short_of_work(20000));
  }
  CHECK(tally.refuted > tally.total() / 3);
}
