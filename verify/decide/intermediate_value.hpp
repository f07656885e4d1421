#pragma once
#include <optional>

#include "posproof/decide/finding.hpp"
#include "posproof/decide/settings.hpp"
#include "shape.hpp"

namespace posproof::detail {

/// Whether a real term is continuous in the variable `slot` wherever it is defined: arithmetic, powers with a fixed base or
/// a fixed exponent, elementary functions without jumps, sums and products with fixed bounds. **Theorem** V5.
bool continuous_where_defined(const Expr& term, int slot);

/// `exists x in an interval: l == r`, or the contrary of `forall x in an interval: l != r`, by a change of sign of l - r
/// between two rational points of the interval, across which l - r is continuous: proved with the enclosure of a solution, or
/// nothing. The second kernel repeats the proof when `settings.confirm`. **Theorem** V5.
std::optional<Finding> by_intermediate_value(const Block& block, const Settings& settings);

}  // namespace posproof::detail
