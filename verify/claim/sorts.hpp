#pragma once
#include "expand.hpp"
#include "posproof/claim/error.hpp"

namespace posproof::detail {

/// Checks that a resolved tree makes sense: formulas where formulas belong, real terms where an order or a real function
/// needs them, lists only where they are indexed, limits only in comparisons, no infinite sums.
/// Throws ClaimError, code "type" or "infinite-sum", at the place where the offending part is written, be it in a definition.
void check_sorts(const Source& claim, const Expansion& expansion, bool formula);

}  // namespace posproof::detail
