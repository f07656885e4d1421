#include "posproof/arith/enclosure.hpp"

#include <algorithm>
#include <climits>
#include <cmath>

#include "decimal.hpp"
#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

using detail::Decimal;

constexpr int exact_digits = 40;
constexpr int default_digits = 20;
constexpr int guard_digits = 2;
constexpr int bracket_digits = 4;
constexpr double digits_per_bit = 0.30103;
constexpr long guard_bits = 64;

long bits_for(int digits) { return static_cast<long>(digits / digits_per_bit) + guard_bits; }

Float rounded(const Rational& q, long bits, mpfr_rnd_t direction) {
  use_wide_exponents();
  Float f(bits);
  mpfr_set_q(f.raw(), q.raw().get_mpq_t(), direction);
  return f;
}

Integer power_of_ten(long n) {
  Integer r;
  mpz_ui_pow_ui(r.get_mpz_t(), 10, static_cast<unsigned long>(n));
  return r;
}

/// round(q 10^places) in the given direction, over 10^places.
Decimal exact_decimal(const Rational& q, long places, bool up) {
  Integer num = q.numerator(), den = q.denominator(), m;
  if (places >= 0)
    num *= power_of_ten(places);
  else
    den *= power_of_ten(-places);
  if (up)
    mpz_cdiv_q(m.get_mpz_t(), num.get_mpz_t(), den.get_mpz_t());
  else
    mpz_fdiv_q(m.get_mpz_t(), num.get_mpz_t(), den.get_mpz_t());
  Decimal d;
  if (m == 0) return d;
  d.negative = m < 0;
  d.digits = Integer(::abs(m)).get_str();
  d.exponent = static_cast<long>(d.digits.size()) - places;
  return d;
}

/// Two binary approximations settle the digits unless a decimal of that length lies between them; then exactly.
Decimal directed_decimal(const Rational& q, int digits, bool up) {
  ensure(digits >= 1, "a decimal needs at least one digit");
  if (q.sign() == 0) return {};
  const mpfr_rnd_t direction = up ? MPFR_RNDU : MPFR_RNDD;
  const long bits = bits_for(digits);
  const Decimal a = detail::to_decimal(rounded(q, bits, MPFR_RNDD).raw(), digits, direction);
  const Decimal b = detail::to_decimal(rounded(q, bits, MPFR_RNDU).raw(), digits, direction);
  if (a.digits == b.digits && a.exponent == b.exponent) return a;
  const long places = digits - std::max(a.exponent, b.exponent);
  const Decimal d = exact_decimal(q, places, up);
  const long short_of = digits - static_cast<long>(d.digits.size());  // just under a power of ten
  return short_of > 0 ? exact_decimal(q, places + short_of, up) : d;
}

/// Significant digits that a width leaves meaningful in a number of the given size, guard digits included.
int digits_for(mpfr_srcptr size, mpfr_srcptr width) {
  if (mpfr_zero_p(size)) return 1 + guard_digits;
  const double bits = static_cast<double>(mpfr_get_exp(size)) - static_cast<double>(mpfr_get_exp(width));
  return static_cast<int>(std::clamp(std::ceil(bits * digits_per_bit), 1.0, 1e8)) + guard_digits;
}

int digits_between(mpfr_srcptr lo, mpfr_srcptr hi) {
  use_wide_exponents();
  Float width(guard_bits);
  mpfr_sub(width.raw(), hi, lo, MPFR_RNDU);
  return digits_for(mpfr_cmpabs(lo, hi) > 0 ? lo : hi, width.raw());
}

std::string bound(const EndPoint& e, int digits, bool up) {
  if (!e.power_of_ten.empty()) return e.power_of_ten;
  if (!e.value.is_finite()) return up ? "inf" : "-inf";
  return detail::bound_text(detail::to_decimal(e.value.raw(), digits, up ? MPFR_RNDU : MPFR_RNDD));
}

bool both_binary(const EndPoints& e) {
  return e.lower.power_of_ten.empty() && e.upper.power_of_ten.empty() && e.lower.value.is_finite() && e.upper.value.is_finite();
}

std::string brackets(const EndPoints& e) {
  return "[" + bound(e.lower, bracket_digits, false) + ", " + bound(e.upper, bracket_digits, true) + "]";
}

/// An upper bound of the distance from the decimal to either end.
Float distance_upper(const Decimal& d, mpfr_srcptr lo, mpfr_srcptr hi, long bits) {
  const std::string s = (d.negative ? "-0." : "0.") + d.digits + "e" + std::to_string(d.exponent);
  Float below(bits), above(bits), left(guard_bits), right(guard_bits);
  mpfr_set_str(below.raw(), s.c_str(), 10, MPFR_RNDD);
  mpfr_set_str(above.raw(), s.c_str(), 10, MPFR_RNDU);
  mpfr_sub(left.raw(), above.raw(), lo, MPFR_RNDU);
  mpfr_sub(right.raw(), hi, below.raw(), MPFR_RNDU);
  return mpfr_cmp(left.raw(), right.raw()) > 0 ? left : right;
}

/// 10^n or a little below.
Float power_of_ten_lower(long n) {
  Float p(guard_bits);
  mpfr_set_str(p.raw(), ("1e" + std::to_string(n)).c_str(), 10, MPFR_RNDD);
  return p;
}

/// The longest decimal, up to max_digits, that lies within one unit of its last digit from all of [lo, hi]; "" if none.
std::string approximation(mpfr_srcptr lo, mpfr_srcptr hi, int max_digits) {
  const int wanted = std::min(max_digits, mpfr_equal_p(lo, hi) ? max_digits : digits_between(lo, hi));
  const long bits = bits_for(wanted);
  Float middle(bits);
  mpfr_add(middle.raw(), lo, hi, MPFR_RNDN);
  mpfr_div_2ui(middle.raw(), middle.raw(), 1, MPFR_RNDN);
  if (mpfr_zero_p(middle.raw())) return "";
  for (int n = wanted; n >= 1; --n) {
    const Decimal d = detail::to_decimal(middle.raw(), n, MPFR_RNDN);
    const Float off = distance_upper(d, lo, hi, bits);
    if (mpfr_cmp(off.raw(), power_of_ten_lower(d.exponent - n).raw()) > 0) continue;
    return detail::approximation_text(d) + " ± " + detail::error_text(detail::to_decimal(off.raw(), 1, MPFR_RNDU));
  }
  return "";
}

}  // namespace

std::string decimal_floor(const Rational& q, int digits) { return detail::bound_text(directed_decimal(q, digits, false)); }
std::string decimal_ceil(const Rational& q, int digits) { return detail::bound_text(directed_decimal(q, digits, true)); }

Enclosure make_enclosure(const Rational& lo, const Rational& hi, int digits) {
  ensure(lo <= hi, "enclosure with its ends in the wrong order");
  if (digits == 0 && lo == hi) {
    const Enclosure exact{decimal_floor(lo, exact_digits), decimal_ceil(hi, exact_digits)};
    if (exact.lower == exact.upper) return exact;
    digits = default_digits;
  }
  if (digits == 0) {
    const Float size = rounded(std::max(abs(lo), abs(hi)), guard_bits, MPFR_RNDU);
    digits = digits_for(size.raw(), rounded(hi - lo, guard_bits, MPFR_RNDU).raw());
  }
  return {decimal_floor(lo, digits), decimal_ceil(hi, digits)};
}

std::string to_text(const Rational& lo, const Rational& hi, int max_digits) {
  ensure(lo <= hi && max_digits >= 1, "text of an enclosure with its ends in the wrong order, or of no digits");
  if (lo == hi) {
    const std::string exact = decimal_floor(lo, max_digits);
    if (exact == decimal_ceil(lo, max_digits)) return exact;
  }
  const long bits = bits_for(max_digits);
  return to_text(EndPoints{{rounded(lo, bits, MPFR_RNDD), ""}, {rounded(hi, bits, MPFR_RNDU), ""}}, max_digits);
}

Enclosure make_enclosure(const EndPoints& e, int digits) {
  if (digits == 0 && both_binary(e)) {
    mpfr_srcptr lo = e.lower.value.raw(), hi = e.upper.value.raw();
    if (mpfr_equal_p(lo, hi)) {
      const Enclosure exact{bound(e.lower, exact_digits, false), bound(e.upper, exact_digits, true)};
      if (exact.lower == exact.upper) return exact;
      digits = default_digits;
    } else {
      digits = digits_between(lo, hi);
    }
  }
  if (digits == 0) digits = bracket_digits;
  return {bound(e.lower, digits, false), bound(e.upper, digits, true)};
}

std::string to_text(const EndPoints& e, int max_digits) {
  ensure(max_digits >= 1, "text of no digits");
  if (!both_binary(e)) return brackets(e);
  mpfr_srcptr lo = e.lower.value.raw(), hi = e.upper.value.raw();
  if (mpfr_equal_p(lo, hi)) {
    const std::string exact = bound(e.lower, max_digits, false);
    if (exact == bound(e.upper, max_digits, true)) return exact;
  }
  const std::string s = approximation(lo, hi, max_digits);
  return s.empty() ? brackets(e) : s;
}

}  // namespace posproof
