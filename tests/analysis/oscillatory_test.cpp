#include "posproof/analysis/oscillatory.hpp"

#include <acb_hypgeom.h>
#include <arb_hypgeom.h>

#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <boost/math/quadrature/tanh_sinh.hpp>
#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>

#include "support/analytic.hpp"

using namespace posproof;
using test::Analytic;

namespace {

Rational q(long num, long den) { return Rational(Integer(num), Integer(den)); }

/// int_0^1 x^p e^{iwx} dx = 1F1(p + 1; p + 2; iw)/(p + 1) (Kummer), computed by Arb at twice the precision.
void power_closed_form(Ball& cosine, Ball& sine, const Rational& p, long w) {
  PrecisionScope scope{Bits{2 * working_precision().value + 64}};
  acb_t a, b, z, r;
  acb_init(a);
  acb_init(b);
  acb_init(z);
  acb_init(r);
  const Ball a1{p + Rational(1)}, b1{p + Rational(2)};
  acb_set_arb(a, a1.raw());
  acb_set_arb(b, b1.raw());
  acb_set_d_d(z, 0, static_cast<double>(w));
  acb_hypgeom_m(r, a, b, z, 0, working_precision().value);
  acb_div(r, r, a, working_precision().value);
  acb_get_real(cosine.raw(), r);
  acb_get_imag(sine.raw(), r);
  acb_clear(a);
  acb_clear(b);
  acb_clear(z);
  acb_clear(r);
}

}  // namespace

TEST_CASE("powers of x at 0 against Kummer's function, at every size of the frequency") {
  PrecisionScope scope{Bits{140}};
  const auto h = test::one();
  for (const Rational& p : {q(1, 2), q(-1, 2), q(0, 1), q(-2, 3), q(3, 1), q(-97, 100), q(22, 7)})
    for (long w : {1L, 37L, 2000L, 10000000L, 1000000000000L}) {
      const auto r = integrate_oscillatory(h, Ball(0L), Ball(1L), Ball(w), Ball(0L), {p, Rational(0)});
      Ball c, s;
      power_closed_form(c, s, p, w);
      INFO("p = " << p.str() << ", w = " << w);
      CHECK(overlap(r.cosine, c));
      CHECK(overlap(r.sine, s));
      CHECK(radius_upper(r.cosine) <= 1e-36 * upper_double(abs(c)) + 1e-40);
    }
}

TEST_CASE("sqrt(x) cos(10^7 x) to 40 digits in well under a second, with and without knowing the square root") {
  PrecisionScope scope{Bits{160}};
  const auto sqrt_box = test::square_root();
  const auto start = std::chrono::steady_clock::now();
  const auto r = integrate_oscillatory(sqrt_box, Ball(0L), Ball(1L), Ball(10000000L), Ball(0L));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  CHECK(took.count() < 0.5);
  CHECK(r.method == OscillatoryMethod::contour);
  Ball c, s;
  power_closed_form(c, s, q(1, 2), 10000000);
  CHECK(overlap(r.cosine, c));
  CHECK(radius_upper(r.cosine) < 1e-41 * upper_double(abs(c)));
}

TEST_CASE("singular at both ends: Bessel's integral") {
  // int_-1^1 cos(wx)/sqrt(1 - x^2) dx = pi J_0(w)
  PrecisionScope scope{Bits{128}};
  const auto h = test::one();
  for (long w : {3L, 500L, 123456L, 10000000L}) {
    const auto r = integrate_oscillatory(h, Ball(-1L), Ball(1L), Ball(w), Ball(0L), {q(-1, 2), q(-1, 2)});
    Ball j;
    const Ball order(0L), x(w);
    arb_hypgeom_bessel_j(j.raw(), order.raw(), x.raw(), 200);
    CHECK(overlap(r.cosine, Ball::pi() * j));
    CHECK(radius_upper(r.cosine) < 1e-30);
    CHECK(contains_zero(r.sine));  // odd integrand
  }
}

TEST_CASE("phase, sign of the frequency and irrational ends") {
  PrecisionScope scope{Bits{128}};
  const auto h = test::exponential();
  const Ball a = -sqrt(Ball(2L)), b = Ball::pi();
  for (long w : {7L, -7L, 54321L, -54321L}) {
    const Ball freq(w), phase = Ball::e();
    const auto r = integrate_oscillatory(h, a, b, freq, phase);
    // antiderivative of e^x cos(wx + p): e^x (cos + w sin)/(1 + w^2)
    auto F = [&](const Ball& x) {
      return exp(x) * (cos(freq * x + phase) + freq * sin(freq * x + phase)) / (Ball(1L) + freq * freq);
    };
    auto G = [&](const Ball& x) {
      return exp(x) * (sin(freq * x + phase) - freq * cos(freq * x + phase)) / (Ball(1L) + freq * freq);
    };
    CHECK(overlap(r.cosine, F(b) - F(a)));
    CHECK(overlap(r.sine, G(b) - G(a)));
    CHECK(radius_upper(r.cosine) < 1e-30);
  }
}

TEST_CASE("a pole inside the strip is noticed: the contour would lose its residue") {
  PrecisionScope scope{Bits{128}};
  const Ball eps(q(1, 1000)), centre(q(1, 2));
  const Analytic h([&](acb_ptr r, acb_srcptr z, int, slong p) {
    acb_sub_arb(r, z, centre.raw(), p);
    acb_mul(r, r, r, p);
    acb_add_arb(r, r, sqr(eps).raw(), p);
    acb_inv(r, r, p);
  });
  const Ball w(20000L);
  const auto r = integrate_oscillatory(h, Ball(0L), Ball(1L), w, Ball(0L));
  CHECK(r.method == OscillatoryMethod::quadrature);
  const Analytic whole([&](acb_ptr res, acb_srcptr z, int, slong p) {
    acb_t c;
    acb_init(c);
    acb_mul_arb(c, z, w.raw(), p);
    acb_cos(c, c, p);
    h.eval(res, z, 0, p);
    acb_mul(res, res, c, p);
    acb_clear(c);
  });
  const Ball direct = integrate(whole, Ball(0L), Ball(1L));
  CHECK(overlap(direct, r.cosine));
  CHECK(radius_upper(r.cosine) < 1e-20);  // the residue, pi e^{-20}/eps = 6e-6, would show
  const auto fast = integrate_oscillatory(h, Ball(0L), Ball(1L), Ball(10000000L), Ball(0L));
  CHECK((fast.method == OscillatoryMethod::quadrature || !is_finite(fast.cosine) || radius_upper(fast.cosine) < 1e-20));
}

TEST_CASE("a kink inside is never glossed over") {
  PrecisionScope scope{Bits{96}};
  const Ball kink(q(1, 3));
  const Analytic h([&](acb_ptr r, acb_srcptr z, int analytic, slong p) {
    acb_sub_arb(r, z, kink.raw(), p);
    acb_real_abs(r, r, analytic, p);
  });
  const Ball w(10000000L);
  const auto whole = integrate_oscillatory(h, Ball(0L), Ball(1L), w, Ball(0L));
  // int_0^1 |x - c| cos(wx) dx in closed form
  const Ball c = kink, one(1L);
  const Ball left = (one - cos(w * c)) / (w * w);                               // int_0^c (c - x) cos wx
  const Ball right = (one - c) * sin(w) / w + (cos(w) - cos(w * c)) / (w * w);  // int_c^1 (x - c) cos wx
  if (is_finite(whole.cosine)) CHECK(overlap(whole.cosine, left + right));
  const auto first = integrate_oscillatory(h, Ball(0L), c, w, Ball(0L));
  const auto second = integrate_oscillatory(h, c, one, w, Ball(0L));
  CHECK(overlap(first.cosine + second.cosine, left + right));
}

TEST_CASE("plain integrals against closed forms") {
  PrecisionScope scope{Bits{200}};
  const auto one = test::one();
  CHECK(overlap(integrate(one, Ball(0L), Ball(1L), {q(-1, 2), q(-1, 2)}), Ball::pi()));  // Beta(1/2, 1/2)
  CHECK(radius_upper(integrate(one, Ball(0L), Ball(1L), {q(-1, 2), q(-1, 2)})) < 1e-50);
  CHECK(overlap(integrate(test::exponential(), Ball(0L), Ball(1L)), Ball::e() - Ball(1L)));
  CHECK(
      overlap(integrate(one, Ball(0L), Ball(8L), {q(-999, 1000), Rational(0)}), pow(Ball(8L), Ball(q(1, 1000))) * Ball(1000L)));
  CHECK(contains(integrate(test::square_root(), Ball(0L), Ball(9L)), Rational(18)));
  CHECK(radius_upper(integrate(test::square_root(), Ball(0L), Ball(9L))) < 1e-50);
}

TEST_CASE("Boost.Math agrees, as a second opinion without guarantee") {
  PrecisionScope scope{Bits{96}};
  const Analytic bump([](acb_ptr r, acb_srcptr z, int, slong p) {  // exp(-4 x^2)/(1 + x^2)
    acb_t s;
    acb_init(s);
    acb_mul(s, z, z, p);
    acb_add_ui(r, s, 1, p);
    acb_mul_si(s, s, -4, p);
    acb_exp(s, s, p);
    acb_div(r, s, r, p);
    acb_clear(s);
  });
  for (double w : {0.5, 3.0, 20.0, 90.0}) {
    auto f = [w](double x) { return std::exp(-4 * x * x) / (1 + x * x) * std::cos(w * x); };
    const double gk = boost::math::quadrature::gauss_kronrod<double, 61>::integrate(f, -1.0, 2.0, 12, 1e-13);
    const auto r = integrate_oscillatory(bump, Ball(-1L), Ball(2L), Ball::exact(w), Ball(0L));
    CHECK(lower_double(r.cosine) == Approx(gk).margin(1e-11));
  }
  boost::math::quadrature::tanh_sinh<double> ts;
  const double singular =
      ts.integrate([](double x) { return std::pow(x, -0.5) * std::exp(-4 * x * x) / (1 + x * x); }, 0.0, 2.0);
  CHECK(lower_double(integrate(bump, Ball(0L), Ball(2L), {q(-1, 2), Rational(0)})) == Approx(singular).epsilon(1e-9));
}

TEST_CASE("poles anywhere near the interval: contour, quadrature and plain integral agree") {
  PrecisionScope scope{Bits{80}};
  unsigned state = 12345;
  auto uniform = [&state] { return (state = state * 1664525u + 1013904223u) / 4294967296.0; };
  int moved = 0;
  for (int i = 0; i < 60; ++i) {
    const Ball u = Ball::exact(uniform() * 1.4 - 0.2), v = Ball::exact(std::exp2(-1 - 11 * uniform()));
    const Ball w = Ball::exact(std::floor(700 + 3000 * uniform()));
    const Analytic h([&](acb_ptr r, acb_srcptr z, int, slong p) {  // 1/((x - u)^2 + v^2)
      acb_sub_arb(r, z, u.raw(), p);
      acb_mul(r, r, r, p);
      acb_add_arb(r, r, sqr(v).raw(), p);
      acb_inv(r, r, p);
    });
    const Analytic whole([&](acb_ptr res, acb_srcptr z, int, slong p) {
      acb_t c;
      acb_init(c);
      acb_mul_arb(c, z, w.raw(), p);
      acb_cos(c, c, p);
      h.eval(res, z, 0, p);
      acb_mul(res, res, c, p);
      acb_clear(c);
    });
    const auto r = integrate_oscillatory(h, Ball(0L), Ball(1L), w, Ball(0L));
    if (r.method == OscillatoryMethod::contour) ++moved;
    CHECK(overlap(r.cosine, integrate(whole, Ball(0L), Ball(1L))));
    CHECK(radius_upper(r.cosine) < 1e-12);
  }
  CHECK(moved > 10);
  CHECK(moved < 60);
}
