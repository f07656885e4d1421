#pragma once
#include <optional>
#include <string>
#include <vector>

#include "posproof/arith/truth.hpp"
#include "posproof/claim/verdict.hpp"

namespace posproof {

/// What a decider found, before it is turned into a verdict. `witness` is an element that violates a universal statement
/// (truth no) or satisfies an existential one (truth yes).
struct Finding {
  Truth truth = Truth::unknown;
  Evidence evidence;
  std::optional<Witness> witness;
  std::optional<Sides> sides;
  std::string reason;  ///< why it is unknown
  std::string remedy;  ///< how to go on
};

/// Unknown with its reason.
Finding undecided(std::string method, std::string reason, std::string remedy);
/// Adds the work of `b` to `a`.
void add_work(Work& a, const Work& b);
/// Adds confirmations; those of one kernel and scope are counted together.
void add_confirmations(std::vector<Confirmation>& all, const std::vector<Confirmation>& more);
/// Adds the theorems that are not listed yet, in their order.
void add_theorems(std::vector<std::string>& all, const std::vector<std::string>& more);
/// Adds the theorems that are named anywhere in a derivation, from its root on.
void add_theorems_of(std::vector<std::string>& all, const Derivation& derivation);
/// What was found of a part as a step in the derivation of the whole, by the first of its theorems, or `by` when it has none.
Derivation step_of(const Evidence& part, std::string conclusion, const std::string& by);
/// The verdict that an outcome amounts to; an unknown without a reason breaks a contract.
Verdict to_verdict(Finding outcome);

}  // namespace posproof
