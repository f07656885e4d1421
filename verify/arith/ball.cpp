#include "posproof/arith/ball.hpp"

#include <cstdlib>

#include "ball_detail.hpp"
#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

using detail::precision;

class Fmpq {
 public:
  explicit Fmpq(const Rational& q) {
    fmpq_init(x_);
    fmpq_set_mpq(x_, q.raw().get_mpq_t());
  }
  Fmpq(const Fmpq&) = delete;
  Fmpq& operator=(const Fmpq&) = delete;
  ~Fmpq() { fmpq_clear(x_); }
  const fmpq* raw() const { return x_; }

 private:
  fmpq_t x_;
};

/// Exactly r, which has at most 30 bits (mag_set_fmpz_2exp_fmpz would add a unit).
void set_exactly(mag_t m, arf_srcptr r) {
  fmpz_t man, exp;
  fmpz_init(man);
  fmpz_init(exp);
  arf_get_fmpz_2exp(man, exp, r);
  mag_set_ui(m, fmpz_get_ui(man));
  mag_mul_2exp_fmpz(m, m, exp);
  fmpz_clear(man);
  fmpz_clear(exp);
}

class Arf {
 public:
  Arf() { arf_init(x_); }
  Arf(const Arf&) = delete;
  Arf& operator=(const Arf&) = delete;
  ~Arf() { arf_clear(x_); }
  arf_ptr raw() { return x_; }

 private:
  arf_t x_;
};

/// Adding them exactly would not take much more than the working precision.
bool close_in_size(arf_srcptr a, arf_srcptr b, slong bits) {
  if (arf_is_zero(a) || arf_is_zero(b)) return true;
  fmpz_t gap;
  fmpz_init(gap);
  fmpz_sub(gap, ARF_EXPREF(a), ARF_EXPREF(b));
  const bool close = fmpz_fits_si(gap) && std::labs(fmpz_get_si(gap)) <= bits;
  fmpz_clear(gap);
  return close;
}

}  // namespace

namespace detail {

Ball between(arf_srcptr lo, arf_srcptr hi) {
  Ball r;
  Arf radius, other;
  arf_sub(radius.raw(), hi, lo, MAG_BITS, ARF_RND_UP);
  arf_mul_2exp_si(radius.raw(), radius.raw(), -1);
  const bool positive = arf_sgn(lo) >= 0;
  arf_srcptr near_end = positive ? lo : hi;
  if ((positive || arf_sgn(hi) <= 0) && close_in_size(near_end, radius.raw(), 4 * precision() + 64)) {
    if (positive)
      arf_add(arb_midref(r.raw()), lo, radius.raw(), ARF_PREC_EXACT, ARF_RND_DOWN);
    else
      arf_sub(arb_midref(r.raw()), hi, radius.raw(), ARF_PREC_EXACT, ARF_RND_DOWN);
  } else {
    arf_add(arb_midref(r.raw()), lo, hi, precision(), ARF_RND_NEAR);
    arf_mul_2exp_si(arb_midref(r.raw()), arb_midref(r.raw()), -1);
    arf_sub(radius.raw(), hi, arb_midref(r.raw()), MAG_BITS, ARF_RND_CEIL);
    arf_sub(other.raw(), arb_midref(r.raw()), lo, MAG_BITS, ARF_RND_CEIL);
    if (arf_cmp(other.raw(), radius.raw()) > 0) arf_swap(radius.raw(), other.raw());
  }
  set_exactly(arb_radref(r.raw()), radius.raw());
  return r;
}

Ball from_zero_to(const mag_t m) {
  Ball r;
  mag_mul_2exp_si(arb_radref(r.raw()), m, -1);
  arf_set_mag(arb_midref(r.raw()), arb_radref(r.raw()));
  return r;
}

Ball end_ball(const Ball& x, bool up) {
  Ball e;
  if (up)
    arb_get_ubound_arf(arb_midref(e.raw()), x.raw(), precision());
  else
    arb_get_lbound_arf(arb_midref(e.raw()), x.raw(), precision());
  return e;
}

}  // namespace detail

using detail::apply;
using detail::end_ball;

Ball::Ball(const Integer& n) {
  arb_init(x_);
  fmpz_t z;
  fmpz_init(z);
  fmpz_set_mpz(z, n.get_mpz_t());
  arb_set_fmpz(x_, z);
  fmpz_clear(z);
}

Ball::Ball(const Rational& q) {
  arb_init(x_);
  arb_set_fmpq(x_, Fmpq(q).raw(), precision());
}

Ball Ball::exact(double x) {
  Ball r;
  arb_set_d(r.x_, x);
  ensure(arb_is_finite(r.x_), "exact ball of a double that is not finite");
  return r;
}

Ball Ball::from_bounds(const Rational& lo, const Rational& hi) {
  ensure(lo <= hi, "ball from bounds in the wrong order");
  return hull(Ball(lo), Ball(hi));
}

Ball Ball::pi() {
  Ball r;
  arb_const_pi(r.x_, precision());
  return r;
}
Ball Ball::e() {
  Ball r;
  arb_const_e(r.x_, precision());
  return r;
}
Ball Ball::euler_gamma() {
  Ball r;
  arb_const_euler(r.x_, precision());
  return r;
}
Ball Ball::indeterminate() {
  Ball r;
  arb_indeterminate(r.x_);
  return r;
}

namespace {
/// Range of the product of two wide balls: extremes at corners. (2 +- 1)(2 +- 1) is [1, 9]; as a ball product it is 4 +- 5.
Ball corner_product(const Ball& a, const Ball& b) {
  const Ball ends_a[] = {end_ball(a, false), end_ball(a, true)}, ends_b[] = {end_ball(b, false), end_ball(b, true)};
  Ball r = apply(arb_mul, ends_a[0], ends_b[0]);
  for (int k = 1; k < 4; ++k) r = hull(r, apply(arb_mul, ends_a[k & 1], ends_b[k >> 1]));
  return r;
}
}  // namespace

Ball operator-(const Ball& a) {
  Ball r;
  arb_neg(r.raw(), a.raw());
  return r;
}
Ball operator+(const Ball& a, const Ball& b) {
  Ball r;
  arb_add(r.raw(), a.raw(), b.raw(), precision());
  return r;
}
Ball operator-(const Ball& a, const Ball& b) {
  Ball r;
  arb_sub(r.raw(), a.raw(), b.raw(), precision());
  return r;
}
Ball operator*(const Ball& a, const Ball& b) {
  constexpr slong corner_bits = 4;
  const bool wide = is_finite(a) && is_finite(b) && detail::is_wide(a, corner_bits) && detail::is_wide(b, corner_bits);
  return wide ? corner_product(a, b) : apply(arb_mul, a, b);
}
Ball operator/(const Ball& a, const Ball& b) {
  if (contains_zero(b)) return Ball::indeterminate();
  if (!detail::is_wide(b)) return apply(arb_div, a, b);
  return a * detail::monotone([](arb_t r, const arb_t x, slong p) { arb_inv(r, x, p); }, b);
}
Ball& operator+=(Ball& a, const Ball& b) {
  arb_add(a.raw(), a.raw(), b.raw(), precision());
  return a;
}
Ball& operator-=(Ball& a, const Ball& b) {
  arb_sub(a.raw(), a.raw(), b.raw(), precision());
  return a;
}
Ball& operator*=(Ball& a, const Ball& b) { return a = a * b; }

Truth less(const Ball& a, const Ball& b) {
  if (!is_finite(a) || !is_finite(b)) return Truth::unknown;
  if (arb_lt(a.raw(), b.raw())) return Truth::yes;
  if (arb_ge(a.raw(), b.raw())) return Truth::no;
  return Truth::unknown;
}
Truth less_equal(const Ball& a, const Ball& b) { return !less(b, a); }
Truth equal(const Ball& a, const Ball& b) {
  if (!is_finite(a) || !is_finite(b)) return Truth::unknown;
  if (!overlap(a, b)) return Truth::no;
  return is_exact(a) && is_exact(b) ? Truth::yes : Truth::unknown;
}
Truth is_positive(const Ball& x) {
  if (!is_finite(x)) return Truth::unknown;
  if (arb_is_positive(x.raw())) return Truth::yes;
  if (arb_is_nonpositive(x.raw())) return Truth::no;
  return Truth::unknown;
}
Truth is_negative(const Ball& x) { return is_positive(-x); }
Truth is_zero(const Ball& x) {
  if (!is_finite(x)) return Truth::unknown;
  if (arb_is_zero(x.raw())) return Truth::yes;
  if (arb_is_nonzero(x.raw())) return Truth::no;
  return Truth::unknown;
}
bool is_finite(const Ball& x) { return arb_is_finite(x.raw()); }
bool is_exact(const Ball& x) { return is_finite(x) && arb_is_exact(x.raw()); }
bool contains_zero(const Ball& x) { return !is_finite(x) || arb_contains_zero(x.raw()); }
bool contains(const Ball& x, const Rational& q) { return !is_finite(x) || arb_contains_fmpq(x.raw(), Fmpq(q).raw()); }
bool overlap(const Ball& a, const Ball& b) { return !is_finite(a) || !is_finite(b) || arb_overlaps(a.raw(), b.raw()); }

Ball hull(const Ball& a, const Ball& b) {
  if (!is_finite(a) || !is_finite(b)) return Ball::indeterminate();
  const Ball a_low = end_ball(a, false), b_low = end_ball(b, false), a_high = end_ball(a, true), b_high = end_ball(b, true);
  const bool a_first = arf_cmp(arb_midref(a_low.raw()), arb_midref(b_low.raw())) <= 0;
  const bool b_last = arf_cmp(arb_midref(a_high.raw()), arb_midref(b_high.raw())) <= 0;
  return detail::between(arb_midref((a_first ? a_low : b_low).raw()), arb_midref((b_last ? b_high : a_high).raw()));
}
Ball midpoint_ball(const Ball& x) {
  if (!is_finite(x)) return Ball::indeterminate();
  Ball r;
  arb_get_mid_arb(r.raw(), x.raw());
  return r;
}
Ball widened(const Ball& x, const Ball& r) {
  Ball y = x;
  arb_add_error(y.raw(), r.raw());
  return y;
}

}  // namespace posproof
