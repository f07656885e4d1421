#pragma once
#include <arb.h>

#include "posproof/arith/ball.hpp"

namespace posproof::detail {

inline slong precision() { return working_precision().value; }

/// Arb lets some operations return to finite numbers from an operand that is not (0 * inf, sin of anything, 1/inf):
/// here what is not known stays not known, so a domain error cannot be lost on the way to a comparison.
template <class F>
Ball apply(const F& f, const Ball& x) {
  if (!is_finite(x)) return Ball::indeterminate();
  Ball r;
  f(r.raw(), x.raw(), precision());
  return r;
}
template <class F>
Ball apply(const F& f, const Ball& a, const Ball& b) {
  if (!is_finite(a) || !is_finite(b)) return Ball::indeterminate();
  Ball r;
  f(r.raw(), a.raw(), b.raw(), precision());
  return r;
}

/// A ball around [lo, hi] (lo <= hi, finite). Its radius has 30 bits; the end nearer to zero is kept exactly, so that
/// what is positive stays positive and [0, hi] does not reach below 0.
Ball between(arf_srcptr lo, arf_srcptr hi);
/// [0, m] with both ends exact.
Ball from_zero_to(const mag_t m);
/// The lower or upper end as an exact ball, rounded outward.
Ball end_ball(const Ball& x, bool up);

/// Wide balls go by their ends: as products of balls, (2 +- 1)^2 would reach below zero.
constexpr slong wide_bits = 8;
constexpr slong every_width = ARF_PREC_EXACT;
inline bool is_wide(const Ball& x, slong bits = wide_bits) {
  return !arb_is_exact(x.raw()) && arb_rel_accuracy_bits(x.raw()) < bits;
}

/// f for an f that is monotone on x.
template <class F>
Ball monotone(const F& f, const Ball& x, slong bits = wide_bits) {
  if (!is_finite(x) || !is_wide(x, bits)) return apply(f, x);
  return hull(apply(f, end_ball(x, false)), apply(f, end_ball(x, true)));
}

}  // namespace posproof::detail
