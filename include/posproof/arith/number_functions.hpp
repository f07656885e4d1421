#pragma once
// Functions of a Number: exact where the value is rational (Theorem A0), otherwise those of the enclosure.
#include <optional>

#include "posproof/arith/number.hpp"

namespace posproof {

template <class R>
Number<R> abs(const Number<R>& x) {
  return x.is_exact() ? Number<R>(abs(x.exact())) : Number<R>(abs(x.inexact()));
}
template <class R>
Number<R> sqr(const Number<R>& x) {
  return x.is_exact() ? Number<R>(x.exact() * x.exact()) : Number<R>(sqr(x.inexact()));
}

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
Number<R> exp(const Number<R>& x) {
  return detail::exact_at(x, 0, 1, [](const R& r) { return exp(r); });
}
template <class R>
Number<R> log(const Number<R>& x) {
  return detail::exact_at(x, 1, 0, [](const R& r) { return log(r); });
}
template <class R>
Number<R> sin(const Number<R>& x) {
  return detail::exact_at(x, 0, 0, [](const R& r) { return sin(r); });
}
template <class R>
Number<R> cos(const Number<R>& x) {
  return detail::exact_at(x, 0, 1, [](const R& r) { return cos(r); });
}
template <class R>
void sin_cos(Number<R>& s, Number<R>& c, const Number<R>& x) {
  if (x.is_exactly(0)) {
    s = Number<R>(0L);
    c = Number<R>(1L);
    return;
  }
  R sine, cosine;
  detail::with(x, [&](const R& r) { sin_cos(sine, cosine, r); });
  s = Number<R>(std::move(sine));
  c = Number<R>(std::move(cosine));
}
template <class R>
Number<R> tan(const Number<R>& x) {
  return detail::exact_at(x, 0, 0, [](const R& r) { return tan(r); });
}
template <class R>
Number<R> asin(const Number<R>& x) {
  return detail::exact_at(x, 0, 0, [](const R& r) { return asin(r); });
}
template <class R>
Number<R> acos(const Number<R>& x) {
  return detail::exact_at(x, 1, 0, [](const R& r) { return acos(r); });
}
template <class R>
Number<R> atan(const Number<R>& x) {
  return detail::exact_at(x, 0, 0, [](const R& r) { return atan(r); });
}
template <class R>
Number<R> sinh(const Number<R>& x) {
  return detail::exact_at(x, 0, 0, [](const R& r) { return sinh(r); });
}
template <class R>
Number<R> cosh(const Number<R>& x) {
  return detail::exact_at(x, 0, 1, [](const R& r) { return cosh(r); });
}
template <class R>
Number<R> tanh(const Number<R>& x) {
  return detail::exact_at(x, 0, 0, [](const R& r) { return tanh(r); });
}
template <class R>
Number<R> erf(const Number<R>& x) {
  return detail::exact_at(x, 0, 0, [](const R& r) { return erf(r); });
}
template <class R>
Number<R> si(const Number<R>& x) {
  return detail::exact_at(x, 0, 0, [](const R& r) { return si(r); });
}

template <class R>
Number<R> ci(const Number<R>& x) {
  return Number<R>(detail::with(x, [](const R& r) { return ci(r); }));
}
template <class R>
Number<R> ei(const Number<R>& x) {
  return Number<R>(detail::with(x, [](const R& r) { return ei(r); }));
}
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
/// Whether q^|n| is worth computing; the exactness limit is applied to the result.
inline bool power_stays_small(const Rational& q, long n) {
  return static_cast<double>(q.size_bits()) * std::abs(static_cast<double>(n)) <= 2.0 * static_cast<double>(largest_exact_bits);
}
/// q^n for exact q != 0 when it is small enough.
template <class R>
std::optional<Number<R>> exact_power(const Rational& q, long n) {
  if (abs(q) == Rational(1)) return Number<R>(n % 2 == 0 ? Rational(1) : q);
  if (!power_stays_small(q, n)) return std::nullopt;
  return Number<R>(pow(q, n));
}
}  // namespace detail

/// x^0 = 1 for every finite x; 0^n is outside the domain for n < 0.
template <class R>
Number<R> pow(const Number<R>& x, long n) {
  if (n == 1 || !is_finite(x)) return x;
  if (n == 0) return Number<R>(1);
  if (x.is_exactly(0)) return n > 0 ? x : Number<R>::indeterminate();
  if (x.is_exact())
    if (auto power = detail::exact_power<R>(x.exact(), n)) return *power;
  return Number<R>(detail::with(x, [n](const R& r) { return pow(r, n); }));
}

/// x^q for x > 0, or x >= 0 when q > 0, any finite x for an integer q; rational when the root is (A0).
template <class R>
Number<R> pow(const Number<R>& x, const Rational& q) {
  if (const auto n = q.to_long()) return pow(x, *n);
  if (x.is_exactly(0)) return q.sign() > 0 ? x : Number<R>::indeterminate();
  if (x.is_exact() && x.exact().sign() > 0) {
    const auto root = Rational(q.denominator()).to_long();
    const auto power = Rational(q.numerator()).to_long();
    if (root && power && *root <= 4096)
      if (const auto r = exact_root(x.exact(), static_cast<unsigned long>(*root)))
        if (auto value = detail::exact_power<R>(*r, *power)) return *value;
  }
  // half-integer powers through sqrt: sharper, and defined at a zero end point
  if (q == Rational(Integer(1), Integer(2))) return sqrt(x);
  return Number<R>(detail::with(x, [&q](const R& r) { return pow(r, R(q)); }));
}
template <class R>
Number<R> pow(const Number<R>& x, const Number<R>& y) {
  if (y.is_exact()) return pow(x, y.exact());
  if (!is_finite(y)) return y;
  if (x.is_exactly(1)) return x;
  if (x.is_exactly(0)) return certainly(is_positive(y)) ? x : Number<R>::indeterminate();
  return Number<R>(detail::with(x, y, [](const R& a, const R& b) { return pow(a, b); }));
}

template <class R>
Number<R> min(const Number<R>& a, const Number<R>& b) {
  if (certainly(less_equal(a, b))) return a;
  if (certainly(less_equal(b, a))) return b;
  return Number<R>(detail::with(a, b, [](const R& x, const R& y) { return min(x, y); }));
}
template <class R>
Number<R> max(const Number<R>& a, const Number<R>& b) {
  return -min(-a, -b);
}

namespace detail {
/// f (increasing, integer-valued) of x: exact when the whole enclosure has one value.
template <class R>
Number<R> integer_part(const Number<R>& x, Integer (*f)(const Rational&)) {
  if (!fits_rational(x)) return Number<R>::indeterminate();
  return Number<R>::from_bounds(Rational(f(lower(x))), Rational(f(upper(x))));
}
}  // namespace detail

template <class R>
Number<R> floor(const Number<R>& x) {
  return detail::integer_part(x, static_cast<Integer (*)(const Rational&)>(&floor));
}
template <class R>
Number<R> ceil(const Number<R>& x) {
  return detail::integer_part(x, static_cast<Integer (*)(const Rational&)>(&ceil));
}
/// Nearest integer, halves away from zero.
template <class R>
Number<R> round(const Number<R>& x) {
  return detail::integer_part(x, static_cast<Integer (*)(const Rational&)>(&round));
}
/// -1, 0 or 1, or [-1, 1] where the sign is not known.
template <class R>
Number<R> sign(const Number<R>& x) {
  if (!is_finite(x)) return Number<R>::indeterminate();
  if (certainly(is_positive(x))) return Number<R>(1L);
  if (certainly(is_negative(x))) return Number<R>(-1L);
  if (certainly(is_zero(x))) return Number<R>(0L);
  return Number<R>::from_bounds(Rational(-1), Rational(1));
}
/// x - m floor(x/m), which has the sign of m; outside the domain where m may be 0.
template <class R>
Number<R> mod(const Number<R>& x, const Number<R>& m) {
  return x - m * floor(x / m);
}

}  // namespace posproof
