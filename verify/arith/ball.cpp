#include "posproof/arith/ball.hpp"

#include <arb_hypgeom.h>

#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

slong prec() { return working_precision().value; }

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

/// Arb lets some operations return to finite numbers from an operand that is not (0 * inf, sin of anything, 1/inf):
/// here what is not known stays not known, so a domain error cannot be lost on the way to a comparison.
template <class F>
Ball apply(const F& f, const Ball& x) {
  if (!is_finite(x)) return Ball::indeterminate();
  Ball r;
  f(r.raw(), x.raw(), prec());
  return r;
}
template <class F>
Ball apply(const F& f, const Ball& a, const Ball& b) {
  if (!is_finite(a) || !is_finite(b)) return Ball::indeterminate();
  Ball r;
  f(r.raw(), a.raw(), b.raw(), prec());
  return r;
}

/// [0, m], with both end points exact: midpoint and radius are the same number.
Ball from_zero_to(const mag_t m) {
  Ball r;
  mag_mul_2exp_si(arb_radref(r.raw()), m, -1);
  arf_set_mag(arb_midref(r.raw()), arb_radref(r.raw()));
  return r;
}

/// Powers of wide balls go by their ends: (2 +- 1)^2 as a ball product would reach below zero.
constexpr slong wide_bits = 24;
bool is_wide(const Ball& x) { return arb_rel_accuracy_bits(x.raw()) < wide_bits; }

Ball end_ball(const Ball& x, bool up) {
  Ball e;
  if (up) arb_get_ubound_arf(arb_midref(e.raw()), x.raw(), prec());
  else arb_get_lbound_arf(arb_midref(e.raw()), x.raw(), prec());
  return e;
}

}  // namespace

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
  arb_set_fmpq(x_, Fmpq(q).raw(), prec());
}

Ball Ball::exact(double x) {
  Ball r;
  arb_set_d(r.x_, x);
  ensure(arb_is_finite(r.x_), "exact ball of a double that is not finite");
  return r;
}

Ball Ball::from_bounds(const Rational& lo, const Rational& hi) {
  ensure(lo <= hi, "ball from bounds in the wrong order");
  Ball a(lo), b(hi), r;
  arb_union(r.x_, a.x_, b.x_, prec());
  return r;
}

Ball Ball::pi() { Ball r; arb_const_pi(r.x_, prec()); return r; }
Ball Ball::e() { Ball r; arb_const_e(r.x_, prec()); return r; }
Ball Ball::euler_gamma() { Ball r; arb_const_euler(r.x_, prec()); return r; }
Ball Ball::indeterminate() { Ball r; arb_indeterminate(r.x_); return r; }

Ball operator-(const Ball& a) { Ball r; arb_neg(r.raw(), a.raw()); return r; }
Ball operator+(const Ball& a, const Ball& b) { Ball r; arb_add(r.raw(), a.raw(), b.raw(), prec()); return r; }
Ball operator-(const Ball& a, const Ball& b) { Ball r; arb_sub(r.raw(), a.raw(), b.raw(), prec()); return r; }
Ball operator*(const Ball& a, const Ball& b) { return apply(arb_mul, a, b); }
Ball operator/(const Ball& a, const Ball& b) { return contains_zero(b) ? Ball::indeterminate() : apply(arb_div, a, b); }
Ball& operator+=(Ball& a, const Ball& b) { arb_add(a.raw(), a.raw(), b.raw(), prec()); return a; }
Ball& operator-=(Ball& a, const Ball& b) { arb_sub(a.raw(), a.raw(), b.raw(), prec()); return a; }
Ball& operator*=(Ball& a, const Ball& b) { return a = a * b; }

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
  if (!contains_zero(x) || is_exact(x)) return apply(arb_sqrt, x);
  if (!arb_is_nonnegative(x.raw())) return Ball::indeterminate();
  mag_t m;
  mag_init(m);
  arb_get_mag(m, x.raw());
  mag_sqrt(m, m);
  const Ball r = from_zero_to(m);
  mag_clear(m);
  return r;
}
Ball exp(const Ball& x) { return apply(arb_exp, x); }
Ball log(const Ball& x) { return apply(arb_log, x); }
Ball sin(const Ball& x) { return apply(arb_sin, x); }
Ball cos(const Ball& x) { return apply(arb_cos, x); }
void sin_cos(Ball& s, Ball& c, const Ball& x) {
  if (is_finite(x)) arb_sin_cos(s.raw(), c.raw(), x.raw(), prec());
  else s = c = Ball::indeterminate();
}
Ball tan(const Ball& x) { return apply(arb_tan, x); }
Ball asin(const Ball& x) { return apply(arb_asin, x); }
Ball acos(const Ball& x) { return apply(arb_acos, x); }
Ball atan(const Ball& x) { return apply(arb_atan, x); }
Ball atan2(const Ball& y, const Ball& x) {
  if (contains_zero(x) && contains_zero(y)) return Ball::indeterminate();
  return apply(arb_atan2, y, x);
}
Ball sinh(const Ball& x) { return apply(arb_sinh, x); }
Ball cosh(const Ball& x) { return apply(arb_cosh, x); }
Ball tanh(const Ball& x) { return apply(arb_tanh, x); }
Ball erf(const Ball& x) { return apply(arb_hypgeom_erf, x); }
Ball gamma(const Ball& x) { return apply([](arb_t r, const arb_t y, slong p) { arb_gamma(r, y, p); }, x); }
Ball ci(const Ball& x) { return certainly(is_positive(x)) ? apply(arb_hypgeom_ci, x) : Ball::indeterminate(); }
Ball si(const Ball& x) { return apply(arb_hypgeom_si, x); }
Ball ei(const Ball& x) { return contains_zero(x) ? Ball::indeterminate() : apply(arb_hypgeom_ei, x); }

Ball pow(const Ball& x, long n) {
  constexpr long largest_power = 1L << 62;
  if (!is_finite(x) || n < -largest_power || n > largest_power) return Ball::indeterminate();
  if (n < 0) return Ball(1L) / pow(x, -n);
  const auto power = static_cast<ulong>(n);
  Ball r;
  if (n % 2 == 0 && n > 0 && contains_zero(x)) {
    mag_t m;
    mag_init(m);
    arb_get_mag(m, x.raw());
    mag_pow_ui(m, m, power);
    r = from_zero_to(m);
    mag_clear(m);
  } else if (n > 1 && !is_exact(x) && is_wide(x)) {
    const Ball base = n % 2 == 0 ? abs(x) : x;  // monotone here
    r = hull(pow(end_ball(base, false), n), pow(end_ball(base, true), n));
  } else {
    arb_pow_ui(r.raw(), x.raw(), power, prec());
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
}  // namespace

Ball pow(const Ball& x, const Ball& y) {
  if (!is_finite(x) || !is_finite(y)) return Ball::indeterminate();
  if (arb_is_int(y.raw()) && arf_cmpabs_2exp_si(arb_midref(y.raw()), 62) < 0)
    return pow(x, static_cast<long>(arf_get_si(arb_midref(y.raw()), ARF_RND_NEAR)));
  if (arb_is_positive(x.raw())) return apply(arb_pow, x, y);
  if (!arb_is_nonnegative(x.raw()) || !arb_is_positive(y.raw())) return Ball::indeterminate();
  return arb_is_zero(x.raw()) ? Ball(0L) : pow_from_zero(x, y);
}
Ball min(const Ball& a, const Ball& b) { return apply(arb_min, a, b); }
Ball max(const Ball& a, const Ball& b) { return apply(arb_max, a, b); }
Ball floor(const Ball& x) { return apply(arb_floor, x); }
Ball ceil(const Ball& x) { return apply(arb_ceil, x); }

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
bool contains(const Ball& x, const Rational& q) {
  return !is_finite(x) || arb_contains_fmpq(x.raw(), Fmpq(q).raw());
}
bool overlap(const Ball& a, const Ball& b) {
  return !is_finite(a) || !is_finite(b) || arb_overlaps(a.raw(), b.raw());
}

Ball hull(const Ball& a, const Ball& b) { return apply(arb_union, a, b); }
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
