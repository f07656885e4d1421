#pragma once
#include <optional>

#include "posproof/arith/ball.hpp"
#include "posproof/arith/enclosure.hpp"
#include "posproof/arith/interval.hpp"
#include "posproof/arith/number.hpp"
#include "posproof/claim/ast.hpp"

namespace posproof {

class Program;
template <class S>
class Evaluator;

/// What the evaluator needs beyond arithmetic from a scalar S: constants, hulls, comparison.
template <class S>
struct ScalarContext;

template <class S>
struct KernelOfScalar;
template <class R>
struct KernelOfScalar<Number<R>> {
  using Type = R;
};
template <class S>
using KernelOf = typename KernelOfScalar<S>::Type;

template <class R>
const Number<R>& head(const Number<R>& x) {
  return x;
}
template <class R>
bool is_constant(const Number<R>&) {
  return true;
}

/// Some value between the two, for a condition that is not decided: their hull.
template <class R>
Number<R> either(const Number<R>& a, const Number<R>& b) {
  if (a.is_exact() && b.is_exact() && a.exact() == b.exact()) return a;
  return Number<R>(hull(a.enclosure(), b.enclosure()));
}

/// Truth of `a relation b` from enclosures or exact values.
template <class R>
Truth compare(Op relation, const Number<R>& a, const Number<R>& b) {
  switch (relation) {
    case Op::less: return less(a, b);
    case Op::less_equal: return less_equal(a, b);
    case Op::greater: return less(b, a);
    case Op::greater_equal: return less_equal(b, a);
    case Op::equal: return equal(a, b);
    case Op::not_equal: return !equal(a, b);
    default: contract_broken("compare wants a relation");
  }
}

template <class R>
struct ScalarContext<Number<R>> {
  using S = Number<R>;
  S lift(const Rational& q) const { return S(q); }
  S lift(const S& x) const { return x; }
  S pi() const { return S(R::pi()); }
  S e() const { return S(R::e()); }
  S euler_gamma() const { return S(R::euler_gamma()); }
  S between(const Rational& lo, const Rational& hi) const { return S(R::from_bounds(lo, hi)); }
  /// Exact at powers of two.
  S log2(const S& x) const {
    if (x.is_exact() && x.exact().sign() > 0) {
      const Integer n = x.exact().numerator(), d = x.exact().denominator();
      const auto bits = [](const Integer& z) { return static_cast<long>(mpz_sizeinbase(z.get_mpz_t(), 2)) - 1; };
      const auto power = [](const Integer& z) { return mpz_popcount(z.get_mpz_t()) == 1; };
      if (power(n) && power(d)) return S(bits(n) - bits(d));
    }
    return log(x) / S(log(R(2L)));
  }
  std::optional<S> integral(const Expr& node, Evaluator<S>& evaluator, const Program& program) const;
};

}  // namespace posproof
