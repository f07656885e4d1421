#pragma once
#include <string>

#include "posproof/arith/rational.hpp"

namespace posproof {

/// A real number between two decimal numbers, as text that is safe to print and to store.
/// **Error** enclosure: lower <= value <= upper, both rounded outward.
struct Enclosure {
  std::string lower;
  std::string upper;
  friend bool operator==(const Enclosure&, const Enclosure&) = default;
};

/// Decimal text of q with at most `digits` significant digits, rounded toward -inf / +inf.
std::string decimal_floor(const Rational& q, int digits);
std::string decimal_ceil(const Rational& q, int digits);

/// Outward-rounded decimals of [lo, hi]; needs lo <= hi. Digits default to what the width justifies, plus two guard digits.
Enclosure make_enclosure(const Rational& lo, const Rational& hi, int digits = 0);

/// "0.49387566 ± 5e-9" with correct digits only, the exact value when lo == hi is a short decimal,
/// or "[lower, upper]" when not one digit is certain.
std::string to_text(const Rational& lo, const Rational& hi, int max_digits = 20);

}  // namespace posproof
