#pragma once
#include <utility>
#include <vector>

#include "posproof/arith/contract.hpp"
#include "posproof/arith/rational.hpp"
#include "posproof/arith/truth.hpp"

namespace posproof {

/// Truncated Taylor series: f(x + t) = c_0 + c_1 t + ... + c_n t^n + O(t^(n+1)), n the order. Over a ball or an interval x,
/// c_k encloses f^(k)(y)/k! for every y in x; that is what Taylor forms and mean-value forms need.
/// S is Ball, Interval, Number of either, or any type with the same operations (Rational for rational functions).
/// Operands have the same order (contract). Where a function is not analytic on all of c_0, c_k is `indeterminate` from the
/// first k on that does not exist.
/// **Error** enclosure, coefficient by coefficient. **Theorem** A4 (recurrences).
template <class S>
class Jet {
 public:
  using Scalar = S;

  explicit Jet(std::vector<S> coefficients) : c_(std::move(coefficients)) {
    ensure(!c_.empty(), "a jet needs at least one coefficient");
  }
  /// The function with this value everywhere.
  static Jet constant(const S& value, int order) {
    Jet r = zero(order);
    r.c_[0] = value;
    return r;
  }
  /// The variable itself at x.
  static Jet variable(const S& x, int order) {
    Jet r = constant(x, order);
    if (order >= 1) r.c_[1] = S(1L);
    return r;
  }
  static Jet zero(int order) {
    ensure(order >= 0, "order of a jet must not be negative");
    return Jet(std::vector<S>(static_cast<std::size_t>(order) + 1, S(0L)));
  }

  int order() const { return static_cast<int>(c_.size()) - 1; }
  const S& operator[](int k) const { return c_[static_cast<std::size_t>(k)]; }
  S& operator[](int k) { return c_[static_cast<std::size_t>(k)]; }
  const S& value() const { return c_[0]; }

 private:
  std::vector<S> c_;
};

template <class S>
void same_order(const Jet<S>& a, const Jet<S>& b) {
  ensure(a.order() == b.order(), "jets of different orders");
}

template <class S>
Jet<S> operator-(const Jet<S>& a) {
  Jet<S> r = a;
  for (int k = 0; k <= a.order(); ++k) r[k] = -a[k];
  return r;
}
template <class S>
Jet<S> operator+(const Jet<S>& a, const Jet<S>& b) {
  same_order(a, b);
  Jet<S> r = a;
  for (int k = 0; k <= a.order(); ++k) r[k] = a[k] + b[k];
  return r;
}
template <class S>
Jet<S> operator-(const Jet<S>& a, const Jet<S>& b) {
  same_order(a, b);
  Jet<S> r = a;
  for (int k = 0; k <= a.order(); ++k) r[k] = a[k] - b[k];
  return r;
}
template <class S>
Jet<S> operator*(const Jet<S>& a, const Jet<S>& b) {
  same_order(a, b);
  Jet<S> r = Jet<S>::zero(a.order());
  for (int k = 0; k <= a.order(); ++k)
    for (int j = 0; j <= k; ++j) r[k] = r[k] + a[j] * b[k - j];
  return r;
}
template <class S>
Jet<S> operator*(const S& s, const Jet<S>& a) {
  Jet<S> r = a;
  for (int k = 0; k <= a.order(); ++k) r[k] = s * a[k];
  return r;
}
template <class S>
Jet<S> operator/(const Jet<S>& a, const Jet<S>& b) {
  same_order(a, b);
  Jet<S> q = a;
  for (int k = 0; k <= a.order(); ++k) {
    for (int j = 1; j <= k; ++j) q[k] = q[k] - b[j] * q[k - j];
    q[k] = q[k] / b[0];
  }
  return q;
}

/// Series of the derivative, one order lower (order >= 1).
template <class S>
Jet<S> derivative(const Jet<S>& a) {
  Jet<S> r = Jet<S>::zero(a.order() - 1);
  for (int k = 1; k <= a.order(); ++k) r[k - 1] = S(static_cast<long>(k)) * a[k];
  return r;
}
/// Series of the antiderivative with the given value, one order higher.
template <class S>
Jet<S> antiderivative(const Jet<S>& a, const S& value) {
  Jet<S> r = Jet<S>::constant(value, a.order() + 1);
  for (int k = 1; k <= r.order(); ++k) r[k] = a[k - 1] / S(static_cast<long>(k));
  return r;
}

/// c_0 + c_1 h + ... + c_n h^n.
template <class S>
S polynomial_value(const Jet<S>& a, const S& h) {
  S sum = a[a.order()];
  for (int k = a.order() - 1; k >= 0; --k) sum = sum * h + a[k];
  return sum;
}
/// Encloses f(x + h): the series at the point x up to order n - 1, and the n-th coefficient over a box that holds x + h and x
/// (Lagrange's remainder, A4).
template <class S>
S taylor_form(const Jet<S>& at_point, const Jet<S>& over_box, const S& h) {
  same_order(at_point, over_box);
  Jet<S> form = at_point;
  form[form.order()] = over_box[over_box.order()];
  return polynomial_value(form, h);
}

}  // namespace posproof

#include "posproof/arith/jet_functions.hpp"
