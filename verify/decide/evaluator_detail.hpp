#pragma once
#include "posproof/arith/contract.hpp"
#include "posproof/decide/evaluator.hpp"
#include "posproof/decide/series.hpp"

// What the parts of Evaluator<S> share.

namespace posproof::detail {

/// Integers below this that a binder runs over are keys of tables.
constexpr std::size_t largest_table = std::size_t{1} << 22;

[[noreturn]] inline void undefined(const Expr& node, std::string what, Truth inside) {
  throw Undefined{node, std::move(what), certainly_not(inside), false};
}
[[noreturn]] inline void unsupported(const Expr& node, std::string what) {
  throw Undefined{node, std::move(what), false, true};
}

/// Throws unless `inside` is certain: the argument must lie in the function's domain.
inline void require(Truth inside, const Expr& node, const char* what) {
  if (!certainly(inside)) undefined(node, what, inside);
}

}  // namespace posproof::detail
