#pragma once
#include <string>

#include "posproof/analysis/block_sweep.hpp"
#include "posproof/claim/prepare.hpp"
#include "posproof/claim/verdict.hpp"
#include "posproof/decide/settings.hpp"

namespace posproof {

/// Decides a prepared claim. Throws ClaimError for user errors found on the way ("empty-domain", "domain-error",
/// "bounds") and InternalDisagreement.
Verdict decide(const PreparedClaim& claim, const Settings& settings);

/// Which path `decide` would take and why, one line per step.
std::string explain_plan(const PreparedClaim& claim, const Settings& settings);

}  // namespace posproof
