#include "decimal.hpp"

#include <algorithm>
#include <cstddef>

#include "posproof/arith/contract.hpp"

namespace posproof::detail {
namespace {

constexpr long smallest_plain = -5;  // 0.00000123 is still written plainly
constexpr long largest_padded = 21;

std::string sign_of(const Decimal& d) { return d.negative ? "-" : ""; }

std::string scientific(const Decimal& d) {
  std::string s = sign_of(d) + d.digits[0];
  if (d.digits.size() > 1) s += "." + d.digits.substr(1);
  return s + "e" + std::to_string(d.exponent - 1);
}

std::string plain(const Decimal& d) {
  const long n = static_cast<long>(d.digits.size());
  if (d.exponent <= 0) return sign_of(d) + "0." + std::string(static_cast<std::size_t>(-d.exponent), '0') + d.digits;
  if (d.exponent >= n) return sign_of(d) + d.digits + std::string(static_cast<std::size_t>(d.exponent - n), '0');
  const auto point = static_cast<std::size_t>(d.exponent);
  return sign_of(d) + d.digits.substr(0, point) + "." + d.digits.substr(point);
}

}  // namespace

Decimal to_decimal(mpfr_srcptr x, int digits, mpfr_rnd_t direction) {
  ensure(digits >= 1 && mpfr_number_p(x), "decimal of a number that is not finite, or to no digits");
  use_wide_exponents();
  Decimal d;
  if (mpfr_zero_p(x)) return d;
  mpfr_exp_t exponent = 0;
  char* text = mpfr_get_str(nullptr, &exponent, 10, static_cast<std::size_t>(digits), x, direction);
  d.negative = text[0] == '-';
  d.digits = text + (d.negative ? 1 : 0);
  d.exponent = exponent;
  mpfr_free_str(text);
  return d;
}

Decimal without_trailing_zeros(Decimal d) {
  const auto last = d.digits.find_last_not_of('0');
  d.digits.resize(last == std::string::npos ? 0 : last + 1);
  return d;
}

std::string bound_text(const Decimal& full) {
  const Decimal d = without_trailing_zeros(full);
  if (d.digits.empty()) return "0";
  const long room = std::max<long>(largest_padded, static_cast<long>(full.digits.size()));
  return d.exponent < smallest_plain || d.exponent > room ? scientific(d) : plain(d);
}

std::string approximation_text(const Decimal& d) {
  if (d.digits.empty()) return "0";
  const long room = static_cast<long>(d.digits.size());
  return d.exponent < smallest_plain || d.exponent > room ? scientific(d) : plain(d);
}

std::string error_text(const Decimal& d) {
  if (d.digits.empty()) return "0";
  return d.exponent < -1 || d.exponent > 3 ? scientific(without_trailing_zeros(d)) : plain(without_trailing_zeros(d));
}

}  // namespace posproof::detail
