#pragma once
#include <optional>

#include "posproof/decide/element.hpp"
#include "posproof/decide/finding.hpp"

namespace posproof {

/// How many undecided elements a sweep lists.
inline constexpr std::size_t most_listed_undecided = 5000;

/// Result of walking a domain element by element.
struct SweepResult {
  Truth truth = Truth::unknown;         ///< of "every element satisfies the statement", for the elements walked
  bool exhausted = false;               ///< the whole domain was walked
  bool sampled = false;                 ///< only a deterministic sample of its later part was (Settings::sample_after)
  std::uint64_t elements = 0;           ///< that satisfied the filters, or may
  std::uint64_t undecided_filters = 0;  ///< of these, how many may not
  std::uint64_t walked = 0;
  std::optional<std::vector<ElementValue>> violation;  ///< the smallest
  std::vector<std::vector<ElementValue>> undecided;    ///< the first few, in order
  std::uint64_t undecided_count = 0;
  std::string trouble;                ///< of the first undecided element
  std::optional<MarginBound> margin;  ///< the smallest
  std::vector<ElementValue> margin_at;
  long bits = 0;
  Work work;
};

/// Walks at most `most` elements (0: no limit besides the budget) in lexicographic order, stopping at the first violation.
/// Deterministic at any number of threads, work counts included. Throws Undefined with `element` text prefixed for a
/// user's error at an element. **Theorem** E1 (exhaustion), E2 (smallest witness).
SweepResult sweep(const Statement& statement, const std::vector<Program::Range>& ranges, const Settings& settings,
                  std::uint64_t most = 0);

/// Full re-decision of the listed elements under the MPFI kernel (or, for integrals, under Arb at another precision): how many
/// agree. `what` is decided there, for the InternalDisagreement that is thrown when one contradicts.
struct Recheck {
  std::uint64_t checked = 0;
  std::uint64_t undecided = 0;
  std::uint64_t loop_positions = 0, of_loop_positions = 0;  ///< of swept loops, looked at instead of all
  bool same_kernel = false;                                 ///< MPFI has no quadrature: Arb again, at another precision
};
Recheck recheck_elements(const Statement& statement, const std::vector<std::vector<ElementValue>>& elements, Truth expected,
                         const Settings& settings, const std::string& what);
/// How many of `of` elements the recheck confirmed, and by what; `full` when it was meant to cover all of them.
Confirmation confirmation_of(const Recheck& recheck, std::uint64_t of, bool full = true);

}  // namespace posproof
