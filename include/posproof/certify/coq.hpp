#pragma once
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "posproof/claim/prepare.hpp"
#include "posproof/claim/verdict.hpp"

// Claims as Coq theorems (Coq 8.16, CoqInterval 4.6): docs/coq.md says what is exported how and what one trusts.
// A statement is written from the resolved tree alone; the verdict only chooses between the claim and its negation and
// supplies the witness. Whether the theorem holds is for Coq to say: a wrong verdict gives a script that coqc rejects.

namespace posproof {

/// Why a claim has no Coq script, in one sentence.
class CannotExport : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

enum class CoqGoal { claim, negation };

/// Files to be compiled in this order in one directory; the last one ends with Print Assumptions.
struct CoqScript {
  CoqGoal goal = CoqGoal::claim;
  std::string statement;  ///< the proposition, in Coq
  std::string theorem;    ///< qualified name of the theorem that states it
  std::string method;     ///< "computation", "computation in 4 files", "lemma reciprocal_exponential", ...
  std::vector<std::pair<std::string, std::string>> files;  ///< name -> text
};

/// The name that files and theorem take from a case's id: small letters, digits and "_".
std::string coq_name(const std::string& id);

/// Script for what the verdict says: the claim when PROVED, its negation when REFUTED. An UNDECIDED claim is exported
/// when a lemma of the library has its form. Throws CannotExport.
CoqScript export_coq(const PreparedClaim& claim, const std::string& name, const Verdict& verdict);

/// Script for a goal of the caller's choice, for tests and experiments; `witness` serves the quantifiers that need one.
/// Coq computes with 30, 60, ... bits, up to twice `bits`, until that suffices.
CoqScript export_coq_goal(const PreparedClaim& claim, const std::string& name, CoqGoal goal, const Witness& witness,
                          long bits = 128);

/// The assumptions that a theorem may rest on: classical reals, functional extensionality, machine integers.
const std::vector<std::string>& permitted_coq_assumptions();

/// Names in the output of Print Assumptions. "Closed under the global context" gives none; throws std::runtime_error when
/// the text is neither.
std::vector<std::string> coq_assumptions(const std::string& printed);

}  // namespace posproof
