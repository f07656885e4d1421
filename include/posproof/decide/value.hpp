#pragma once
#include <optional>
#include <string>
#include <vector>

#include "posproof/claim/prepare.hpp"
#include "posproof/claim/verdict.hpp"

namespace posproof {

/// A term's value with certified digits.
struct TermValue {
  std::string text;  ///< correct digits only; the enclosure when the digits asked for cannot be had
  Enclosure value;   ///< of the real part
  std::optional<Enclosure> imaginary;
  long bits = 0;
  bool reached = false;  ///< all digits asked for are certain
  std::vector<Confirmation> confirmed_by;
};

/// Evaluates a closed term to `digits` significant digits, doubling the precision up to `last_bits`.
/// Throws ClaimError ("domain-error", "bounds", "not-evaluated") and InternalDisagreement.
TermValue evaluate_term(const PreparedClaim& term, int digits, long last_bits);

}  // namespace posproof
