#pragma once
#include <functional>

#include "posproof/arith/ball.hpp"

namespace posproof {

/// A continuous g on [a, b], differentiable inside. Each callback encloses over every point of its ball and may answer
/// with an enclosure that is not finite where it knows nothing.
struct DifferentiableFunction {
  std::function<Ball(const Ball&)> value;
  std::function<Ball(const Ball&)> derivative;
  /// Any function with the sign of g' inside (a, b), such as g'(x) x^(1/2) where g' blows up at 0; empty: g' itself.
  std::function<Ball(const Ball&)> slope_sign = {};
};

struct VariationBudget {
  long cells = 50'000;
  /// Cells whose contribution is at most this (absolute) are not split further.
  Rational enough{Integer(1), Integer(1) << 40};
};

struct TotalVariation {
  Ball value;          ///< encloses the total variation; not finite when no upper bound was found
  long monotone_runs;  ///< maximal runs of neighbouring cells on which g was shown monotone in one direction
  long unsettled;      ///< cells counted by width times sup |g'|
};

/// Total variation of g on [a, b]: |g(end) - g(start)| on runs where the sign of g' is certain, and between
/// |g(right) - g(left)| and width sup |g'| on the cells where it is not.
/// **Domain** a < b certainly (contract). **Error** enclosure. **Theorem** D10.
TotalVariation total_variation(const DifferentiableFunction& g, const Ball& a, const Ball& b,
                               const VariationBudget& budget = {});

/// A rate |int_a^b g(x) cos(w x + phase) dx| <= constant * w^(-power) for every w > 0 and every phase.
struct DecayRate {
  Ball constant;
  Rational power;
};

/// g of bounded variation on [a, b]: power 1, constant |g(a)| + |g(b)| + V. **Error** upper bound. **Theorem** T8.
DecayRate bounded_variation_rate(const Ball& at_a, const Ball& at_b, const Ball& variation);

/// g = (x - a)^p h(x), -1 < p <= 0, h of bounded variation: power 1 + p, constant (2 + 1/(1 + p)) (|h(b)| + V_h).
/// **Error** upper bound. **Theorem** D6.
DecayRate algebraic_end_rate(const Rational& p, const Ball& h_at_b, const Ball& h_variation);

/// g continuous with |g(x) - g(y)| <= c |x - y|^q, 0 < q <= 1, |g| <= m on [a, b]: for w >= 1 power q,
/// constant (b - a) c pi^q/2 + pi m. Serves functions of unbounded variation such as Weierstrass'.
/// **Error** upper bound. **Theorem** D7.
DecayRate hoelder_rate(const Ball& length, const Ball& c, const Rational& q, const Ball& m);

}  // namespace posproof
