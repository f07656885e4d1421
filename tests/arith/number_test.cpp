// Oracle: exact rational arithmetic, and the enclosure of the same expression under each kernel.
#include "posproof/arith/number.hpp"

#include <rapidcheck/catch.h>

#include "posproof/arith/ball.hpp"
#include "posproof/arith/interval.hpp"

using namespace posproof;

namespace {

Rational rational(long n, long d) { return Rational(Integer(n), Integer(d)); }

Rational random_rational() { return rational(*rc::gen::inRange<long>(-1000, 1000), *rc::gen::inRange<long>(1, 1000)); }

}  // namespace

TEMPLATE_TEST_CASE("arithmetic of exact numbers is exact", "", Ball, Interval) {
  using N = Number<TestType>;
  PrecisionScope p{Bits{53}};
  rc::prop("field operations and comparisons", [] {
    const Rational a = random_rational(), b = random_rational();
    const N x(a), y(b);
    RC_ASSERT((x + y).exact() == a + b);
    RC_ASSERT((x - y).exact() == a - b);
    RC_ASSERT((x * y).exact() == a * b);
    RC_ASSERT((-x).exact() == -a);
    RC_ASSERT(abs(x).exact() == abs(a));
    RC_ASSERT(min(x, y).exact() == min(a, b));
    RC_ASSERT(max(x, y).exact() == max(a, b));
    RC_ASSERT(floor(x).exact() == Rational(floor(a)));
    RC_ASSERT(ceil(x).exact() == Rational(ceil(a)));
    RC_ASSERT(round(x).exact() == Rational(round(a)));
    RC_ASSERT(sign(x).exact() == Rational(a.sign()));
    RC_ASSERT(less(x, y) == truth_of(a < b));
    RC_ASSERT(less_equal(x, y) == truth_of(a <= b));
    RC_ASSERT(equal(x, y) == truth_of(a == b));
    if (b.sign() == 0) return;
    RC_ASSERT((x / y).exact() == a / b);
    const Rational m = mod(x, y).exact();
    RC_ASSERT((a - m) / b == Rational(floor(a / b)));
    RC_ASSERT(abs(m) < abs(b));
    RC_ASSERT(m.sign() == 0 || m.sign() == b.sign());
  });
  rc::prop("mixed operands enclose", [] {
    const Rational a = random_rational(), b = random_rational();
    const N x(a), y{TestType(b)};
    RC_ASSERT(contains(x + y, a + b));
    RC_ASSERT(contains(x - y, a - b));
    RC_ASSERT(contains(y - x, b - a));
    RC_ASSERT(contains(x * y, a * b));
    if (a.sign() != 0) RC_ASSERT(contains(y / x, b / a));
    if (b.sign() != 0) RC_ASSERT(contains(x / y, a / b));
    RC_ASSERT(contains(pow(y, 3L), b * b * b));
    RC_ASSERT(contains(max(x, y), max(a, b)));
    RC_ASSERT(contains(floor(y), Rational(floor(b))));
    RC_ASSERT(contains(round(y), Rational(round(b))));
  });
}

TEMPLATE_TEST_CASE("special values are exact", "", Ball, Interval) {
  using N = Number<TestType>;
  PrecisionScope p{Bits{53}};
  const N zero(0), one(1);
  for (const N& x : {sin(zero), tan(zero), asin(zero), atan(zero), sinh(zero), tanh(zero), erf(zero), si(zero), log(one),
                     acos(one), atan2(zero, one), zero * N::pi(), N::pi() * zero, zero / N::pi()})
    CHECK(x.is_exactly(0));
  for (const N& x : {cos(zero), exp(zero), cosh(zero), pow(zero, 0L), pow(N::pi(), zero), pow(one, N::pi()), gamma(one)})
    CHECK(x.is_exactly(1));
  CHECK(sqrt(N(rational(9, 16))).exact() == rational(3, 4));
  CHECK(pow(N(4), N(rational(1, 2))).is_exactly(2));
  CHECK(pow(N(10000), N(rational(-1, 2))).exact() == rational(1, 100));
  CHECK(pow(N(10000), N(rational(-3, 4))).exact() == rational(1, 1000));
  CHECK(pow(N(rational(8, 27)), N(rational(2, 3))).exact() == rational(4, 9));
  CHECK(pow(zero, N(rational(3, 2))).is_exactly(0));
  CHECK(pow(N(-1), 1'000'000'001L).is_exactly(-1));
  CHECK(gamma(N(21)).exact() == *Rational::parse("2432902008176640000"));
  CHECK((N::pi() * one).enclosure().kernel == std::string(TestType::kernel));
  CHECK(floor(N::pi()).is_exactly(3));
  CHECK(sign(-N::pi()).is_exactly(-1));
  CHECK_FALSE(sqrt(N(2)).is_exact());
  CHECK(contains(sqr(sqrt(N(2))), Rational(2)));
  CHECK(text(N(rational(1, 8))) == "0.125");
  CHECK(enclose(N(rational(1, 8))) == Enclosure{"0.125", "0.125"});
  N s, c;
  sin_cos(s, c, zero);
  CHECK(s.is_exactly(0));
  CHECK(c.is_exactly(1));
}

TEMPLATE_TEST_CASE("outside the domain nothing is known, and nothing gets lost", "", Ball, Interval) {
  using N = Number<TestType>;
  PrecisionScope p{Bits{53}};
  const N zero(0), unknown = N::indeterminate(), around = N::from_bounds(Rational(-1), Rational(1));
  for (const N& x :
       {N(1) / zero, zero / zero, zero / around, pow(zero, -1L), pow(zero, N(rational(-1, 2))), pow(N(-8), N(rational(1, 3))),
        sqrt(N(-1)), log(zero), zero * unknown, unknown * zero, pow(unknown, 0L), pow(unknown, zero), pow(N(1), unknown),
        sign(unknown), floor(unknown), round(unknown), mod(N(1), zero), sin(N(1) / zero), pow(zero, around)}) {
    INFO(text(x));
    CHECK_FALSE(is_finite(x));
    CHECK(less(x, N(5)) == Truth::unknown);
    CHECK(equal(x, x) == Truth::unknown);
    CHECK(is_zero(x) == Truth::unknown);
  }
  CHECK(sign(around).enclosure().kernel == std::string(TestType::kernel));
  CHECK(contains(sign(around), Rational(1)));
}

TEST_CASE("exact numbers give way to enclosures when they grow") {
  PrecisionScope p{Bits{64}};
  using N = Number<Ball>;
  const N big = pow(N(3), 30'000L);
  CHECK(big.is_exact());
  CHECK_FALSE((big * big).is_exact());
  CHECK(contains(big * big, pow(Rational(3), 60'000)));
  CHECK_FALSE(pow(N(3), 1'000'000'000L).is_exact());
  CHECK(is_finite(pow(N(3), 1'000'000'000L)));
  N x(rational(3, 7));
  for (int i = 0; i < 40; ++i) x = x * x + N(rational(1, 3));  // would have 2^40 digits
  CHECK_FALSE(x.is_exact());
}
