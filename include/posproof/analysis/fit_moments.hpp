#pragma once
#include "posproof/analysis/score_dot.hpp"

namespace posproof {

/// The right-hand sides of the normal equations over the centred window t = s - (L-1)/2:
/// even_j = sum_s y_s cos(t theta_j), odd_j = sum_s y_s sin(t theta_j), L = targets.size().
/// Positions are taken in blocks around a centre, where the targets fold into even and odd parts: one product of a
/// high-precision number with a short one per position and frequency. **Theorem** P8. **Error** enclosure.
struct Moments {
  Balls even;
  Balls odd;
};
Moments centred_moments(const Balls& frequencies, const std::vector<Rational>& targets);

}  // namespace posproof
