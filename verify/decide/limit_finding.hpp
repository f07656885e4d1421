#pragma once
#include "posproof/decide/finding.hpp"

// What the files on limits share in wording.

namespace posproof::detail {

inline constexpr const char* rules_method = "limit rules";
inline constexpr const char* rules_remedy = "split the claim, or see docs/claims.md for the forms that are decided";

/// Decided by rules: the theorems of the whole tree are listed.
Finding by_rules(Truth truth, Derivation why);

}  // namespace posproof::detail
