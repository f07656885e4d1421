// Functions of balls. Arb encloses; what is added here: nothing undefined gets lost (`apply`), and wide balls keep their
// ends (`monotone`), so that a power or a root of a positive ball stays positive.
#include <arb_hypgeom.h>

#include "ball_detail.hpp"

namespace posproof {

using detail::apply;
using detail::end_ball;
using detail::every_width;
using detail::from_zero_to;
using detail::is_wide;
using detail::monotone;
using detail::precision;

namespace {
/// Arb's Ei loses bits to cancellation that its argument does not excuse (at -30, at a radius); so at the ends, which
/// are exact, and once more with more bits where that was not enough. Monotone on either side of 0.
Ball ei_at_exact(const Ball& x) {
  Ball r = apply(arb_hypgeom_ei, x);
  if (arb_rel_accuracy_bits(r.raw()) >= precision() - 8) return r;
  arb_hypgeom_ei(r.raw(), x.raw(), 2 * precision() + 64);
  arb_set_round(r.raw(), r.raw(), precision());
  return r;
}
}  // namespace

Ball abs(const Ball& x) {
  if (!is_finite(x)) return Ball::indeterminate();
  Ball r;
  if (contains_zero(x)) {
    mag_t m;
    mag_init(m);
    arb_get_mag(m, x.raw());
    r = from_zero_to(m);
    mag_clear(m);
  } else {
    arb_abs(r.raw(), x.raw());
  }
  return r;
}
Ball sqr(const Ball& x) { return pow(x, 2L); }
Ball sqrt(const Ball& x) {
  if (!is_finite(x)) return Ball::indeterminate();
  if (!contains_zero(x) || is_exact(x)) return monotone(arb_sqrt, x);
  if (!arb_is_nonnegative(x.raw())) return Ball::indeterminate();
  mag_t m;
  mag_init(m);
  arb_get_mag(m, x.raw());
  mag_sqrt(m, m);
  const Ball r = from_zero_to(m);
  mag_clear(m);
  return r;
}
Ball exp(const Ball& x) { return monotone(arb_exp, x); }
Ball log(const Ball& x) { return monotone(arb_log, x); }
Ball sin(const Ball& x) { return apply(arb_sin, x); }
Ball cos(const Ball& x) { return apply(arb_cos, x); }
void sin_cos(Ball& s, Ball& c, const Ball& x) {
  if (is_finite(x))
    arb_sin_cos(s.raw(), c.raw(), x.raw(), precision());
  else
    s = c = Ball::indeterminate();
}
// Increasing between poles, where the cosine vanishes.
Ball tan(const Ball& x) {
  if (is_finite(x) && is_wide(x)) return contains_zero(cos(x)) ? Ball::indeterminate() : monotone(arb_tan, x);
  return apply(arb_tan, x);
}
// Steep at -1 and 1, where one slope for a whole ball is too much.
Ball asin(const Ball& x) { return monotone(arb_asin, x, every_width); }
Ball acos(const Ball& x) { return monotone(arb_acos, x, every_width); }
Ball atan(const Ball& x) { return monotone(arb_atan, x); }
Ball atan2(const Ball& y, const Ball& x) {
  if (contains_zero(x) && contains_zero(y)) return Ball::indeterminate();
  return apply(arb_atan2, y, x);
}
Ball sinh(const Ball& x) { return monotone(arb_sinh, x); }
Ball cosh(const Ball& x) { return is_finite(x) && is_wide(x) ? monotone(arb_cosh, abs(x)) : apply(arb_cosh, x); }
Ball tanh(const Ball& x) { return monotone(arb_tanh, x); }
Ball erf(const Ball& x) { return monotone(arb_hypgeom_erf, x); }
Ball gamma(const Ball& x) {
  return apply([](arb_t r, const arb_t y, slong p) { arb_gamma(r, y, p); }, x);
}
Ball ci(const Ball& x) { return certainly(is_positive(x)) ? apply(arb_hypgeom_ci, x) : Ball::indeterminate(); }
Ball si(const Ball& x) { return apply(arb_hypgeom_si, x); }
Ball ei(const Ball& x) {
  if (contains_zero(x)) return Ball::indeterminate();
  return is_exact(x) ? ei_at_exact(x) : hull(ei_at_exact(end_ball(x, false)), ei_at_exact(end_ball(x, true)));
}

Ball pow(const Ball& x, long n) {
  constexpr long largest_power = 1L << 62;
  if (!is_finite(x) || n < -largest_power || n > largest_power) return Ball::indeterminate();
  if (n < 0) return Ball(1L) / pow(x, -n);
  const auto power = static_cast<ulong>(n);
  Ball r;
  if (n > 1 && is_wide(x)) {                    // every ball around 0 is wide
    const Ball base = n % 2 == 0 ? abs(x) : x;  // monotone here
    r = hull(pow(end_ball(base, false), n), pow(end_ball(base, true), n));
  } else {
    arb_pow_ui(r.raw(), x.raw(), power, precision());
  }
  return r;
}

namespace {
/// [0, u]^y for y > 0: everything between 0 and the power of the upper end.
Ball pow_from_zero(const Ball& x, const Ball& y) {
  const Ball top = pow(end_ball(x, true), y);
  if (!is_finite(top)) return Ball::indeterminate();
  mag_t m;
  mag_init(m);
  arb_get_mag(m, top.raw());
  const Ball r = from_zero_to(m);
  mag_clear(m);
  return r;
}
/// x > 0: monotone in each argument, extremes at corners.
Ball corner_power(const Ball& x, const Ball& y) {
  const Ball ends_x[] = {end_ball(x, false), end_ball(x, true)}, ends_y[] = {end_ball(y, false), end_ball(y, true)};
  Ball r = apply(arb_pow, ends_x[0], ends_y[0]);
  for (int k = 1; k < 4; ++k) r = hull(r, apply(arb_pow, ends_x[k & 1], ends_y[k >> 1]));
  return r;
}
}  // namespace

Ball pow(const Ball& x, const Ball& y) {
  if (!is_finite(x) || !is_finite(y)) return Ball::indeterminate();
  if (arb_is_int(y.raw()) && arf_cmpabs_2exp_si(arb_midref(y.raw()), 62) < 0)
    return pow(x, static_cast<long>(arf_get_si(arb_midref(y.raw()), ARF_RND_NEAR)));
  if (arb_is_positive(x.raw())) return is_wide(x) || is_wide(y) ? corner_power(x, y) : apply(arb_pow, x, y);
  if (!arb_is_nonnegative(x.raw()) || !arb_is_positive(y.raw())) return Ball::indeterminate();
  return arb_is_zero(x.raw()) ? Ball(0L) : pow_from_zero(x, y);
}
Ball min(const Ball& a, const Ball& b) { return apply(arb_min, a, b); }
Ball max(const Ball& a, const Ball& b) { return apply(arb_max, a, b); }
Ball floor(const Ball& x) { return apply(arb_floor, x); }
Ball ceil(const Ball& x) { return apply(arb_ceil, x); }

}  // namespace posproof
