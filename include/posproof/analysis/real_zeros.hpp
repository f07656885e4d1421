#pragma once
#include <cstdint>
#include <vector>

#include "posproof/analysis/real_range.hpp"

namespace posproof {

/// The zeros of S in [a, b].
struct RealZeros {
  /// Each holds exactly one zero, which is simple; ascending and disjoint but for end points that are no zeros.
  std::vector<Stretch> isolated;
  /// Stretches in which zeros could be neither found nor excluded (double zeros, zeros at a or b, or the budget ended).
  /// Outside `isolated` and `open` there is no zero.
  std::vector<Stretch> open;
  std::int64_t grid_points = 0;
  std::int64_t evaluations = 0;
};

/// Isolates the zeros of S over the real interval [a, b]. With `open` empty their number is certain.
/// **Theorem** B5 on the grid, R1 and R4 between its points. Throws SweepNotApplicable, InternalDisagreement.
RealZeros certified_zeros(const TrigSum& sum, const Rational& a, const Rational& b, const RangeBudget& budget = {});

}  // namespace posproof
