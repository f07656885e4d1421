#pragma once
#include <cstdint>
#include <vector>

#include "posproof/analysis/certified_sweep.hpp"

namespace posproof {

enum class Extremum { minimum, maximum, minimum_of_size, maximum_of_size };

/// The extreme value of F(n) or |F(n)| over the sweep's range.
struct SweepExtremum {
  /// **Error** enclosure.
  Ball value;
  /// Every position that may attain it, ascending, at most `listed_places` of them; the first is the place when it is alone.
  std::vector<std::int64_t> places;
  /// Positions that could not be told apart; 1 when the place is certain.
  std::int64_t place_count = 0;
  std::int64_t by_ball = 0;
};
inline constexpr std::size_t listed_places = 1000;

/// Blocks find the candidates, balls tell them apart and give the value to about `bits` bits.
/// The answer does not depend on `jobs`. **Theorem** B5. Throws InternalDisagreement.
SweepExtremum certified_extremum(const CertifiedSweep& sweep, Extremum kind, int jobs, Bits bits);

}  // namespace posproof
