#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "posproof/analysis/trig_sum.hpp"

namespace posproof {

/// Where a trigonometric sum first falls below zero.
struct FirstNegative {
  std::optional<std::int64_t> position;  ///< smallest n of the range with S(n) < 0 certified; none: S(n) > 0 throughout
  Ball value;                            ///< encloses S(position)
  std::vector<std::int64_t> undecided;   ///< earlier positions whose sign no precision up to 2048 bits told (S(n) = 0, say)
};

/// Searches first..last by the block sweep, balls where the block bound straddles zero. The same answer for every `jobs`.
/// **Domain** 0 <= first <= last <= 2^40. **Error** certified signs. **Theorem** T14, T15.
FirstNegative first_negative(const TrigSum& sum, std::int64_t first, std::int64_t last, int jobs = 1);

/// The sum with `offset` added to its constant term.
TrigSum shifted(const TrigSum& sum, std::function<Ball()> offset);

}  // namespace posproof
