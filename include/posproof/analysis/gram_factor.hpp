#pragma once
#include <optional>

#include "posproof/analysis/gram.hpp"

namespace posproof {

/// A lower-triangular matrix L with L L^T close to some symmetric matrix: a guess without any guarantee, stored by rows
/// (row i holds i + 1 exact entries). What it is good for is checked afterwards.
class ApproxCholesky {
 public:
  /// Factor of A - shift I; nullopt when a pivot is not positive at working precision.
  static std::optional<ApproxCholesky> of(const SquareBalls& a, const Ball& shift);
  std::size_t size() const { return n_; }
  std::span<const Ball> row(std::size_t i) const { return {entries_.data() + i * (i + 1) / 2, i + 1}; }
  /// Guess for (L L^T)^-1 b.
  Balls solve(Balls b) const;
  /// The first row at which a factorisation fails; size() of the matrix when none does.
  static std::size_t failing_row(const SquareBalls& a);

 private:
  std::size_t n_ = 0;
  Balls entries_;
  std::size_t fill(const SquareBalls& a, const Ball& shift);
};

/// Upper bound of the spectral norm of A - shift I - L L^T, from its largest absolute row sum, each entry enclosed.
/// **Theorem** P6.
Ball factor_defect_upper(const SquareBalls& a, const Ball& shift, const ApproxCholesky& l);

/// Certified bounds of an extreme eigenvalue of a symmetric matrix.
struct EigenvalueBounds {
  Rational lower;
  Rational upper;
};
/// Smallest eigenvalue: above by a Rayleigh quotient, below by P6 with a shift just under it. nullopt when the working
/// precision cannot show the matrix positive definite. **Theorem** P6.
std::optional<EigenvalueBounds> smallest_eigenvalue(const SquareBalls& a, const ApproxCholesky& l);
/// Largest eigenvalue: below by a Rayleigh quotient, above by P6 for mu I - A. **Theorem** P6.
EigenvalueBounds largest_eigenvalue(const SquareBalls& a);

/// A x = b solved with a certificate: every component of the result holds that of the exact solution for every matrix in
/// the enclosure A, whose smallest eigenvalue is at least `eigenvalue_lower` > 0. **Theorem** P7.
Balls certified_solve(const SquareBalls& a, const ApproxCholesky& l, const Rational& eigenvalue_lower, const Balls& b);

}  // namespace posproof
