// The known traps of the libraries underneath, each with a test that falls into it if the code does; and hostile operands.
#include <rapidcheck/catch.h>

#include <cfloat>
#include <limits>
#include <thread>

#include "posproof/arith/agreement.hpp"
#include "posproof/arith/ball.hpp"
#include "posproof/arith/enclosure.hpp"
#include "posproof/arith/interval.hpp"
#include "posproof/arith/too_large.hpp"

using namespace posproof;

namespace {

Rational rational(long n, long d) { return Rational(Integer(n), Integer(d)); }
Rational power_of_two(long e) { return pow(Rational(2), e); }

template <class R>
R box(long lo, long hi) {
  return R::from_bounds(Rational(lo), Rational(hi));
}

template <class R>
void nothing_is_known_of(const R& x) {
  CHECK_FALSE(is_finite(x));
  CHECK_FALSE(is_exact(x));
  for (const R& y : {x, R(0), R(-5), R(5)}) {
    CHECK(less(x, y) == Truth::unknown);
    CHECK(less(y, x) == Truth::unknown);
    CHECK(less_equal(x, y) == Truth::unknown);
    CHECK(less_equal(y, x) == Truth::unknown);
    CHECK(equal(x, y) == Truth::unknown);
    CHECK(overlap(x, y));
  }
  CHECK(is_positive(x) == Truth::unknown);
  CHECK(is_negative(x) == Truth::unknown);
  CHECK(is_zero(x) == Truth::unknown);
  CHECK(contains_zero(x));
  CHECK(contains(x, Rational(7)));
  CHECK(lower_double(x) == -std::numeric_limits<double>::infinity());
  CHECK(upper_double(x) == std::numeric_limits<double>::infinity());
  CHECK(radius_upper(x) == std::numeric_limits<double>::infinity());
  CHECK_FALSE(fits_rational(x));
  CHECK(enclose(x) == Enclosure{"-inf", "inf"});
}

}  // namespace

TEST_CASE("MPFI wants +0 as a lower and -0 as an upper end") {
  PrecisionScope p{Bits{53}};
  // Each of these has a zero end point that came out of an operation; one over it must start at the right infinity or stop.
  const Interval unit = box<Interval>(0, 1);
  for (const Interval& x :
       {unit, -(-unit), unit - Interval(0), unit * unit, abs(box<Interval>(-1, 0)), sqr(box<Interval>(-1, 1)),
        max(box<Interval>(-2, 1), Interval(0)), sin(unit), floor(Interval::from_bounds(Rational(0), rational(1, 2))),
        hull(Interval(0), Interval(1)), -box<Interval>(-1, 0), Interval(0), -Interval(0), Interval(Rational(0)),
        Interval(Integer(0)), Interval::exact(-0.0)}) {
    CHECK_FALSE((mpfr_zero_p(x.left()) && mpfr_signbit(x.left())));
    CHECK_FALSE((mpfr_zero_p(x.right()) && !mpfr_signbit(x.right())));
    Interval inverse = Interval::with_precision(Bits{53});
    mpfi_inv(inverse.raw(), x.raw());  // MPFI itself, to show what it would do with a wrong zero
    CHECK_FALSE((mpfr_inf_p(inverse.left()) && mpfr_sgn(inverse.left()) < 0 && mpfr_sgn(x.right()) > 0));
  }
}

// Boost's own < throws here, from inside a noexcept function: it ends the program.
TEST_CASE("comparisons of overlapping intervals answer unknown") {
  PrecisionScope p{Bits{53}};
  CHECK(less(box<Interval>(0, 2), box<Interval>(1, 3)) == Truth::unknown);
  CHECK(less_equal(box<Interval>(0, 1), box<Interval>(1, 3)) == Truth::yes);
  CHECK(less(box<Interval>(0, 1), box<Interval>(1, 3)) == Truth::unknown);
  CHECK(less(box<Interval>(1, 3), box<Interval>(0, 1)) == Truth::no);
  CHECK(equal(box<Interval>(0, 2), box<Interval>(0, 2)) == Truth::unknown);
}

TEST_CASE("precision is in bits and belongs to the scope, whatever Boost's thread-local defaults say") {
  using Backend = boost::multiprecision::mpfi_float_backend<0>;
  std::thread([] {
    const unsigned before = Backend::thread_default_precision();
    Backend::thread_default_precision(4);  // decimal digits
    Backend::thread_default_variable_precision_options(
        boost::multiprecision::variable_precision_options::preserve_target_precision);
    for (const long bits : {7L, 64L, 333L}) {
      PrecisionScope p{Bits{bits}};
      const Interval third = Interval(1) / Interval(3);
      const Interval copy = third;
      Interval assigned;
      assigned = copy;
      const Interval moved = std::move(assigned);
      for (const Interval* x : {&third, &copy, &moved}) {
        CHECK(mpfi_get_prec(x->raw()) == bits);
        CHECK(upper(*x) - lower(*x) == power_of_two(-bits - 1));
      }
    }
    Backend::thread_default_precision(before);
  }).join();
}

TEMPLATE_TEST_CASE("what is not known stays not known", "", Ball, Interval) {
  PrecisionScope p{Bits{64}};
  using R = TestType;
  const R unknown = R::indeterminate(), zero(0), one(1), inverse = one / zero;
  R s, c;
  sin_cos(s, c, unknown);
  for (const R& x :
       {unknown, inverse, -unknown, unknown + one, one - unknown, zero * unknown, unknown * zero, one / unknown, zero / unknown,
        unknown / one, abs(unknown), sqr(unknown), sqrt(unknown), exp(unknown), exp(-unknown), log(unknown), sin(unknown),
        cos(unknown), s, c, tan(unknown), asin(unknown), acos(unknown), atan(unknown), atan2(unknown, one), atan2(one, unknown),
        sinh(unknown), cosh(unknown), tanh(unknown), erf(unknown), gamma(unknown), ci(unknown), si(unknown), ei(unknown),
        pow(unknown, 0L), pow(unknown, 3L), pow(unknown, -3L), pow(unknown, zero), pow(one, unknown), pow(zero, unknown),
        min(unknown, one), max(one, unknown), floor(unknown), ceil(unknown), hull(unknown, one), midpoint_ball(unknown),
        widened(one, unknown), widened(unknown, one), log(zero), sqrt(R(-1)), asin(R(2)), acos(R(-2)), pow(zero, -1L),
        pow(zero, R(-1)), atan2(zero, zero), gamma(zero), ei(zero), ci(zero), zero / zero, tan(box<R>(1, 2)),
        log(box<R>(-1, 1)), box<R>(1, 2) / box<R>(-1, 1),
        // finite again at the end, had the middle been forgotten
        sin(one / zero), zero * log(zero), atan(one / zero), tanh(sqrt(R(-1))), min(zero, log(R(-1)))}) {
    INFO(text(x));
    nothing_is_known_of(x);
  }
}

TEST_CASE("a thread with MPFR's default exponent range can print what another computed") {
  Ball ball;
  Interval interval;
  {
    PrecisionScope p{Bits{64}};
    ball = exp(Ball(-2'000'000'000L));
    interval = exp(Interval(2'000'000'000L));
  }
  std::string first, second;
  std::thread([&] { first = enclose(ball, 5).lower; }).join();
  std::thread([&] { second = text(interval, 5); }).join();
  CHECK(first == "1.5613e-868588964");
  CHECK(second.find("e868588963") != std::string::npos);
}

TEMPLATE_TEST_CASE("huge and tiny numbers neither fill the memory nor lie", "", Ball, Interval) {
  PrecisionScope p{Bits{64}};
  using R = TestType;
  const R huge = exp(R(1'000'000'000L)), tiny = exp(R(-1'000'000'000L));
  CHECK(certainly(less(R(1), huge)));
  CHECK(may_agree(exp(Ball(1'000'000'000L)), exp(Interval(1'000'000'000L))));
  CHECK_FALSE(may_agree(exp(Ball(1'000'000'000L)), exp(Interval(1'000'000'001L))));
  CHECK(certainly(is_positive(tiny)));
  CHECK(certainly(less(tiny, R(power_of_two(-1'000'000)))));
  CHECK(contains(huge * tiny, Rational(1)));
  CHECK(upper_double(huge) == std::numeric_limits<double>::infinity());
  CHECK(lower_double(huge) == DBL_MAX);
  CHECK(lower_double(tiny) == 0.0);
  CHECK(upper_double(tiny) == std::numeric_limits<double>::denorm_min());
  CHECK(upper_double(-tiny) <= 0.0);
  CHECK(lower_double(-huge) == -std::numeric_limits<double>::infinity());
  CHECK_FALSE(fits_rational(huge));
  CHECK_THROWS_AS(upper(huge), TooLarge);
  CHECK_THROWS_AS(midpoint(-huge), TooLarge);
  CHECK(fits_rational(tiny));
  CHECK(lower(tiny) <= Rational(0));  // moved outward: the exact value would take 180 MB
  CHECK(upper(tiny) > Rational(0));
  CHECK(upper(tiny) <= power_of_two(-(1L << 23)));
  CHECK(upper(-tiny) >= Rational(0));
  CHECK(radius_upper(widened(R(1), tiny)) > 0.0);
  CHECK_FALSE(contains(widened(R(1), tiny), Rational(2)));
  CHECK(overlap(sin(huge), R(0)));
  CHECK(certainly(less_equal(abs(sin(huge)), R(2))));
  for (const R& beyond : {exp(huge), exp(exp(huge)), huge * huge * huge * huge, pow(huge, 1'000'000'000'000L), pow(huge, huge)})
    if (is_finite(beyond)) CHECK(certainly(less(huge, beyond)));
  CHECK_FALSE(enclose(huge).lower.empty());
  CHECK(enclose(tiny).lower.find("e-434294482") != std::string::npos);
}

TEST_CASE("kernels may agree unless their enclosures are apart") {
  PrecisionScope p{Bits{64}};
  CHECK(may_agree(Ball::pi(), Interval::pi()));
  CHECK(may_agree(Ball::indeterminate(), Interval(1)));
  CHECK(may_agree(Ball(1), Interval::indeterminate()));
  CHECK(may_agree(Ball(1), box<Interval>(1, 2)));
  CHECK(may_agree(Ball(2), box<Interval>(1, 2)));
  CHECK_FALSE(may_agree(Ball(3), box<Interval>(1, 2)));
  CHECK_FALSE(may_agree(Ball(0), box<Interval>(1, 2)));
  CHECK_FALSE(may_agree(Ball(0), Interval::exact(0x1p-1074)));
}

TEMPLATE_TEST_CASE("subnormal and other extreme doubles are exact", "", Ball, Interval) {
  PrecisionScope p{Bits{64}};
  using R = TestType;
  for (const double x : {0x1p-1074, -0x1p-1074, DBL_MIN, DBL_MIN / 2, DBL_MAX, -DBL_MAX, 0.0, -0.0, 0.1, 1.0}) {
    const R r = R::exact(x);
    CHECK(is_exact(r));
    CHECK(lower(r) == Rational::from_double(x));
    CHECK(lower_double(r) == x);
    CHECK(upper_double(r) == x);
  }
  rc::prop("any double survives the way there and back", [](double x) {
    if (!std::isfinite(x)) return;
    const R r = R::exact(x);
    RC_ASSERT(lower_double(r) == x);
    RC_ASSERT(upper_double(r) == x);
    RC_ASSERT(midpoint(r) == Rational::from_double(x));
  });
  CHECK(certainly(less(R(0), R::exact(0x1p-1074))));
  CHECK(lower_double(R::exact(0x1p-1074) / R(2)) == 0.0);
  CHECK(upper_double(R::exact(0x1p-1074) / R(2)) == 0x1p-1074);
}

TEMPLATE_TEST_CASE("bounds that touch a domain's end are kept", "", Ball, Interval) {
  PrecisionScope p{Bits{53}};
  using R = TestType;
  rc::prop("[0, x] has a root and no negative part; [x, y] > 0 has a logarithm", [] {
    const Rational x = rational(*rc::gen::inRange<long>(1, 1'000'000), *rc::gen::inRange<long>(1, 1000));
    const R from_zero = R::from_bounds(Rational(0), x);
    RC_ASSERT(lower(from_zero).sign() == 0);
    RC_ASSERT(is_finite(sqrt(from_zero)) && lower(sqrt(from_zero)).sign() == 0);
    RC_ASSERT(certainly_not(is_negative(from_zero)));
    RC_ASSERT(lower(abs(R::from_bounds(-x, x * rational(1, 2)))).sign() == 0);
    RC_ASSERT(lower(sqr(R::from_bounds(-x, x * rational(1, 3)))).sign() == 0);
    const Rational y = x * power_of_two(*rc::gen::inRange<long>(0, 100));
    RC_ASSERT(is_finite(log(R::from_bounds(x, y))));
    RC_ASSERT(is_finite(R(1) / R::from_bounds(x, y)));
    RC_ASSERT(certainly(is_positive(sqr(R::from_bounds(-y, -x)))));
    RC_ASSERT(certainly(is_positive(exp(R::from_bounds(rational(-50, 1), rational(50, 1))))));
  });
  CHECK(is_finite(asin(box<R>(0, 1))));
  CHECK(is_finite(acos(box<R>(-1, 1))));
  CHECK(is_finite(pow(box<R>(0, 3), R(rational(1, 3)))));
}
