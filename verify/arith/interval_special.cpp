// Gamma function and exponential integral on intervals: values from MPFR (correctly rounded), ranges from monotonicity.
#include <algorithm>

#include "interval_detail.hpp"

namespace posproof {
namespace {

using detail::finished;
using detail::fresh;

/// Beyond 2^32 the values are of no use here and their computation may take long.
bool within_reach(const Interval& x) {
  return is_finite(x) && mpfr_cmpabs_ui(x.left(), 1UL << 32) < 0 && mpfr_cmpabs_ui(x.right(), 1UL << 32) < 0;
}

/// The place of the minimum of gamma on x > 0 lies strictly between these, and the minimum above the third (Theorem A3).
constexpr const char* minimum_place_lower = "1.4616321449683623412626";
constexpr const char* minimum_place_upper = "1.4616321449683623412627";
constexpr const char* minimum_lower = "0.88560319441088870027881590058";

Interval decimal(const char* text) { return Interval(*Rational::parse(text)); }

/// gamma(x) >= gamma(a) + gamma'(a) (x - a) for every x > 0 (convexity), with gamma' = gamma psi, psi(a) < 0; and the
/// global minimum is a bound as well. Theorem A3.
void lower_bound_over(mpfr_ptr bound, const Interval& x) {
  Interval at = fresh(), psi = fresh();
  mpfr_gamma(at.left(), x.left(), MPFR_RNDD);
  mpfr_gamma(at.right(), x.left(), MPFR_RNDU);
  mpfr_digamma(psi.left(), x.left(), MPFR_RNDD);
  mpfr_digamma(psi.right(), x.left(), MPFR_RNDU);
  Interval width = fresh();
  mpfr_set_zero(width.left(), 1);
  mpfr_sub(width.right(), x.right(), x.left(), MPFR_RNDU);
  const Interval tangent = finished(at) + finished(at) * finished(psi) * finished(width);
  mpfr_max(bound, decimal(minimum_lower).left(), tangent.left(), MPFR_RNDD);
}

Interval gamma_of_positive(const Interval& x) {
  Interval r = fresh();
  if (certainly(less_equal(x, decimal(minimum_place_lower)))) {
    mpfr_gamma(r.left(), x.right(), MPFR_RNDD);
    mpfr_gamma(r.right(), x.left(), MPFR_RNDU);
    return finished(r);
  }
  Interval end = fresh();
  mpfr_gamma(r.right(), x.right(), MPFR_RNDU);
  if (certainly(less_equal(decimal(minimum_place_upper), x))) {
    mpfr_gamma(r.left(), x.left(), MPFR_RNDD);
    return finished(r);
  }
  mpfr_gamma(end.right(), x.left(), MPFR_RNDU);
  mpfr_max(r.right(), r.right(), end.right(), MPFR_RNDU);
  lower_bound_over(r.left(), x);
  return finished(r);
}

bool holds_integer(const Interval& x) {
  Interval c = Interval::with_precision(Bits{std::max<long>(64, mpfi_get_prec(x.raw()))});
  mpfr_rint_ceil(c.left(), x.left(), MPFR_RNDD);
  return mpfr_cmp(c.left(), x.right()) <= 0;
}

/// gamma(x) gamma(1 - x) = pi / sin(pi x).
Interval gamma_by_reflection(const Interval& x) {
  Interval wide;
  {
    PrecisionScope more{Bits{working_precision().value + 64}};
    wide = Interval::pi() / (sin(Interval::pi() * x) * gamma(Interval(1) - x));
  }
  return hull(wide, wide);
}

}  // namespace

Interval gamma(const Interval& x) {
  if (!within_reach(x)) return Interval::indeterminate();
  if (mpfr_sgn(x.left()) > 0) return gamma_of_positive(x);
  if (mpfr_sgn(x.right()) >= 0 || holds_integer(x)) return Interval::indeterminate();
  if (!is_exact(x)) return gamma_by_reflection(x);
  Interval r = fresh();
  mpfr_gamma(r.left(), x.left(), MPFR_RNDD);
  mpfr_gamma(r.right(), x.left(), MPFR_RNDU);
  return finished(r);
}

// Ei' = e^x / x: Ei decreases on x < 0 and increases on x > 0.
Interval ei(const Interval& x) {
  if (!within_reach(x) || contains_zero(x)) return Interval::indeterminate();
  const bool increasing = mpfr_sgn(x.left()) > 0;
  Interval r = fresh();
  mpfr_eint(r.left(), increasing ? x.left() : x.right(), MPFR_RNDD);
  mpfr_eint(r.right(), increasing ? x.right() : x.left(), MPFR_RNDU);
  return finished(r);
}

}  // namespace posproof
