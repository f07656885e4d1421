#pragma once
#include <string>

#include "posproof/claim/prepare.hpp"
#include "posproof/claim/verdict.hpp"
#include "posproof/decide/settings.hpp"

namespace posproof {

/// Thrown when the two kernels contradict each other, or a spot check fails: never a verdict, exit code 5.
struct InternalDisagreement : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Decides a prepared claim. Throws ClaimError for user errors found on the way ("empty-domain", "domain-error",
/// "bounds") and InternalDisagreement.
Verdict decide(const PreparedClaim& claim, const Settings& settings);

/// Which path `decide` would take and why, one line per step.
std::string explain_plan(const PreparedClaim& claim, const Settings& settings);

}  // namespace posproof
