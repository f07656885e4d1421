#pragma once
#include <optional>

#include "complex_ball.hpp"
#include "posproof/analysis/oscillatory.hpp"

namespace posproof {

/// What is known of h on the rectangle [a, b] + i [0, height] (Theorem D8).
struct StripCover {
  Ball top;         ///< upper bound of int |g| over the top edge
  Ball unverified;  ///< upper bound of the sum of int |g| |dz| around the small boxes on which h was not shown holomorphic
  long evaluations;
};

/// Covers the rectangle by boxes on which h is holomorphic, down to boxes of side `smallest` near which it may fail
/// (the ends). nullopt when the work limit was met first.
std::optional<StripCover> cover_strip(const AnalyticFunction& h, const Ball& a, const Ball& b, const Ball& height,
                                      const AlgebraicEnds& ends, const Rational& smallest);

}  // namespace posproof
