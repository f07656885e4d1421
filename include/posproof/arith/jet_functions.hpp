#pragma once
// Functions of a Jet. With b = f(a), differentiating gives b' = f'(a) a'; comparing coefficients gives each recurrence
// (Theorem A4). A sum over j with weight j is the coefficient of a' times something.
#include "posproof/arith/jet.hpp"

namespace posproof {
namespace detail {

/// (1/k) sum_{j=1..k} j a_j w_(k-j): coefficient k of the antiderivative of a' w.
template <class S>
S integrated_product(const Jet<S>& a, const Jet<S>& w, int k) {
  S sum(0L);
  for (int j = 1; j <= k; ++j) sum = sum + S(static_cast<long>(j)) * a[j] * w[k - j];
  return sum / S(static_cast<long>(k));
}

/// The value alone: no derivative is known.
template <class S>
Jet<S> value_only(const S& value, int order) {
  Jet<S> r = Jet<S>::constant(value, order);
  for (int k = 1; k <= order; ++k) r[k] = S::indeterminate();
  return r;
}

/// value, and from c_1 on the antiderivative of a' w.
template <class S>
Jet<S> from_derivative(const S& value, const Jet<S>& a, const Jet<S>& w) {
  Jet<S> r = Jet<S>::constant(value, a.order());
  if (!is_finite(value)) return value_only(value, a.order());
  for (int k = 1; k <= a.order(); ++k) r[k] = integrated_product(a, w, k);
  return r;
}

template <class S>
bool certainly_constant(const Jet<S>& a) {
  for (int k = 1; k <= a.order(); ++k)
    if (!certainly(is_zero(a[k]))) return false;
  return true;
}

/// Solves s' = c a', c' = sign s a' from the values at the base point.
template <class S>
void coupled(Jet<S>& s, Jet<S>& c, const Jet<S>& a, long sign) {
  for (int k = 1; k <= a.order(); ++k) {
    s[k] = integrated_product(a, c, k);
    c[k] = S(sign) * integrated_product(a, s, k);
  }
}

}  // namespace detail

template <class S>
Jet<S> sqr(const Jet<S>& a) {
  Jet<S> r = Jet<S>::zero(a.order());
  for (int k = 0; k <= a.order(); ++k) {
    for (int j = 0; 2 * j < k; ++j) r[k] = r[k] + S(2L) * a[j] * a[k - j];
    if (k % 2 == 0) r[k] = r[k] + sqr(a[k / 2]);
  }
  return r;
}
template <class S>
Jet<S> sqrt(const Jet<S>& a) {
  Jet<S> r = Jet<S>::constant(sqrt(a[0]), a.order());
  const S twice = S(2L) * r[0];
  for (int k = 1; k <= a.order(); ++k) {
    S rest = a[k];
    for (int j = 1; j < k; ++j) rest = rest - r[j] * r[k - j];
    r[k] = rest / twice;
  }
  return r;
}
template <class S>
Jet<S> exp(const Jet<S>& a) {
  Jet<S> r = Jet<S>::constant(exp(a[0]), a.order());
  for (int k = 1; k <= a.order(); ++k) r[k] = detail::integrated_product(a, r, k);
  return r;
}
template <class S>
Jet<S> log(const Jet<S>& a) {
  const S value = log(a[0]);
  if (!is_finite(value)) return detail::value_only(value, a.order());
  Jet<S> r = Jet<S>::constant(value, a.order());
  for (int k = 1; k <= a.order(); ++k) {
    S sum(0L);
    for (int j = 1; j < k; ++j) sum = sum + S(static_cast<long>(j)) * r[j] * a[k - j];
    r[k] = (a[k] - sum / S(static_cast<long>(k))) / a[0];
  }
  return r;
}
template <class S>
void sin_cos(Jet<S>& s, Jet<S>& c, const Jet<S>& a) {
  S sine, cosine;
  sin_cos(sine, cosine, a[0]);
  s = Jet<S>::constant(sine, a.order());
  c = Jet<S>::constant(cosine, a.order());
  detail::coupled(s, c, a, -1);
}
template <class S>
Jet<S> sin(const Jet<S>& a) {
  Jet<S> s = a, c = a;
  sin_cos(s, c, a);
  return s;
}
template <class S>
Jet<S> cos(const Jet<S>& a) {
  Jet<S> s = a, c = a;
  sin_cos(s, c, a);
  return c;
}
template <class S>
Jet<S> sinh(const Jet<S>& a) {
  Jet<S> s = Jet<S>::constant(sinh(a[0]), a.order()), c = Jet<S>::constant(cosh(a[0]), a.order());
  detail::coupled(s, c, a, 1);
  return s;
}
template <class S>
Jet<S> cosh(const Jet<S>& a) {
  Jet<S> s = Jet<S>::constant(sinh(a[0]), a.order()), c = Jet<S>::constant(cosh(a[0]), a.order());
  detail::coupled(s, c, a, 1);
  return c;
}

namespace detail {
/// b' = (1 + sign b^2) a': tan and tanh.
template <class S>
Jet<S> riccati(const S& value, const Jet<S>& a, long sign) {
  if (!is_finite(value)) return value_only(value, a.order());
  Jet<S> b = Jet<S>::constant(value, a.order()), w = Jet<S>::zero(a.order());
  w[0] = S(1L) + S(sign) * sqr(value);
  for (int k = 1; k <= a.order(); ++k) {
    b[k] = integrated_product(a, w, k);
    S square(0L);
    for (int j = 0; j <= k; ++j) square = square + b[j] * b[k - j];
    w[k] = S(sign) * square;
  }
  return b;
}
}  // namespace detail
template <class S>
Jet<S> tan(const Jet<S>& a) {
  return detail::riccati(tan(a[0]), a, 1);
}
template <class S>
Jet<S> tanh(const Jet<S>& a) {
  return detail::riccati(tanh(a[0]), a, -1);
}

template <class S>
Jet<S> atan(const Jet<S>& a) {
  const Jet<S> one = Jet<S>::constant(S(1L), a.order());
  return detail::from_derivative(atan(a[0]), a, one / (one + sqr(a)));
}
template <class S>
Jet<S> asin(const Jet<S>& a) {
  const Jet<S> one = Jet<S>::constant(S(1L), a.order());
  return detail::from_derivative(asin(a[0]), a, one / sqrt(one - sqr(a)));
}
template <class S>
Jet<S> acos(const Jet<S>& a) {
  const Jet<S> one = Jet<S>::constant(S(1L), a.order());
  return detail::from_derivative(acos(a[0]), a, -(one / sqrt(one - sqr(a))));
}
template <class S>
Jet<S> erf(const Jet<S>& a) {
  return detail::from_derivative(erf(a[0]), a, (S(2L) / sqrt(S::pi())) * exp(-sqr(a)));
}
template <class S>
Jet<S> si(const Jet<S>& a) {
  return detail::from_derivative(si(a[0]), a, sin(a) / a);
}
template <class S>
Jet<S> ci(const Jet<S>& a) {
  return detail::from_derivative(ci(a[0]), a, cos(a) / a);
}
template <class S>
Jet<S> ei(const Jet<S>& a) {
  return detail::from_derivative(ei(a[0]), a, exp(a) / a);
}
/// Angle of (x, y). On the cut (x <= 0, y = 0) it jumps: there the value alone.
template <class S>
Jet<S> atan2(const Jet<S>& y, const Jet<S>& x) {
  const S value = atan2(y[0], x[0]);
  const bool right_half = certainly(is_positive(x[0]));
  if (!is_finite(value) || (!right_half && contains_zero(y[0]))) return detail::value_only(value, y.order());
  Jet<S> r = right_half ? atan(y / x) : -atan(x / y);  // up to a constant
  r[0] = value;
  return r;
}

namespace detail {
/// b = a^r with b' a = r a' b; a_0 must not hold zero.
template <class S>
Jet<S> power_recurrence(const S& value, const Jet<S>& a, const S& r) {
  if (!is_finite(value)) return value_only(value, a.order());
  Jet<S> b = Jet<S>::constant(value, a.order());
  for (int k = 1; k <= a.order(); ++k) {
    S sum(0L);
    for (int j = 1; j <= k; ++j) {
      const S weight = r * S(static_cast<long>(j)) - S(static_cast<long>(k - j));
      sum = sum + weight * a[j] * b[k - j];
    }
    b[k] = sum / (S(static_cast<long>(k)) * a[0]);
  }
  return b;
}
/// a^n, n >= 0, by squaring: defined at zero, too.
template <class S>
Jet<S> power_by_squaring(Jet<S> a, unsigned long n) {
  Jet<S> r = Jet<S>::constant(S(1L), a.order());
  for (; n != 0; n >>= 1) {
    if (n & 1U) r = r * a;
    if (n > 1) a = sqr(a);
  }
  return r;
}
}  // namespace detail

template <class S>
Jet<S> pow(const Jet<S>& a, long n) {
  if (n < 0 || !contains_zero(a[0])) return detail::power_recurrence(pow(a[0], n), a, S(n));
  Jet<S> r = detail::power_by_squaring(a, static_cast<unsigned long>(n));
  r[0] = pow(a[0], n);  // sharper for even n
  return r;
}
/// a^r for a constant real r: a_0 > 0, or an integer r (as `pow(a, long)`).
template <class S>
Jet<S> pow(const Jet<S>& a, const Rational& r) {
  if (const auto n = r.to_long()) return pow(a, *n);
  if (r == Rational(Integer(1), Integer(2))) return sqrt(a);
  return detail::power_recurrence(pow(a[0], S(r)), a, S(r));
}
template <class S>
Jet<S> pow(const Jet<S>& a, const typename Jet<S>::Scalar& r) {
  if (is_exact(r) && fits_rational(r)) return pow(a, lower(r));
  return detail::power_recurrence(pow(a[0], r), a, r);
}
/// a^b with both varying: exp(b log a), a_0 > 0.
template <class S>
Jet<S> pow(const Jet<S>& a, const Jet<S>& b) {
  same_order(a, b);
  if (detail::certainly_constant(b)) return pow(a, b[0]);
  Jet<S> r = exp(b * log(a));
  if (is_finite(r[0])) r[0] = pow(a[0], b[0]);
  return r;
}

/// The branch that is certainly taken; where none is, the value alone.
template <class S>
Jet<S> abs(const Jet<S>& a) {
  if (certainly(is_positive(a[0]))) return a;
  return certainly(is_negative(a[0])) ? -a : detail::value_only(abs(a[0]), a.order());
}
template <class S>
Jet<S> min(const Jet<S>& a, const Jet<S>& b) {
  if (certainly(less(a[0], b[0]))) return a;
  return certainly(less(b[0], a[0])) ? b : detail::value_only(min(a[0], b[0]), a.order());
}
template <class S>
Jet<S> max(const Jet<S>& a, const Jet<S>& b) {
  if (certainly(less(a[0], b[0]))) return b;
  return certainly(less(b[0], a[0])) ? a : detail::value_only(max(a[0], b[0]), a.order());
}

}  // namespace posproof
