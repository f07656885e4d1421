#pragma once
#include <gmpxx.h>

#include <algorithm>
#include <stdexcept>

// Interval arithmetic with fixed-point ends. An Interval stands for the reals from lo*2^-b to hi*2^-b, b = Precision::bits.
// Lower ends are rounded down and upper ends up, so results contain the exact results for all points of the operands.
// **Theorem** C1.

namespace check {

/// The file is no certificate of this version, or not all of one: exit code 2.
struct Unreadable : std::runtime_error {
  using runtime_error::runtime_error;
};
/// The certificate does not prove its claim: exit code 1.
struct Rejected : std::runtime_error {
  using runtime_error::runtime_error;
};
/// A term is not known to have a value, such as 1/x for x that may be 0. A comparison with it is undefined: not true, not
/// false.
struct Undefined : std::runtime_error {
  using runtime_error::runtime_error;
};

/// Counts work in units of roughly a tenth of a microsecond; refuses more than anybody should wait for.
inline void charge(unsigned long units) {
  static unsigned long work = 0;
  if ((work += units) > 10'000'000'000) throw Rejected("more work than the limit of 10^10 units");
}

/// Bits behind the point, for everything computed while the object lives.
struct Precision {
  inline static int bits = 128;
  int before = bits;
  explicit Precision(long b) { bits = static_cast<int>(b); }
  ~Precision() { bits = before; }
  Precision(const Precision&) = delete;
  Precision& operator=(const Precision&) = delete;
};

struct Interval {
  mpz_class lo, hi;
};

/// a * 2^k and a / b, rounded down or up to an integer.
inline mpz_class shifted(const mpz_class& a, long k, bool up) {
  mpz_class r;
  if (k >= 0)
    mpz_mul_2exp(r.get_mpz_t(), a.get_mpz_t(), k);
  else
    (up ? mpz_cdiv_q_2exp : mpz_fdiv_q_2exp)(r.get_mpz_t(), a.get_mpz_t(), -k);
  return r;
}
inline mpz_class quotient(const mpz_class& a, const mpz_class& b, bool up) {
  mpz_class q;
  (up ? mpz_cdiv_q : mpz_fdiv_q)(q.get_mpz_t(), a.get_mpz_t(), b.get_mpz_t());
  return q;
}

/// x * 2^k.
inline Interval scaled(const Interval& x, long k) { return {shifted(x.lo, k, false), shifted(x.hi, k, true)}; }
inline Interval whole(const mpz_class& n) { return scaled({n, n}, Precision::bits); }
inline Interval enclose(const mpq_class& q) {
  const mpz_class n = shifted(q.get_num(), Precision::bits, false);
  return {quotient(n, q.get_den(), false), quotient(n, q.get_den(), true)};
}
/// An end as a rational number.
inline mpq_class exactly(const mpz_class& end) { return mpq_class(end) / mpq_class(shifted(1, Precision::bits, false)); }

inline Interval hull(const Interval& a, const Interval& b) { return {std::min(a.lo, b.lo), std::max(a.hi, b.hi)}; }
/// All reals within `radius` units in the last place of x.
inline Interval widened(const Interval& x, const mpz_class& radius) { return {x.lo - radius, x.hi + radius}; }
/// The largest size of a point of x, in units in the last place.
inline mpz_class magnitude(const Interval& x) { return std::max(mpz_class(abs(x.lo)), mpz_class(abs(x.hi))); }

inline Interval operator+(const Interval& a, const Interval& b) { return {a.lo + b.lo, a.hi + b.hi}; }
inline Interval operator-(const Interval& a) { return {-a.hi, -a.lo}; }
inline Interval operator-(const Interval& a, const Interval& b) { return {a.lo - b.hi, a.hi - b.lo}; }
inline Interval operator*(const Interval& a, const Interval& b) {
  charge(1 + mpz_size(a.hi.get_mpz_t()) * mpz_size(b.hi.get_mpz_t()) / 16);
  if (a.lo >= 0 && b.lo >= 0) return scaled({a.lo * b.lo, a.hi * b.hi}, -Precision::bits);
  const mpz_class p[] = {a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi};  // extreme where both factors are at an end
  return scaled({*std::min_element(p, p + 4), *std::max_element(p, p + 4)}, -Precision::bits);
}
inline Interval operator/(const Interval& a, const Interval& b) {
  if (b.lo <= 0 && b.hi >= 0) throw Undefined("division by what may be 0");
  const Interval n = scaled(a, Precision::bits);
  Interval r{quotient(n.lo, b.lo, false),
             quotient(n.lo, b.lo, true)};  // extreme where both are at an end; rounding is monotone
  for (const mpz_class* x : {&n.lo, &n.hi})
    for (const mpz_class* y : {&b.lo, &b.hi}) r = hull(r, {quotient(*x, *y, false), quotient(*x, *y, true)});
  return r;
}
inline Interval operator/(const Interval& a, unsigned long n) { return {quotient(a.lo, n, false), quotient(a.hi, n, true)}; }

/// x^n, sharp also for even n where x holds both signs.
inline Interval power(Interval x, unsigned long n) {
  if (x.lo < 0 && x.hi <= 0) return n % 2 ? -power(-x, n) : power(-x, n);
  if (x.lo < 0) {
    const Interval left = power({0, -x.lo}, n), right = power({0, x.hi}, n);
    return n % 2 ? Interval{-left.hi, right.hi} : Interval{n ? mpz_class(0) : right.lo, std::max(left.hi, right.hi)};
  }
  Interval result = whole(1);
  for (; n > 0; n /= 2) {
    if (n % 2) result = result * x;
    if (n > 1) x = x * x;
  }
  return result;
}
inline Interval sqrt(const Interval& x) {
  if (x.lo < 0) throw Undefined("square root of what may be negative");
  const Interval m = scaled(x, Precision::bits);
  const mpz_class up = ::sqrt(m.hi);  // rounded down
  return {::sqrt(m.lo), up * up < m.hi ? mpz_class(up + 1) : up};
}

}  // namespace check
