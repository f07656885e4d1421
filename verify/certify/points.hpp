#pragma once
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "comparisons.hpp"
#include "environment.hpp"
#include "posproof/decide/evaluator.hpp"

namespace posproof {

/// What a single point gave: the truth of the formula and the difference of each comparison that was reached.
struct PointResult {
  Truth truth = Truth::unknown;
  std::vector<std::optional<Difference>> differences;
  long bits = 0;  ///< of fixed-point arithmetic that should do for a check
};

/// Encloses the comparisons of a formula at points, doubling the precision until each that is reached is clear of 0 by a wide
/// factor or exactly known. **Error** enclosure.
class PointEvaluator {
 public:
  explicit PointEvaluator(const Comparisons& comparisons) : comparisons_(comparisons) {}

  /// Fixes the variables that have values in `env`.
  void fix(const Environment& env);
  /// At a point where the variable `slot` (none: -1) has the value `at` and all others are fixed.
  PointResult evaluate(int slot, const Rational& at, long last_bits);
  std::uint64_t work() const;

 private:
  struct Rung;
  Rung& rung(long bits);
  bool attempt(Rung& r, PointResult& result);

  const Comparisons& comparisons_;
  std::map<long, std::shared_ptr<Rung>> rungs_;
  Environment fixed_;
  std::uint64_t version_ = 0;  ///< of `fixed_`: rungs bind it again only when it has changed
};

}  // namespace posproof
