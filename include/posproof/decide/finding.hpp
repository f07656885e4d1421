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
/// The verdict that an outcome amounts to; an unknown without a reason breaks a contract.
Verdict to_verdict(Finding outcome);

}  // namespace posproof
