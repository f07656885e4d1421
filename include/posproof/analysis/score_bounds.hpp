#pragma once
#include "posproof/analysis/score.hpp"

namespace posproof {

/// The two ends of a cell [first, last] between known positions, first < last (contract of every function below).
struct Cell {
  Rational first;
  Rational last;
};

/// a(s) minus the chord of a over the cell at s. **Source** arXiv 2306.15595, eq 5.
Ball chord_deviation(const Score& score, const Cell& cell, const Rational& s);

/// (s - s1)(s2 - s)/2 * sum_j |h_j| theta_j^2 >= |a(s) - chord(s)| for s in the cell. **Theorem** T9.
Ball interpolation_bound(const Score& score, const Cell& cell, const Rational& s);
/// The same for every score with max |h_j| <= 1 of dimension d and base c:
/// (s - s1)(s2 - s)/2 * (1 - c^-2)/(1 - c^(-4/d)). **Theorem** T9, P3. **Domain** base != 1 (contract).
Ball interpolation_bound(long dim, const Rational& base, const Cell& cell, const Rational& s);
/// The published bound for max |h_j| <= 1: d (s - s1)(s2 - s)/(8 ln c). Not a theorem: see P4.
/// **Source** arXiv 2306.15595, eq 6.
Ball published_interpolation_bound(long dim, const Rational& base, const Cell& cell, const Rational& s);
/// The largest |a(s) - chord(s)| that some h with max |h_j| <= 1 attains:
/// sum_j |e^{i w x theta_j} - (1 - x) - x e^{i w theta_j}|, w the cell's width, x the relative place of s. **Theorem** T9.
Ball sharp_interpolation_error(const Balls& frequencies, const Cell& cell, const Rational& s);

/// sum_j theta_j^2 = (1 - c^-2)/(1 - c^(-4/d)). **Domain** base != 1. **Theorem** T9.
Ball frequency_square_sum(long dim, const Rational& base);

/// B(s) = sum_{k=1}^{d/2} |sum_{j<k} e^{i s theta_j}|. **Source** arXiv 2306.15595, eq 8. **Theorem** T10.
Ball partial_sum_moduli(const Balls& frequencies, const Ball& s);
/// max_j |h_j - h_{j+1}| (with h_{d/2} = 0) times B(s), >= |a(s)|. **Theorem** T10.
Ball summation_by_parts_bound(const Score& score, const Ball& s);
/// sum_j |h_j| >= |a(s)| for every s. **Theorem** T10.
Ball trivial_bound(const Score& score);

}  // namespace posproof
