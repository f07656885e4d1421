// Integrals at a point. Oracle: antiderivatives that are made together with the integrand, by the product rule.
#include <functional>

#include "planted.hpp"

using namespace posproof;
using namespace posproof::planted;

namespace {

/// F and its derivative f, as functions of the text of the variable.
struct Pair {
  std::function<std::string(const std::string&)> whole, slope;
};

Pair wave(long a, long b) {
  const std::string k = ratio(a, b);
  return {[k](const std::string& x) { return "sin(" + k + "*" + x + ")"; },
          [k](const std::string& x) { return k + "*cos(" + k + "*" + x + ")"; }};
}
Pair exponential(long a, long b) {
  const std::string k = ratio(a, b);
  return {[k](const std::string& x) { return "exp(" + k + "*" + x + ")"; },
          [k](const std::string& x) { return k + "*exp(" + k + "*" + x + ")"; }};
}
Pair power(long n) {
  return {[n](const std::string& x) { return "(" + x + ")^" + text(n); },
          [n](const std::string& x) { return text(n) + "*(" + x + ")^" + text(n - 1); }};
}
Pair square_root() {
  return {[](const std::string& x) { return "(" + x + ")*sqrt(" + x + ")"; },
          [](const std::string& x) { return "3/2*sqrt(" + x + ")"; }};
}
Pair product(const Pair& f, const Pair& g) {
  return {[=](const std::string& x) { return f.whole(x) + "*" + g.whole(x); },
          [=](const std::string& x) { return f.slope(x) + "*" + g.whole(x) + " + " + f.whole(x) + "*" + g.slope(x); }};
}

Pair planted_pair(Random& r, bool far) {
  const auto one = [&] {
    switch (pick(r, 0, 3)) {
      case 0: return wave(far ? pick(r, 1, 100000) : pick(r, 1, 30), pick(r, 1, 7));
      case 1: return exponential(pick(r, -6, 6), 4);
      case 2: return power(pick(r, 1, 4));
      default: return square_root();
    }
  };
  return coin(r) ? one() : product(one(), one());
}

/// Up to 256 bits, and Arb alone.
Settings low_precision() {
  Settings settings = quick();
  settings.last_bits = 256;
  settings.confirm = false;
  return settings;
}

}  // namespace

TEST_CASE("integrals against antiderivatives, margins to 1e-30, frequencies to 10^5") {
  Random r(61);
  Tally tally;
  const Settings settings = low_precision();
  for (int i = 0; i < rounds(9000, 500); ++i) {
    const long lo = pick(r, 0, 4), hi = lo + pick(r, 1, 3);
    const Pair f = planted_pair(r, pick(r, 0, 4) == 0);
    const std::string integral = "integral(x, " + text(lo) + ", " + text(hi) + ", " + f.slope("x") + ")";
    const std::string value = "(" + f.whole(text(hi)) + " - " + f.whole(text(lo)) + ")";
    const std::string m = pick(r, std::vector<std::string>{"1/10^30", "1/10^17", "1/10^15", "1/10^6"});
    if (coin(r))
      never_wrong(integral + " < " + value + " + " + m, true, tally, settings);
    else
      never_wrong(integral + " > " + value + " + " + m, false, tally, settings);
  }
  CHECK(tally.balanced(0.35));
}

TEST_CASE("algebraic ends: powers x^q with q > -1") {
  Random r(62);
  Tally tally;
  const Settings settings = low_precision();
  for (int i = 0; i < rounds(1500, 150); ++i) {
    const long q = pick(r, 2, 7), p = pick(r, -q + 1, 3 * q), c = pick(r, 1, 9);
    const std::string value = text(c) + "*" + ratio(q, p + q), m = pick(r, std::vector<std::string>{"1/10^30", "1/10^6"});
    const std::string g = coin(r) ? "x^" + ratio(p, q) : "(1 - x)^" + ratio(p, q);
    const std::string integral = "integral(x, 0, 1, " + text(c) + "*" + g + ")";
    if (coin(r))
      never_wrong(integral + " > " + value + " - " + m, true, tally, settings);
    else
      never_wrong(integral + " < " + value + " - " + m, false, tally, settings);
  }
  CHECK(tally.balanced(0.35));
}
