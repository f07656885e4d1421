#pragma once
#include <map>
#include <optional>
#include <vector>

#include "posproof/claim/verdict.hpp"
#include "posproof/decide/extended_range.hpp"
#include "posproof/decide/identity.hpp"

namespace posproof::detail {

/// Ranges that the facts imply, by slot.
std::map<int, ExtendedRange> ranges_of(const std::vector<VariableFacts>& facts);

/// F(b) - F(a) for an integral whose integrand has an elementary F (or ci, si) with F' = e shown as an identity on a range
/// that holds both ends. nullopt when none is found. **Theorem** L6.
std::optional<Expr> closed_integral(const Expr& integral, const std::vector<VariableFacts>& facts);

/// The tree with every such integral replaced; each replacement is a hypothesis added to `out`.
Expr with_closed_integrals(const Expr& e, const std::vector<VariableFacts>& facts, Derivation& out);

}  // namespace posproof::detail
