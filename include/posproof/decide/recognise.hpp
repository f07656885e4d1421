#pragma once
#include <optional>
#include <string>

#include "posproof/analysis/trig_sum.hpp"
#include "posproof/claim/ast.hpp"
#include "posproof/claim/verdict.hpp"

namespace posproof {

/// A term of the claim language as a trigonometric sum in one variable.
struct RecognisedSum {
  TrigSum sum;
  std::size_t terms = 0;
  Expr canonical;    ///< offset + sum of amplitude * cos(n * frequency + phase), as an expression
  Derivation proof;  ///< that `canonical` equals the term for every value of the variable (the identity prover's)
};

/// Recognises sums of amplitudes times cosines and sines of arguments that are affine in the variable `slot`: the user's own
/// `sum(t, lo, hi, ...)`, differences and multiples of such, shifted and scaled variables. No other variable may be free.
/// Structure finds the candidate; the identity prover must then show that it equals the term, or nothing is returned
/// (`why` then says what failed). **Theorem** I1, I2, I8.
std::optional<RecognisedSum> recognise_trig_sum(const Expr& term, int slot, std::string& why);

/// A term of the claim language as shift +- B(x), B the sum of running sums of `terms` (running_sum.hpp).
struct RecognisedRunningSum {
  TrigSum terms;  ///< c_j, w_j, p_j, a constant factor c >= 0 of B included in the amplitudes
  std::size_t count = 0;
  bool negative = false;  ///< shift - B
  Expr shift;             ///< constant; null when there is none
  Expr canonical;
  Derivation proof;  ///< the identity prover's: each inner sum, for every k and x, and what stands around the modulus
};

/// Recognises sum(k, lo, hi, |sum(j, first, k + c, amplitude cis(angle))|), angle affine in the variable `slot`, with the
/// modulus written as abs or as the root of the squared cosine sum plus the squared sine sum, times and plus constants. The
/// first inner sum must have one term or none. As above the identity prover must confirm the candidate. **Theorem** I1, I2, I8,
/// S0.
std::optional<RecognisedRunningSum> recognise_running_sum(const Expr& term, int slot, std::string& why);

}  // namespace posproof
