#pragma once
#include "posproof/arith/ball.hpp"

namespace posproof {

/// P(X >= k) for X ~ Binomial(trials, p). **Domain** 0 <= k <= trials, 0 <= p <= 1 (contract). **Error** enclosure.
Ball binomial_upper_tail(long k, long trials, const Rational& p);

/// A bound p_L known to lie between two exact numbers.
struct CertifiedBound {
  Rational lower;
  Rational upper;
};

/// One-sided Clopper-Pearson bounds from k successes in so many independent trials. The true probability is >= p_L (<= p_U)
/// with at least the stated confidence; the exact bound lies in the interval, whose `lower` end (`upper` end for p_U) is
/// itself a valid, slightly weaker bound. Width below 2^-60.
/// **Domain** 0 <= k <= trials, trials >= 1, 0 < confidence < 1 (contract). **Theorem** T13.
CertifiedBound clopper_pearson_lower(long k, long trials, const Rational& confidence);
CertifiedBound clopper_pearson_upper(long k, long trials, const Rational& confidence);

}  // namespace posproof
