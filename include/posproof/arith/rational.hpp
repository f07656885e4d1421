#pragma once
#include <gmpxx.h>

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace posproof {

using Integer = mpz_class;

/// Exact rational number, always in lowest terms with positive denominator.
class Rational {
 public:
  Rational() = default;
  Rational(int n) : q_(n) {}
  Rational(long n) : q_(n) {}
  Rational(const Integer& n) : q_(n) {}
  /// `den` must not be zero (contract).
  Rational(const Integer& num, const Integer& den);
  Rational(double) = delete;

  /// Reads "12", "-3/4", "0.1", "1e-9", "12.5e+3" exactly. nullopt when the text is not such a number
  /// or its exponent is beyond 10^6 in size.
  static std::optional<Rational> parse(std::string_view text);
  /// The exact value of a finite double (contract: finite).
  static Rational from_double(double x);

  const mpq_class& raw() const { return q_; }
  Integer numerator() const { return q_.get_num(); }
  Integer denominator() const { return q_.get_den(); }
  bool is_integer() const { return q_.get_den() == 1; }
  int sign() const { return sgn(q_); }
  /// Bits of numerator plus bits of denominator.
  std::size_t size_bits() const;
  /// The value when it is an integer that fits a long.
  std::optional<long> to_long() const;
  /// A double near it, without error bound (for messages and plots).
  double approx_double() const { return q_.get_d(); }
  /// "3", "-1/2".
  std::string str() const { return q_.get_str(); }

  Rational operator-() const;
  Rational& operator+=(const Rational& o) {
    q_ += o.q_;
    return *this;
  }
  Rational& operator-=(const Rational& o) {
    q_ -= o.q_;
    return *this;
  }
  Rational& operator*=(const Rational& o) {
    q_ *= o.q_;
    return *this;
  }
  /// Divisor must not be zero (contract).
  Rational& operator/=(const Rational& o);
  friend Rational operator+(Rational a, const Rational& b) { return a += b; }
  friend Rational operator-(Rational a, const Rational& b) { return a -= b; }
  friend Rational operator*(Rational a, const Rational& b) { return a *= b; }
  friend Rational operator/(Rational a, const Rational& b) { return a /= b; }
  friend bool operator==(const Rational& a, const Rational& b) { return a.q_ == b.q_; }
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b) { return cmp(a.q_, b.q_) <=> 0; }

 private:
  mpq_class q_;
};

Rational abs(const Rational& x);
inline Rational sqr(const Rational& x) { return x * x; }
inline Rational min(const Rational& a, const Rational& b) { return b < a ? b : a; }
inline Rational max(const Rational& a, const Rational& b) { return a < b ? b : a; }
Integer floor(const Rational& x);
Integer ceil(const Rational& x);
/// Nearest integer, halves away from zero.
Integer round(const Rational& x);
/// x^n for integer n; 0^0 = 1; 0^negative breaks a contract.
Rational pow(const Rational& x, long n);
/// The exact n-th root (n >= 1) of a non-negative rational when it is rational.
std::optional<Rational> exact_root(const Rational& x, unsigned long n);

}  // namespace posproof
