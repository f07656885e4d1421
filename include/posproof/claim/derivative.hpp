#pragma once
#include <optional>

#include "posproof/claim/ast.hpp"

namespace posproof {

/// The derivative of a resolved term with respect to the real variable `slot`, by the usual rules, exact; shared parts of the
/// tree are differentiated once. Where e is defined around a point and the result is defined at it, the result is the
/// derivative there: quotients in it (by abs(u), sqrt(u), u) are undefined exactly where a rule does not apply.
/// Non-integer powers u^q become q * u^q / u * u'. Sums are differentiated termwise, integrals by Leibniz' rule.
/// nullopt where no rule applies (floor, round, min, max, comparisons, ranges whose ends depend on the variable).
/// **Error** exact. **Theorem** I10.
std::optional<Expr> derivative(const Expr& e, int slot);

}  // namespace posproof
