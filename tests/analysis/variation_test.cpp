#include "posproof/analysis/variation.hpp"

#include <catch2/catch.hpp>

#include "posproof/analysis/oscillatory.hpp"
#include "support/analytic.hpp"

using namespace posproof;

namespace {
Rational q(long num, long den) { return Rational(Integer(num), Integer(den)); }
}  // namespace

TEST_CASE("variation of the sine over periods is four per period") {
  PrecisionScope p{Bits{96}};
  const DifferentiableFunction g{[](const Ball& x) { return sin(x); }, [](const Ball& x) { return cos(x); }};
  const auto v = total_variation(g, Ball(0L), Ball(6L) * Ball::pi());
  CHECK(contains(v.value, Rational(12)));
  CHECK(radius_upper(v.value) < 1e-9);
  CHECK(v.monotone_runs >= 7);
  const auto short_run = total_variation(g, Ball(0L), Ball(1L));
  CHECK(overlap(short_run.value, sin(Ball(1L))));
  CHECK(short_run.monotone_runs == 1);
  CHECK(radius_upper(short_run.value) < 1e-25);
}

TEST_CASE("a square root at the end needs its slope's sign, and has no finite answer without") {
  PrecisionScope p{Bits{96}};
  DifferentiableFunction g{[](const Ball& x) { return sqrt(x); },
                           [](const Ball& x) { return Ball(1L) / (Ball(2L) * sqrt(x)); }};
  VariationBudget small;
  small.cells = 500;
  CHECK_FALSE(is_finite(total_variation(g, Ball(0L), Ball(4L), small).value));
  g.slope_sign = [](const Ball&) { return Ball(1L); };
  CHECK(contains(total_variation(g, Ball(0L), Ball(4L)).value, Rational(2)));
}

TEST_CASE("polynomials with planted extrema, also where g' only touches zero") {
  PrecisionScope p{Bits{96}};
  // x^3 - 3x on [-2, 2]: 2 + ... extrema 2 at -1, -2 at 1: variation 4 + 4 + 4
  const DifferentiableFunction cubic{[](const Ball& x) { return x * x * x - Ball(3L) * x; },
                                     [](const Ball& x) { return Ball(3L) * sqr(x) - Ball(3L); }};
  const auto v = total_variation(cubic, Ball(-2L), Ball(2L));
  CHECK(contains(v.value, Rational(12)));
  CHECK(radius_upper(v.value) < 1e-9);
  const DifferentiableFunction touch{[](const Ball& x) { return x * x * x; }, [](const Ball& x) { return Ball(3L) * sqr(x); }};
  CHECK(contains(total_variation(touch, Ball(-1L), Ball(1L)).value, Rational(2)));
}

TEST_CASE("an exhausted budget widens the answer and keeps the truth inside") {
  PrecisionScope p{Bits{96}};
  const DifferentiableFunction g{[](const Ball& x) { return sin(Ball(40L) * x); },
                                 [](const Ball& x) { return Ball(40L) * cos(Ball(40L) * x); }};
  VariationBudget tiny;
  tiny.cells = 20;
  const auto rough = total_variation(g, Ball(0L), Ball::pi(), tiny);
  const auto fine = total_variation(g, Ball(0L), Ball::pi());
  CHECK(contains(fine.value, Rational(80)));
  CHECK(contains(rough.value, Rational(80)));
  CHECK(radius_upper(rough.value) > radius_upper(fine.value));
}

TEST_CASE("Riemann-Lebesgue rates bound the integrals, and not by much more than the first term needs") {
  PrecisionScope p{Bits{96}};
  const auto sqrt_box = test::square_root();
  const DecayRate bv = bounded_variation_rate(Ball(0L), Ball(1L), Ball(1L));  // sqrt on [0, 1]
  const auto one = test::one();
  for (long w : {1L, 10L, 12345L, 10000000L}) {
    const auto r = integrate_oscillatory(sqrt_box, Ball(0L), Ball(1L), Ball(w), Ball(0L));
    CHECK(certainly(less_equal(abs(r.cosine), bv.constant / Ball(w))));
    for (const Rational& e : {q(-1, 2), q(-9, 10), q(0, 1)}) {
      const DecayRate rate = algebraic_end_rate(e, Ball(1L), Ball(0L));
      const auto s = integrate_oscillatory(one, Ball(0L), Ball(1L), Ball(w), Ball(0L), {e, Rational(0)});
      const Ball bound = rate.constant * pow(Ball(w), Ball(-rate.power));
      CHECK(certainly(less_equal(sqrt(sqr(s.cosine) + sqr(s.sine)), bound)));
      // the exact leading coefficient is Gamma(1 + p): the constant is no more than a small factor above it
      CHECK(certainly(less(rate.constant, Ball(4L) * gamma(Ball(rate.power)))));
    }
  }
}

TEST_CASE("the Hoelder rate bounds Weierstrass' function at its own frequencies") {
  // W(x) = sum_k 2^-k cos(4^k x) on [0, 2 pi]: int W cos(4^k x) = pi 2^-k; W is Hoelder with q = 1/2
  PrecisionScope p{Bits{96}};
  // |W(x) - W(y)| <= sum min(2^-k 4^k r, 2 2^-k): with 4^-m <= r < 4^(1-m) it is at most (2 + 4) r^(1/2) 2
  const DecayRate rate = hoelder_rate(Ball(2L) * Ball::pi(), Ball(12L), q(1, 2), Ball(2L));
  for (long k = 0; k < 12; ++k) {
    const Ball exact = Ball::pi() * pow(Ball(2L), -k);
    CHECK(certainly(less_equal(exact, rate.constant * pow(pow(Ball(4L), k), Ball(-rate.power)))));
  }
}
