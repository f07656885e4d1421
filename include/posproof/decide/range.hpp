#pragma once
#include <optional>
#include <string>
#include <vector>

#include "posproof/decide/finding.hpp"
#include "posproof/decide/local_form.hpp"
#include "posproof/decide/sweep.hpp"

namespace posproof {

/// A statement about every point of a box, the other variables being fixed.
struct RangeProblem {
  Program* program = nullptr;            ///< the statement's; differences of its relations are added to it
  const Statement* statement = nullptr;  ///< slots in quantifier order
  std::vector<std::size_t> real;         ///< positions in `slots` of the real variables
  std::vector<ElementValue> values;      ///< of all slots; entries of real ones are ignored
  Box domain;
};

struct RangeResult {
  Truth truth = Truth::unknown;
  bool vacuous = false;  ///< the filters fail everywhere
  std::optional<std::vector<ElementValue>> violation;
  std::optional<std::vector<ElementValue>> example;  ///< a point where the filters hold, when there are filters
  Box stuck;                                         ///< the first box that resists
  std::string trouble;
  std::uint64_t boxes = 0;  ///< leaves that cover the domain
  int depth = 0;
  long bits = 0;
  Work work;
};

/// Covers the domain by boxes on each of which the statement holds, or finds an exact point where it fails.
/// Breadth first and deterministic at any number of threads. Kernel R decides the boxes.
/// **Theorem** V0 (exact cover), V1-V4.
template <class R>
RangeResult decide_range(const RangeProblem& problem, const Settings& settings, std::uint64_t most_boxes);

/// The dyadic rational with the smallest denominator strictly inside (lo, hi), nearest to the middle among those; lo < hi.
Rational simplest_between(const Rational& lo, const Rational& hi);

/// The rational with the smallest denominator in [lo, hi] (Stern-Brocot); lo <= hi.
Rational simplest_rational(const Rational& lo, const Rational& hi);

}  // namespace posproof
