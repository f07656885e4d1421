#pragma once
#include <cstddef>
#include <utility>
#include <vector>

#include "posproof/arith/rational.hpp"

namespace posproof {

/// Polynomial with integer coefficients in variables 0..variables-1, as a list of distinct terms.
struct MultivariatePolynomial {
  std::size_t variables = 0;
  std::vector<std::pair<std::vector<unsigned long>, Integer>> terms;  ///< exponents, non-zero coefficient
};

/// a = gcd * a_cofactor and b = gcd * b_cofactor.
struct GcdParts {
  MultivariatePolynomial gcd, a_cofactor, b_cofactor;
};

/// Greatest common divisor over the integers (FLINT). Both polynomials non-zero, over the same variables (contract).
/// **Error** exact; the two products are multiplied out again and compared.
GcdParts gcd_with_cofactors(const MultivariatePolynomial& a, const MultivariatePolynomial& b);

/// Irreducible factors over the rationals with their exponents, primitive; p = content * product (FLINT).
/// p non-zero (contract). **Error** exact, multiplied out again and compared.
struct Factorization {
  Integer content;
  std::vector<std::pair<MultivariatePolynomial, unsigned long>> factors;
};
Factorization factor(const MultivariatePolynomial& p);

}  // namespace posproof
