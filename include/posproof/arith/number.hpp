#pragma once
#include <utility>
#include <variant>

#include "posproof/arith/contract.hpp"
#include "posproof/arith/rational.hpp"
#include "posproof/arith/truth.hpp"

namespace posproof {

/// Rationals larger than this (numerator plus denominator) are replaced by their enclosure at working precision.
constexpr std::size_t largest_exact_bits = 65536;

/// A real number that is known exactly as a rational as long as that is cheap, and as an enclosure under kernel R after.
/// Arithmetic and comparisons of exact operands are exact; functions keep exactness where the value is rational for a
/// reason that is proved (sin 0, sqrt of a square, 4^(1/2), ...). An exact 0 annihilates any finite factor.
/// Domains are the caller's affair: dividing by an exact 0 breaks a contract.
/// **Error** enclosure. **Theorem** A0 (exact special values).
template <class R>
class Number {
 public:
  using Kernel = R;
  Number() : x_(Rational(0)) {}
  explicit Number(Rational q) : x_(Rational(0)) {
    if (q.size_bits() > largest_exact_bits) x_ = R(q);
    else x_ = std::move(q);
  }
  explicit Number(long n) : x_(Rational(n)) {}
  explicit Number(R r) : x_(std::move(r)) {}

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
  if (a.is_exactly(0)) return is_finite(b) ? a : b;
  if (b.is_exactly(0)) return is_finite(a) ? b : a;
  return Number<R>(detail::with(a, b, [](const R& x, const R& y) { return x * y; }));
}
template <class R>
Number<R> operator/(const Number<R>& a, const Number<R>& b) {
  if (b.is_exact()) ensure(b.exact().sign() != 0, "division by an exact zero");
  if (a.is_exact() && b.is_exact()) return Number<R>(a.exact() / b.exact());
  return Number<R>(detail::with(a, b, [](const R& x, const R& y) { return x / y; }));
}

template <class R>
bool is_finite(const Number<R>& x) { return x.is_exact() || is_finite(x.inexact()); }
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
Truth is_positive(const Number<R>& x) { return x.is_exact() ? truth_of(x.exact().sign() > 0) : is_positive(x.inexact()); }
template <class R>
Truth is_negative(const Number<R>& x) { return x.is_exact() ? truth_of(x.exact().sign() < 0) : is_negative(x.inexact()); }
template <class R>
Truth is_zero(const Number<R>& x) { return x.is_exact() ? truth_of(x.exact().sign() == 0) : is_zero(x.inexact()); }
template <class R>
double lower_double(const Number<R>& x) { return detail::with(x, [](const R& r) { return lower_double(r); }); }
template <class R>
double upper_double(const Number<R>& x) { return detail::with(x, [](const R& r) { return upper_double(r); }); }

template <class R>
Number<R> abs(const Number<R>& x) { return x.is_exact() ? Number<R>(abs(x.exact())) : Number<R>(abs(x.inexact())); }
template <class R>
Number<R> sqr(const Number<R>& x) { return x.is_exact() ? Number<R>(x.exact() * x.exact()) : Number<R>(sqr(x.inexact())); }

template <class R>
Number<R> sqrt(const Number<R>& x) {
  if (x.is_exact() && x.exact().sign() >= 0)
    if (auto r = exact_root(x.exact(), 2)) return Number<R>(*r);
  return Number<R>(detail::with(x, [](const R& r) { return sqrt(r); }));
}

namespace detail {
/// f(x) for an elementary f whose value at the rational `at` is the rational `value`.
template <class R, class F>
Number<R> exact_at(const Number<R>& x, long at, long value, F f) {
  return x.is_exactly(at) ? Number<R>(value) : Number<R>(with(x, f));
}
}  // namespace detail
template <class R>
Number<R> exp(const Number<R>& x) { return detail::exact_at(x, 0, 1, [](const R& r) { return exp(r); }); }
template <class R>
Number<R> log(const Number<R>& x) { return detail::exact_at(x, 1, 0, [](const R& r) { return log(r); }); }
template <class R>
Number<R> sin(const Number<R>& x) { return detail::exact_at(x, 0, 0, [](const R& r) { return sin(r); }); }
template <class R>
Number<R> cos(const Number<R>& x) { return detail::exact_at(x, 0, 1, [](const R& r) { return cos(r); }); }
template <class R>
Number<R> tan(const Number<R>& x) { return detail::exact_at(x, 0, 0, [](const R& r) { return tan(r); }); }
template <class R>
Number<R> asin(const Number<R>& x) { return detail::exact_at(x, 0, 0, [](const R& r) { return asin(r); }); }
template <class R>
Number<R> acos(const Number<R>& x) { return detail::exact_at(x, 1, 0, [](const R& r) { return acos(r); }); }
template <class R>
Number<R> atan(const Number<R>& x) { return detail::exact_at(x, 0, 0, [](const R& r) { return atan(r); }); }
template <class R>
Number<R> sinh(const Number<R>& x) { return detail::exact_at(x, 0, 0, [](const R& r) { return sinh(r); }); }
template <class R>
Number<R> cosh(const Number<R>& x) { return detail::exact_at(x, 0, 1, [](const R& r) { return cosh(r); }); }
template <class R>
Number<R> tanh(const Number<R>& x) { return detail::exact_at(x, 0, 0, [](const R& r) { return tanh(r); }); }
template <class R>
Number<R> erf(const Number<R>& x) { return detail::exact_at(x, 0, 0, [](const R& r) { return erf(r); }); }
template <class R>
Number<R> si(const Number<R>& x) { return detail::exact_at(x, 0, 0, [](const R& r) { return si(r); }); }

template <class R>
Number<R> ci(const Number<R>& x) { return Number<R>(detail::with(x, [](const R& r) { return ci(r); })); }
template <class R>
Number<R> ei(const Number<R>& x) { return Number<R>(detail::with(x, [](const R& r) { return ei(r); })); }
/// Exact (a factorial) for integers 1..200.
template <class R>
Number<R> gamma(const Number<R>& x) {
  if (x.is_exact())
    if (const auto n = x.exact().to_long(); n && *n >= 1 && *n <= 200) {
      Integer f;
      mpz_fac_ui(f.get_mpz_t(), static_cast<unsigned long>(*n - 1));
      return Number<R>(Rational(f));
    }
  return Number<R>(detail::with(x, [](const R& r) { return gamma(r); }));
}
template <class R>
Number<R> atan2(const Number<R>& y, const Number<R>& x) {
  if (y.is_exactly(0) && certainly(is_positive(x))) return y;
  return Number<R>(detail::with(y, x, [](const R& a, const R& b) { return atan2(a, b); }));
}

namespace detail {
/// Whether q^|n| stays below the exactness limit.
inline bool power_stays_small(const Rational& q, long n) {
  const auto size = static_cast<double>(q.size_bits());
  return size * static_cast<double>(n < 0 ? -n : n) <= static_cast<double>(largest_exact_bits);
}
}  // namespace detail

template <class R>
Number<R> pow(const Number<R>& x, long n) {
  if (n == 0) return Number<R>(1L);
  if (n == 1) return x;
  if (x.is_exact() && (x.exact().sign() == 0 || abs(x.exact()) == Rational(1) || detail::power_stays_small(x.exact(), n)))
    return Number<R>(pow(x.exact(), abs(x.exact()) == Rational(1) ? n % 2 : x.exact().sign() == 0 ? (n > 0 ? 1 : n) : n));
  return Number<R>(detail::with(x, [n](const R& r) { return pow(r, n); }));
}

/// x^q for x > 0, or x >= 0 when q > 0; rational when the root is (A0).
template <class R>
Number<R> pow(const Number<R>& x, const Rational& q) {
  if (const auto n = q.to_long()) return pow(x, *n);
  if (x.is_exactly(0)) return x;
  if (x.is_exact() && x.exact().sign() > 0) {
    const auto root = Rational(q.denominator()).to_long();
    const auto power = Rational(q.numerator()).to_long();
    if (root && power && *root <= 4096 && detail::power_stays_small(x.exact(), *power))
      if (auto r = exact_root(x.exact(), static_cast<unsigned long>(*root))) return pow(Number<R>(*r), *power);
  }
  // half-integer powers through sqrt: sharper, and defined at a zero end point
  if (q == Rational(Integer(1), Integer(2))) return sqrt(x);
  return Number<R>(detail::with(x, [&q](const R& r) { return pow(r, R(q)); }));
}
template <class R>
Number<R> pow(const Number<R>& x, const Number<R>& y) {
  if (y.is_exact()) return pow(x, y.exact());
  if (x.is_exactly(1)) return x;
  return Number<R>(detail::with(x, y, [](const R& a, const R& b) { return pow(a, b); }));
}

template <class R>
Number<R> min(const Number<R>& a, const Number<R>& b) {
  if (certainly(less_equal(a, b))) return a;
  if (certainly(less_equal(b, a))) return b;
  return Number<R>(detail::with(a, b, [](const R& x, const R& y) { return min(x, y); }));
}
template <class R>
Number<R> max(const Number<R>& a, const Number<R>& b) { return -min(-a, -b); }

template <class R>
Number<R> floor(const Number<R>& x) {
  if (x.is_exact()) return Number<R>(Rational(floor(x.exact())));
  if (!is_finite(x.inexact())) return x;
  const Integer lo = floor(lower(x.inexact())), hi = floor(upper(x.inexact()));
  return lo == hi ? Number<R>(Rational(lo)) : Number<R>(R::from_bounds(Rational(lo), Rational(hi)));
}
template <class R>
Number<R> ceil(const Number<R>& x) { return -floor(-x); }
/// Nearest integer, halves away from zero.
template <class R>
Number<R> round(const Number<R>& x) {
  if (x.is_exact()) return Number<R>(Rational(round(x.exact())));
  if (!is_finite(x.inexact())) return x;
  const Integer lo = round(lower(x.inexact())), hi = round(upper(x.inexact()));
  return lo == hi ? Number<R>(Rational(lo)) : Number<R>(R::from_bounds(Rational(lo), Rational(hi)));
}
template <class R>
Number<R> sign(const Number<R>& x) {
  if (certainly(is_positive(x))) return Number<R>(1L);
  if (certainly(is_negative(x))) return Number<R>(-1L);
  if (certainly(is_zero(x))) return Number<R>(0L);
  return Number<R>(R::from_bounds(Rational(-1), Rational(1)));
}

}  // namespace posproof
