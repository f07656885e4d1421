#include <catch2/catch.hpp>
#include <random>

#include "checker/functions.hpp"
#include "real.hpp"

// Oracle: MPFR with 4000 bits. Whatever way the argument takes, the rotation's enclosures contain the sine and cosine at the
// ends and in the middle of the argument's interval, and are not much wider than they have to be.

using check::Number;
using namespace oracle;

namespace {

using Pair = std::pair<Number, Number>;

/// Counts of what was seen wrong, so that thousands of comparisons cost one CHECK each walk.
struct Seen {
  long points = 0, outside = 0, wide = 0;
};

void look(const Number& x, const Pair& ours, Seen& seen, long slack) {
  for (const mpz_class& at : {x.lo, x.middle(), x.hi}) {
    Real s(0), c(0);
    mpfr_sin_cos(s.x, c.x, Real(exactly(at)).x, MPFR_RNDN);
    seen.outside += !contains(ours.first, s) + !contains(ours.second, c);
    ++seen.points;
    if (x.lo == x.hi) break;
  }
  const mpz_class most = x.hi - x.lo + slack;
  seen.wide += (ours.first.hi - ours.first.lo > 2 * most) + (ours.second.hi - ours.second.lo > 2 * most);
}

class Walk {
 public:
  explicit Walk(unsigned seed) : random_(seed) {}
  long below(long n) { return static_cast<long>(random_() % static_cast<unsigned long>(n)); }
  /// Of up to `bits` bits, of either sign.
  mpz_class number(long bits) {
    mpz_class x = 0;
    for (int i = 0; i < 8; ++i) x = (x << 64) + mpz_class(std::to_string(random_()));
    x %= mpz_class(1) << static_cast<unsigned long>(std::max(1L, bits));
    return below(2) ? mpz_class(-x) : x;
  }
  /// An interval around m that reaches `radius` at most to each side, now and then to one alone.
  Number around(const mpz_class& m, const mpz_class& radius) {
    const mpz_class left = below(4) ? mpz_class(abs(number(600)) % (radius + 1)) : mpz_class(0),
                    right = below(4) ? mpz_class(abs(number(600)) % (radius + 1)) : mpz_class(0);
    return {m - left, m + right};
  }

 private:
  std::mt19937_64 random_;
};

}  // namespace

TEST_CASE("rotation by a constant step, beyond 512 of them") {
  Walk walk(1);
  for (int round = 0; round < 12; ++round) {
    check::Precision precision(40 + walk.below(120));
    const int bits = check::Precision::bits;
    mpz_class at = walk.number(bits + (round % 3 == 0 ? 0 : round % 3 == 1 ? 20 : -20));
    const mpz_class step = walk.number(bits + (round % 4) * 4 - 6);
    check::Turning turning;
    Seen seen;
    for (int i = 0; i < 1100; ++i, at += step) {
      const Number x(at, at);
      const Pair ours = turning.sin_cos(x);
      if (i % 7 == 0 || i > 500 || i < 5) look(x, ours, seen, 512 * 12);
    }
    CAPTURE(round, bits, seen.points);
    CHECK(seen.outside == 0);
    CHECK(seen.wide == 0);
  }
}

TEST_CASE("rotation along steps that change, repeat, turn back, at intervals of any width") {
  Walk walk(2);
  for (int round = 0; round < 40; ++round) {
    check::Precision precision(40 + walk.below(160));
    const int bits = check::Precision::bits;
    // near 0, of usual size, or large; 2^40 is the limit
    const long size = round % 3 == 0 ? 3 : round % 3 == 1 ? bits + 4 : bits + 38;
    mpz_class at = walk.number(size), step = walk.number(bits), largest_radius = 0;
    check::Turning turning;
    Seen seen;
    for (int i = 0; i < 120; ++i) {
      const mpz_class radius = walk.below(3) == 0   ? mpz_class(0)
                               : walk.below(2) == 0 ? mpz_class(walk.below(3000))
                                                    : mpz_class(abs(walk.number(bits - 4)));
      const Number x = walk.around(at, radius);
      look(x, turning.sin_cos(x), seen, 512 * 12 + 4096);
      switch (walk.below(12)) {
        case 0: step = walk.number(walk.below(bits + 3)); break;  // another one
        case 1: step = -step; break;                              // back
        case 2: step += walk.below(4001) - 2000; break;           // nearly the same
        case 3: continue;                                         // the same argument again
        case 4: at += walk.below(4001) - 2000; continue;          // nearly the same argument
        case 5: at = walk.number(size); continue;                 // somewhere else
        case 6: at = 0; continue;
        default: break;
      }
      if (abs(at + step) < (check::unit() << 39)) at += step;
    }
    CAPTURE(round, bits, seen.points);
    CHECK(seen.outside == 0);
    CHECK(seen.wide == 0);
  }
}

TEST_CASE("rotation over steps of random rationals, as sweeps make them") {
  // n a + b for n = 0, 1, 2, ...: the middles advance by one unit more or less now and then
  Walk walk(3);
  for (int round = 0; round < 12; ++round) {
    check::Precision precision(64 + walk.below(100));
    mpq_class a(walk.below(2000001) - 1000000, 1 + walk.below(1000000)), b(walk.below(2001) - 1000, 7);
    a.canonicalize(), b.canonicalize();
    check::Turning turning;
    Seen seen;
    for (long n = 0; n < 700; ++n) {
      const Number x(mpq_class(n * a + b));
      const Pair ours = turning.sin_cos(x);
      if (n % 9 && n < 680) continue;
      Real s(0), c(0);
      mpfr_sin_cos(s.x, c.x, Real(mpq_class(n * a + b)).x, MPFR_RNDN);
      seen.outside += !contains(ours.first, s) + !contains(ours.second, c);
    }
    CAPTURE(round, a, b);
    CHECK(seen.outside == 0);
  }
}

TEST_CASE("each turn adds to the error what theorem C10 says") {
  // The step is known within its enclosure's width and more, the two products are rounded to a unit each and the errors'
  // product is another one: the radius grows by 3 units beside the error of the step. The bound is worse than what happens, so
  // that containment alone would not show a bound that lost its last terms.
  Walk walk(4);
  for (int round = 0; round < 20; ++round) {
    check::Precision precision(40 + walk.below(100));
    mpz_class at = walk.number(check::Precision::bits);
    const mpz_class step = abs(walk.number(check::Precision::bits)) + 5000;
    const auto [s, c] = check::sin_cos_at(step);
    const mpz_class of_step = s.hi - s.lo + c.hi - c.lo + 2;
    check::Turning turning;
    turning.sin_cos(Number(at, at)), at += step;
    turning.sin_cos(Number(at, at));
    mpz_class before = -1;
    for (int i = 0; i < 100; ++i) {
      at += step;
      const auto y = turning.sin_cos(Number(at, at));
      const mpz_class radius = (y.first.hi - y.first.lo) / 2;
      if (before >= 0) CHECK(radius - before >= of_step + 3);
      before = radius;
    }
  }
}

TEST_CASE("exact and absurd arguments of a rotation") {
  check::Precision precision(80);
  check::Turning turning;
  for (int i = 0; i < 3; ++i) {
    const auto [s, c] = turning.sin_cos(Number(0));
    CHECK(s.is(0));
    CHECK(c.is(1));
    const Number one = 1;
    Real sine(0);
    mpfr_sin(sine.x, Real(1).x, MPFR_RNDN);
    CHECK(contains(turning.sin_cos(one).first, sine));
  }
  CHECK_THROWS_AS(turning.sin_cos(Number(mpq_class(mpz_class(1) << 41))), check::Undefined);
  CHECK_THROWS_AS(turning.sin_cos(Number(-(check::unit() << 43), 0)), check::Undefined);
  // an argument that is hardly known leaves everything possible
  const auto anything = turning.sin_cos(Number(-(check::unit() << 30), check::unit() << 30)).first;
  CHECK(anything.lo <= -check::unit());
  CHECK(anything.hi >= check::unit());
}
