#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "posproof/analysis/block_predicate.hpp"
#include "posproof/analysis/trig_sum.hpp"

namespace posproof {

/// What a search over a real range may spend, counted in work so that answers are reproducible.
struct RangeBudget {
  std::int64_t grid_points = std::int64_t{1} << 25;
  std::int64_t evaluations = 20'000;  // in ball arithmetic, after the grid
  int jobs = 1;
};

/// A closed interval of the real line.
struct Stretch {
  Rational lower;
  Rational upper;
};

/// One extreme value of S over [a, b].
struct RealExtremum {
  /// **Error** enclosure of the extreme value.
  Ball value;
  /// Stretches one of which holds a place that attains it; a single short one when the place is certain.
  std::vector<Stretch> places;
  /// A point of [a, b] whose value lies in `value`.
  Rational point;
  /// False when the budget ended before the wanted digits.
  bool reached = false;
};

struct RealRange {
  RealExtremum minimum;
  RealExtremum maximum;
  std::int64_t grid_points = 0;
  std::int64_t evaluations = 0;
};

/// Minimum and maximum of S over the real interval [a, b], each to about `digits` significant digits.
/// **Domain** a <= b (contract). **Theorem** B5 on the grid, R1..R3 between its points. Throws SweepNotApplicable,
/// InternalDisagreement.
RealRange certified_range(const TrigSum& sum, const Rational& a, const Rational& b, int digits, const RangeBudget& budget = {});

struct RealVerdict {
  /// yes: S(x) REL bound for every real x in [a, b]; no: it fails at `witness`.
  Truth holds = Truth::unknown;
  std::optional<Rational> witness;
  /// Where it could not be told, when unknown.
  std::vector<Stretch> open;
  std::int64_t grid_points = 0;
  std::int64_t evaluations = 0;
};

/// Decides S(x) REL bound for all real x in [a, b]; `bound` gives one constant at working precision.
/// **Theorem** B5, R1..R3. Throws as certified_range does.
RealVerdict prove_bound(const TrigSum& sum, const Rational& a, const Rational& b, Relation relation,
                        const std::function<Ball()>& bound, const RangeBudget& budget = {});

}  // namespace posproof
