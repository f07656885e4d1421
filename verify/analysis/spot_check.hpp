#pragma once
#include <cstdint>

#include "posproof/analysis/certified_sweep.hpp"

namespace posproof {

/// Repeatable pseudo-random numbers (splitmix64).
std::uint64_t mixed(std::uint64_t x);

/// Compares one pseudo-random midpoint of the view with ball arithmetic.
/// Throws InternalDisagreement when it is certainly outside the stated error.
void spot_check(const CertifiedSweep& sweep, const BlockView& view);

}  // namespace posproof
