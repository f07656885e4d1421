#pragma once
#include "posproof/analysis/fit.hpp"
#include "posproof/analysis/score_extrema.hpp"

namespace posproof {

/// What a fit does inside its window s = 0..L-1 and on the extension L..M-1.
struct FitExtrema {
  Maximum inside_integers, inside_reals;                   ///< reals: [0, L-1]
  std::optional<Maximum> outside_integers, outside_reals;  ///< reals: [L, M-1]; none when M == L
  std::optional<long> first_integer_beyond;                ///< smallest s < M with |a(s)| > threshold
  std::vector<long> undecided_integers;                    ///< earlier positions that could not be told
  Crossing first_real_beyond;                              ///< on [0, M-1]
  Window largest_coefficient;                              ///< max |h_j|
  Bits evaluation_bits{0};
};

/// **Domain** extend >= the fit's window (contract). **Theorem** T9, P8-P10. **Error** certified bounds.
FitExtrema fit_extrema(const FitSolution& fit, long window, long extend, const Rational& threshold);

}  // namespace posproof
