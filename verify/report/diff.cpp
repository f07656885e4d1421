#include "posproof/report/diff.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "posproof/arith/rational.hpp"
#include "posproof/report/audit.hpp"
#include "posproof/report/text.hpp"

namespace posproof {
namespace {

/// Share of the old margin that may be lost to rounding at another precision before it counts as weaker: 1/100.
const Rational tolerated_loss{Integer(1), Integer(100)};

bool decided(const std::string& outcome) { return outcome == "PROVED" || outcome == "REFUTED"; }

bool is_worse(const ClaimRecord& before, const ClaimRecord& after, bool restated) {
  if (is_failure(after) && !is_failure(before)) return true;
  if (decided(before.outcome) && !decided(after.outcome)) return true;
  if (decided(before.outcome) && decided(after.outcome) && before.outcome != after.outcome) return !restated;
  return after.outcome == "ERROR" && before.outcome != "ERROR" && after.as_expected != AsExpected::met;
}

std::string outcome_text(const ClaimRecord& c) {
  if (is_failure(c))
    return c.outcome + " (" + (c.as_expected == AsExpected::contradicted ? expectation_text(c) : "unexpected") + ")";
  return c.outcome;
}

/// Certified lower end of the margin's size; absent when it is no short number.
std::optional<Rational> margin_size(const ClaimRecord& c) {
  if (!c.margin || c.margin->lower.size() > 200) return std::nullopt;
  return Rational::parse(c.margin->lower);
}

bool weaker(const ClaimRecord& before, const ClaimRecord& after) {
  const auto a = margin_size(before), b = margin_size(after);
  if (!a) return false;
  if (!b) return !after.margin;
  return *b < *a - abs(*a) * tolerated_loss;
}

bool same_witness(const ClaimRecord& a, const ClaimRecord& b) {
  return a.witness.has_value() == b.witness.has_value() && (!a.witness || a.witness->values == b.witness->values);
}

std::string shown_witness(const ClaimRecord& c) { return c.witness ? witness_text(*c.witness) : "none"; }
std::string shown_margin(const ClaimRecord& c) { return c.margin ? enclosure_text(*c.margin) : "none"; }

void compare_claims(RunDiff& diff, const ClaimRecord& before, const ClaimRecord& after, const DiffOptions& options) {
  const bool restated = before.claim != after.claim || before.where != after.where;
  const auto change = [&](const std::string& from, const std::string& to, bool worse) {
    return ClaimChange{after.id, after.title, from, to, worse, restated};
  };
  if (before.outcome != after.outcome || is_failure(before) != is_failure(after)) {
    diff.verdicts.push_back(change(outcome_text(before), outcome_text(after), is_worse(before, after, restated)));
  } else {
    ++diff.unchanged;
    if (weaker(before, after)) diff.margins.push_back(change(shown_margin(before), shown_margin(after), true));
    if (decided(after.outcome) && !same_witness(before, after))
      diff.witnesses.push_back(change(shown_witness(before), shown_witness(after), false));
  }
  const double more = after.seconds - before.seconds;
  if (more >= options.least_seconds && after.seconds > options.slower_factor * before.seconds)
    diff.slower.push_back(change(duration_text(before.seconds), duration_text(after.seconds), true));
}

}  // namespace

RunDiff compare_runs(const Results& before, const Results& after, const DiffOptions& options) {
  RunDiff diff;
  diff.old_counts = count_outcomes(before.claims);
  diff.new_counts = count_outcomes(after.claims);
  diff.interruption = interruption_text(after.run);
  const ClaimIndex old_claims(before), new_claims(after);
  const std::set<std::string> not_run(after.run.not_run.begin(), after.run.not_run.end());
  for (const ClaimRecord& c : after.claims) {
    if (const ClaimRecord* old = old_claims.find(c.id))
      compare_claims(diff, *old, c, options);
    else
      diff.added.push_back({c.id, c.title, "", outcome_text(c), false, false});
  }
  for (const ClaimRecord& c : before.claims) {
    if (not_run.contains(c.id))
      diff.verdicts.push_back({c.id, c.title, outcome_text(c), "not run", true, false});
    else if (!new_claims.find(c.id))
      diff.vanished.push_back({c.id, c.title, outcome_text(c), "", true, false});
  }
  std::stable_partition(diff.verdicts.begin(), diff.verdicts.end(), [](const ClaimChange& c) { return c.worse; });
  return diff;
}

bool any_worse(const RunDiff& diff) {
  return std::any_of(diff.verdicts.begin(), diff.verdicts.end(), [](const ClaimChange& c) { return c.worse; });
}

}  // namespace posproof
