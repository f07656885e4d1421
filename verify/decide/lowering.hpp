#pragma once
#include "posproof/claim/ast.hpp"

namespace posproof {

/// The tree with every deriv(x, e) replaced by the derivative's formula, which is undefined wherever e is; nodes
/// without a rule stay. **Theorem** I10.
Expr lower_derivatives(const Expr& e);

}  // namespace posproof
