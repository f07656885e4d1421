#pragma once
#include "posproof/arith/jet.hpp"
#include "posproof/decide/scalar.hpp"

namespace posproof {

/// A Taylor series with coefficients that are exact as long as possible: the scalar under which the evaluator gives
/// derivatives of whole expression trees. Beyond Jet it has a default value, which the evaluator's tables need.
template <class R>
class Series : public Jet<Number<R>> {
 public:
  Series() : Jet<Number<R>>(std::vector<Number<R>>{Number<R>(0L)}) {}
  Series(Jet<Number<R>> j) : Jet<Number<R>>(std::move(j)) {}
};

template <class R>
struct KernelOfScalar<Series<R>> {
  using Type = R;
};

template <class R>
const Number<R>& head(const Jet<Number<R>>& x) {
  return x[0];
}
template <class R>
bool is_constant(const Jet<Number<R>>& x) {
  for (int k = 1; k <= x.order(); ++k)
    if (!x[k].is_exactly(0)) return false;
  return true;
}
template <class R>
Jet<Number<R>> either(const Jet<Number<R>>& a, const Jet<Number<R>>& b) {
  return detail::value_only(either(a[0], b[0]), a.order());
}
template <class R>
Truth compare(Op relation, const Jet<Number<R>>& a, const Jet<Number<R>>& b) {
  return compare(relation, a[0], b[0]);
}

namespace detail {
/// A function that is locally constant: its derivatives vanish where its value over the whole argument is one exact number.
template <class R>
Jet<Number<R>> locally_constant(const Number<R>& value, int order) {
  return value.is_exact() ? Jet<Number<R>>::constant(value, order) : value_only(value, order);
}
}  // namespace detail
template <class R>
Jet<Number<R>> floor(const Jet<Number<R>>& a) {
  return detail::locally_constant(floor(a[0]), a.order());
}
template <class R>
Jet<Number<R>> ceil(const Jet<Number<R>>& a) {
  return detail::locally_constant(ceil(a[0]), a.order());
}
template <class R>
Jet<Number<R>> round(const Jet<Number<R>>& a) {
  return detail::locally_constant(round(a[0]), a.order());
}
template <class R>
Jet<Number<R>> sign(const Jet<Number<R>>& a) {
  return detail::locally_constant(sign(a[0]), a.order());
}
template <class R>
Jet<Number<R>> gamma(const Jet<Number<R>>& a) {
  return detail::value_only(gamma(a[0]), a.order());
}

template <class R>
struct ScalarContext<Series<R>> {
  using S = Series<R>;
  using N = Number<R>;
  int order = 1;
  S lift(const Rational& q) const { return S(Jet<N>::constant(N(q), order)); }
  S lift(const N& x) const { return S(Jet<N>::constant(x, order)); }
  S pi() const { return lift(N(R::pi())); }
  S e() const { return lift(N(R::e())); }
  S euler_gamma() const { return lift(N(R::euler_gamma())); }
  S between(const Rational& lo, const Rational& hi) const { return S(detail::value_only(N(R::from_bounds(lo, hi)), order)); }
  S log2(const S& x) const {
    if (is_constant(x)) return lift(ScalarContext<N>{}.log2(x[0]));
    return S(log(x) / lift(N(log(R(2L)))));
  }
  std::optional<S> integral(const Expr&, Evaluator<S>&, const Program&) const { return std::nullopt; }
};

}  // namespace posproof
