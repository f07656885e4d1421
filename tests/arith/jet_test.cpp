// Oracles: series known exactly (rational coefficients), Arb's power series code, and Taylor's theorem: the Taylor form
// must hold the value computed directly.
#include "posproof/arith/jet.hpp"

#include <arb_hypgeom.h>
#include <arb_poly.h>

#include "posproof/arith/ball.hpp"
#include "posproof/arith/interval.hpp"
#include "posproof/arith/number.hpp"
#include "support/property.hpp"

using namespace posproof;

namespace {

Rational rational(long n, long d) { return Rational(Integer(n), Integer(d)); }

template <class S>
void check_exact(const Jet<Number<S>>& series, std::initializer_list<Rational> expected) {
  int k = 0;
  for (const Rational& c : expected) {
    INFO("coefficient " << k);
    REQUIRE(series[k].is_exact());
    CHECK(series[k].exact() == c);
    ++k;
  }
}

using ArbSeries = void (*)(arb_poly_t, const arb_poly_t, slong, slong);

/// The same series by Arb.
Jet<Ball> by_arb(ArbSeries f, const Jet<Ball>& a) {
  arb_poly_t in, out;
  arb_poly_init(in);
  arb_poly_init(out);
  for (int k = 0; k <= a.order(); ++k) arb_poly_set_coeff_arb(in, k, a[k].raw());
  f(out, in, a.order() + 1, working_precision().value);
  Jet<Ball> r = a;
  for (int k = 0; k <= a.order(); ++k) arb_poly_get_coeff_arb(r[k].raw(), out, k);
  arb_poly_clear(in);
  arb_poly_clear(out);
  return r;
}

void si_series(arb_poly_t r, const arb_poly_t a, slong n, slong p) { arb_hypgeom_si_series(r, a, n, p); }

struct Function {
  const char* name;
  ArbSeries arb;
  Jet<Ball> (*jet)(const Jet<Ball>&);
  Jet<Interval> (*interval_jet)(const Jet<Interval>&);
  Ball (*value)(const Ball&);
  long low, high;  // domain in hundredths
};

#define POSPROOF_FUNCTION(name, arb, low, high)                                                                              \
  Function {                                                                                                                 \
#name, arb,                                                                                                              \
        [](const Jet <Ball>& a) { return name(a); }, [](const Jet <Interval>&                                                \
                                                            a) { return name(a); }, [](const Ball& x) { return name(x); },   \
                                                                                                                        low, \
                                                                                                                        high \
  }

const std::vector<Function>& functions() {
  static const std::vector<Function> all = {
      POSPROOF_FUNCTION(sqrt, arb_poly_sqrt_series, 10, 900),
      POSPROOF_FUNCTION(exp, arb_poly_exp_series, -300, 300),
      POSPROOF_FUNCTION(log, arb_poly_log_series, 10, 900),
      POSPROOF_FUNCTION(sin, arb_poly_sin_series, -900, 900),
      POSPROOF_FUNCTION(cos, arb_poly_cos_series, -900, 900),
      POSPROOF_FUNCTION(tan, arb_poly_tan_series, -140, 140),
      POSPROOF_FUNCTION(asin, arb_poly_asin_series, -90, 90),
      POSPROOF_FUNCTION(acos, arb_poly_acos_series, -90, 90),
      POSPROOF_FUNCTION(atan, arb_poly_atan_series, -900, 900),
      POSPROOF_FUNCTION(sinh, arb_poly_sinh_series, -300, 300),
      POSPROOF_FUNCTION(cosh, arb_poly_cosh_series, -300, 300),
      POSPROOF_FUNCTION(tanh, nullptr, -300, 300),
      POSPROOF_FUNCTION(erf, arb_hypgeom_erf_series, -300, 300),
      POSPROOF_FUNCTION(si, si_series, 10, 900),
      POSPROOF_FUNCTION(ci, arb_hypgeom_ci_series, 10, 900),
      POSPROOF_FUNCTION(ei, arb_hypgeom_ei_series, 10, 300),
      POSPROOF_FUNCTION(sqr, nullptr, -900, 900),
      Function{"x^(-3)", nullptr, [](const Jet<Ball>& a) { return pow(a, -3L); },
               [](const Jet<Interval>& a) { return pow(a, -3L); }, [](const Ball& x) { return pow(x, -3L); }, 10, 900},
      Function{"x^5", nullptr, [](const Jet<Ball>& a) { return pow(a, 5L); }, [](const Jet<Interval>& a) { return pow(a, 5L); },
               [](const Ball& x) { return pow(x, 5L); }, -900, 900},
      Function{"x^(2/3)", nullptr, [](const Jet<Ball>& a) { return pow(a, rational(2, 3)); },
               [](const Jet<Interval>& a) { return pow(a, rational(2, 3)); },
               [](const Ball& x) { return pow(x, Ball(rational(2, 3))); }, 10, 900},
      Function{"x^x", nullptr, [](const Jet<Ball>& a) { return pow(a, a); }, [](const Jet<Interval>& a) { return pow(a, a); },
               [](const Ball& x) { return pow(x, x); }, 10, 300},
      Function{"(1 + x)/(2 + x^2)", nullptr,
               [](const Jet<Ball>& a) {
                 return (Jet<Ball>::constant(Ball(1), a.order()) + a) / (Jet<Ball>::constant(Ball(2), a.order()) + sqr(a));
               },
               [](const Jet<Interval>& a) {
                 return (Jet<Interval>::constant(Interval(1), a.order()) + a) /
                        (Jet<Interval>::constant(Interval(2), a.order()) + sqr(a));
               },
               [](const Ball& x) { return (Ball(1) + x) / (Ball(2) + sqr(x)); }, -900, 900},
  };
  return all;
}

bool share_a_point(const Ball& a, const Interval& b) { return lower(a) <= upper(b) && lower(b) <= upper(a); }

}  // namespace

TEST_CASE("rational series are exact") {
  PrecisionScope p{Bits{53}};
  using J = Jet<Number<Ball>>;
  const J x = J::variable(Number<Ball>(0), 5), one = J::constant(Number<Ball>(1), 5);
  check_exact(one / (one - x), {1, 1, 1, 1, 1, 1});
  check_exact(exp(x), {1, 1, rational(1, 2), rational(1, 6), rational(1, 24), rational(1, 120)});
  check_exact(log(one + x), {0, 1, rational(-1, 2), rational(1, 3), rational(-1, 4), rational(1, 5)});
  check_exact(sin(x), {0, 1, 0, rational(-1, 6), 0, rational(1, 120)});
  check_exact(cos(x), {1, 0, rational(-1, 2), 0, rational(1, 24), 0});
  check_exact(tan(x), {0, 1, 0, rational(1, 3), 0, rational(2, 15)});
  check_exact(tanh(x), {0, 1, 0, rational(-1, 3), 0, rational(2, 15)});
  check_exact(atan(x), {0, 1, 0, rational(-1, 3), 0, rational(1, 5)});
  check_exact(asin(x), {0, 1, 0, rational(1, 6), 0, rational(3, 40)});
  check_exact(sinh(x), {0, 1, 0, rational(1, 6), 0, rational(1, 120)});
  check_exact(cosh(x), {1, 0, rational(1, 2), 0, rational(1, 24), 0});
  check_exact(sqrt(one + x), {1, rational(1, 2), rational(-1, 8), rational(1, 16), rational(-5, 128), rational(7, 256)});
  check_exact(pow(one + x, rational(1, 3)),
              {1, rational(1, 3), rational(-1, 9), rational(5, 81), rational(-10, 243), rational(22, 729)});
  check_exact(pow(one + x, 4L), {1, 4, 6, 4, 1, 0});
  check_exact(pow(x, 3L), {0, 0, 0, 1, 0, 0});
  check_exact(pow(one + x, -2L), {1, -2, 3, -4, 5, -6});
  check_exact(one - cos(x), {0, 0, rational(1, 2), 0, rational(-1, 24), 0});  // leading zeros stay exact
}

TEST_CASE("jets over plain rationals") {
  using J = Jet<Rational>;
  const J x = J::variable(rational(1, 2), 4), one = J::constant(1, 4);
  const J g = one / (one - x);
  for (int k = 0; k <= 4; ++k) CHECK(g[k] == pow(Rational(2), k + 1));
  CHECK(polynomial_value(x * x * x, rational(1, 3)) == pow(rational(5, 6), 3));
  CHECK(derivative(x * x)[0] == Rational(1));
  CHECK(antiderivative(derivative(x * x * x), pow(rational(1, 2), 3))[2] == rational(3, 2));
}

TEST_CASE("series agree with Arb's and between the kernels, and are not wide") {
  for (const Function& f : functions()) {
    test::property(f.name, [&f] {
      PrecisionScope p{Bits{96}};
      std::vector<Ball> a;
      std::vector<Interval> b;
      for (int k = 0; k <= 6; ++k) {
        const Rational c = rational(k == 0 ? *rc::gen::inRange(f.low, f.high + 1) : *rc::gen::inRange<long>(-100, 101), 100);
        if (k == 0) RC_PRE(c.sign() != 0 || f.low < 0);
        a.emplace_back(c);
        b.emplace_back(c);
      }
      const Jet<Ball> ours = f.jet(Jet<Ball>(a));
      const Jet<Interval> other = f.interval_jet(Jet<Interval>(b));
      const Jet<Ball> reference = f.arb ? by_arb(f.arb, Jet<Ball>(a)) : ours;
      for (int k = 0; k <= 6; ++k) {
        RC_ASSERT(overlap(ours[k], reference[k]));
        RC_ASSERT(share_a_point(ours[k], other[k]));
        if (std::string(f.name) == "x^x" || a[0].kernel == nullptr) continue;
        RC_ASSERT(radius_upper(ours[k]) <= 1e-12 * (1 + upper_double(abs(ours[k]))));
        RC_ASSERT(radius_upper(other[k]) <= 1e-12 * (1 + upper_double(abs(other[k]))));
      }
    });
  }
}

TEST_CASE("the Taylor form over a box holds the function") {
  for (const Function& f : functions()) {
    test::property(f.name, [&f] {
      PrecisionScope p{Bits{96}};
      const int order = *rc::gen::inRange(1, 7);
      const Rational x = rational(*rc::gen::inRange(f.low, f.high + 1), 100);
      const Rational y = x + rational(*rc::gen::inRange<long>(0, 100), 1000);
      RC_PRE(x.sign() != 0 && x.sign() == y.sign());
      const Ball box = Ball::from_bounds(x, y);
      const Ball form =
          taylor_form(f.jet(Jet<Ball>::variable(Ball(x), order)), f.jet(Jet<Ball>::variable(box, order)), Ball(y - x));
      RC_ASSERT(overlap(form, f.value(Ball(y))));
      const Interval wide = Interval::from_bounds(x, y);
      const Interval by_interval = taylor_form(f.interval_jet(Jet<Interval>::variable(Interval(x), order)),
                                               f.interval_jet(Jet<Interval>::variable(wide, order)), Interval(y - x));
      RC_ASSERT(share_a_point(f.value(Ball(y)), by_interval));
      RC_CLASSIFY(!is_finite(form), "vacuous");
      // Taylor's theorem with the coefficient at the box alone must hold for inner points as well
      const Ball inner = (Ball(x) + Ball(y)) / Ball(2);
      RC_ASSERT(overlap(
          taylor_form(f.jet(Jet<Ball>::variable(Ball(x), order)), f.jet(Jet<Ball>::variable(box, order)), inner - Ball(x)),
          f.value(inner)));
    });
  }
}

TEMPLATE_TEST_CASE("what is not analytic is not differentiated", "", Ball, Interval) {
  PrecisionScope p{Bits{64}};
  using J = Jet<TestType>;
  const auto box = [](long lo, long hi) { return J::variable(TestType::from_bounds(Rational(lo), Rational(hi)), 2); };
  for (const J& f :
       {abs(box(-1, 1)), sqrt(box(0, 1)), asin(box(0, 1)), atan2(box(-1, 1), box(-2, -1)), min(box(0, 1), -box(-1, 0))}) {
    CHECK(is_finite(f[0]));
    CHECK_FALSE(is_finite(f[1]));
    CHECK_FALSE(is_finite(f[2]));
  }
  for (const J& f : {log(box(-2, -1)), log(box(-1, 1)), sqrt(box(-2, -1)), asin(box(2, 3)), pow(box(-2, -1), rational(1, 3)),
                     tan(box(1, 2))})
    for (int k = 0; k <= 2; ++k) CHECK_FALSE(is_finite(f[k]));
  CHECK(lower(abs(box(-2, -1))[1]) == Rational(-1));
  CHECK(lower(max(box(-2, -1), box(0, 1))[0]) == Rational(0));
  CHECK(upper(atan2(box(1, 2), box(1, 2))[0]) < rational(12, 10));
  const J y = box(1, 1), x = J::constant(TestType(-1), 2);
  CHECK(contains(atan2(y, x)[1], rational(-1, 2)));  // x y'/(x^2 + y^2)
  CHECK(contains(atan2(x, y)[1], rational(1, 2)));
}
