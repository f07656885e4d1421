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
  std::vector<AuditStep> steps;              ///< those with claims, in document order; unplaced claims last
  std::size_t steps_without_claims = 0;
  Counts counts;
  bool controls = false;                     ///< known cases that test posproof itself, not findings
};

/// Chapters in the order of the documents, controls last. Points into `results`.
std::vector<AuditChapter> make_audit(const Results& results);

/// Claims whose verdict contradicts their expectation, and errors nobody expected.
std::vector<const ClaimRecord*> contradictions(const Results& results);
/// Claims of which a verdict was expected and that ended UNDECIDED.
std::vector<const ClaimRecord*> shortfalls(const Results& results);
/// What the audit found to be false, controls left out: tag "headline" first, then document order.
std::vector<const ClaimRecord*> false_statements(const Results& results);

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
/// How it was decided: method, theorems, work, precision, confirmation, certificate.
std::string method_text(const ClaimRecord& claim);
/// "expected PROVED" or "expected error empty-domain", "" when nothing is stated.
std::string expectation_text(const ClaimRecord& claim);
/// "8.4 s", "120 ms", "3 min 20 s".
std::string duration_text(double seconds);

/// An anchor that is the same for the same claim in every report: letters, digits and dashes, unique per id.
std::string anchor(const std::string& claim_id);

}  // namespace posproof
