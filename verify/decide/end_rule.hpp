#pragma once
#include <functional>
#include <optional>
#include <vector>

#include "bounds.hpp"
#include "posproof/claim/verdict.hpp"
#include "posproof/decide/settings.hpp"

namespace posproof::detail {

/// A stretch of the real line on which a statement in one variable is to be shown.
struct Stretch {
  int slot = -1;
  ExtendedRange range;  ///< ends rounded outward where they are not rational
  Expr lo, hi;          ///< the exact ends; null where infinite
};

/// Enclosure of a closed term from outside, exact where it is; throws NotBounded.
ExtendedRange enclosed_constant(const Expr& e);

/// True when a domain whose ends do not depend on other variables has certainly no element.
bool certainly_empty(const Binder& b);

/// What has been shown without boxes, part by part. Each part is kept, so that the second kernel can show it again.
class ShownParts {
 public:
  explicit ShownParts(Kernel kernel) : kernel_(kernel) {}
  /// Shows a formula at every point of the ranges by enclosure; adds the reason to `out`. **Theorem** L2.
  bool by_bounds(const Expr& formula, const std::map<int, ExtendedRange>& ranges, Derivation& out);
  /// Shows a formula on the whole stretch by Taylor's formula at one of its ends: derivatives there certified zero or of one
  /// sign, and the next derivative of one sign on the whole stretch. **Theorem** L4.
  bool from_end(const Expr& formula, const Stretch& s, bool from_low, Derivation& out);
  /// Every part again by MPFI: constants, values and functions at ends by its arithmetic; identities and the forms' algebra are
  /// exact and shared. Nothing for parts that need no kernel. Throws InternalDisagreement.
  std::vector<Confirmation> confirmations() const;

 private:
  Kernel kernel_;
  std::vector<std::function<Truth()>> parts_;
};

/// Shows lhs relation rhs for a difference that is a polynomial of degree 2 with rational coefficients in the given
/// variables, by completing squares: for every real point. **Theorem** L5.
bool shown_by_squares(const Expr& formula, const std::vector<int>& slots, Derivation& out);

}  // namespace posproof::detail
