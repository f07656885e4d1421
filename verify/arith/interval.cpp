#include "posproof/arith/interval.hpp"

#include <algorithm>

#include "interval_detail.hpp"
#include "posproof/arith/contract.hpp"

namespace posproof {

using detail::finished;
using detail::fresh;

Interval Interval::with_precision(Bits bits) {
  Interval r{0L};
  mpfi_set_prec(r.raw(), bits.value);
  mpfi_set_si(r.raw(), 0);
  return r;
}

Interval::Interval(long n) {
  mpfi_set_prec(raw(), 64);
  mpfi_set_si(raw(), n);
}
Interval::Interval(const Integer& n) {
  mpfi_set_prec(raw(), std::max<mpfr_prec_t>(64, static_cast<mpfr_prec_t>(mpz_sizeinbase(n.get_mpz_t(), 2))));
  mpfi_set_z(raw(), n.get_mpz_t());
}
Interval::Interval(const Rational& q) {
  mpfi_set_prec(raw(), working_precision().value);
  mpfi_set_q(raw(), q.raw().get_mpq_t());
  if (q.sign() == 0) mpfi_set_si(raw(), 0);  // with MPFI's signs of zero
}
// Boost would round a copy to its thread-local default precision when asked to by its options; ours are always exact.
Interval::Interval(const Interval& o) {
  mpfi_set_prec(raw(), mpfi_get_prec(o.raw()));
  mpfi_set(raw(), o.raw());
}
Interval& Interval::operator=(const Interval& o) {
  if (this == &o) return *this;
  mpfi_set_prec(raw(), mpfi_get_prec(o.raw()));
  mpfi_set(raw(), o.raw());
  return *this;
}
Interval& Interval::operator=(Interval&& o) noexcept {
  mpfi_swap(raw(), o.raw());
  return *this;
}

Interval Interval::exact(double x) {
  Interval r = with_precision(Bits{64});
  mpfi_set_d(r.raw(), x);
  ensure(mpfi_bounded_p(r.raw()), "exact interval of a double that is not finite");
  return finished(r);
}
Interval Interval::from_bounds(const Rational& lo, const Rational& hi) {
  ensure(lo <= hi, "interval from bounds in the wrong order");
  Interval r = fresh();
  mpfi_interv_q(r.raw(), lo.raw().get_mpq_t(), hi.raw().get_mpq_t());
  return finished(r);
}
Interval Interval::pi() {
  Interval r = fresh();
  mpfi_const_pi(r.raw());
  return r;
}
Interval Interval::e() { return exp(Interval(1)); }
Interval Interval::euler_gamma() {
  Interval r = fresh();
  mpfi_const_euler(r.raw());
  return r;
}
Interval Interval::indeterminate() {
  Interval r;
  mpfr_set_inf(r.left(), -1);
  mpfr_set_inf(r.right(), 1);
  return r;
}

namespace {

constexpr long largest_power = 1L << 62;

using Unary = int (*)(mpfi_ptr, mpfi_srcptr);
using Binary = int (*)(mpfi_ptr, mpfi_srcptr, mpfi_srcptr);

Interval apply(Unary f, const Interval& x) {
  if (!is_finite(x)) return Interval::indeterminate();
  Interval r = fresh();
  f(r.raw(), x.raw());
  return finished(std::move(r));
}

Interval apply(Binary f, const Interval& a, const Interval& b) {
  if (!is_finite(a) || !is_finite(b)) return Interval::indeterminate();
  Interval r = fresh();
  f(r.raw(), a.raw(), b.raw());
  return finished(std::move(r));
}

bool inside_unit(const Interval& x) { return mpfr_cmp_si(x.left(), -1) >= 0 && mpfr_cmp_si(x.right(), 1) <= 0; }

mpfr_srcptr smaller(mpfr_srcptr a, mpfr_srcptr b) { return mpfr_cmp(a, b) <= 0 ? a : b; }
mpfr_srcptr larger(mpfr_srcptr a, mpfr_srcptr b) { return mpfr_cmp(a, b) >= 0 ? a : b; }

Interval between(mpfr_srcptr lo, mpfr_srcptr hi) {
  Interval r = fresh();
  mpfr_set(r.left(), lo, MPFR_RNDD);
  mpfr_set(r.right(), hi, MPFR_RNDU);
  return finished(std::move(r));
}

/// Reducing an argument this large would take its exponent's worth of bits of pi (the limit is Arb's).
bool beyond_reduction(const Interval& x) {
  const long limit = std::max(65536L, 4 * working_precision().value);
  const auto far = [&](mpfr_srcptr e) { return mpfr_regular_p(e) && mpfr_get_exp(e) > limit; };
  return far(x.left()) || far(x.right());
}

Interval half_pi() {
  Interval r = Interval::pi();
  mpfi_div_2ui(r.raw(), r.raw(), 1);
  return r;
}

}  // namespace

Interval operator-(const Interval& a) { return apply(mpfi_neg, a); }
Interval operator+(const Interval& a, const Interval& b) { return apply(mpfi_add, a, b); }
Interval operator-(const Interval& a, const Interval& b) { return apply(mpfi_sub, a, b); }
Interval operator*(const Interval& a, const Interval& b) { return apply(mpfi_mul, a, b); }
Interval operator/(const Interval& a, const Interval& b) {
  return contains_zero(b) ? Interval::indeterminate() : apply(mpfi_div, a, b);
}
Interval& operator+=(Interval& a, const Interval& b) { return a = a + b; }
Interval& operator-=(Interval& a, const Interval& b) { return a = a - b; }
Interval& operator*=(Interval& a, const Interval& b) { return a = a * b; }

Interval abs(const Interval& x) { return apply(mpfi_abs, x); }
Interval sqr(const Interval& x) { return apply(mpfi_sqr, x); }
Interval sqrt(const Interval& x) { return mpfr_sgn(x.left()) < 0 ? Interval::indeterminate() : apply(mpfi_sqrt, x); }
Interval exp(const Interval& x) { return apply(mpfi_exp, x); }
Interval log(const Interval& x) { return mpfr_sgn(x.left()) <= 0 ? Interval::indeterminate() : apply(mpfi_log, x); }
Interval sin(const Interval& x) {
  return is_finite(x) && beyond_reduction(x) ? hull(Interval(-1), Interval(1)) : apply(mpfi_sin, x);
}
Interval cos(const Interval& x) {
  return is_finite(x) && beyond_reduction(x) ? hull(Interval(-1), Interval(1)) : apply(mpfi_cos, x);
}
void sin_cos(Interval& s, Interval& c, const Interval& x) {
  Interval sine = sin(x);
  c = cos(x);
  s = std::move(sine);
}
Interval tan(const Interval& x) { return beyond_reduction(x) ? Interval::indeterminate() : apply(mpfi_tan, x); }
Interval asin(const Interval& x) { return inside_unit(x) ? apply(mpfi_asin, x) : Interval::indeterminate(); }
Interval acos(const Interval& x) { return inside_unit(x) ? apply(mpfi_acos, x) : Interval::indeterminate(); }
Interval atan(const Interval& x) { return apply(mpfi_atan, x); }
Interval sinh(const Interval& x) { return apply(mpfi_sinh, x); }
Interval cosh(const Interval& x) { return apply(mpfi_cosh, x); }
Interval tanh(const Interval& x) { return apply(mpfi_tanh, x); }

// Angle of (x, y) in (-pi, pi], by the half plane that certainly holds the box; undefined at the origin.
Interval atan2(const Interval& y, const Interval& x) {
  if (!is_finite(x) || !is_finite(y) || (contains_zero(x) && contains_zero(y))) return Interval::indeterminate();
  if (mpfr_sgn(x.left()) > 0) return atan(y / x);
  if (mpfr_sgn(y.left()) > 0) return half_pi() - atan(x / y);
  if (mpfr_sgn(y.right()) < 0) return -half_pi() - atan(x / y);
  if (mpfr_sgn(y.left()) >= 0) return Interval::pi() + atan(y / x);
  return hull(-Interval::pi(), Interval::pi());  // across the cut
}

Interval erf(const Interval& x) {
  if (!is_finite(x)) return Interval::indeterminate();
  Interval r = fresh();
  mpfr_erf(r.left(), x.left(), MPFR_RNDD);
  mpfr_erf(r.right(), x.right(), MPFR_RNDU);
  return finished(std::move(r));
}

Interval pow(const Interval& x, long n) {
  if (!is_finite(x)) return Interval::indeterminate();
  if (n < -largest_power || n > largest_power) return Interval::indeterminate();
  if (n < 0) return Interval(1) / pow(x, -n);
  const Interval base = n % 2 == 0 ? abs(x) : x;  // now x -> x^n increases
  Interval r = fresh();
  mpfr_pow_ui(r.left(), base.left(), static_cast<unsigned long>(n), MPFR_RNDD);
  mpfr_pow_ui(r.right(), base.right(), static_cast<unsigned long>(n), MPFR_RNDU);
  return finished(std::move(r));
}

// On x >= 0 the power is monotone in each argument, so its extremes are at corners of the box.
Interval pow(const Interval& x, const Interval& y) {
  if (!is_finite(x) || !is_finite(y)) return Interval::indeterminate();
  if (is_exact(y) && mpfr_integer_p(y.left()) && mpfr_fits_slong_p(y.left(), MPFR_RNDN))
    return pow(x, mpfr_get_si(y.left(), MPFR_RNDN));
  const int sign = mpfr_sgn(x.left());
  if (sign < 0 || (sign == 0 && mpfr_sgn(y.left()) <= 0)) return Interval::indeterminate();
  if (is_exact(x) && sign > 0) {  // x^y is monotone in y: increasing from x = 1 on
    const bool increasing = mpfr_cmp_ui(x.left(), 1) >= 0;
    Interval r = fresh();
    mpfr_pow(r.left(), x.left(), increasing ? y.left() : y.right(), MPFR_RNDD);
    mpfr_pow(r.right(), x.left(), increasing ? y.right() : y.left(), MPFR_RNDU);
    return finished(std::move(r));
  }
  Interval r = fresh(), corner = fresh();
  mpfr_set_inf(r.left(), 1);
  mpfr_set_inf(r.right(), -1);
  for (mpfr_srcptr a : {x.left(), x.right()})
    for (mpfr_srcptr b : {y.left(), y.right()}) {
      mpfr_pow(corner.left(), a, b, MPFR_RNDD);
      mpfr_pow(corner.right(), a, b, MPFR_RNDU);
      mpfr_min(r.left(), r.left(), corner.left(), MPFR_RNDD);
      mpfr_max(r.right(), r.right(), corner.right(), MPFR_RNDU);
    }
  return finished(std::move(r));
}

Interval min(const Interval& a, const Interval& b) {
  if (!is_finite(a) || !is_finite(b)) return Interval::indeterminate();
  return between(smaller(a.left(), b.left()), smaller(a.right(), b.right()));
}
Interval max(const Interval& a, const Interval& b) {
  if (!is_finite(a) || !is_finite(b)) return Interval::indeterminate();
  return between(larger(a.left(), b.left()), larger(a.right(), b.right()));
}
Interval floor(const Interval& x) {
  if (!is_finite(x)) return Interval::indeterminate();
  Interval r = fresh();
  mpfr_rint_floor(r.left(), x.left(), MPFR_RNDD);
  mpfr_rint_floor(r.right(), x.right(), MPFR_RNDU);
  return finished(std::move(r));
}
Interval ceil(const Interval& x) {
  if (!is_finite(x)) return Interval::indeterminate();
  Interval r = fresh();
  mpfr_rint_ceil(r.left(), x.left(), MPFR_RNDD);
  mpfr_rint_ceil(r.right(), x.right(), MPFR_RNDU);
  return finished(std::move(r));
}

Truth less(const Interval& a, const Interval& b) {
  if (!is_finite(a) || !is_finite(b)) return Truth::unknown;
  if (mpfr_less_p(a.right(), b.left())) return Truth::yes;
  if (mpfr_greaterequal_p(a.left(), b.right())) return Truth::no;
  return Truth::unknown;
}
Truth less_equal(const Interval& a, const Interval& b) { return !less(b, a); }
Truth equal(const Interval& a, const Interval& b) {
  if (!is_finite(a) || !is_finite(b)) return Truth::unknown;
  if (!overlap(a, b)) return Truth::no;
  return is_exact(a) && is_exact(b) ? Truth::yes : Truth::unknown;
}
Truth is_positive(const Interval& x) { return less(Interval(0), x); }
Truth is_negative(const Interval& x) { return less(x, Interval(0)); }
Truth is_zero(const Interval& x) { return equal(x, Interval(0)); }
bool is_finite(const Interval& x) { return mpfr_number_p(x.left()) && mpfr_number_p(x.right()); }
bool is_exact(const Interval& x) { return is_finite(x) && mpfr_equal_p(x.left(), x.right()); }
bool contains_zero(const Interval& x) { return mpfr_sgn(x.left()) <= 0 && mpfr_sgn(x.right()) >= 0; }
bool contains(const Interval& x, const Rational& q) {
  return mpfr_cmp_q(x.left(), q.raw().get_mpq_t()) <= 0 && mpfr_cmp_q(x.right(), q.raw().get_mpq_t()) >= 0;
}
bool overlap(const Interval& a, const Interval& b) {
  return mpfr_lessequal_p(a.left(), b.right()) && mpfr_lessequal_p(b.left(), a.right());
}

double lower_double(const Interval& x) { return mpfr_get_d(x.left(), MPFR_RNDD); }
double upper_double(const Interval& x) { return mpfr_get_d(x.right(), MPFR_RNDU); }
double radius_upper(const Interval& x) {
  Interval w = Interval::with_precision(Bits{64});
  mpfr_sub(w.right(), x.right(), x.left(), MPFR_RNDU);
  mpfr_div_2ui(w.right(), w.right(), 1, MPFR_RNDU);
  return mpfr_get_d(w.right(), MPFR_RNDU);
}

Interval hull(const Interval& a, const Interval& b) {
  if (!is_finite(a) || !is_finite(b)) return Interval::indeterminate();
  return between(smaller(a.left(), b.left()), larger(a.right(), b.right()));
}
Interval midpoint_ball(const Interval& x) {
  if (!is_finite(x)) return Interval::indeterminate();
  Interval r = Interval::with_precision(Bits{mpfi_get_prec(x.raw())});
  mpfi_mid(r.left(), x.raw());
  mpfr_set(r.right(), r.left(), MPFR_RNDU);
  return finished(std::move(r));
}
Interval widened(const Interval& x, const Interval& r) {
  const Interval size = abs(r);
  return x + hull(-size, size);
}

}  // namespace posproof
