#pragma once
#include <string>

#include "posproof/arith/float.hpp"

namespace posproof::detail {

/// sign 0.d1 d2 d3... x 10^exponent; digits "" is zero.
struct Decimal {
  bool negative = false;
  std::string digits;
  long exponent = 0;
};

/// x (finite) to `digits` significant digits in the given direction.
Decimal to_decimal(mpfr_srcptr x, int digits, mpfr_rnd_t direction);
Decimal without_trailing_zeros(Decimal d);

/// A bound: every digit of it is exact, so zeros may fill up to the decimal point.
std::string bound_text(const Decimal& d);
/// An approximation: only its own digits are shown, trailing zeros among them.
std::string approximation_text(const Decimal& d);
/// The size of an error, one digit: "5e-9", "0.04", "20".
std::string error_text(const Decimal& d);

}  // namespace posproof::detail
