// Oracle: the other kernel. Ball uses Arb's hypergeometric code, Interval MPFR or our own series (Theorems A1 to A3).
#include <arb.h>
#include <arb_hypgeom.h>
#include <rapidcheck/catch.h>

#include "arith/interval_detail.hpp"
#include "posproof/arith/ball.hpp"
#include "posproof/arith/enclosure.hpp"
#include "posproof/arith/interval.hpp"

using namespace posproof;

namespace {

Rational rational(long n, long d) { return Rational(Integer(n), Integer(d)); }

/// Both kernels' enclosures share a point, and neither is wide.
template <class F>
void agree(const F& f, const Rational& x, double widest) {
  const auto ball = f(Ball(x));
  const auto interval = f(Interval(x));
  INFO(x.str() << ": " << text(ball, 30) << " and " << text(interval, 30));
  CHECK(lower(ball) <= upper(interval));
  CHECK(lower(interval) <= upper(ball));
  CHECK(radius_upper(interval) <= widest * std::max(1.0, upper_double(abs(interval))));
}

/// Values at points of [a, b] lie in the range over [a, b]; the range is not wider than the values by much.
template <class F>
void range_holds(const F& f, const Rational& a, const Rational& b, double slack) {
  const Interval range = f(Interval::from_bounds(a, b));
  if (!is_finite(range)) return;
  Interval seen = f(Interval(a));
  for (int i = 0; i <= 200; ++i) {
    const Rational x = a + (b - a) * rational(i, 200);
    const Ball y = f(Ball(x));
    INFO("at " << x.str() << " of [" << a.str() << ", " << b.str() << "]");
    CHECK(lower(range) <= upper(y));
    CHECK(lower(y) <= upper(range));
    seen = hull(seen, f(Interval(x)));
  }
  CHECK(radius_upper(range) <= radius_upper(seen) * (1 + slack) + 1e-15);
}

}  // namespace

TEST_CASE("ci, si, ei, erf and gamma agree between the kernels") {
  const auto ci_of = [](const auto& x) { return ci(x); };
  const auto si_of = [](const auto& x) { return si(x); };
  const auto ei_of = [](const auto& x) { return ei(x); };
  const auto erf_of = [](const auto& x) { return erf(x); };
  const auto gamma_of = [](const auto& x) { return gamma(x); };
  for (const long bits : {64L, 128L, 512L}) {
    PrecisionScope p{Bits{bits}};
    const double width = std::ldexp(1.0, static_cast<int>(std::max(-900L, 4 - bits)));
    for (const char* s : {"1e-30", "0.001", "0.6165", "1", "1.5707963", "3.1415926", "10", "62", "70", "118", "370", "410",
                          "425", "1000", "123456.789", "1e6", "1e15"}) {
      const Rational x = *Rational::parse(s);
      agree(ci_of, x, width);
      agree(si_of, x, width);
      agree(si_of, -x, width);
      agree(erf_of, x, width);
      agree(erf_of, -x, width);
      if (x > Rational(2000)) continue;
      const double steep = 65536 * width;  // these multiply the rounding of x by up to x log x
      agree(ei_of, x, steep);
      agree(ei_of, -x, steep);
      agree(gamma_of, x, steep);
      agree(gamma_of, -x - rational(1, 3), steep);
    }
  }
}

TEST_CASE("ranges over intervals hold every value and little else") {
  PrecisionScope p{Bits{96}};
  const auto ci_of = [](const auto& x) { return ci(x); };
  const auto si_of = [](const auto& x) { return si(x); };
  const auto gamma_of = [](const auto& x) { return gamma(x); };
  const auto ei_of = [](const auto& x) { return ei(x); };
  range_holds(ci_of, rational(1, 10), Rational(30), 0.02);
  range_holds(ci_of, Rational(2), Rational(5), 0.02);
  range_holds(ci_of, Rational(100), Rational(101), 0.02);
  range_holds(si_of, Rational(-4), Rational(2), 0.02);
  range_holds(si_of, Rational(-1), Rational(30), 0.02);
  range_holds(si_of, Rational(0), Rational(3), 0.02);
  range_holds(si_of, Rational(3), rational(7, 2), 0.02);
  range_holds(si_of, Rational(4), Rational(9), 0.02);
  range_holds(si_of, Rational(-9), Rational(-4), 0.02);
  range_holds(gamma_of, Rational(1), Rational(2), 0.02);
  range_holds(gamma_of, rational(1, 2), Rational(1), 0.02);
  range_holds(gamma_of, Rational(2), Rational(3), 0.02);
  range_holds(gamma_of, rational(146, 100), rational(147, 100), 0.2);
  range_holds(gamma_of, rational(-18, 10), rational(-17, 10), 9.0);
  range_holds(ei_of, rational(-5, 1), rational(-1, 2), 0.02);
  range_holds(ei_of, rational(1, 2), Rational(5), 0.02);
  rc::prop("thin intervals", [] {
    const auto start = *rc::gen::inRange<long>(1, 4'000'000);
    const auto width = *rc::gen::inRange<long>(0, 100'000);
    const Rational a = rational(start, 100'000), b = a + rational(width, 100'000);
    const Rational inside = a + (b - a) * rational(*rc::gen::inRange<long>(0, 1000), 1000);
    const Interval x = Interval::from_bounds(a, b);
    RC_ASSERT(lower(ci(x)) <= upper(ci(Ball(inside))) && lower(ci(Ball(inside))) <= upper(ci(x)));
    RC_ASSERT(lower(si(x)) <= upper(si(Ball(inside))) && lower(si(Ball(inside))) <= upper(si(x)));
    RC_ASSERT(lower(gamma(x)) <= upper(gamma(Ball(inside))) && lower(gamma(Ball(inside))) <= upper(gamma(x)));
    // |Ci'|, |Si'| <= 1/x
    RC_ASSERT(radius_upper(ci(x)) <= ((b - a) / a).approx_double() + 1e-20);
    RC_ASSERT(radius_upper(si(x)) <= (b - a).approx_double() + 1e-20);
  });
}

// Rounding at the end would hide a forgotten rest, so before it: the series' own enclosure is far narrower than its rest.
TEST_CASE("the rests of the series are accounted for") {
  PrecisionScope p{Bits{400}};
  for (const long bits : {24L, 53L, 100L})
    for (const char* s : {"0.25", "1", "3.125", "11", "30", "37", "58", "64", "91", "250"}) {
      const Rational x = *Rational::parse(s);
      for (const bool cosine : {false, true}) {
        const Interval series = detail::trig_integral_at(Interval(x), cosine, bits);
        const Ball truth = cosine ? ci(Ball(x)) : si(Ball(x));
        INFO((cosine ? "ci " : "si ") << s << " at " << bits << ": " << text(series, 60) << " and " << text(truth, 60));
        CHECK(lower(series) <= lower(truth));
        CHECK(upper(truth) <= upper(series));
        CHECK(radius_upper(series) <= std::ldexp(1.0, static_cast<int>(-bits - 8)));
      }
    }
}

TEST_CASE("the constants of gamma's minimum hold") {
  PrecisionScope p{Bits{256}};
  const auto psi = [](const char* s) {
    Ball r;
    arb_digamma(r.raw(), Ball(*Rational::parse(s)).raw(), 256);
    return r;
  };
  CHECK(certainly(is_negative(psi("1.4616321449683623412626"))));
  CHECK(certainly(is_positive(psi("1.4616321449683623412627"))));
  const Rational a = *Rational::parse("1.4616321449683623412626");
  const Ball tangent = gamma(Ball(a)) * (Ball(1) + psi("1.4616321449683623412626") * Ball(*Rational::parse("1e-22")));
  CHECK(certainly(less(Ball(*Rational::parse("0.88560319441088870027881590058")), tangent)));
}

TEST_CASE("outside their domains, and far out") {
  PrecisionScope p{Bits{64}};
  const Interval around_zero = Interval::from_bounds(Rational(-1), Rational(1));
  CHECK_FALSE(is_finite(ci(around_zero)));
  CHECK_FALSE(is_finite(ei(around_zero)));
  CHECK_FALSE(is_finite(gamma(around_zero)));
  CHECK_FALSE(is_finite(gamma(Interval(-3))));
  CHECK_FALSE(is_finite(ci(Ball(-1))));
  CHECK_FALSE(is_finite(ei(Ball(0))));
  CHECK_FALSE(is_finite(gamma(Ball(-3))));
  const Interval far(pow(Rational(2), 5000));
  CHECK(certainly(less(abs(si(far) - Interval::pi() / Interval(2)), Interval(pow(Rational(2), -50)))));
  CHECK(certainly(less(abs(ci(far)), Interval(pow(Rational(2), -4000)))));
  CHECK(certainly(less(abs(ci(hull(Interval(1000), far))), Interval(pow(Rational(2), -9)))));
}
