#pragma once
#include <string>

#include "comparisons.hpp"
#include "environment.hpp"

namespace posproof {

/// The interval that a leaf claims for a difference enclosed by `d`: the end that faces 0 nearer to 0 by the factor `room`, the
/// other one far outside, both short numbers. An end that is 0 stays.
Difference with_room(const Difference& d, long room);

/// [zero,"lo","hi"] as a leaf states it: left - right is (x - c)^zero times what is in lo..hi.
std::string entry_text(int zero, const Difference& d);

/// An evaluate leaf: `differences` are its entries separated by commas, `sweep` and `taylor` as they stand in the line.
std::string evaluate_text(const Environment& env, long bits, const std::string& sweep, const std::string& taylor,
                          const std::string& differences);

/// Bits behind the point that fixed-point arithmetic needs to see the difference on its side of 0 when `arb_bits` of floating
/// precision sufficed: guard bits, the size of the difference, and how close it comes to 0.
long fixed_point_bits(const Difference& d, long arb_bits);

/// The same in steps, so that neighbouring leaves need the same.
long rounded_bits(long bits);

}  // namespace posproof
