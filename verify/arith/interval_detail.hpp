#pragma once
#include "posproof/arith/interval.hpp"

namespace posproof::detail {

/// Zero at working precision, to write a result into.
inline Interval fresh() { return Interval::with_precision(working_precision()); }

/// Last step of every operation: no infinite or NaN end point survives by itself, and a zero end point has the sign that
/// MPFI relies on (+0 below, -0 above; 1/[-0, 1] would otherwise start at -inf).
inline Interval finished(Interval x) {
  if (!mpfr_number_p(x.left()) || !mpfr_number_p(x.right())) return Interval::indeterminate();
  if (mpfr_zero_p(x.left())) mpfr_set_zero(x.left(), 1);
  if (mpfr_zero_p(x.right())) mpfr_set_zero(x.right(), -1);
  return x;
}

/// Si x (or Ci x) at an exact x > 0 as its series give it, with the rest they leave out, before any rounding to working
/// precision: so that a test can see whether the rest is there.
Interval trig_integral_at(const Interval& x, bool cosine, long bits);

}  // namespace posproof::detail
