#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "posproof/arith/enclosure.hpp"

// Verdicts are types that cannot be formed without their evidence: there is no Refuted without a witness or a theorem,
// no Undecided without a reason and a way to go on.

namespace posproof {

/// Values of the quantified variables, outermost first, as exact text ("3", "1/7", "0x1.8p-3").
struct Witness {
  std::vector<std::pair<std::string, std::string>> values;
};

/// Both sides of the comparison that decides at a point, enclosed.
struct Sides {
  std::string relation;  ///< "<=", as in the claim
  Enclosure lhs;
  Enclosure rhs;
};

/// How the second kernel confirmed a verdict.
struct Confirmation {
  enum class Scope { full, sampled, same_kernel_other_precision, none };
  std::string kernel;  ///< "mpfi", or "arb" when only Arb has the functions
  Scope scope = Scope::none;
  std::uint64_t checked = 0;
  std::uint64_t of = 0;
};

/// Work done, in units that do not depend on the machine.
struct Work {
  std::uint64_t evaluations = 0;  ///< of a formula at a point or a box
  std::uint64_t cells = 0;        ///< boxes or blocks that were decided
  std::uint64_t escalations = 0;  ///< evaluations repeated at higher precision (fallbacks)
  friend bool operator==(const Work&, const Work&) = default;
};

/// One step of a proof: a rule with its theorem, what it concluded, and the decided hypotheses below it.
struct Derivation {
  std::string rule;
  std::string theorem;  ///< id in docs/theorems.md
  std::string conclusion;
  std::vector<Derivation> hypotheses;
};

struct Evidence {
  std::string method;                 ///< "integer sweep", "identity", "real range", "limit rule", ...
  std::vector<std::string> theorems;  ///< ids in docs/theorems.md
  long bits = 0;                      ///< highest working precision used
  Work work;
  std::vector<Confirmation> confirmed_by;
  std::optional<Enclosure> margin;  ///< distance to the nearest miss
  std::string margin_at;            ///< where it is taken, such as "n = 17"
  std::optional<Derivation> derivation;
  std::vector<std::string> notes;  ///< shadowed names, undecided smaller elements, the plan that was taken
};

class Proved {
 public:
  explicit Proved(Evidence e, std::optional<Witness> witness = std::nullopt, std::optional<Sides> sides = std::nullopt);
  const Evidence& evidence() const { return evidence_; }
  Evidence& evidence() { return evidence_; }
  /// The element found, for `exists`.
  const std::optional<Witness>& witness() const { return witness_; }
  const std::optional<Sides>& sides() const { return sides_; }

 private:
  Evidence evidence_;
  std::optional<Witness> witness_;
  std::optional<Sides> sides_;
};

class Refuted {
 public:
  /// By an exact witness (empty values only for a claim without quantifiers) and both sides there.
  Refuted(Evidence e, Witness witness, std::optional<Sides> sides);
  /// By a theorem whose hypotheses were decided: the derivation is required and names the theorem.
  Refuted(Evidence e, Derivation derivation);
  const Evidence& evidence() const { return evidence_; }
  Evidence& evidence() { return evidence_; }
  const std::optional<Witness>& witness() const { return witness_; }
  const std::optional<Sides>& sides() const { return sides_; }

 private:
  Evidence evidence_;
  std::optional<Witness> witness_;
  std::optional<Sides> sides_;
};

class Undecided {
 public:
  /// `reason` says why it stopped, `remedy` how to go on; both must be non-empty (contract).
  Undecided(Evidence e, std::string reason, std::string remedy, std::optional<Witness> nearest = std::nullopt,
            std::optional<Sides> sides = std::nullopt);
  const Evidence& evidence() const { return evidence_; }
  Evidence& evidence() { return evidence_; }
  const std::string& reason() const { return reason_; }
  const std::string& remedy() const { return remedy_; }
  /// The element or box that resisted or came nearest.
  const std::optional<Witness>& nearest() const { return nearest_; }
  const std::optional<Sides>& sides() const { return sides_; }

 private:
  Evidence evidence_;
  std::string reason_, remedy_;
  std::optional<Witness> nearest_;
  std::optional<Sides> sides_;
};

class Empirical {
 public:
  /// `experiment` says what would decide it (contract: non-empty).
  explicit Empirical(std::string experiment);
  const std::string& experiment() const { return experiment_; }

 private:
  std::string experiment_;
};

using Verdict = std::variant<Proved, Refuted, Undecided, Empirical>;

/// "PROVED", "REFUTED", "UNDECIDED", "EMPIRICAL".
const char* verdict_word(const Verdict& v);

}  // namespace posproof
