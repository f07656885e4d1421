#pragma once
#include <string>

#include "posproof/arith/float.hpp"
#include "posproof/arith/rational.hpp"

namespace posproof {

/// A real number between two decimal numbers, as text that is safe to print and to store.
/// **Error** enclosure: lower <= value <= upper, both rounded outward; "-inf" and "inf" where nothing is known.
struct Enclosure {
  std::string lower;
  std::string upper;
  friend bool operator==(const Enclosure&, const Enclosure&) = default;
};

/// Decimal text of q with at most `digits` significant digits, rounded toward -inf / +inf. Scientific notation
/// ("1.5e-12") below 10^-6 and where zeros would have to fill up digits that are not there.
std::string decimal_floor(const Rational& q, int digits);
std::string decimal_ceil(const Rational& q, int digits);

/// Outward-rounded decimals of [lo, hi]; needs lo <= hi. Digits default to what the width justifies, plus two guard
/// digits; when lo == hi to the exact value if that is a decimal of up to 40 digits, otherwise to 20 digits.
Enclosure make_enclosure(const Rational& lo, const Rational& hi, int digits = 0);

/// "0.49387566 ± 5e-9" with correct digits only (error at most one unit of the last digit, stated after the sign),
/// the exact value when lo == hi is a decimal of at most `max_digits` digits, or "[lower, upper]" when not one digit
/// is certain.
std::string to_text(const Rational& lo, const Rational& hi, int max_digits = 20);

/// An end point of an enclosure on its way to text: a binary number, or, where that would need an exponent beyond
/// 2^40, the text of a power of ten on the safe side of it.
struct EndPoint {
  Float value;
  std::string power_of_ten;  ///< empty unless it replaces `value`
};
struct EndPoints {
  EndPoint lower;
  EndPoint upper;
};

Enclosure make_enclosure(const EndPoints& ends, int digits = 0);
std::string to_text(const EndPoints& ends, int max_digits = 20);

/// The same for a ball or an interval, whatever its size: no huge rational is built on the way.
template <class R>
Enclosure enclose(const R& x, int digits = 0) {
  return make_enclosure(end_points(x), digits);
}
template <class R>
std::string text(const R& x, int max_digits = 20) {
  return to_text(end_points(x), max_digits);
}

}  // namespace posproof
