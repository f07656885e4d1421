#pragma once
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "posproof/arith/ball.hpp"

namespace posproof {

/// Encloses one real number at the working precision of the caller.
using BallProvider = std::function<Ball()>;

/// Cosine terms a_k cos(n m_k w) that share one generator w > 0 through integer multiples m_k >= 1: a relation that the
/// lattice may use, because n w close to a multiple of 2 pi serves all of them.
struct FrequencyGroup {
  BallProvider generator;
  std::vector<Integer> multiples;
  /// a_k >= 0, one per multiple; empty means all 1.
  std::vector<BallProvider> amplitudes;
};

/// Terms of f_n = sum_{t<d/2} cos(n theta_t), theta_t = base^(-2t/d), grouped by the exact relations
/// theta_t = q theta_{t+p} with q = base^(2p/d) rational (p = 16, q = 10 at d = 128, base = 10^4).
/// **Domain** d even, d >= 2, base > 1.
std::vector<FrequencyGroup> decay_sum_groups(long d, const Rational& base);

struct RecurrenceBudget {
  /// Positions 1, 2, ... tried one by one before any lattice.
  long exhaustive = 2000;
  /// Groups beyond which no lattice is tried: reduction would take minutes.
  std::size_t generators = 100;
  /// Lattice scalings tried before giving up.
  long scalings = 400;
  /// Nodes of the enumeration at each scaling.
  long enumeration_nodes = 200'000;
};

/// A position at which the sum of cosines returns close to its value at 0.
struct RecurrenceWitness {
  Integer n;
  Ball value;                     ///< encloses sum_k a_k cos(n w_k)
  Ball amplitude_sum;             ///< encloses sum_k a_k
  Bits bits;                      ///< precision of the certification
  std::size_t lattice_dimension;  ///< 0 when n was found by trying positions in order
};

/// Encloses sum_k a_k cos(n w_k) at the working precision, which should exceed the bits of n by the digits wanted.
/// **Error** enclosure.
Ball cosine_sum(std::span<const FrequencyGroup> groups, const Integer& n);

/// Finds n >= 1 with certified sum_k a_k cos(n w_k) >= ratio * sum_k a_k, by lattice reduction of the simultaneous
/// approximation problem ||n w_k/(2 pi)|| small; n is chosen small but not proved smallest. The same n whatever the machine.
/// nullopt when the budget ran out. **Domain** 0 < ratio < 1, at least one group. **Error** enclosure. **Theorem** T6, T6c.
std::optional<RecurrenceWitness> find_recurrence(std::span<const FrequencyGroup> groups, const Rational& ratio,
                                                 const RecurrenceBudget& budget = {});

}  // namespace posproof
