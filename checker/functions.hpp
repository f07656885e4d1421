#pragma once
#include <cmath>
#include <map>
#include <utility>

#include "interval.hpp"

// Functions over intervals: reduction of the argument, a series, an explicit bound for what is left out, all in interval
// arithmetic. Undefined where an argument may lie outside of the domain or is absurdly large. **Theorem** C2 (series), C3
// (constants), C4 (functions at a point), C5 (over an interval).

namespace check {

/// Encloses the sum of c(j) x^j/j! over j >= 0 where |c(j)| = 1/divisor(j), with sign(j). It stops before a j with |x| <= (j +
/// 1)/2: the terms left out are at most t, t/2, t/4, ... with t = |x|^j/j!, together 2 t.
template <class S, class D>
Interval factorial_series(const Interval& x, S sign, D divisor) {
  const mpz_class twice_x = 2 * magnitude(x);
  Interval sum = whole(0), t = whole(1);
  for (unsigned long j = 0; magnitude(t) > 1 || whole(j + 1).lo < twice_x; ++j, t = t * x / j)
    if (const int s = sign(j)) sum = s > 0 ? sum + t / divisor(j) : sum - t / divisor(j);
  return widened(sum, 2 * magnitude(t));
}
inline int every(unsigned long) { return 1; }
inline int cosine_sign(unsigned long j) { return j % 2 == 1 ? 0 : j % 4 == 0 ? 1 : -1; }
inline int sine_sign(unsigned long j) { return j % 2 == 0 ? 0 : j % 4 == 1 ? 1 : -1; }
inline unsigned long one(unsigned long) { return 1; }

/// Encloses the sum of s^j z^(2j+1)/(2j+1), s = -1 (arc tangent) or 1 (area tangent), |z| <= 1/2: what is left out is at most
/// the first power left out times 1 + 1/4 + 1/16 + ... < 2.
inline Interval odd_series(const Interval& z, int s) {
  if (2 * magnitude(z) > whole(1).lo) throw std::logic_error("series of the arc tangent beyond 1/2");
  Interval sum = whole(0), t = z;
  for (unsigned long j = 0; magnitude(t) > 1; ++j, t = t * power(z, 2))
    sum = s < 0 && j % 2 ? sum - t / (2 * j + 1) : sum + t / (2 * j + 1);
  return widened(sum, 2 * magnitude(t));
}

/// f(x), x a point, computed with `extra` further bits.
template <class F>
Interval with_extra_bits(const mpz_class& x, long extra, F f) {
  Precision more(Precision::bits + extra);
  return scaled(f(scaled({x, x}, extra)), -extra);
}
/// A constant, computed once for each precision.
template <class F>
const Interval& constant(std::map<int, Interval>& known, F compute) {
  auto it = known.find(Precision::bits);
  if (it == known.end())
    it = known.emplace(Precision::bits, with_extra_bits(0, 32, [&](const Interval&) { return compute(); })).first;
  return it->second;
}
inline const Interval& pi() {
  static std::map<int, Interval> known;
  return constant(known, [] { return scaled(odd_series(whole(1) / 5, -1), 4) - scaled(odd_series(whole(1) / 239, -1), 2); });
}
inline const Interval& log_2() {
  static std::map<int, Interval> known;
  return constant(known, [] { return scaled(odd_series(whole(1) / 3, 1), 1); });
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
inline void limit_size(const Interval& x, long limit) {
  if (magnitude(x) > whole(limit).lo) throw Undefined("argument of a function beyond " + std::to_string(limit));
}

/// e^x = (e^(r/2^h))^(2^h) 2^k with r = x - k log 2. Any integer k is right; a good one makes r small.
inline Interval exp_at(const mpz_class& x) {
  const long k = std::lround(roughly(x) / std::log(2.0)), h = halvings();
  return with_extra_bits(x, 32 + h + std::max(0L, k), [&](const Interval& point) {
    Interval y = factorial_series(scaled(point - whole(k) * log_2(), -h), every, one);
    for (long i = 0; i < h; ++i) y = power(y, 2);
    return scaled(y, k);
  });
}
inline Interval exp(const Interval& x) {
  limit_size(x, 1 << 20);
  return {exp_at(x.lo).lo, exp_at(x.hi).hi};
}

/// log x = k log 2 + 2 artanh((m - 1)/(m + 1)), m = x/2^k near 1.
inline Interval log_at(const mpz_class& x) {
  if (x <= 0) throw Undefined("logarithm of what may not be positive");
  return with_extra_bits(x, 32 + std::labs(exponent(x)), [](const Interval& point) {
    const long k = exponent(point.lo) - (roughly(scaled(point, -exponent(point.lo)).lo) < 0.7);
    const Interval m = scaled(point, -k);
    return whole(k) * log_2() + scaled(odd_series((m - whole(1)) / (m + whole(1)), 1), 1);
  });
}
inline Interval log(const Interval& x) { return {log_at(x.lo).lo, log_at(x.hi).hi}; }

/// Sine and cosine at a point: x = k pi/2 + r; those of r/2^h by series; h times double the angle; then turn by k right angles.
inline std::pair<Interval, Interval> sin_cos_at(const mpz_class& x) {
  const long k = std::lround(roughly(x) / std::acos(0.0)), h = halvings(), extra = 96 + 2 * h, turn = ((k % 4) + 4) % 4;
  Precision more(Precision::bits + extra);
  const Interval r = scaled(scaled({x, x}, extra) - whole(k) * scaled(pi(), -1), -h);
  Interval s = factorial_series(r, sine_sign, one), c = factorial_series(r, cosine_sign, one);
  for (long i = 0; i < h; ++i) {
    const Interval doubled = scaled(s * c, 1);
    c = power(c, 2) - power(s, 2);
    s = doubled;
  }
  const Interval quarters[] = {s, c, -s, -c};
  return {scaled(quarters[turn], -extra), scaled(quarters[(turn + 1) % 4], -extra)};
}
/// f over x from its enclosure at the middle: |f(y) - f(m)| <= slope |y - m| (mean value theorem).
inline mpz_class middle(const Interval& x) { return (x.lo + x.hi) / 2; }
inline Interval around_middle(const Interval& x, const Interval& at_middle, const Interval& slope) {
  return widened(at_middle, magnitude(slope * Interval{0, x.hi - x.lo}));
}
inline std::pair<Interval, Interval> sin_cos(const Interval& x) {
  limit_size(x, 1L << 40);
  const auto at_middle = sin_cos_at(middle(x));
  const auto within_1 = [&](const Interval& y) -> Interval {
    const Interval all = widened(y, (x.hi - x.lo + 1) / 2 + 1);
    return {std::max(all.lo, mpz_class(-whole(1).lo)), std::min(all.hi, whole(1).lo)};
  };
  return {within_1(at_middle.first), within_1(at_middle.second)};
}

/// atan x = 2 atan(x/(1 + sqrt(1 + x^2))), twice, for |x| <= 1; atan x = +-pi/2 - atan(1/x) beyond.
inline Interval atan_at(const mpz_class& x) {
  return with_extra_bits(x, 32 + std::labs(exponent(x)), [](const Interval& point) {
    const bool large = magnitude(point) > whole(1).lo;
    Interval z = large ? whole(1) / point : point;
    for (int i = 0; i < 2; ++i) z = z / (whole(1) + sqrt(whole(1) + power(z, 2)));
    const Interval y = scaled(odd_series(z, -1), 2), right_angle = scaled(pi(), -1);
    return !large ? y : (point.lo > 0 ? right_angle : -right_angle) - y;
  });
}
inline Interval atan(const Interval& x) { return {atan_at(x.lo).lo, atan_at(x.hi).hi}; }

/// Sum over j >= 1 of sign(j) x^j/(j j!) at a point x, whose terms reach e^|x|.
template <class S>
Interval integral_series(const mpz_class& x, S sign) {
  return with_extra_bits(x, 64 + 2 * std::lround(std::fabs(roughly(x))), [&](const Interval& point) {
    return factorial_series(
        point, [&](unsigned long j) { return j ? sign(j) : 0; }, [](unsigned long j) { return j; });
  });
}
/// gamma = -log n - sum over j >= 1 of (-n)^j/(j j!) - E1(n), and 0 < E1(n) < e^-n.
inline const Interval& euler_gamma() {
  static std::map<int, Interval> known;
  return constant(known, [] {
    const int n = Precision::bits;
    return -log(whole(n)) - integral_series(whole(-n).lo, every) - Interval{0, exp(whole(-n)).hi};
  });
}
/// Cosine integral for x > 0: gamma + log x + sum; |ci'| = |cos x/x| <= 1/x.
inline Interval ci(const Interval& x) {
  limit_size(x, 20000);
  if (x.lo <= 0) throw Undefined("cosine integral of what may not be positive");
  const Interval m = {middle(x), middle(x)};
  return around_middle(x, euler_gamma() + log(m) + integral_series(m.lo, cosine_sign), whole(1) / Interval{x.lo, x.lo});
}

}  // namespace check
