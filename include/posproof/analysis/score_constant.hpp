#pragma once
#include "posproof/analysis/score_bounds.hpp"

namespace posproof {

// How large C must be in |a(s) - chord(s)| <= C max|h_j| (s - s1)(s2 - s), for scores of dimension d and base c > 1.
// **Source** arXiv 2306.15595, Theorem 2.1 and eq 7. **Domain** d even >= 2, c > 1 (contract).

/// d/(8 ln c), the published constant.
Ball published_constant(long dim, const Rational& base);
/// Least constant when the chord spans neighbouring integers: 8 sum_j sin^2(theta_j/4). **Theorem** P4, series P11.
Ball unit_cell_constant(long dim, const Rational& base);
/// Least constant over all real chords: (1/2) sum_j theta_j^2. **Theorem** P3.
Ball general_constant(long dim, const Rational& base);

enum class Chords { unit_cells, all };
/// Whether the published constant is large enough. Precision is raised until the comparison is decided;
/// `unknown` beyond 4096 bits. **Theorem** P3, P4.
Truth published_constant_holds(long dim, const Rational& base, Chords chords);

/// The even dimensions up to `largest` for which the published constant is too small, and those not decided.
struct FailingDimensions {
  std::vector<long> failing;
  std::vector<long> undecided;
};
FailingDimensions dimensions_where_published_fails(const Rational& base, long largest, Chords chords);

/// h_j rational with |h_j| = 1 exactly and phase close to e^{-i theta_j/2}: at the middle of [0, 1] its deviation from the
/// chord is within about 2^-`phase_bits` of the largest possible. **Theorem** P4.
struct RationalCoefficients {
  std::vector<Rational> re;
  std::vector<Rational> im;
};
RationalCoefficients rational_witness(long dim, const Rational& base, unsigned long phase_bits);

/// Ratios of a bound on |a(s)| far away to a bound on the interpolation error at the middle of a unit cell, both for
/// max|h_j| = 1. "About 600" is 2 d over the published one. **Source** arXiv 2306.15595, section 2.3.
struct BoundRatios {
  Ball published;        ///< 2 d / (d/(32 ln c)) = 64 ln c
  Ball corrected;        ///< 2 d / least constant on unit cells/4
  Ball against_trivial;  ///< (d/2) / least constant on unit cells/4, with sum |h_j| <= d/2 in place of 2 B(s)
};
BoundRatios bound_ratios(long dim, const Rational& base);

}  // namespace posproof
