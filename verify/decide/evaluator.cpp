#include <type_traits>

#include "evaluator_impl.hpp"
#include "integral.hpp"

namespace posproof {

// Quadrature belongs to the Arb kernel; MPFI has none, and says so by returning nothing.
template <class R>
std::optional<Number<R>> ScalarContext<Number<R>>::integral(const Expr& node, Evaluator<S>& evaluator,
                                                            const Program& program) const {
  if constexpr (std::is_same_v<R, Ball>) {
    detail::ConstantTerms constants;
    const auto free = free_slots(node);
    for (int id = 0; id < program.size(); ++id)
      if (program[id].op == Op::variable && std::binary_search(free.begin(), free.end(), program[id].slot))
        constants.bind(program[id].slot, evaluator.real(id));
    return detail::integral_value(node, constants);
  } else {
    return std::nullopt;
  }
}

template struct ScalarContext<Number<Ball>>;
template struct ScalarContext<Number<Interval>>;
template class Evaluator<Number<Ball>>;
template class Evaluator<Number<Interval>>;

}  // namespace posproof
