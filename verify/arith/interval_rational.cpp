// End points of intervals as exact rationals.
#include "end_points_detail.hpp"
#include "posproof/arith/contract.hpp"
#include "posproof/arith/float.hpp"
#include "posproof/arith/interval.hpp"
#include "posproof/arith/too_large.hpp"

namespace posproof {
namespace {

bool too_large(mpfr_srcptr x) { return mpfr_regular_p(x) && mpfr_get_exp(x) > detail::rational_exponent; }

Rational to_rational(mpfr_srcptr x) {
  mpq_class q;
  mpfr_get_q(q.get_mpq_t(), x);
  return Rational(Integer(q.get_num()), Integer(q.get_den()));
}

/// Exact, but rounded outward where the exact value is so close to zero that its denominator would fill the memory.
Rational outer(mpfr_srcptr x, bool up) {
  ensure(mpfr_number_p(x), "rational of an interval that is not finite");
  if (too_large(x)) throw TooLarge();
  if (mpfr_zero_p(x) || mpfr_get_exp(x) >= -detail::rational_exponent) return to_rational(x);
  if ((mpfr_sgn(x) > 0) != up) return Rational(0);
  const Rational tiny = pow(Rational(2), -detail::rational_exponent);
  return up ? tiny : -tiny;
}

}  // namespace

Rational lower(const Interval& x) { return outer(x.left(), false); }
Rational upper(const Interval& x) { return outer(x.right(), true); }
Rational midpoint(const Interval& x) {
  const Interval m = midpoint_ball(x);
  return outer(m.left(), mpfr_sgn(m.left()) < 0);
}
bool fits_rational(const Interval& x) { return is_finite(x) && !too_large(x.left()) && !too_large(x.right()); }

}  // namespace posproof
