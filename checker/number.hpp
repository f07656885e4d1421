#pragma once
#include <gmpxx.h>

#include <algorithm>
#include <optional>
#include <stdexcept>

// A real number as the checker knows it: an exact rational as long as every operation stays rational, else an interval with
// fixed-point ends, lower ends rounded down and upper ends up. What is computed and decided holds for every real in the
// intervals. **Theorem** C1 (intervals), C6 (numbers).

namespace check {

template <int>
struct Error : std::runtime_error {
  using runtime_error::runtime_error;
};
using Undefined = Error<0>;   ///< a term is not known to have a value, such as 1/x for x that may be 0
using Rejected = Error<1>;    ///< the certificate does not prove its claim: exit code 1
using Unreadable = Error<2>;  ///< the file is no certificate of this version, or not all of one: exit code 2

/// Counts work in units of roughly a tenth of a microsecond; refuses more than anybody should wait for.
inline unsigned long work = 0;
inline void charge(unsigned long units) {
  if ((work += units) > 10'000'000'000) throw(work = 0, Rejected("more work than the limit of 10^10 units"));
}

/// Bits behind the point, for everything computed while the object lives.
struct Precision {
  inline static int bits = 128;
  int before = bits;
  explicit Precision(long b) { bits = static_cast<int>(b); }
  ~Precision() { bits = before; }
  Precision(const Precision&) = delete;
};

/// a * 2^k and a / b, rounded down or up to an integer.
inline mpz_class shifted(const mpz_class& a, long k, bool up = false) {
  mpz_class r;
  k >= 0 ? mpz_mul_2exp(r.get_mpz_t(), a.get_mpz_t(), k)
         : (up ? mpz_cdiv_q_2exp : mpz_fdiv_q_2exp)(r.get_mpz_t(), a.get_mpz_t(), -k);
  return r;
}
inline mpz_class quotient(const mpz_class& a, const mpz_class& b, bool up) {
  mpz_class q;
  (up ? mpz_cdiv_q : mpz_fdiv_q)(q.get_mpz_t(), a.get_mpz_t(), b.get_mpz_t());
  return q;
}
/// 1, in units in the last place.
inline mpz_class unit() { return shifted(1, Precision::bits); }

struct Number {
  mpz_class lo, hi;                ///< the number lies between lo and hi, in units in the last place
  std::optional<mpq_class> exact;  ///< and is this one, if known

  Number(mpz_class lower, mpz_class upper) : lo(std::move(lower)), hi(std::move(upper)) {}
  /// Refuses rationals that have grown beyond what anybody needs.
  Number(const mpq_class& q) : exact(q) {
    const std::size_t bits = mpz_sizeinbase(q.get_num_mpz_t(), 2) + mpz_sizeinbase(q.get_den_mpz_t(), 2);
    if (bits > 1 << 20) throw Undefined("a rational number of more than 2^20 bits");
    charge(bits / 64);
    const mpz_class n = shifted(q.get_num(), Precision::bits);
    lo = quotient(n, q.get_den(), false), hi = quotient(n, q.get_den(), true);
  }
  Number(long n = 0) : Number(mpq_class(n)) {}
  static Number point(const mpz_class& x) { return {x, x}; }
  bool is(long n) const { return exact && *exact == n; }
  bool is_integer() const { return exact && exact->get_den() == 1; }
  mpq_class lower() const { return exact ? *exact : mpq_class(lo) / mpq_class(unit()); }
  mpq_class upper() const { return exact ? *exact : mpq_class(hi) / mpq_class(unit()); }
  std::string text() const { return std::to_string(lower().get_d()) + " .. " + std::to_string(upper().get_d()); }
  /// The largest size, in units in the last place.
  mpz_class magnitude() const { return std::max(mpz_class(abs(lo)), mpz_class(abs(hi))); }
  std::size_t limbs() const { return std::max(mpz_size(lo.get_mpz_t()), mpz_size(hi.get_mpz_t())); }
  mpz_class middle() const { return (lo + hi) / 2; }
  Number widened(const mpz_class& radius) const { return {lo - radius, hi + radius}; }
  /// Times 2^k, as an interval.
  Number scaled(long k) const { return {shifted(lo, k, false), shifted(hi, k, true)}; }
  Number& operator+=(const Number& b) {
    if (exact && b.exact) return *this = mpq_class(*exact + *b.exact);
    lo += b.lo, hi += b.hi, exact.reset();
    return *this;
  }
};
/// The least interval around both.
inline Number hull(const Number& a, const Number& b) {
  return a.exact && a.exact == b.exact ? a : Number(std::min(a.lo, b.lo), std::max(a.hi, b.hi));
}
/// The integer n as an interval, for what is not to be computed exactly.
inline Number whole(const mpz_class& n) { return Number::point(shifted(n, Precision::bits)); }

inline Number operator+(Number a, const Number& b) { return a += b; }
inline Number operator-(const Number& a) { return a.exact ? Number(mpq_class(-*a.exact)) : Number(-a.hi, -a.lo); }
inline Number operator-(const Number& a, const Number& b) { return -b += a; }
/// x times the rational q, rounded once.
inline Number times(const Number& x, const mpq_class& q) {
  if (q < 0) return -times(x, -q);
  charge(1 + x.limbs() * mpz_size(q.get_num_mpz_t()) / 16);
  if (q.get_den() == 1) return {x.lo * q.get_num(), x.hi * q.get_num()};
  return {quotient(x.lo * q.get_num(), q.get_den(), false), quotient(x.hi * q.get_num(), q.get_den(), true)};
}
/// 0 times anything that is defined is 0.
inline Number operator*(const Number& a, const Number& b) {
  if (a.is(0) || b.is(0)) return 0;
  if (a.exact && b.exact) return mpq_class(*a.exact * *b.exact);
  if (a.exact || b.exact) return a.exact ? times(b, *a.exact) : times(a, *b.exact);
  charge(1 + a.limbs() * b.limbs() / 16);
  if (a.lo >= 0 && b.lo >= 0) return Number(a.lo * b.lo, a.hi * b.hi).scaled(-Precision::bits);
  const mpz_class p[] = {a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi};  // extreme where both factors are at an end
  return Number(*std::min_element(p, p + 4), *std::max_element(p, p + 4)).scaled(-Precision::bits);
}
inline Number operator/(const Number& a, const Number& b) {
  if (b.exact ? b.is(0) : b.lo <= 0 && b.hi >= 0) throw Undefined("division by what may be 0");
  if (a.is(0) || b.exact) return b.exact ? a * Number(mpq_class(1 / *b.exact)) : a;
  if (b.hi < 0) return -a / -b;
  const Number n = a.scaled(Precision::bits);  // extreme where both are at an end
  return {quotient(n.lo, n.lo < 0 ? b.lo : b.hi, false), quotient(n.hi, n.hi < 0 ? b.hi : b.lo, true)};
}
inline Number operator/(const Number& a, unsigned long n) { return {quotient(a.lo, n, false), quotient(a.hi, n, true)}; }

/// x^n, with 0^0 = 1: of an interval increasing in x for odd n > 0, the power of |x| for even n.
inline Number power(const Number& x, const mpz_class& n) {
  if (n < 0) return Number(1) / power(x, -n);
  if (n == 0 || x.is(0) || x.is(1) || x.is(-1)) return n == 0 ? Number(1) : n % 2 == 0 ? x * x : x;
  if (n > 1 << 20) throw Undefined("an exponent beyond 2^20");
  const auto odd = [&](const mpz_class& end) { return Number::point(end) * power(Number::point(end), n - 1); };
  if (!x.exact && n % 2 != 0) return {odd(x.lo).lo, odd(x.hi).hi};
  Number result = 1, factor = x.exact ? x : Number(std::max({mpz_class(0), x.lo, mpz_class(-x.hi)}), x.magnitude());
  for (unsigned long k = n.get_ui(); k > 0; k /= 2) {
    if (k % 2) result = result * factor;
    if (k > 1) factor = factor * factor;
  }
  return result;
}

inline Number sqrt(const Number& x) {
  if (x.lo < 0) throw Undefined("square root of what may be negative");
  if (x.exact && mpz_perfect_square_p(x.exact->get_num_mpz_t()) && mpz_perfect_square_p(x.exact->get_den_mpz_t()))
    return mpq_class(::sqrt(x.exact->get_num()), ::sqrt(x.exact->get_den()));
  const mpz_class m = shifted(x.hi, Precision::bits), root = ::sqrt(m);  // rounded down
  return {::sqrt(shifted(x.lo, Precision::bits)), root * root < m ? mpz_class(root + 1) : root};
}

/// Signs that a number may have.
struct Signs {
  bool negative, zero, positive;
};
inline Signs signs(const mpq_class& lower, const mpq_class& upper) { return {lower < 0, lower <= 0 && upper >= 0, upper > 0}; }
inline Signs signs(const Number& a) { return a.exact ? signs(*a.exact, *a.exact) : signs(a.lo, a.hi); }
inline bool positive(const Number& a) { return !signs(a).negative && !signs(a).zero; }

inline Number max(const Number& a, const Number& b) {
  if (a.exact && b.exact) return std::max(*a.exact, *b.exact);
  return {std::max(a.lo, b.lo), std::max(a.hi, b.hi)};
}
/// A function to the integers that nowhere decreases.
using Step = mpz_class (*)(const mpq_class&);
inline mpz_class floor_step(const mpq_class& q) { return quotient(q.get_num(), q.get_den(), false); }
inline mpz_class ceil_step(const mpq_class& q) { return quotient(q.get_num(), q.get_den(), true); }
inline mpz_class round_step(const mpq_class& q) { return sgn(q) * floor_step(abs(q) + mpq_class(1, 2)); }  // halves away from 0
inline mpz_class sign_step(const mpq_class& q) { return sgn(q); }
inline Number stepped(const Number& a, Step f) { return hull(mpq_class(f(a.lower())), mpq_class(f(a.upper()))); }

}  // namespace check
