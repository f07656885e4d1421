#pragma once
#include <optional>

#include "bounds.hpp"
#include "posproof/claim/verdict.hpp"

namespace posproof::detail {

/// A stretch of the real line on which a statement in one variable is to be shown.
struct Stretch {
  int slot = -1;
  ExtendedRange range;   ///< ends rounded outward where they are not rational
  Expr lo, hi;           ///< the exact ends; null where infinite
};

/// Enclosure of a closed term from outside, exact where it is; throws NotBounded.
ExtendedRange enclosed_constant(const Expr& e);

/// True when a domain whose ends do not depend on other variables has certainly no element.
bool certainly_empty(const Binder& b);

/// Shows a formula on the whole stretch by Taylor's formula at one of its ends: derivatives there certified zero or of one
/// sign, and the next derivative of one sign on the whole stretch. True when shown. **Theorem** L4.
bool shown_from_end(const Expr& formula, const Stretch& s, bool from_low, Derivation& out);

/// Shows a formula on the whole stretch by enclosure. **Theorem** L2.
bool shown_by_bounds(const Expr& formula, const std::map<int, ExtendedRange>& ranges, Derivation& out);

/// Shows lhs relation rhs for a difference that is a polynomial of degree 2 with rational coefficients in the given
/// variables, by completing squares: for every real point. **Theorem** L5.
bool shown_by_squares(const Expr& formula, const std::vector<int>& slots, Derivation& out);

}  // namespace posproof::detail
