#pragma once
#include <string>

#include "posproof/analysis/fit.hpp"
#include "posproof/analysis/score_extrema.hpp"

namespace posproof {

/// How the finite-precision fit is solved: the first three factor the normal equations X^T X h = X^T y, the last the
/// matrix X itself.
enum class LadderSolver { cholesky, ldlt, lu, qr };
const char* to_string(LadderSolver solver);

/// One fit in one arithmetic by one solver. Every operation (products, sums, divisions, roots) is rounded to nearest in
/// that arithmetic; entries of X and y are rounded once. The coefficients it yields are then taken as exact numbers, so the
/// maxima below are certified properties of the function that this arithmetic fits.
struct LadderRung {
  std::string arithmetic;  ///< "binary32", "binary64", "x87 80-bit", "113-bit", "MPFR 256", ...
  long bits = 0;           ///< of the significand
  LadderSolver solver = LadderSolver::cholesky;
  bool solved = false;                    ///< false: a pivot was not positive (Cholesky) or a result not finite
  Rational inside_lower, inside_upper;    ///< max |a| over the integers 0..L-1
  Rational outside_lower, outside_upper;  ///< max |a| over the integers L..M-1
  long right_digits = 0;                  ///< decimal digits of the outside maximum that agree with the exact fit
};

struct LadderStudy {
  Maximum exact_inside, exact_outside;
  std::vector<LadderRung> rungs;
};

/// What to run: significand bits 24, 53 and 64 mean the machine's float, double and long double, others MPFR.
struct LadderPlan {
  std::vector<long> normal_equation_bits;  ///< Cholesky, LDL^T and LU at each
  std::vector<long> qr_bits;               ///< Householder QR of X; 2 L d^2 operations each
};
/// Machine types, 113 bits, and MPFR from 128 to 4096 bits, denser where the digits turn right; QR up to 2048.
LadderPlan full_ladder();

/// **Domain** extend > window = targets.size(), no ridge (contract). **Error** maxima certified.
/// **Source** arXiv 2306.15595, appendix C.1.
std::variant<LadderStudy, FitRefusal> ladder_study(const FitProblem& problem, long extend, const LadderPlan& plan);

/// One rung, for studies over many seeds.
LadderRung ladder_rung(const FitProblem& problem, long extend, long bits, LadderSolver solver);

}  // namespace posproof
