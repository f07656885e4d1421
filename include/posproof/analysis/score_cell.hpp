#pragma once
#include "posproof/analysis/score_values.hpp"

namespace posproof {

/// Makes Taylor polynomials of one score about many points; what does not depend on the point is computed once.
class CellExpansion {
 public:
  /// Expansions on |s - centre| <= 1/2 whose remainder is at most 2^-accuracy_bits scale (as far as the coefficients'
  /// radii allow). **Theorem** P1.
  CellExpansion(const CentredScore& score, const Rational& scale, long accuracy_bits);

  /// a(centre + x/2) = sum_k coefficient_k x^k + remainder for |x| <= 1.
  struct Polynomial {
    Balls coefficient;
    Ball remainder;  ///< upper bound of its absolute value
    Ball value(const Ball& x) const;
    Ball derivative(const Ball& x) const;  ///< of the polynomial part, in x
    Ball second_derivative(const Ball& x) const;
  };
  Polynomial about(const Rational& centre) const;

 private:
  const CentredScore& score_;
  std::vector<Balls> powers_;  // row k: (theta_j/2)^k / k!
  Ball remainder_;
};

}  // namespace posproof
