#pragma once
#include <vector>

#include "posproof/claim/casefile.hpp"
#include "posproof/claim/error.hpp"

namespace posproof::detail {

/// Checks, on parsed trees, every name and every number of arguments of a claim and of all its definitions, used or not,
/// and that no definition leads back to itself. Throws ClaimError with the place in the text where the name stands:
/// "unknown-name", "arity", "cycle", "reserved", "duplicate".
void check_names(const Source& claim, const Expr& parsed, const std::vector<Definition>& definitions);

/// A note for every definition that hides a built-in name.
std::vector<std::string> shadowing_notes(const std::vector<Definition>& definitions);

}  // namespace posproof::detail
