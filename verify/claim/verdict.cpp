#include "posproof/claim/verdict.hpp"

#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {
void check(const Evidence& e) { ensure(!e.method.empty(), "a verdict without a method"); }
}  // namespace

Proved::Proved(Evidence e, std::optional<Witness> witness, std::optional<Sides> sides)
    : evidence_(std::move(e)), witness_(std::move(witness)), sides_(std::move(sides)) {
  check(evidence_);
}

Refuted::Refuted(Evidence e, Witness witness, std::optional<Sides> sides)
    : evidence_(std::move(e)), witness_(std::move(witness)), sides_(std::move(sides)) {
  check(evidence_);
}

Refuted::Refuted(Evidence e, Derivation derivation) : evidence_(std::move(e)) {
  check(evidence_);
  ensure(!derivation.theorem.empty(), "a refutation by theorem that names no theorem");
  evidence_.derivation = std::move(derivation);
}

Undecided::Undecided(Evidence e, std::string reason, std::string remedy, std::optional<Witness> nearest,
                     std::optional<Sides> sides)
    : evidence_(std::move(e)),
      reason_(std::move(reason)),
      remedy_(std::move(remedy)),
      nearest_(std::move(nearest)),
      sides_(std::move(sides)) {
  check(evidence_);
  ensure(!reason_.empty() && !remedy_.empty(), "an undecided verdict without reason or remedy");
}

Empirical::Empirical(std::string experiment) : experiment_(std::move(experiment)) {
  ensure(!experiment_.empty(), "an empirical verdict without an experiment");
}

const char* verdict_word(const Verdict& v) {
  static constexpr const char* words[] = {"PROVED", "REFUTED", "UNDECIDED", "EMPIRICAL"};
  return words[v.index()];
}

}  // namespace posproof
