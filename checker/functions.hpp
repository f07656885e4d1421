#pragma once
#include <array>
#include <cmath>
#include <map>

#include "number.hpp"

// Functions: reduction of the argument, a series, an explicit bound for what is left out, all in interval arithmetic.
// Undefined where an argument may lie outside of the domain or is absurdly large. **Theorem** C2 (series), C3 (constants),
// C4 (functions at a point), C5 (over an interval), C6 (exact values).

namespace check {

/// Signs of the terms j = 0, 1, 2, 3 of a series, and of j + 4 as of j.
using Signs4 = std::array<int, 4>;
constexpr Signs4 every{1, 1, 1, 1}, of_sine{0, 1, 0, -1}, of_cosine{1, 0, -1, 0};
/// Encloses the sum of sign(j) x^j/j! over j >= 0; with `integral` of sign(j) x^j/(j j!) over j >= 1. It stops before a j with
/// |x| <= (j + 1)/2: the terms left out are at most t, t/2, t/4, ... with t = |x|^j/j!, together 2 t.
inline Number factorial_series(const Number& x, const Signs4& sign, bool integral = false) {
  const mpz_class twice_x = 2 * x.magnitude();
  Number sum = whole(0), t = whole(1);
  for (unsigned long j = 0; t.magnitude() > 1 || (j + 1) * unit() < twice_x; ++j, t = t * x / j)
    if (sign[j % 4] && !(integral && j == 0)) sum += (sign[j % 4] > 0 ? t : -t) / (integral ? j : 1);
  return sum.widened(2 * t.magnitude());
}

/// Encloses the sum of s^j z^(2j+1)/(2j+1), s = -1 (arc tangent) or 1 (area tangent), |z| <= 1/2: what is left out is at most
/// the first power left out times 1 + 1/4 + 1/16 + ... < 2.
inline Number odd_series(const Number& z, int s) {
  if (2 * z.magnitude() > unit()) throw std::logic_error("series of the arc tangent beyond 1/2");
  Number sum = whole(0), t = z, square = z * z;
  for (unsigned long j = 0; t.magnitude() > 1; ++j, t = t * square) sum += s < 0 && j % 2 ? -t / (2 * j + 1) : t / (2 * j + 1);
  return sum.widened(2 * t.magnitude());
}

/// f(x), x a point, computed with `extra` further bits.
template <class F>
Number with_extra_bits(const mpz_class& x, long extra, F f) {
  Precision more(Precision::bits + extra);
  return f(Number::point(x).scaled(extra)).scaled(-extra);
}
/// What `compute` computes: once for each precision.
template <class F>
const Number& constant(F compute) {
  static std::map<int, Number> known;  // of this F alone
  const auto it = known.find(Precision::bits);
  if (it != known.end()) return it->second;
  return known[Precision::bits] = with_extra_bits(0, 32, [&](const Number&) { return compute(); });
}
inline const Number& pi() {
  return constant([] { return odd_series(whole(1) / 5, -1).scaled(4) - odd_series(whole(1) / 239, -1).scaled(2); });
}
inline const Number& log_2() {
  return constant([] { return odd_series(whole(1) / 3, 1).scaled(1); });
}

/// A point as a double, only to choose good reductions: nothing that is proved depends on it.
inline double roughly(const mpz_class& x) {
  long exponent = 0;
  const double m = mpz_get_d_2exp(&exponent, x.get_mpz_t());
  return std::ldexp(m, static_cast<int>(exponent - Precision::bits));
}
inline long halvings() { return 2 + std::lround(std::sqrt(Precision::bits) / 3); }
/// Where the leading bit of a point stands, counted from the point.
inline long exponent(const mpz_class& x) { return static_cast<long>(mpz_sizeinbase(x.get_mpz_t(), 2)) - Precision::bits; }
inline void limit_size(const Number& x, long limit) {
  if (x.magnitude() > limit * unit()) throw Undefined("argument of a function beyond " + std::to_string(limit));
}

/// e^x = (e^(r/2^h))^(2^h) 2^k with r = x - k log 2. Any integer k is right; a good one makes r small.
inline Number exp_at(const mpz_class& x) {
  const long k = std::lround(roughly(x) / std::log(2.0)), h = halvings();
  return with_extra_bits(x, 32 + h + std::max(0L, k), [&](const Number& point) {
    Number y = factorial_series((point - whole(k) * log_2()).scaled(-h), every);
    for (long i = 0; i < h; ++i) y = y * y;
    return y.scaled(k);
  });
}
inline Number exp(const Number& x) {
  limit_size(x, 1 << 20);
  return x.is(0) ? Number(1) : Number(exp_at(x.lo).lo, exp_at(x.hi).hi);
}

/// log x = k log 2 + 2 artanh((m - 1)/(m + 1)), m = x/2^k near 1.
inline Number log_at(const mpz_class& x) {
  if (x <= 0) throw Undefined("logarithm of what may not be positive");
  return with_extra_bits(x, 32 + std::labs(exponent(x)), [](const Number& point) {
    const long k = exponent(point.lo) - (roughly(point.scaled(-exponent(point.lo)).lo) < 0.7);
    const Number m = point.scaled(-k);
    return whole(k) * log_2() + odd_series((m - whole(1)) / (m + whole(1)), 1).scaled(1);
  });
}
inline Number log(const Number& x) { return x.is(1) ? Number(0) : Number(log_at(x.lo).lo, log_at(x.hi).hi); }

/// Sine and cosine at a point: x = k pi/2 + r; those of r/2^h by series; h times double the angle; then turn by k right angles.
inline std::pair<Number, Number> sin_cos_at(const mpz_class& x) {
  const long k = std::lround(roughly(x) / std::acos(0.0)), h = halvings(), extra = 96 + 2 * h, turn = ((k % 4) + 4) % 4;
  Precision more(Precision::bits + extra);
  const Number r = (Number::point(x).scaled(extra) - whole(k) * pi().scaled(-1)).scaled(-h);
  Number s = factorial_series(r, of_sine), c = factorial_series(r, of_cosine);
  for (long i = 0; i < h; ++i) {
    const Number doubled = (s * c).scaled(1);
    c = c * c - s * s;
    s = doubled;
  }
  const Number quarters[] = {s, c, -s, -c};
  return {quarters[turn].scaled(-extra), quarters[(turn + 1) % 4].scaled(-extra)};
}
/// Both change by at most |y - m| between the middle m and y, and stay within [-1, 1].
inline std::pair<Number, Number> sin_cos(const Number& x) {
  limit_size(x, 1L << 40);
  if (x.is(0)) return {0, 1};
  const auto around = [&](const Number& y) -> Number {
    const mpz_class radius = (x.hi - x.lo + 1) / 2 + 1;
    return {std::max(mpz_class(y.lo - radius), mpz_class(-unit())), std::min(mpz_class(y.hi + radius), unit())};
  };
  const auto [s, c] = sin_cos_at(x.middle());
  return {around(s), around(c)};
}

/// Sine and cosine at arguments that mostly advance by the same step: by rotation from the last point. **Theorem** C10.
class Turning {
 public:
  std::pair<Number, Number> sin_cos(const Number& x) {
    if (x.is(0)) return {0, 1};
    const mpz_class m = x.middle(), advance = m - now_.at;
    const bool stays = age_ > 0 && 1024 > abs(advance), same = age_ > 0 && 1024 > abs(advance - step_.at);
    if (same && !stays && step_.error < 0) step_ = arrow(step_.at);
    if (same && !stays && age_ < 512 && now_.error * step_.error < unit()) {
      charge(4), ++age_;
      const mpz_class s = now_.s * step_.c + now_.c * step_.s, c = now_.c * step_.c - now_.s * step_.s;
      now_ = {now_.at + step_.at, s >> Precision::bits, c >> Precision::bits, now_.error + step_.error + 3};  // rounded down
    } else if (!stays) {
      if (!same) step_.at = advance, step_.error = -1;
      now_ = arrow(m), age_ = 1;
    }
    const mpz_class radius = now_.error + std::max(mpz_class(x.hi - now_.at), mpz_class(now_.at - x.lo));
    return {{now_.s - radius, now_.s + radius}, {now_.c - radius, now_.c + radius}};
  }

 private:
  /// error bounds |(c, s) - (cosine, sine)| at the point, all in units in the last place; -1: not computed.
  struct Arrow {
    mpz_class at, s, c, error;
  };
  static Arrow arrow(const mpz_class& at) {
    limit_size(Number::point(at), 1L << 40);
    const auto [s, c] = sin_cos_at(at);
    return {at, s.middle(), c.middle(), s.hi - s.lo + c.hi - c.lo + 2};
  }
  int age_ = 0;
  Arrow now_, step_;
};

/// atan x = 2 atan(x/(1 + sqrt(1 + x^2))), twice, for |x| <= 1; atan x = +-pi/2 - atan(1/x) beyond.
inline Number atan_at(const mpz_class& x) {
  return with_extra_bits(x, 32 + std::labs(exponent(x)), [](const Number& point) {
    const bool large = point.magnitude() > unit();
    Number z = large ? whole(1) / point : point;
    for (int i = 0; i < 2; ++i) z = z / (whole(1) + sqrt(whole(1) + power(z, 2)));
    const Number y = odd_series(z, -1).scaled(2), right_angle = pi().scaled(-1);
    return !large ? y : (point.lo > 0 ? right_angle : -right_angle) - y;
  });
}
inline Number atan(const Number& x) { return x.is(0) ? x : Number(atan_at(x.lo).lo, atan_at(x.hi).hi); }

/// The series with `integral` at a point x, whose terms reach e^|x|.
inline Number integral_series(const mpz_class& x, const Signs4& sign) {
  const long extra = 64 + 2 * std::lround(std::fabs(roughly(x)));
  return with_extra_bits(x, extra, [&](const Number& point) { return factorial_series(point, sign, true); });
}
/// gamma = -log n - sum over j >= 1 of (-n)^j/(j j!) - E1(n), and 0 < E1(n) < e^-n.
inline const Number& euler_gamma() {
  return constant([] {
    const int n = Precision::bits;
    return -log(whole(n)) - integral_series(whole(-n).lo, every) - Number(0, exp(whole(-n)).hi);
  });
}
/// Cosine integral for x > 0: gamma + log x + sum, at the middle; |ci'| = |cos x/x| <= 1/x.
inline Number ci(const Number& x) {
  limit_size(x, 20000);
  if (x.lo <= 0) throw Undefined("cosine integral of what may not be positive");
  const Number m = Number::point(x.middle()), slope = whole(1) / Number::point(x.lo);
  return (euler_gamma() + log(m) + integral_series(m.lo, of_cosine)).widened((slope * Number(0, x.hi - x.lo)).magnitude());
}

/// a^b: integer powers of anything, other rational powers of numbers >= 0, real ones of numbers > 0.
inline Number pow(const Number& a, const Number& b) {
  if (b.is_integer()) return power(a, b.exact->get_num());
  const bool growing = b.exact && *b.exact > 0;
  if (a.is(0) && growing) return 0;
  mpq_class root;
  if (a.exact && b.exact && *a.exact > 0 && b.exact->get_den() < 10000) {
    const unsigned long n = b.exact->get_den().get_ui();
    if (mpz_root(root.get_num_mpz_t(), a.exact->get_num_mpz_t(), n) &&
        mpz_root(root.get_den_mpz_t(), a.exact->get_den_mpz_t(), n))
      return power(root, b.exact->get_num());
  }
  if (positive(a)) return exp(b * log(a));
  if (signs(a).negative || !growing) throw Undefined("power of a number that may be negative, or of 0");
  return {0, exp(b * log(Number::point(a.hi))).hi};  // x^b increases from 0^b = 0
}

}  // namespace check
