#pragma once
#include "posproof/claim/ast.hpp"

namespace posproof {

/// The tree with closed parts that evaluate to exact rationals replaced by them, and conditionals whose condition is decided
/// replaced by their branch. The value is the same wherever the tree is defined. **Theorem** E0.
Expr fold_closed(const Expr& e);

}  // namespace posproof
