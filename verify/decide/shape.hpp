#pragma once
#include "posproof/claim/ast.hpp"

namespace posproof {

/// True when the evaluator can give the truth of `e` at a point: finite integer ranges and sets only inside, no limits,
/// no properties, no nested real quantifiers.
bool is_evaluable(const Expr& e);
/// Whether any quantifier, limit or property occurs in `e`.
bool has_quantifier(const Expr& e);
bool has_limit(const Expr& e);
/// lo..hi without a step.
bool is_plain_range(const Domain& d);
/// The same, with ends that do not depend on the variable.
bool is_plain_range(const Domain& d, int slot);

/// A block of equal quantifiers read from the outside in, with all `where` conditions, and what stands inside.
struct Block {
  bool universal = true;
  std::vector<Binder> binders;
  std::vector<Expr> filters;
  Expr body;
};
Block flatten(const Expr& e);

}  // namespace posproof
