#pragma once
#include <arb.h>

#include "posproof/arith/precision.hpp"
#include "posproof/arith/rational.hpp"
#include "posproof/arith/truth.hpp"

namespace posproof {

struct EndPoints;

/// A real number known as midpoint +- radius (Arb). Every operation returns an enclosure of the exact result for all
/// points of its arguments, rounded at `working_precision()`. A function met outside its domain gives an enclosure that
/// is not finite; predicates on it answer `Truth::unknown`.
/// **Error** enclosure.
class Ball {
 public:
  static constexpr const char* kernel = "arb";

  Ball() { arb_init(x_); }
  explicit Ball(long n) {
    arb_init(x_);
    arb_set_si(x_, n);
  }
  explicit Ball(int n) : Ball(static_cast<long>(n)) {}
  explicit Ball(const Integer& n);
  /// Rounded outward at working precision.
  explicit Ball(const Rational& q);
  Ball(double) = delete;
  Ball(const Ball& o) {
    arb_init(x_);
    arb_set(x_, o.x_);
  }
  Ball(Ball&& o) noexcept {
    arb_init(x_);
    arb_swap(x_, o.x_);
  }
  Ball& operator=(const Ball& o) {
    arb_set(x_, o.x_);
    return *this;
  }
  Ball& operator=(Ball&& o) noexcept {
    arb_swap(x_, o.x_);
    return *this;
  }
  ~Ball() { arb_clear(x_); }

  /// The exact value of a finite double.
  static Ball exact(double x);
  /// Smallest ball at working precision around [lo, hi]; needs lo <= hi (contract).
  static Ball from_bounds(const Rational& lo, const Rational& hi);
  static Ball pi();
  static Ball e();
  static Ball euler_gamma();
  /// An enclosure of nothing known.
  static Ball indeterminate();

  arb_ptr raw() { return x_; }
  arb_srcptr raw() const { return x_; }

 private:
  arb_t x_;
};

Ball operator-(const Ball& a);
Ball operator+(const Ball& a, const Ball& b);
Ball operator-(const Ball& a, const Ball& b);
Ball operator*(const Ball& a, const Ball& b);
Ball operator/(const Ball& a, const Ball& b);
Ball& operator+=(Ball& a, const Ball& b);
Ball& operator-=(Ball& a, const Ball& b);
Ball& operator*=(Ball& a, const Ball& b);

Ball abs(const Ball& x);
Ball sqr(const Ball& x);
Ball sqrt(const Ball& x);
Ball exp(const Ball& x);
Ball log(const Ball& x);
Ball sin(const Ball& x);
Ball cos(const Ball& x);
/// Both at once, cheaper than one after the other.
void sin_cos(Ball& s, Ball& c, const Ball& x);
Ball tan(const Ball& x);
Ball asin(const Ball& x);
Ball acos(const Ball& x);
Ball atan(const Ball& x);
Ball atan2(const Ball& y, const Ball& x);
Ball sinh(const Ball& x);
Ball cosh(const Ball& x);
Ball tanh(const Ball& x);
Ball erf(const Ball& x);
Ball gamma(const Ball& x);
/// Cosine integral Ci for x > 0, sine integral Si, exponential integral Ei for x != 0.
Ball ci(const Ball& x);
Ball si(const Ball& x);
Ball ei(const Ball& x);
Ball pow(const Ball& x, long n);
/// x^y = exp(y log x) for x > 0; also x >= 0 when y is exact and positive.
Ball pow(const Ball& x, const Ball& y);
Ball min(const Ball& a, const Ball& b);
Ball max(const Ball& a, const Ball& b);
/// Enclosures of floor and ceil over the ball (exact when the whole ball has one value).
Ball floor(const Ball& x);
Ball ceil(const Ball& x);

Truth less(const Ball& a, const Ball& b);
Truth less_equal(const Ball& a, const Ball& b);
/// yes only when both are the same exact point; no when they are disjoint.
Truth equal(const Ball& a, const Ball& b);
/// Sign predicates; unknown where the enclosure straddles.
Truth is_positive(const Ball& x);
Truth is_negative(const Ball& x);
Truth is_zero(const Ball& x);
bool is_finite(const Ball& x);
bool is_exact(const Ball& x);
bool contains_zero(const Ball& x);
bool contains(const Ball& x, const Rational& q);
bool overlap(const Ball& a, const Ball& b);

/// End points and midpoint as dyadic rationals, for `fits_rational` only (contract). Exact, but the end points move
/// outward and the midpoint to zero where the exact value needs a denominator of more than 2^24 bits.
Rational lower(const Ball& x);
Rational upper(const Ball& x);
Rational midpoint(const Ball& x);
/// Finite, and below 2^(2^24) in size.
bool fits_rational(const Ball& x);
/// One-sided bounds as doubles (outward, +-inf when not finite) and an upper bound of the radius.
double lower_double(const Ball& x);
double upper_double(const Ball& x);
double radius_upper(const Ball& x);
/// About how many leading bits are certain; very negative when none, very large when exact.
long relative_accuracy_bits(const Ball& x);
/// Outer bounds for printing (enclosure.hpp), also for balls of enormous size, where `lower` would not fit in memory.
EndPoints end_points(const Ball& x);
Ball hull(const Ball& a, const Ball& b);
/// The ball with no radius at the midpoint.
Ball midpoint_ball(const Ball& x);
/// x with |error| <= r added: encloses every y with |y - x| <= r. r is taken by absolute upper bound.
Ball widened(const Ball& x, const Ball& r);

}  // namespace posproof
