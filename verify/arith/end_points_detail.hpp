#pragma once
#include <string>

#include "posproof/arith/rational.hpp"

namespace posproof::detail {

/// End points with exponents beyond 2^exponent_bits are printed as powers of ten.
inline constexpr int exponent_bits = 40;
/// Exponents up to here may become exact rationals (2 MB each).
inline constexpr long rational_exponent = 1L << 24;

/// The power of ten on the outer side (above when `up`) of a number of size 2^(e-1) <= |x| < 2^e.
std::string outer_power_of_ten(const Integer& e, bool negative, bool up);

}  // namespace posproof::detail
