#pragma once
#include <boost/multiprecision/mpfi.hpp>

#include "posproof/arith/precision.hpp"
#include "posproof/arith/rational.hpp"
#include "posproof/arith/truth.hpp"

namespace posproof {

struct EndPoints;

/// A real number known between two end points: Boost.Multiprecision's `mpfi_float`, used through MPFI and MPFR calls
/// only, because Boost's precision is in decimal digits and its `<` throws when intervals overlap. It confirms what Ball
/// decides, so it has the same functions with the same contracts (see ball.hpp).
/// An operation that meets a point outside its domain, an overflow, or an operand that is not finite gives
/// `indeterminate()`; no other infinite interval exists.
/// **Error** enclosure.
class Interval {
 public:
  static constexpr const char* kernel = "mpfi";

  Interval() : Interval(0L) {}
  explicit Interval(long n);
  explicit Interval(int n) : Interval(static_cast<long>(n)) {}
  explicit Interval(const Integer& n);
  /// Rounded outward at working precision.
  explicit Interval(const Rational& q);
  Interval(double) = delete;
  Interval(const Interval& o);
  Interval(Interval&& o) noexcept { mpfi_swap(raw(), o.raw()); }
  Interval& operator=(const Interval& o);
  Interval& operator=(Interval&& o) noexcept;
  ~Interval() = default;

  /// The exact value of a finite double.
  static Interval exact(double x);
  /// Smallest interval at working precision around [lo, hi]; needs lo <= hi (contract).
  static Interval from_bounds(const Rational& lo, const Rational& hi);
  static Interval pi();
  static Interval e();
  static Interval euler_gamma();
  /// An enclosure of nothing known.
  static Interval indeterminate();
  /// Zero with room for `bits` bits: where results are written.
  static Interval with_precision(Bits bits);

  mpfi_ptr raw() { return x_.backend().data(); }
  mpfi_srcptr raw() const { return x_.backend().data(); }
  mpfr_ptr left() { return &raw()->left; }
  mpfr_ptr right() { return &raw()->right; }
  mpfr_srcptr left() const { return &raw()->left; }
  mpfr_srcptr right() const { return &raw()->right; }

 private:
  boost::multiprecision::number<boost::multiprecision::mpfi_float_backend<0>, boost::multiprecision::et_off> x_;
};

Interval operator-(const Interval& a);
Interval operator+(const Interval& a, const Interval& b);
Interval operator-(const Interval& a, const Interval& b);
Interval operator*(const Interval& a, const Interval& b);
Interval operator/(const Interval& a, const Interval& b);
Interval& operator+=(Interval& a, const Interval& b);
Interval& operator-=(Interval& a, const Interval& b);
Interval& operator*=(Interval& a, const Interval& b);

Interval abs(const Interval& x);
Interval sqr(const Interval& x);
Interval sqrt(const Interval& x);
Interval exp(const Interval& x);
Interval log(const Interval& x);
Interval sin(const Interval& x);
Interval cos(const Interval& x);
void sin_cos(Interval& s, Interval& c, const Interval& x);
Interval tan(const Interval& x);
Interval asin(const Interval& x);
Interval acos(const Interval& x);
Interval atan(const Interval& x);
Interval atan2(const Interval& y, const Interval& x);
Interval sinh(const Interval& x);
Interval cosh(const Interval& x);
Interval tanh(const Interval& x);
/// Ranges from MPFR's correctly rounded values and monotonicity (gamma: **Theorem** A3).
Interval erf(const Interval& x);
Interval gamma(const Interval& x);
Interval ei(const Interval& x);
/// Power series or auxiliary functions with proven remainders. **Theorem** A1, A2.
Interval ci(const Interval& x);
Interval si(const Interval& x);
Interval pow(const Interval& x, long n);
Interval pow(const Interval& x, const Interval& y);
Interval min(const Interval& a, const Interval& b);
Interval max(const Interval& a, const Interval& b);
Interval floor(const Interval& x);
Interval ceil(const Interval& x);

Truth less(const Interval& a, const Interval& b);
Truth less_equal(const Interval& a, const Interval& b);
Truth equal(const Interval& a, const Interval& b);
Truth is_positive(const Interval& x);
Truth is_negative(const Interval& x);
Truth is_zero(const Interval& x);
bool is_finite(const Interval& x);
bool is_exact(const Interval& x);
bool contains_zero(const Interval& x);
bool contains(const Interval& x, const Rational& q);
bool overlap(const Interval& a, const Interval& b);

Rational lower(const Interval& x);
Rational upper(const Interval& x);
Rational midpoint(const Interval& x);
bool fits_rational(const Interval& x);
double lower_double(const Interval& x);
double upper_double(const Interval& x);
double radius_upper(const Interval& x);
EndPoints end_points(const Interval& x);
Interval hull(const Interval& a, const Interval& b);
Interval midpoint_ball(const Interval& x);
Interval widened(const Interval& x, const Interval& r);

}  // namespace posproof
