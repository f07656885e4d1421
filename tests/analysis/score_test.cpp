// Oracles: finite differences with their own error, hand-worked scores, conjugate-phase witnesses that attain the sharp
// error, and mutants of each bound (a constant shrunk by 1e-12) that must be violated somewhere.
#include <catch2/catch.hpp>
#include <cmath>

#include "posproof/analysis/score_bounds.hpp"

using namespace posproof;

namespace {
Rational q(long a, long b = 1) { return Rational(Integer(a), Integer(b)); }
Balls of(std::initializer_list<Rational> list) {
  Balls r;
  for (const auto& x : list) r.push_back(Ball(x));
  return r;
}
Score all_ones(long dim, const Rational& base) {
  Balls theta = score_frequencies(dim, base);
  Balls one(theta.size(), Ball(1L)), zero(theta.size());
  return Score(std::move(theta), std::move(one), std::move(zero));
}
}  // namespace

TEST_CASE("frequencies start at 1 and end at c^(2/d - 1)") {
  PrecisionScope p{Bits{128}};
  const Balls theta = score_frequencies(4, q(10000));
  REQUIRE(theta.size() == 2);
  CHECK(contains(theta[0], q(1)));
  CHECK(contains(theta[1], q(1, 100)));
  CHECK(radius_upper(theta[1]) < 1e-35);
}

TEST_CASE("a score with one term is a cosine with a phase") {
  PrecisionScope p{Bits{128}};
  const Score score(of({q(1, 2)}), of({q(3)}), of({q(4)}));
  const Ball s(q(7));
  CHECK(overlap(score.value(s), Ball(3L) * cos(Ball(q(7, 2))) - Ball(4L) * sin(Ball(q(7, 2)))));
  CHECK(contains(score.magnitudes()[0], q(5)));
  // a'' = -theta^2 a, a' by central difference
  CHECK(overlap(score.derivative(s, 2), -(score.value(s) * Ball(q(1, 4)))));
  const double h = 1e-5, d1 = midpoint(score.derivative(s, 1)).approx_double();
  const auto at = [&](double x) { return 3 * std::cos(x / 2) - 4 * std::sin(x / 2); };
  CHECK(std::abs(d1 - (at(7 + h) - at(7 - h)) / (2 * h)) < 1e-8);
}

TEST_CASE("Taylor coefficients are derivatives over factorials") {
  PrecisionScope p{Bits{256}};
  const Score score = all_ones(16, q(500));
  const Ball s(q(31, 10));
  const Balls t = score.taylor(s, 9);
  long factorial = 1;
  for (unsigned k = 0; k <= 9; ++k) {
    if (k > 0) factorial *= k;
    const Ball d = score.derivative(s, k);
    CHECK(overlap(t[k] * Ball(factorial), d));
    CHECK(less_equal(abs(d), score.derivative_bound(k)) == Truth::yes);
  }
}

TEST_CASE("an enclosure over an interval holds every sampled value and is not loose") {
  PrecisionScope p{Bits{128}};
  const Score score = all_ones(32, q(10000));
  const Ball box = score.over(q(5), q(1, 2), 8);
  Rational least = midpoint(score.value(Ball(q(5)))), most = least;
  for (long i = -50; i <= 50; ++i) {
    const Rational v = midpoint(score.value(Ball(q(5) + q(i, 100))));
    CHECK(contains(box, v));
    least = std::min(least, v);
    most = std::max(most, v);
  }
  CHECK(upper(box) - lower(box) < Rational(3) * (most - least));
}

TEST_CASE("the sharp error is attained by conjugate phases and respects the bound") {
  PrecisionScope p{Bits{128}};
  const long dim = 16;
  const Rational base = q(100);
  const Cell cell{q(3), q(4)};
  const Balls theta = score_frequencies(dim, base);
  for (const Rational& s : {q(25, 8), q(7, 2), q(15, 4)}) {
    const Rational x = s - q(3);
    Balls re, im;
    for (const Ball& t : theta) {  // h_j = conjugate of the deviation's factor over its modulus
      const Ball c = cos(Ball(s) * t) - Ball(q(1) - x) * cos(Ball(3L) * t) - Ball(x) * cos(Ball(4L) * t);
      const Ball d = sin(Ball(s) * t) - Ball(q(1) - x) * sin(Ball(3L) * t) - Ball(x) * sin(Ball(4L) * t);
      const Ball m = sqrt(sqr(c) + sqr(d));
      re.push_back(c / m);
      im.push_back(-(d / m));
    }
    const Score worst(theta, re, im);
    const Ball sharp = sharp_interpolation_error(theta, cell, s), found = chord_deviation(worst, cell, s);
    CHECK(overlap(sharp, found));
    CHECK(radius_upper(sharp) < 1e-30);
    CHECK(less(sharp, interpolation_bound(dim, base, cell, s)) == Truth::yes);
    // a mutant: the bound with 3/7 in place of 1/2 is broken
    CHECK(less(interpolation_bound(dim, base, cell, s) * Ball(q(6, 7)), sharp) == Truth::yes);
  }
}

TEST_CASE("the general constant is the limit of narrow cells: shrunk by 1e-9 it is broken") {
  PrecisionScope p{Bits{256}};
  const long dim = 16;
  const Rational base = q(100), tiny = pow(q(1, 10), 6);
  const Cell cell{q(0), tiny};
  const Rational mid = tiny / q(2);
  const Ball sharp = sharp_interpolation_error(score_frequencies(dim, base), cell, mid);
  const Ball bound = interpolation_bound(dim, base, cell, mid);
  CHECK(less(sharp, bound) == Truth::yes);
  CHECK(less(bound * Ball(q(1) - pow(q(1, 10), 9)), sharp) == Truth::yes);
}

TEST_CASE("closed form of the sum of squared frequencies") {
  PrecisionScope p{Bits{128}};
  for (const long dim : {2L, 6L, 64L, 128L}) {
    Ball direct;
    for (const Ball& t : score_frequencies(dim, q(10000))) direct += sqr(t);
    CHECK(overlap(direct, frequency_square_sum(dim, q(10000))));
    CHECK(radius_upper(direct) < 1e-30);
  }
}

TEST_CASE("all ones at d = 128, c = 10000 breaks the published bound at the middle of [0, 1]") {
  PrecisionScope p{Bits{128}};
  const Score score = all_ones(128, q(10000));
  const Cell cell{q(0), q(1)};
  const Ball error = chord_deviation(score, cell, q(1, 2));
  CHECK(less(published_interpolation_bound(128, q(10000), cell, q(1, 2)), abs(error)) == Truth::yes);
  CHECK(less(abs(error), interpolation_bound(score, cell, q(1, 2))) == Truth::yes);
}

TEST_CASE("summation by parts bounds the score, and for equal coefficients it is |h| B(s)") {
  PrecisionScope p{Bits{128}};
  const Score ones = all_ones(8, q(100));
  CHECK(overlap(partial_sum_moduli(ones.frequencies(), Ball(0L)), Ball(1L + 2 + 3 + 4)));
  CHECK(overlap(trivial_bound(ones), Ball(4L)));
  for (long s = 0; s < 40; ++s) {
    const Ball v = abs(ones.value(Ball(s)));
    CHECK(less(trivial_bound(ones), v) != Truth::yes);
    CHECK(less(summation_by_parts_bound(ones, Ball(s)), v) == Truth::no);
  }
  // a term far away shows that every partial sum counts: h = (0, ..., 0, 1) has one difference and B includes |A_{d/2}|
  const Score last(of({q(1), q(2)}), of({q(0), q(1)}), of({q(0), q(0)}));
  CHECK(less(summation_by_parts_bound(last, Ball(0L)), abs(last.value(Ball(0L)))) == Truth::no);
}
