#pragma once
#include <variant>
#include <vector>

#include "posproof/claim/casefile.hpp"
#include "posproof/claim/error.hpp"
#include "posproof/claim/prepare.hpp"
#include "posproof/claim/verdict.hpp"
#include "posproof/report/results.hpp"

namespace posproof {

using Outcome = std::variant<Verdict, ClaimError>;

/// The record of one claim. `prepared` may be null (the claim did not parse); `document` is the id's first part and
/// `step` stays empty until assemble_results places the claim.
ClaimRecord make_record(const Case& item, const PreparedClaim* prepared, const Outcome& outcome, double seconds);

/// Copies verdict or error into the record's evidence members (used by make_record, `check` and `recheck`).
void fill_outcome(ClaimRecord& record, const Outcome& outcome);

/// Whether the record's outcome is the expected one: verdict, error code and, when stated, the witness (compared as
/// exact rationals where both are, as text otherwise).
AsExpected compare_with_expected(const ClaimRecord& record);

/// Puts documents, placed claims and the total work together. Only documents with at least one of the claims are kept.
Results assemble_results(RunInfo run, const std::vector<Document>& documents, std::vector<ClaimRecord> claims);

}  // namespace posproof
