#include "posproof/analysis/decay.hpp"

#include <rapidcheck.h>

#include <boost/math/quadrature/tanh_sinh.hpp>
#include <catch2/catch.hpp>
#include <cmath>

#include "posproof/analysis/oscillatory.hpp"
#include "posproof/arith/ball.hpp"
#include "posproof/arith/interval.hpp"
#include "support/analytic.hpp"

using namespace posproof;

namespace {
bool holds(const Ball& small, const Ball& large) { return certainly(less_equal(small, large)); }
}  // namespace

TEST_CASE("the integral obeys its bound and the sum does not, from n = 3 on (T2, T3)") {
  PrecisionScope p{Bits{80}};
  for (long d : {64L, 128L, 512L, 8192L})
    for (long b : {10000L, 500000L, 1000000L}) {
      const Rational base{b};
      const Ball alpha = pow(Ball(base), Ball(Rational(Integer(2 - d), Integer(d))));
      for (long n = 1; n <= 50; ++n) {
        CHECK(holds(abs(seed_integral(Ball(n), alpha, Ball(1L))), Ball(2L) / Ball(n)));
        CHECK(holds(abs(seed_integral(Ball(n), Ball(0L), Ball(1L))), Ball(1L) / Ball(n)));
      }
      CHECK(certainly(less(Ball(d) / Ball(3L), abs(decay_sum_by_terms(Ball(3L), d, base)))));
      CHECK(holds(abs(decay_sum_by_terms(Ball(2L), d, base)), Ball(d) / Ball(2L)));
    }
}

TEST_CASE("closed form of the continuum limit against quadrature of cos(n b^-x)") {
  PrecisionScope p{Bits{96}};
  for (double n : {0.25, 1.0, 7.0, 60.0}) {
    for (long b : {100L, 10000L}) {
      const Rational base{b};
      const Ball g = continuum_limit(Ball::exact(n), base);
      const Ball nb = Ball::exact(n), lb = log(Ball(base));
      const test::Analytic h([&](acb_ptr r, acb_srcptr z, int, slong prec) {
        acb_mul_arb(r, z, lb.raw(), prec);
        acb_neg(r, r);
        acb_exp(r, r, prec);
        acb_mul_arb(r, r, nb.raw(), prec);
        acb_cos(r, r, prec);
      });
      CHECK(overlap(integrate(h, Ball(0L), Ball(1L)), g));
      boost::math::quadrature::tanh_sinh<double> ts;
      const double second =
          ts.integrate([&](double x) { return std::cos(n * std::pow(static_cast<double>(b), -x)); }, 0.0, 1.0);
      CHECK(lower_double(g) == Approx(second).margin(1e-8));
    }
  }
}

TEST_CASE("distance between sum and limit: T4, then D1 and D2 sharper") {
  PrecisionScope p{Bits{96}};
  for (long d : {8L, 64L, 256L})
    for (long b : {10L, 10000L, 1000000L})
      for (long n : {1L, 2L, 3L, 10L, 33L, 100L, 777L}) {
        const Rational base{b};
        const Ball x(n);
        const Ball distance = decay_sum_by_terms(x, d, base) - Ball(d / 2) * continuum_limit(x, base);
        CHECK(holds(abs(distance), continuum_distance_upper(x, base)));
        CHECK(holds(abs(distance - end_point_term(x, base)), end_point_distance_upper(x, base)));
        CHECK(holds(abs(distance - end_point_term(x, base) - derivative_term(x, d, base)),
                    derivative_distance_upper(x, d, base)));
      }
}

TEST_CASE("the end-point term is the right one: without it the sharper bound is broken") {
  PrecisionScope p{Bits{96}};
  const Rational base{10000};
  const Ball n(3L);
  const Ball distance = decay_sum_by_terms(n, 4096, base) - Ball(2048L) * continuum_limit(n, base);
  CHECK(holds(abs(distance - end_point_term(n, base) - derivative_term(n, 4096, base)),
              derivative_distance_upper(n, 4096, base)));
  CHECK_FALSE(possibly(less_equal(abs(distance - derivative_term(n, 4096, base)), derivative_distance_upper(n, 4096, base))));
  CHECK_FALSE(possibly(less_equal(abs(distance + end_point_term(n, base)), derivative_distance_upper(n, 4096, base))));
}

TEST_CASE("V(n) is bounded by its two closed forms and the constant is close to best") {
  PrecisionScope p{Bits{96}};
  // int_u^v |sin| centred on a peak with cos(half length) = 2/pi attains the excess
  const Ball half = acos(Ball(2L) / Ball::pi());
  const Ball attained = Ball(2L) * sin(half) - Ball(4L) / Ball::pi() * half;
  CHECK(certainly(less(attained, Ball(Rational(Integer(4211), Integer(10000))))));
  CHECK(certainly(less(Ball(Rational(Integer(4210), Integer(10000))), attained)));
}

TEST_CASE("decay and logarithmic law of the limit (T5, D3)") {
  PrecisionScope p{Bits{96}};
  for (long b : {100L, 10000L, 1000000L})
    for (double n : {0.01, 0.5, 1.0, 3.0, 50.0, 1000.0, 123456.0, 1e8}) {
      const Rational base{b};
      const Ball x = Ball::exact(n), g = continuum_limit(x, base);
      CHECK(holds(abs(g), continuum_limit_upper(x, base)));
      CHECK(holds(abs(g - logarithmic_law(x, Ball::euler_gamma(), base)), logarithmic_law_distance_upper(x, base)));
    }
  // the law is logarithmic and not l/n: at n = 1000, b = 10^4 the limit is over 180 times 1/n
  CHECK(certainly(less(Ball(180L) / Ball(1000L), continuum_limit(Ball(1000L), Rational(10000)))));
}

TEST_CASE("property: |Ci(x)| <= 1/x at random places") {
  PrecisionScope p{Bits{80}};
  CHECK(rc::check([] {
    const auto k = *rc::gen::inRange<long>(1, 2'000'000'000);
    const Ball x(Rational(Integer(k), Integer(1000)));
    RC_ASSERT(certainly(less(abs(ci(x)), Ball(1L) / x)));
  }));
}

TEST_CASE("both kernels agree on every formula of the decay sum") {
  PrecisionScope p{Bits{90}};
  const Rational base{10000};
  auto meet = [](const Ball& a, const Interval& b) {
    CHECK(lower(a) <= upper(b));
    CHECK(lower(b) <= upper(a));
    CHECK((upper(b) - lower(b)).approx_double() < 1e-15);
  };
  for (long n : {1L, 17L, 1707L}) {
    const Ball x(n);
    const Interval y(n);
    meet(decay_sum_by_terms(x, 128, base), decay_sum_by_terms(y, 128, base));
    meet(continuum_limit(x, base), continuum_limit(y, base));
    meet(seed_integral(x, Ball(0L), Ball(1L)), seed_integral(y, Interval(0L), Interval(1L)));
    meet(continuum_distance_upper(x, base), continuum_distance_upper(y, base));
    meet(end_point_term(x, base), end_point_term(y, base));
    meet(derivative_term(x, 128, base), derivative_term(y, 128, base));
    meet(derivative_distance_upper(x, 128, base), derivative_distance_upper(y, 128, base));
    meet(continuum_limit_upper(x, base), continuum_limit_upper(y, base));
    meet(logarithmic_law(x, Ball::euler_gamma(), base), logarithmic_law(y, Interval::euler_gamma(), base));
    meet(logarithmic_law_distance_upper(x, base), logarithmic_law_distance_upper(y, base));
  }
}
