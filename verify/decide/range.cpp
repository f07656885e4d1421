#include "range_impl.hpp"

namespace posproof {

Rational simplest_between(const Rational& lo, const Rational& hi) {
  ensure(lo < hi, "simplest_between wants lo < hi");
  if (lo.sign() < 0 && hi.sign() > 0) return Rational(0);
  const Rational middle = (lo + hi) / Rational(2);
  // Smallest m such that some k / 2^m lies strictly inside; start near -log2(width).
  const Rational width = hi - lo;
  long m = static_cast<long>(mpz_sizeinbase(width.denominator().get_mpz_t(), 2)) -
           static_cast<long>(mpz_sizeinbase(width.numerator().get_mpz_t(), 2)) - 2;
  for (m -= 2;; ++m) {
    const Rational scale = m >= 0 ? pow(Rational(2), m) : Rational(1) / pow(Rational(2), -m);
    const Integer k = round(middle * scale);
    const Rational q = Rational(k) / scale;
    if (lo < q && q < hi) return q;
  }
}

Rational simplest_rational(const Rational& lo, const Rational& hi) {
  ensure(lo <= hi, "simplest_rational wants lo <= hi");
  if (lo.sign() <= 0 && hi.sign() >= 0) return Rational(0);
  if (hi.sign() < 0) return -simplest_rational(-hi, -lo);
  const Integer whole = ceil(lo);
  if (Rational(whole) <= hi) return Rational(whole);
  // Both lie strictly between floor(lo) and floor(lo) + 1: go on with the reciprocals of the fractional parts.
  const Rational base{floor(lo)};
  return base + Rational(1) / simplest_rational(Rational(1) / (hi - base), Rational(1) / (lo - base));
}

template RangeResult decide_range<Ball>(const RangeProblem&, const Settings&, std::uint64_t);

}  // namespace posproof
