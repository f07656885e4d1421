#pragma once
#include "posproof/arith/contract.hpp"
#include "posproof/encoding/scalar.hpp"

namespace posproof::encoding {

/// Slope of head h = 1..heads by the paper's rule, 2^(-8h/heads). **Source** ALiBi, section 3.
template <Scalar S>
S alibi_slope(long head, long heads) {
  ensure(head >= 1 && head <= heads, "heads are numbered from 1");
  return power<S>(Rational(2), Rational(Integer(-8 * head), Integer(heads)));
}

/// Largest power of two that is at most n >= 1.
inline long power_of_two_below(long n) {
  ensure(n >= 1, "no power of two below 1");
  long p = 1;
  while (p <= n / 2) p *= 2;
  return p;
}

/// As released, for numbers of heads that are not powers of two: the first c = power_of_two_below(heads) heads take the
/// slopes of c heads, the others every second slope of 2c heads. **Source** ALiBi, released code, get_slopes.
template <Scalar S>
S alibi_slope_released(long head, long heads) {
  ensure(head >= 1 && head <= heads, "heads are numbered from 1");
  const long c = power_of_two_below(heads);
  return head <= c ? alibi_slope<S>(head, c) : alibi_slope<S>(2 * (head - c) - 1, 2 * c);
}

/// NTK-ALiBi for a = inference length / training length: 2^(-8h/heads) a^(-(h-1)/(heads-1)). The first head is
/// unchanged, the last divided by a. **Domain** heads > 1, a > 0. **Theorem** T18.
template <Scalar S>
S ntk_alibi_slope(long head, long heads, const Rational& a) {
  ensure(heads > 1 && a.sign() > 0, "NTK-ALiBi needs two heads or more and a positive ratio");
  return alibi_slope<S>(head, heads) * power<S>(a, Rational(Integer(1 - head), Integer(heads - 1)));
}

}  // namespace posproof::encoding
