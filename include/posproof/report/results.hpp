#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "posproof/claim/verdict.hpp"

// What one run found, as plain data: results.json in memory. Every report is a pure function of it.
// Times and the machine live under the keys `seconds`, `started` and `host` only, so that two runs compare byte for
// byte once these are dropped (see without_times in results_json.hpp). docs/results-schema.md describes the file.

namespace posproof {

inline constexpr const char* results_schema = "posproof-results/1";

using TextPairs = std::vector<std::pair<std::string, std::string>>;

/// How and with what the run was made.
struct RunInfo {
  std::string version;                 ///< of posproof
  std::string commit;                  ///< "" when unknown
  std::string started;                 ///< ISO 8601, given by the caller
  std::string host;                    ///< given by the caller
  std::string flags;                   ///< compile flags
  std::vector<std::string> arguments;  ///< of the run: the selection, --strict and so on
  int jobs = 1;
  std::uint64_t budget = 0;          ///< 0: the default of every decider
  TextPairs libraries;               ///< name -> version
  Work work;                         ///< sum over the claims
  std::vector<std::string> not_run;  ///< ids of the selected claims that an interrupted run did not come to
  double seconds = 0;
};

struct StepRecord {
  std::string number;
  std::string says;
  std::vector<std::string> cases;  ///< ids, in order
};

struct DocumentRecord {
  std::string id, title, authors, year, url, note;
  std::vector<StepRecord> steps;
};

struct ErrorRecord {
  std::string code;  ///< "empty-domain", "syntax", ...
  std::string message;
  std::string rendered;  ///< with place and caret
};

struct ExpectedRecord {
  std::string verdict;  ///< "proved", "refuted", "undecided", "empirical" or ""
  std::string error;    ///< an error code, or ""
  TextPairs witness;    ///< name -> exact value
};

/// Whether the outcome is the one the case file states; `none` when it states nothing.
enum class AsExpected { met, contradicted, none };

/// What backs a decided claim beyond the two kernels. No record: no certificate was asked for.
struct CertificateRecord {
  std::string backing;  ///< "kernels" (no certificate yet), "certificate" (checked independently) or "coq"
  std::string reason;   ///< why there is no certificate; "" unless backing is "kernels"
  std::uint64_t bytes = 0;
  double seconds = 0;  ///< of the independent check
};

/// One claim and what became of it.
struct ClaimRecord {
  std::string id, title, document, step, locator;
  std::string says;                ///< what the document asserts
  std::string kind;                ///< "formula" or "empirical"
  std::string claim;               ///< text of the formula as written
  std::string latex, mathml;       ///< of the same syntax tree; "" when it does not parse
  std::vector<std::string> where;  ///< definitions, "f(n) = sum(...)"
  std::string file;
  int line = 0;
  std::vector<std::string> tags;
  std::uint64_t budget = 0;  ///< the case's own; 0: the run's
  std::optional<ExpectedRecord> expected;
  AsExpected as_expected = AsExpected::none;

  std::string outcome;               ///< "PROVED", "REFUTED", "UNDECIDED", "EMPIRICAL" or "ERROR"
  std::optional<ErrorRecord> error;  ///< exactly when the outcome is ERROR
  std::optional<Witness> witness;    ///< for UNDECIDED the element that came nearest
  std::optional<Sides> sides;
  std::optional<Enclosure> margin;
  std::string margin_at;
  std::string method;
  std::vector<std::string> theorems;
  long bits = 0;
  Work work;
  std::vector<Confirmation> confirmed_by;
  std::optional<Derivation> derivation;
  std::vector<std::string> notes;
  std::string reason, remedy;    ///< of UNDECIDED
  std::string experiment;        ///< of EMPIRICAL
  std::string why, repaired_by;  ///< notes of the case file
  std::optional<CertificateRecord> certificate;
  double seconds = 0;
};

/// A table of finished text cells. Cells may hold `$math$`; "pass", "fail" and "open" are shown as marks.
struct TableRecord {
  std::string id, title, caption;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  ///< each as long as `columns`
};

/// A plot whose data (plot.hpp) lies in a file beside results.json.
struct FigureRecord {
  std::string id, title, caption;
  std::string data;    ///< file name relative to results.json
  std::string sha256;  ///< of that file
};

struct TheoremRecord {
  std::string id, statement;
  std::string proof;  ///< file with the proof, relative to the repository's root
};

/// A part that must be right for the verdicts to be right.
struct TrustedPart {
  std::string name;  ///< "Arb", "decide/"
  std::string role;
  std::uint64_t lines = 0;  ///< counted lines of our own code; 0 for libraries
};

struct Results {
  RunInfo run;
  std::vector<DocumentRecord> documents;
  std::vector<ClaimRecord> claims;
  std::vector<TableRecord> tables;
  std::vector<FigureRecord> figures;
  std::vector<TheoremRecord> theorems;
  std::vector<TrustedPart> trusted_base;
};

/// How many claims ended how. UNDECIDED and EMPIRICAL are never added to PROVED.
struct Counts {
  std::uint64_t proved = 0, refuted = 0, undecided = 0, empirical = 0, error = 0;
  std::uint64_t met = 0, contradicted = 0, unstated = 0;  ///< by AsExpected
  std::uint64_t total() const { return proved + refuted + undecided + empirical + error; }
  friend bool operator==(const Counts&, const Counts&) = default;
};

/// Adds one claim to the counts.
void count_outcome(const ClaimRecord& claim, Counts& counts);
Counts count_outcomes(const std::vector<ClaimRecord>& claims);

/// "N claims: a PROVED, b REFUTED, c UNDECIDED, d EMPIRICAL, e ERROR; all as expected", or "; k contradicted",
/// with the number of claims that state no expectation when there are any.
std::string summary_line(const Counts& counts);

/// How many decided claims are backed by what. A claim counts where its strongest backing is.
struct Backings {
  std::uint64_t coq = 0, certificate = 0, both_kernels = 0, one_kernel = 0, exact_rules = 0;
  friend bool operator==(const Backings&, const Backings&) = default;
};
Backings count_backings(const std::vector<ClaimRecord>& claims);

/// Whether a decided claim rests on exact rules alone: no kernel computed anything.
bool by_exact_rules(const ClaimRecord& claim);
/// Whether the second kernel confirmed the verdict, in full or on a sample.
bool confirmed_by_second_kernel(const ClaimRecord& claim);

/// Exit code of `run` (design: 0, 1, 2, 3, 4; 5 is the caller's): 3 for no claims, 2 for an error that was not expected,
/// 1 for a contradiction, 4 for UNDECIDED where another verdict was expected, for claims an interrupted run did not come
/// to and, under `strict`, for any UNDECIDED.
int run_exit_code(const Results& results, bool strict);

/// The claim with that id, or nullptr.
const ClaimRecord* find_claim(const Results& results, const std::string& id);

}  // namespace posproof
