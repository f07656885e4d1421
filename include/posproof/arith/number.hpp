#pragma once
#include <cmath>
#include <utility>
#include <variant>

#include "posproof/arith/contract.hpp"
#include "posproof/arith/enclosure.hpp"
#include "posproof/arith/real.hpp"

namespace posproof {

/// Rationals larger than this (numerator plus denominator) are replaced by their enclosure at working precision.
constexpr std::size_t largest_exact_bits = 65536;

/// A real number that is known exactly as a rational as long as that is cheap, and as an enclosure under kernel R after.
/// Arithmetic and comparisons of exact operands are exact; functions keep exactness where the value is rational for a
/// reason that is proved (sin 0, sqrt of a square, 4^(1/2), ...). An exact 0 annihilates any finite factor.
/// Outside a domain the result is `indeterminate()`, as with the kernels. Models Real itself, so that generic code (Jet,
/// frequency schedules) takes a Number wherever it takes a Ball.
/// **Error** enclosure. **Theorem** A0 (exact special values).
template <Real R>
class Number {
 public:
  using Kernel = R;
  static constexpr const char* kernel = R::kernel;

  Number() : x_(Rational(0)) {}
  explicit Number(Rational q) : x_(Rational(0)) {
    if (q.size_bits() > largest_exact_bits)
      x_ = R(q);
    else
      x_ = std::move(q);
  }
  explicit Number(const Integer& n) : Number(Rational(n)) {}
  explicit Number(long n) : x_(Rational(n)) {}
  explicit Number(int n) : x_(Rational(n)) {}
  explicit Number(R r) : x_(std::move(r)) {}
  Number(double) = delete;

  static Number exact(double x) { return Number(Rational::from_double(x)); }
  static Number from_bounds(const Rational& lo, const Rational& hi) {
    return lo == hi ? Number(lo) : Number(R::from_bounds(lo, hi));
  }
  static Number pi() { return Number(R::pi()); }
  static Number e() { return Number(R::e()); }
  static Number euler_gamma() { return Number(R::euler_gamma()); }
  static Number indeterminate() { return Number(R::indeterminate()); }

  bool is_exact() const { return x_.index() == 0; }
  const Rational& exact() const {
    ensure(is_exact(), "exact value of a number that is only enclosed");
    return std::get<0>(x_);
  }
  /// The enclosure, made at working precision for an exact number.
  R enclosure() const { return is_exact() ? R(std::get<0>(x_)) : std::get<1>(x_); }
  /// The enclosure of a number that is not exact, without a copy.
  const R& inexact() const { return std::get<1>(x_); }
  bool is_exactly(long n) const { return is_exact() && std::get<0>(x_) == Rational(n); }

 private:
  std::variant<Rational, R> x_;
};

namespace detail {
/// Applies f to the enclosure of x, copying nothing when it is not exact.
template <class R, class F>
auto with(const Number<R>& x, F f) {
  return x.is_exact() ? f(R(x.exact())) : f(x.inexact());
}
template <class R, class F>
auto with(const Number<R>& a, const Number<R>& b, F f) {
  return with(a, [&](const R& x) { return with(b, [&](const R& y) { return f(x, y); }); });
}
}  // namespace detail

template <class R>
Number<R> operator-(const Number<R>& a) {
  return a.is_exact() ? Number<R>(-a.exact()) : Number<R>(-a.inexact());
}
template <class R>
Number<R> operator+(const Number<R>& a, const Number<R>& b) {
  if (a.is_exact() && b.is_exact()) return Number<R>(a.exact() + b.exact());
  if (a.is_exactly(0)) return b;
  if (b.is_exactly(0)) return a;
  return Number<R>(detail::with(a, b, [](const R& x, const R& y) { return x + y; }));
}
template <class R>
Number<R> operator-(const Number<R>& a, const Number<R>& b) {
  if (a.is_exact() && b.is_exact()) return Number<R>(a.exact() - b.exact());
  if (b.is_exactly(0)) return a;
  return Number<R>(detail::with(a, b, [](const R& x, const R& y) { return x - y; }));
}
template <class R>
Number<R> operator*(const Number<R>& a, const Number<R>& b) {
  if (a.is_exact() && b.is_exact()) return Number<R>(a.exact() * b.exact());
  if (a.is_exactly(1)) return b;
  if (b.is_exactly(1)) return a;
  if (a.is_exactly(0)) return is_finite(b) ? a : b;
  if (b.is_exactly(0)) return is_finite(a) ? b : a;
  return Number<R>(detail::with(a, b, [](const R& x, const R& y) { return x * y; }));
}
template <class R>
Number<R> operator/(const Number<R>& a, const Number<R>& b) {
  if (b.is_exactly(0)) return Number<R>::indeterminate();
  if (a.is_exact() && b.is_exact()) return Number<R>(a.exact() / b.exact());
  if (b.is_exactly(1)) return a;
  if (a.is_exactly(0) && !contains_zero(b.inexact())) return a;
  return Number<R>(detail::with(a, b, [](const R& x, const R& y) { return x / y; }));
}
template <class R>
Number<R>& operator+=(Number<R>& a, const Number<R>& b) {
  return a = a + b;
}
template <class R>
Number<R>& operator-=(Number<R>& a, const Number<R>& b) {
  return a = a - b;
}
template <class R>
Number<R>& operator*=(Number<R>& a, const Number<R>& b) {
  return a = a * b;
}

template <class R>
bool is_finite(const Number<R>& x) {
  return x.is_exact() || is_finite(x.inexact());
}
template <class R>
Truth less(const Number<R>& a, const Number<R>& b) {
  if (a.is_exact() && b.is_exact()) return truth_of(a.exact() < b.exact());
  return detail::with(a, b, [](const R& x, const R& y) { return less(x, y); });
}
template <class R>
Truth less_equal(const Number<R>& a, const Number<R>& b) {
  if (a.is_exact() && b.is_exact()) return truth_of(a.exact() <= b.exact());
  return detail::with(a, b, [](const R& x, const R& y) { return less_equal(x, y); });
}
template <class R>
Truth equal(const Number<R>& a, const Number<R>& b) {
  if (a.is_exact() && b.is_exact()) return truth_of(a.exact() == b.exact());
  return detail::with(a, b, [](const R& x, const R& y) { return equal(x, y); });
}
template <class R>
Truth is_positive(const Number<R>& x) {
  return x.is_exact() ? truth_of(x.exact().sign() > 0) : is_positive(x.inexact());
}
template <class R>
Truth is_negative(const Number<R>& x) {
  return x.is_exact() ? truth_of(x.exact().sign() < 0) : is_negative(x.inexact());
}
template <class R>
Truth is_zero(const Number<R>& x) {
  return x.is_exact() ? truth_of(x.exact().sign() == 0) : is_zero(x.inexact());
}
template <class R>
double lower_double(const Number<R>& x) {
  return detail::with(x, [](const R& r) { return lower_double(r); });
}
template <class R>
double upper_double(const Number<R>& x) {
  return detail::with(x, [](const R& r) { return upper_double(r); });
}

template <class R>
double radius_upper(const Number<R>& x) {
  return x.is_exact() ? 0.0 : radius_upper(x.inexact());
}
template <class R>
bool is_exact(const Number<R>& x) {
  return x.is_exact() || is_exact(x.inexact());
}
template <class R>
bool contains_zero(const Number<R>& x) {
  return x.is_exact() ? x.is_exactly(0) : contains_zero(x.inexact());
}
template <class R>
bool contains(const Number<R>& x, const Rational& q) {
  return x.is_exact() ? x.exact() == q : contains(x.inexact(), q);
}
template <class R>
bool overlap(const Number<R>& a, const Number<R>& b) {
  if (a.is_exact()) return contains(b, a.exact());
  return b.is_exact() ? contains(a, b.exact()) : overlap(a.inexact(), b.inexact());
}

template <class R>
bool fits_rational(const Number<R>& x) {
  return x.is_exact() || fits_rational(x.inexact());
}
template <class R>
Rational lower(const Number<R>& x) {
  return x.is_exact() ? x.exact() : lower(x.inexact());
}
template <class R>
Rational upper(const Number<R>& x) {
  return x.is_exact() ? x.exact() : upper(x.inexact());
}
template <class R>
Rational midpoint(const Number<R>& x) {
  return x.is_exact() ? x.exact() : midpoint(x.inexact());
}
template <class R>
Number<R> midpoint_ball(const Number<R>& x) {
  return x.is_exact() ? x : Number<R>(midpoint_ball(x.inexact()));
}
template <class R>
Number<R> hull(const Number<R>& a, const Number<R>& b) {
  if (a.is_exact() && b.is_exact() && a.exact() == b.exact()) return a;
  return Number<R>(detail::with(a, b, [](const R& x, const R& y) { return hull(x, y); }));
}
template <class R>
Number<R> widened(const Number<R>& x, const Number<R>& r) {
  if (r.is_exactly(0)) return x;
  return Number<R>(detail::with(x, r, [](const R& a, const R& b) { return widened(a, b); }));
}

template <class R>
EndPoints end_points(const Number<R>& x) {
  return detail::with(x, [](const R& r) { return end_points(r); });
}
/// Exact numbers print exactly when they are short decimals.
template <class R>
Enclosure enclose(const Number<R>& x, int digits = 0) {
  return x.is_exact() ? make_enclosure(x.exact(), x.exact(), digits) : enclose(x.inexact(), digits);
}
template <class R>
std::string text(const Number<R>& x, int max_digits = 20) {
  return x.is_exact() ? to_text(x.exact(), x.exact(), max_digits) : text(x.inexact(), max_digits);
}

}  // namespace posproof

#include "posproof/arith/number_functions.hpp"
