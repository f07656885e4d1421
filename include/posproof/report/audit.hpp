#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "posproof/report/results.hpp"

// What every renderer needs to know of a run: the claims in the order of the audited documents, and each claim's
// evidence in words. Plain text throughout; a renderer escapes it for its format.

namespace posproof {

/// A step of a document with the claims of this run that audit it.
struct AuditStep {
  std::string number, says;
  std::vector<const ClaimRecord*> claims;
};

struct AuditChapter {
  const DocumentRecord* document = nullptr;  ///< null: claims whose document the results do not describe
  std::string id, title;
  std::vector<AuditStep> steps;  ///< those with claims, in document order; unplaced claims last
  std::size_t steps_without_claims = 0;
  Counts counts;
  bool controls = false;  ///< known cases that test posproof itself, not findings
};

/// Chapters in the order of the documents, controls last. Points into `results`.
std::vector<AuditChapter> make_audit(const Results& results);

class ClaimIndex;

/// Claims whose verdict contradicts their expectation, and errors nobody expected.
std::vector<const ClaimRecord*> contradictions(const Results& results);
/// Claims of which a verdict was expected and that ended UNDECIDED.
std::vector<const ClaimRecord*> shortfalls(const Results& results);

/// A step of a document of which at least one reading is false.
struct FalseStep {
  const AuditChapter* chapter;
  const AuditStep* step;
  std::vector<const ClaimRecord*> refuted;   ///< never empty; tag "headline" first
  std::vector<const ClaimRecord*> repairs;   ///< what to use instead, each once
  std::vector<std::string> unknown_repairs;  ///< ids that this run has no claim for
  Counts counts;                             ///< of all the step's claims
};
/// What the audit found to be false, controls left out: steps with a claim tagged "headline" first, then document order.
/// Claims that no step names stand for themselves. Points into `audit`.
std::vector<FalseStep> false_steps(const std::vector<AuditChapter>& audit, const ClaimIndex& index);

/// Claims by id, for links between them.
class ClaimIndex {
 public:
  explicit ClaimIndex(const Results& results);
  /// nullptr when there is no such claim.
  const ClaimRecord* find(const std::string& id) const;

 private:
  std::unordered_map<std::string, const ClaimRecord*> claims_;
};

bool is_failure(const ClaimRecord& claim);

/// "0.49387566 ± 5e-9", with correct digits only; "[lower, upper]" shortened when the ends are no short numbers.
std::string enclosure_text(const Enclosure& e);
/// "n = 3, s = 1/7"; long values are shortened with their digit count.
std::string witness_text(const Witness& w);

/// What decides the claim, in one sentence: witness and both sides, margin, reason, experiment, error.
std::string finding_text(const ClaimRecord& claim);
/// What backs a decided claim: "Coq", "certificate checked", "both kernels", "one kernel", "exact rules"; "" when it is not
/// decided.
std::string backing_word(const ClaimRecord& claim);
/// The same with size, time, or why there is no certificate yet: "both kernels; no certificate yet: its kind has none".
std::string backing_text(const ClaimRecord& claim);
/// "Of 5 decided claims: 1 Coq, 2 certificate checked, 2 both kernels"; "" when nothing is decided.
std::string backings_line(const Backings& backings);
/// ", 2026-01-02T03:04:05Z on host-1, 12.5 s with 2 jobs, 1 000 evaluations": what follows version and commit. Neutral
/// results leave clock, host and time out.
std::string circumstances_text(const RunInfo& run);
/// "Interrupted: 12 selected claims were not run, among them a/b, a/c."; "" for a complete run.
std::string interruption_text(const RunInfo& run);
/// How it was decided: method, theorems, work, precision, confirmation, certificate.
std::string method_text(const ClaimRecord& claim);
/// "expected PROVED" or "expected error empty-domain", "" when nothing is stated.
std::string expectation_text(const ClaimRecord& claim);
/// "8.4 s", "120 ms", "3 min 20 s".
std::string duration_text(double seconds);

/// An anchor that is the same for the same claim in every report: letters, digits and dashes, unique per id.
std::string anchor(const std::string& claim_id);

}  // namespace posproof
