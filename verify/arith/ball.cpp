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

Rational to_rational(const arf_t x) {
  ensure(arf_is_finite(x), "rational of an enclosure that is not finite");
  fmpq_t q;
  fmpq_init(q);
  arf_get_fmpq(q, x);
  mpq_class m;
  fmpq_get_mpq(m.get_mpq_t(), q);
  fmpq_clear(q);
  return Rational(Integer(m.get_num()), Integer(m.get_den()));
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
Ball operator*(const Ball& a, const Ball& b) { Ball r; arb_mul(r.raw(), a.raw(), b.raw(), prec()); return r; }
Ball operator/(const Ball& a, const Ball& b) { Ball r; arb_div(r.raw(), a.raw(), b.raw(), prec()); return r; }
Ball& operator+=(Ball& a, const Ball& b) { arb_add(a.raw(), a.raw(), b.raw(), prec()); return a; }
Ball& operator-=(Ball& a, const Ball& b) { arb_sub(a.raw(), a.raw(), b.raw(), prec()); return a; }
Ball& operator*=(Ball& a, const Ball& b) { arb_mul(a.raw(), a.raw(), b.raw(), prec()); return a; }

Ball abs(const Ball& x) {
  Ball r;
  if (arb_contains_zero(x.raw())) {
    arf_t hi;
    arf_init(hi);
    arb_get_abs_ubound_arf(hi, x.raw(), prec());
    arf_t zero;
    arf_init(zero);
    arb_set_interval_arf(r.raw(), zero, hi, prec());
    arf_clear(hi);
    arf_clear(zero);
    return r;
  }
  arb_abs(r.raw(), x.raw());
  return r;
}
Ball sqr(const Ball& x) { Ball a = abs(x), r; arb_sqr(r.raw(), a.raw(), prec()); return r; }
Ball sqrt(const Ball& x) {
  Ball r;
  if (arb_is_nonnegative(x.raw()) && arb_contains_zero(x.raw()) && !arb_is_exact(x.raw())) {
    // monotone: [0, sqrt(upper)]
    arf_t zero, hi;
    arf_init(zero);
    arf_init(hi);
    arb_get_ubound_arf(hi, x.raw(), prec());
    arf_sqrt(hi, hi, prec(), ARF_RND_CEIL);
    arb_set_interval_arf(r.raw(), zero, hi, prec());
    arf_clear(zero);
    arf_clear(hi);
    return r;
  }
  arb_sqrt(r.raw(), x.raw(), prec());
  return r;
}
Ball exp(const Ball& x) { Ball r; arb_exp(r.raw(), x.raw(), prec()); return r; }
Ball log(const Ball& x) { Ball r; arb_log(r.raw(), x.raw(), prec()); return r; }
Ball sin(const Ball& x) { Ball r; arb_sin(r.raw(), x.raw(), prec()); return r; }
Ball cos(const Ball& x) { Ball r; arb_cos(r.raw(), x.raw(), prec()); return r; }
void sin_cos(Ball& s, Ball& c, const Ball& x) { arb_sin_cos(s.raw(), c.raw(), x.raw(), prec()); }
Ball tan(const Ball& x) { Ball r; arb_tan(r.raw(), x.raw(), prec()); return r; }
Ball asin(const Ball& x) { Ball r; arb_asin(r.raw(), x.raw(), prec()); return r; }
Ball acos(const Ball& x) { Ball r; arb_acos(r.raw(), x.raw(), prec()); return r; }
Ball atan(const Ball& x) { Ball r; arb_atan(r.raw(), x.raw(), prec()); return r; }
Ball atan2(const Ball& y, const Ball& x) { Ball r; arb_atan2(r.raw(), y.raw(), x.raw(), prec()); return r; }
Ball sinh(const Ball& x) { Ball r; arb_sinh(r.raw(), x.raw(), prec()); return r; }
Ball cosh(const Ball& x) { Ball r; arb_cosh(r.raw(), x.raw(), prec()); return r; }
Ball tanh(const Ball& x) { Ball r; arb_tanh(r.raw(), x.raw(), prec()); return r; }
Ball erf(const Ball& x) { Ball r; arb_hypgeom_erf(r.raw(), x.raw(), prec()); return r; }
Ball gamma(const Ball& x) { Ball r; arb_gamma(r.raw(), x.raw(), prec()); return r; }
Ball ci(const Ball& x) { Ball r; arb_hypgeom_ci(r.raw(), x.raw(), prec()); return r; }
Ball si(const Ball& x) { Ball r; arb_hypgeom_si(r.raw(), x.raw(), prec()); return r; }
Ball ei(const Ball& x) { Ball r; arb_hypgeom_ei(r.raw(), x.raw(), prec()); return r; }

Ball pow(const Ball& x, long n) {
  Ball r;
  if (n >= 0) {
    const Ball base = n % 2 == 0 ? abs(x) : x;
    arb_pow_ui(r.raw(), base.raw(), static_cast<ulong>(n), prec());
    return r;
  }
  Ball one(1L);
  return one / pow(x, -n);
}
Ball pow(const Ball& x, const Ball& y) { Ball r; arb_pow(r.raw(), x.raw(), y.raw(), prec()); return r; }
Ball min(const Ball& a, const Ball& b) { Ball r; arb_min(r.raw(), a.raw(), b.raw(), prec()); return r; }
Ball max(const Ball& a, const Ball& b) { Ball r; arb_max(r.raw(), a.raw(), b.raw(), prec()); return r; }
Ball floor(const Ball& x) { Ball r; arb_floor(r.raw(), x.raw(), prec()); return r; }
Ball ceil(const Ball& x) { Ball r; arb_ceil(r.raw(), x.raw(), prec()); return r; }

Truth less(const Ball& a, const Ball& b) {
  if (arb_lt(a.raw(), b.raw())) return Truth::yes;
  if (arb_ge(a.raw(), b.raw())) return Truth::no;
  return Truth::unknown;
}
Truth less_equal(const Ball& a, const Ball& b) { return !less(b, a); }
Truth equal(const Ball& a, const Ball& b) {
  if (arb_ne(a.raw(), b.raw())) return Truth::no;
  if (arb_eq(a.raw(), b.raw())) return Truth::yes;
  return Truth::unknown;
}
Truth is_positive(const Ball& x) {
  if (arb_is_positive(x.raw())) return Truth::yes;
  if (arb_is_nonpositive(x.raw())) return Truth::no;
  return Truth::unknown;
}
Truth is_negative(const Ball& x) { return is_positive(-x); }
Truth is_zero(const Ball& x) {
  if (arb_is_zero(x.raw())) return Truth::yes;
  if (arb_is_nonzero(x.raw())) return Truth::no;
  return Truth::unknown;
}
bool is_finite(const Ball& x) { return arb_is_finite(x.raw()); }
bool is_exact(const Ball& x) { return arb_is_exact(x.raw()); }
bool contains_zero(const Ball& x) { return arb_contains_zero(x.raw()); }
bool contains(const Ball& x, const Rational& q) { return arb_contains_fmpq(x.raw(), Fmpq(q).raw()); }
bool overlap(const Ball& a, const Ball& b) { return arb_overlaps(a.raw(), b.raw()); }

Rational midpoint(const Ball& x) { return to_rational(arb_midref(x.raw())); }

namespace {
Rational exact_radius(const Ball& x) {
  arf_t r;
  arf_init(r);
  arf_set_mag(r, arb_radref(x.raw()));
  Rational q = to_rational(r);
  arf_clear(r);
  return q;
}
double end_point_double(const Ball& x, bool up) {
  if (!arb_is_finite(x.raw())) return up ? D_INF : -D_INF;
  arf_t e;
  arf_init(e);
  if (up) arb_get_ubound_arf(e, x.raw(), 64);
  else arb_get_lbound_arf(e, x.raw(), 64);
  const double d = arf_get_d(e, up ? ARF_RND_CEIL : ARF_RND_FLOOR);
  arf_clear(e);
  return d;
}
}  // namespace

Rational lower(const Ball& x) { return midpoint(x) - exact_radius(x); }
Rational upper(const Ball& x) { return midpoint(x) + exact_radius(x); }
double lower_double(const Ball& x) { return end_point_double(x, false); }
double upper_double(const Ball& x) { return end_point_double(x, true); }
double radius_upper(const Ball& x) { return mag_get_d(arb_radref(x.raw())); }

Ball hull(const Ball& a, const Ball& b) { Ball r; arb_union(r.raw(), a.raw(), b.raw(), prec()); return r; }
Ball midpoint_ball(const Ball& x) { Ball r; arb_get_mid_arb(r.raw(), x.raw()); return r; }
Ball widened(const Ball& x, const Ball& r) {
  Ball y = x;
  arb_add_error(y.raw(), r.raw());
  return y;
}

}  // namespace posproof
