#pragma once
#include <string>
#include <variant>

#include "posproof/analysis/gram_factor.hpp"
#include "posproof/analysis/score.hpp"

namespace posproof {

/// Least squares: the h that minimises sum_{s<L} (a(s) - y_s)^2 + ridge sum_j |h_j|^2, where a is the score of dimension
/// `dim` and `base`, and L = targets.size(). **Source** arXiv 2306.15595, appendix C.1.
struct FitProblem {
  long dim = 128;
  Rational base = 10000;
  std::vector<Rational> targets;
  Rational ridge = 0;
};

/// A score written around a centre: a(s) = sum_j even_j cos(t theta_j) + odd_j sin(t theta_j), t = s - centre.
/// |h_j|^2 = even_j^2 + odd_j^2. **Theorem** P5.
struct CentredScore {
  Rational centre;
  Balls frequencies;
  Balls even;
  Balls odd;

  /// The coefficients h_j about position 0.
  Score score() const;
  Balls magnitudes() const;
};

/// A least-squares fit with its certificate.
struct FitSolution {
  CentredScore score;                  ///< every coefficient encloses that of the exact solution
  EigenvalueBounds smallest, largest;  ///< extreme eigenvalues of the (ridge-regularised) Gram matrix
  Bits bits{0};                        ///< working precision that sufficed
  Rational largest_target;             ///< max |y_s|
};

/// Why a fit has no answer, for people.
struct FitRefusal {
  std::string reason;
};

/// Why the problem has no unique answer, before any computation; nullopt when it may have one.
std::optional<FitRefusal> fit_refusal(const FitProblem& problem);

/// Precision beyond which fits are given up.
constexpr long most_fit_bits = 65536;

/// Bits to start with; a poor guess only costs time, because every attempt is checked. Frequencies whose spacing is below
/// the window's resolution 2 pi/L are u in number; with sigma = 2 ln c/d the condition number of their columns was found
/// to grow like 2^(4.165 sigma u^2) (a ridge limits it), and the coefficients like its square root.
long approx_fit_bits(long dim, const Rational& base, long window, const Rational& ridge);

/// Solves the problem exactly, in balls, at a precision chosen here: every value a(s) of the result is known to within
/// 2^-`accuracy_bits` times the largest |target| from the coefficients' radii alone.
/// Refuses: odd or non-positive dimension, base <= 1, negative ridge, fewer targets than unknowns without a ridge (the
/// minimiser is not unique), frequencies that cannot be told apart below 65536 bits.
/// **Theorem** T11, P5-P8.
std::variant<FitSolution, FitRefusal> fit_exactly(const FitProblem& problem, long accuracy_bits = 72);

}  // namespace posproof
