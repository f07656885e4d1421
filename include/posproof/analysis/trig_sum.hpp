#pragma once
#include <functional>
#include <memory>
#include <vector>

#include "posproof/arith/ball.hpp"

namespace posproof {

/// amplitude * cos(n * frequency + phase). A sine is a cosine of phase -pi/2; a difference has a negative amplitude.
/// **Units** frequency in radians per position, phase in radians.
struct TrigTerm {
  Ball amplitude;
  Ball frequency;
  Ball phase;
};

/// A trigonometric sum at one precision: offset + sum_t amplitude_t cos(n frequency_t + phase_t).
struct TrigTerms {
  std::vector<TrigTerm> terms;
  Ball offset;
};

/// S(n) = offset + sum_t c_t cos(n w_t + p_t), known to any precision: the provider is asked for balls that enclose the
/// exact constants. Copies share one cache; safe to use from several threads.
/// **Error** what the provider returns must be enclosures of one and the same real sum at every precision.
class TrigSum {
 public:
  /// Called inside a PrecisionScope of the wanted bits. Calls are serialised.
  using Provider = std::function<TrigTerms()>;
  explicit TrigSum(Provider provider);

  /// The constants at `bits`. Every call must give the same number of terms (contract).
  std::shared_ptr<const TrigTerms> at(Bits bits) const;

 private:
  struct Cache;
  std::shared_ptr<Cache> cache_;
};

/// S(x) at working precision. **Error** enclosure.
Ball evaluate(const TrigTerms& sum, const Ball& x);
/// S(x), raising the working precision until the radius is at most 2^-bits (1 + sum of |c_t|) or eight times the bits were
/// not enough (the constants may be inexact). **Error** enclosure.
Ball evaluate(const TrigSum& sum, const Rational& x, Bits bits);

/// sum_{t < count} cos(n base^(-t / count)): the decay sum of a rotary encoding of head dimension 2 count.
TrigSum rotary_sum(long count, const Rational& base);

}  // namespace posproof
