#include "evaluator_impl.hpp"

namespace posproof {

// Quadrature belongs to the Arb kernel; MPFI has none, and says so by returning nothing.
template <class R>
std::optional<Number<R>> ScalarContext<Number<R>>::integral(const Expr&, Evaluator<S>&, const Program&) const {
  return std::nullopt;
}

template struct ScalarContext<Number<Ball>>;
template struct ScalarContext<Number<Interval>>;
template class Evaluator<Number<Ball>>;
template class Evaluator<Number<Interval>>;

}  // namespace posproof
