#pragma once
#include <variant>

#include "functions.hpp"

// A real number as the checker knows it: an exact rational as long as every operation stays rational, else an interval.
// What is decided about an interval holds for every real in it. **Theorem** C6.

namespace check {

/// A constant of the language.
struct Constant {
  const char* name;
  Interval value;
};

class Number {
 public:
  Number(long n = 0) : value_(mpq_class(n)) {}
  /// Refuses rationals that have grown beyond what anybody needs.
  Number(const mpq_class& q) : value_(q) {
    const std::size_t bits = mpz_sizeinbase(q.get_num_mpz_t(), 2) + mpz_sizeinbase(q.get_den_mpz_t(), 2);
    if (bits > largest_bits) throw Undefined("a rational number of more than 2^20 bits");
    charge(bits / 64);
  }
  Number(Interval x) : value_(std::move(x)) {}
  Number(const Constant& c) : value_(c.value) {}
  static Number between(const mpq_class& a, const mpq_class& b) { return a == b ? Number(a) : hull(enclose(a), enclose(b)); }

  static constexpr std::size_t largest_bits = 1 << 20;
  bool exact() const { return value_.index() == 0; }
  bool is(long n) const { return exact() && rational() == n; }
  bool is_integer() const { return exact() && rational().get_den() == 1; }
  const mpq_class& rational() const { return std::get<0>(value_); }
  const Interval& inexact() const { return std::get<1>(value_); }
  Interval interval() const { return exact() ? enclose(rational()) : inexact(); }
  mpq_class lower() const { return exact() ? rational() : exactly(inexact().lo); }
  mpq_class upper() const { return exact() ? rational() : exactly(inexact().hi); }

  friend Number operator+(const Number& a, const Number& b) {
    return a.exact() && b.exact() ? Number(mpq_class(a.rational() + b.rational())) : Number(a.interval() + b.interval());
  }
  Number& operator+=(const Number& b) {
    if (exact() || b.exact()) return *this = *this + b;
    Interval& x = std::get<1>(value_);
    x.lo += b.inexact().lo, x.hi += b.inexact().hi;
    return *this;
  }

 private:
  std::variant<mpq_class, Interval> value_;
};

inline Number operator-(const Number& a) { return a.exact() ? Number(mpq_class(-a.rational())) : Number(-a.inexact()); }
inline Number operator-(const Number& a, const Number& b) { return a + -b; }
/// 0 times anything that is defined is 0.
inline Number operator*(const Number& a, const Number& b) {
  if (a.is(0) || b.is(0)) return 0;
  return a.exact() && b.exact() ? Number(mpq_class(a.rational() * b.rational())) : Number(a.interval() * b.interval());
}
inline Number operator/(const Number& a, const Number& b) {
  if (b.is(0)) throw Undefined("division by 0");
  if (a.exact() && b.exact()) return mpq_class(a.rational() / b.rational());
  const Interval q = a.interval() / b.interval();
  return a.is(0) ? a : Number(q);
}

/// Signs that a number may have.
struct Signs {
  bool negative, zero, positive;
};
inline Signs signs(int lower, int upper) { return {lower < 0, lower <= 0 && upper >= 0, upper > 0}; }
inline Signs signs(const Number& a) {
  return a.exact() ? signs(sgn(a.rational()), sgn(a.rational())) : signs(sgn(a.inexact().lo), sgn(a.inexact().hi));
}
inline bool positive(const Number& a) { return !signs(a).negative && !signs(a).zero; }

/// The least interval around both.
inline Number either(const Number& a, const Number& b) {
  return a.exact() && b.exact() && a.rational() == b.rational() ? a : Number(hull(a.interval(), b.interval()));
}
inline Number max(const Number& a, const Number& b) {
  if (a.exact() && b.exact()) return std::max(a.rational(), b.rational());
  const Interval x = a.interval(), y = b.interval();
  return Interval{std::max(x.lo, y.lo), std::max(x.hi, y.hi)};
}
/// A function to the integers that nowhere decreases.
using Step = mpz_class (*)(const mpq_class&);
inline mpz_class floor_step(const mpq_class& q) { return quotient(q.get_num(), q.get_den(), false); }
inline mpz_class ceil_step(const mpq_class& q) { return quotient(q.get_num(), q.get_den(), true); }
inline mpz_class round_step(const mpq_class& q) { return sgn(q) * floor_step(abs(q) + mpq_class(1, 2)); }  // halves away from 0
inline mpz_class sign_step(const mpq_class& q) { return sgn(q); }
inline Number stepped(const Number& a, Step f) { return Number::between(f(a.lower()), f(a.upper())); }

inline Number exp(const Number& a) { return a.is(0) ? Number(1) : Number(exp(a.interval())); }
inline Number log(const Number& a) { return a.is(1) ? Number(0) : Number(log(a.interval())); }
inline Number atan(const Number& a) { return a.is(0) ? a : Number(atan(a.interval())); }
inline Number ci(const Number& a) { return ci(a.interval()); }
inline std::pair<Number, Number> sin_cos(const Number& a) {
  if (a.is(0)) return {0, 1};
  const auto [s, c] = sin_cos(a.interval());
  return {s, c};
}

inline Number integer_power(const Number& a, const mpz_class& n) {
  const mpz_class size = abs(n);
  if (n < 0 && a.is(0)) throw Undefined("negative power of 0");
  if (n == 0 || a.is(1)) return 1;
  if (a.is(0)) return 0;
  if (a.is(-1)) return n % 2 == 0 ? 1 : -1;
  if (!a.exact()) {
    if (size > 100000) throw Undefined("an exponent beyond 100000");
    const Interval x = power(a.inexact(), size.get_ui());
    return n > 0 ? x : whole(1) / x;
  }
  const mpz_class &num = a.rational().get_num(), &den = a.rational().get_den();
  if (size * (std::max(mpz_sizeinbase(num.get_mpz_t(), 2), mpz_sizeinbase(den.get_mpz_t(), 2)) - 1) > Number::largest_bits)
    throw Undefined("a power of more than 2^20 bits");
  mpq_class r;
  mpz_pow_ui(r.get_num_mpz_t(), num.get_mpz_t(), size.get_ui());
  mpz_pow_ui(r.get_den_mpz_t(), den.get_mpz_t(), size.get_ui());
  return n < 0 ? mpq_class(1 / r) : r;
}
/// a^b: integer powers of anything (0^0 = 1, no negative power of 0), other rational powers of numbers >= 0, real ones of
/// numbers > 0.
inline Number pow(const Number& a, const Number& b) {
  if (b.is_integer()) return integer_power(a, b.rational().get_num());
  const bool growing = b.exact() && b.rational() > 0;
  if (a.is(0) && growing) return 0;
  mpq_class root;
  if (a.exact() && b.exact() && a.rational() > 0 && b.rational().get_den() < 10000) {
    const unsigned long n = b.rational().get_den().get_ui();
    if (mpz_root(root.get_num_mpz_t(), a.rational().get_num_mpz_t(), n) &&
        mpz_root(root.get_den_mpz_t(), a.rational().get_den_mpz_t(), n))
      return integer_power(root, b.rational().get_num());  // an exact root
  }
  if (positive(a)) return exp(b * log(a));
  if (signs(a).negative || !growing) throw Undefined("power of a number that may be negative, or of 0");
  return Interval{0, exp(b * log(Number(a.upper()))).interval().hi};  // x^b increases from 0^b = 0
}
inline Number sqrt(const Number& a) {
  const Number y = a.exact() ? pow(a, Number(mpq_class(1, 2))) : Number();
  return a.exact() && y.exact() ? y : Number(sqrt(a.interval()));
}

}  // namespace check
