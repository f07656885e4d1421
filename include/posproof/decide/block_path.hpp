#pragma once
#include <optional>
#include <string>

#include "posproof/analysis/block_predicate.hpp"
#include "posproof/decide/element.hpp"
#include "posproof/decide/finding.hpp"
#include "posproof/decide/identity.hpp"
#include "posproof/decide/swept.hpp"

namespace posproof {

/// Decides `forall n in first..last: body` by block sweeps, where body is a comparison (or a conjunction of comparisons)
/// between a trigonometric sum or a sum of running sums in n, or its absolute value, and a term without oscillation. nullopt,
/// with the reason in `why`, when the statement has another form: the caller then walks it element by element. `negated`: the
/// statement is about `not body`. Positions that blocks cannot tell go to balls and are counted.
/// **Theorem** T14, T15, T16, B1-B6, S0, S1 and the identity that `recognise` found.
struct BlockFinding {
  Truth truth = Truth::unknown;
  std::optional<std::int64_t> violation;  ///< the smallest
  std::vector<std::int64_t> undecided;
  std::int64_t undecided_count = 0;
  std::optional<Enclosure> margin;
  std::optional<std::int64_t> margin_at;
  Work work;
  std::vector<Derivation> recognised;
  std::vector<std::string> theorems;
};
std::optional<BlockFinding> decide_by_blocks(const Expr& body, int slot, std::int64_t first, std::int64_t last, bool negated,
                                             const Settings& settings, std::string& why);

/// One comparison of a swept term (or its absolute value) with a bound, ready for a block sweep.
struct BlockPredicate {
  Swept sum;
  SweepPredicate predicate;
};
/// nullopt, with the reason, when the formula is no such comparison.
std::optional<BlockPredicate> block_predicate(const Expr& relation, int slot, std::string& why);
/// Whether `decide_by_blocks` would take this body: then `form` says what was recognised, otherwise `why` says why not.
bool blocks_apply(const Expr& body, const VariableFacts& n, bool negated, std::string& why, std::string& form);

/// The same for every real x in [a, b] and bounds that are constants. **Theorem** B5, R1-R3, S0-S2.
struct WaveFinding {
  Truth truth = Truth::unknown;
  std::optional<Rational> witness;
  std::string open;  ///< where it could not be told
  Work work;
  std::vector<Derivation> recognised;
  std::vector<std::string> theorems;
};
std::optional<WaveFinding> decide_wave(const Expr& body, int slot, const Rational& a, const Rational& b, bool negated,
                                       const Settings& settings, std::string& why);

}  // namespace posproof
