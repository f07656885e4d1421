#pragma once
#include <vector>

#include "functions.hpp"

// Taylor coefficients of a function of one real variable: c_0, ..., c_k at a point, or over an interval (then c_j contains the
// j-th coefficient at every point of it). A constant has one coefficient only. **Theorem** C7.

namespace check {

struct Jet {
  std::vector<Number> c;

  Jet(const Number& constant = 0) : c{constant} {}
  /// Coefficients 0..size-1 by the rule f(k, coefficients before k).
  template <class F>
  Jet(std::size_t size, F f) {
    for (std::size_t k = 0; k < size; ++k) c.push_back(f(k, c));
  }
  /// The variable itself, at x, up to degree k >= 1.
  static Jet variable(const Number& x, std::size_t k) {
    return Jet(k + 1, [&](std::size_t j, const auto&) { return j == 0 ? x : Number(j == 1); });
  }
  std::size_t size() const { return c.size(); }
  Number operator[](std::size_t j) const { return j < c.size() ? c[j] : Number(0); }
};
// What the evaluator asks of a kind of number: a value, and whether it varies.
inline const Number& value_of(const Number& a) { return a; }
inline const Number& value_of(const Jet& a) { return a.c[0]; }
inline bool varies(const Number&) { return false; }
inline bool varies(const Jet& a) { return a.size() > 1; }

/// Sum over j = first..last of a_j b_(k-j).
template <class A, class B>
Number convolved(const A& a, const B& b, std::size_t first, std::size_t last, std::size_t k) {
  Number sum = 0;
  for (std::size_t j = first; j <= last; ++j) sum += a[j] * b[k - j];
  return sum;
}
inline Jet operator+(const Jet& a, const Jet& b) {
  return Jet(std::max(a.size(), b.size()), [&](std::size_t k, const auto&) { return a[k] + b[k]; });
}
inline Jet& operator+=(Jet& a, const Jet& b) { return a = a + b; }
inline Jet operator-(const Jet& a) {
  return Jet(a.size(), [&](std::size_t k, const auto&) { return -a[k]; });
}
inline Jet operator-(const Jet& a, const Jet& b) { return a + -b; }
inline Jet operator*(const Jet& a, const Jet& b) {
  return Jet(std::max(a.size(), b.size()), [&](std::size_t k, const auto&) { return convolved(a, b, 0, k, k); });
}
/// y b = a: y_k = (a_k - sum over j = 1..k of b_j y_(k-j))/b_0.
inline Jet operator/(const Jet& a, const Jet& b) {
  return Jet(std::max(a.size(), b.size()),
             [&](std::size_t k, const auto& y) { return (a[k] - convolved(b, y, 1, k, k)) / b[0]; });
}

/// Coefficient k >= 1 of y where y' = u' g: (1/k) sum over j = 1..k of j u_j g_(k-j). g may be y itself.
template <class G>
Number chained(const Jet& u, const G& g, std::size_t k) {
  Number sum = 0;
  for (std::size_t j = 1; j <= k; ++j) sum += Number(static_cast<long>(j)) * u[j] * g[k - j];
  return sum / Number(static_cast<long>(k));
}
/// f(u) from f at the value and the jet of f'(u), which is asked for only if u varies.
template <class G>
Jet primitive(const Number& y0, const Jet& u, G derivative) {
  const Jet g = !varies(u) ? Jet() : derivative();
  return Jet(u.size(), [&](std::size_t k, const auto&) { return k == 0 ? y0 : chained(u, g, k); });
}
inline Jet exp(const Jet& u) {
  return Jet(u.size(), [&](std::size_t k, const auto& y) { return k == 0 ? exp(u[0]) : chained(u, y, k); });
}
inline std::pair<Jet, Jet> sin_cos(const Jet& u) {
  std::pair<Jet, Jet> y;
  std::tie(y.first.c[0], y.second.c[0]) = sin_cos(u[0]);
  for (std::size_t k = 1; k < u.size(); ++k)
    y.first.c.push_back(chained(u, y.second, k)), y.second.c.push_back(-chained(u, y.first, k));
  return y;
}
inline Jet log(const Jet& u) {
  return primitive(log(u[0]), u, [&] { return Jet(1) / u; });
}
inline Jet atan(const Jet& u) {
  return primitive(atan(u[0]), u, [&] { return Jet(1) / (Jet(1) + u * u); });
}
inline Jet ci(const Jet& u) {
  return primitive(ci(u[0]), u, [&] { return sin_cos(u).second / u; });
}
/// y y = u: 2 y_0 y_k = u_k - sum over j = 1..k-1 of y_j y_(k-j); where u_0 may be 0, the division refuses.
inline Jet sqrt(const Jet& u) {
  return Jet(u.size(), [&](std::size_t k, const auto& y) {
    return k == 0 ? sqrt(u[0]) : (u[k] - convolved(y, y, 1, k - 1, k)) / (Number(2) * y[0]);
  });
}
inline Jet pow(const Jet& a, const Jet& b) {
  if (!varies(a) && !varies(b)) return pow(a[0], b[0]);
  if (varies(b) || !b[0].is_integer()) return exp(b * log(a));
  const mpz_class n = b[0].exact->get_num(), size = abs(n);
  if (size > 1000) throw Undefined("an exponent beyond 1000");
  Jet result(1);
  for (long k = 0; k < size; ++k) result = result * a;
  return n < 0 ? Jet(1) / result : result;
}

// At a kink or a jump there is no derivative: what varies must certainly stay off it.
inline Jet max(const Jet& a, const Jet& b) {
  if (!varies(a) && !varies(b)) return max(a[0], b[0]);
  if (positive(a[0] - b[0])) return a;
  return positive(b[0] - a[0]) ? b : throw Undefined("a kink may lie within the box");
}
inline Jet stepped(const Jet& u, Step f) {
  const Number y = stepped(u[0], f);
  return !varies(u) || y.exact ? y : throw Undefined("a step may lie within the box");
}
inline Jet hull(const Jet&, const Jet&) { throw Undefined("a condition may change within the box"); }

}  // namespace check
