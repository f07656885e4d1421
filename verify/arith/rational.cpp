#include "posproof/arith/rational.hpp"

#include <cctype>
#include <cmath>

#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

constexpr long largest_decimal_exponent = 1'000'000;

Integer power_of_ten(unsigned long n) {
  Integer r;
  mpz_ui_pow_ui(r.get_mpz_t(), 10, n);
  return r;
}

std::string_view take_digits(std::string_view& text) {
  std::size_t n = 0;
  while (n < text.size() && std::isdigit(static_cast<unsigned char>(text[n]))) ++n;
  auto digits = text.substr(0, n);
  text.remove_prefix(n);
  return digits;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

/// Reads "e-12" and the like; false when malformed or out of range.
bool take_exponent(std::string_view& text, long& exponent) {
  exponent = 0;
  if (!take(text, 'e') && !take(text, 'E')) return true;
  const bool negative = take(text, '-');
  if (!negative) take(text, '+');
  const auto digits = take_digits(text);
  if (digits.empty() || digits.size() > 9) return false;
  exponent = std::stol(std::string(digits));
  if (negative) exponent = -exponent;
  return std::abs(exponent) <= largest_decimal_exponent;
}

std::optional<Rational> parse_unsigned(std::string_view text) {
  const auto whole = take_digits(text);
  std::string_view fraction;
  if (take(text, '.')) {
    fraction = take_digits(text);
    if (fraction.empty()) return std::nullopt;
  }
  if (whole.empty()) return std::nullopt;
  if (take(text, '/')) {
    const auto den = take_digits(text);
    if (!fraction.empty() || den.empty() || !text.empty()) return std::nullopt;
    const Integer d{std::string(den), 10};  // base 10: "010" is ten
    if (d == 0) return std::nullopt;
    return Rational(Integer{std::string(whole), 10}, d);
  }
  long exponent = 0;
  if (!take_exponent(text, exponent) || !text.empty()) return std::nullopt;
  Integer digits{std::string(whole) + std::string(fraction), 10};
  exponent -= static_cast<long>(fraction.size());
  if (exponent >= 0) return Rational(Integer(digits * power_of_ten(static_cast<unsigned long>(exponent))));
  return Rational(digits, power_of_ten(static_cast<unsigned long>(-exponent)));
}

}  // namespace

Rational::Rational(const Integer& num, const Integer& den) : q_(num, den) {
  ensure(den != 0, "rational with zero denominator");
  q_.canonicalize();
}

std::optional<Rational> Rational::parse(std::string_view text) {
  const bool negative = take(text, '-');
  auto value = parse_unsigned(text);
  if (value && negative) return -*value;
  return value;
}

Rational Rational::from_double(double x) {
  ensure(std::isfinite(x), "rational of a double that is not finite");
  Rational r;
  mpq_set_d(r.q_.get_mpq_t(), x);
  return r;
}

std::size_t Rational::size_bits() const {
  return mpz_sizeinbase(q_.get_num_mpz_t(), 2) + mpz_sizeinbase(q_.get_den_mpz_t(), 2);
}

std::optional<long> Rational::to_long() const {
  if (!is_integer() || !q_.get_num().fits_slong_p()) return std::nullopt;
  return q_.get_num().get_si();
}

Rational Rational::operator-() const {
  Rational r;
  r.q_ = -q_;
  return r;
}

Rational& Rational::operator/=(const Rational& o) {
  ensure(o.sign() != 0, "rational division by zero");
  q_ /= o.q_;
  return *this;
}

Rational abs(const Rational& x) { return x.sign() < 0 ? -x : x; }

Integer floor(const Rational& x) {
  Integer r;
  mpz_fdiv_q(r.get_mpz_t(), x.raw().get_num_mpz_t(), x.raw().get_den_mpz_t());
  return r;
}

Integer ceil(const Rational& x) {
  Integer r;
  mpz_cdiv_q(r.get_mpz_t(), x.raw().get_num_mpz_t(), x.raw().get_den_mpz_t());
  return r;
}

Integer round(const Rational& x) {
  const Rational half(Integer(1), Integer(2));
  return x.sign() >= 0 ? floor(x + half) : ceil(x - half);
}

Rational pow(const Rational& x, long n) {
  ensure(n >= 0 || x.sign() != 0, "zero to a negative power");
  const unsigned long size = n < 0 ? 0UL - static_cast<unsigned long>(n) : static_cast<unsigned long>(n);
  Integer num, den;
  mpz_pow_ui(num.get_mpz_t(), x.raw().get_num_mpz_t(), size);
  mpz_pow_ui(den.get_mpz_t(), x.raw().get_den_mpz_t(), size);
  return n < 0 ? Rational(den, num) : Rational(num, den);
}

std::optional<Rational> exact_root(const Rational& x, unsigned long n) {
  ensure(n >= 1 && x.sign() >= 0, "exact_root needs n >= 1 and x >= 0");
  Integer num, den;
  if (!mpz_root(num.get_mpz_t(), x.raw().get_num_mpz_t(), n)) return std::nullopt;
  if (!mpz_root(den.get_mpz_t(), x.raw().get_den_mpz_t(), n)) return std::nullopt;
  return Rational(num, den);
}

}  // namespace posproof
