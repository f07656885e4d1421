#include "posproof/decide/decide.hpp"

#include "decider.hpp"
#include "lowering.hpp"
#include "posproof/arith/contract.hpp"

namespace posproof {

Verdict decide(const PreparedClaim& claim, const Settings& settings) {
  ClaimScope scope(claim.id);
  Decider decider(claim, settings);
  Finding o = decider.formula(lower_derivatives(claim.formula));
  o.evidence.notes.insert(o.evidence.notes.begin(), claim.notes.begin(), claim.notes.end());
  return to_verdict(std::move(o));
}

std::string explain_plan(const PreparedClaim& claim, const Settings& settings) {
  return Decider(claim, settings).plan(claim.formula);
}

}  // namespace posproof
