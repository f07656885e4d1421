#include "posproof/decide/finding.hpp"

#include <algorithm>

#include "posproof/arith/contract.hpp"

namespace posproof {

Finding undecided(std::string method, std::string reason, std::string remedy) {
  Finding o;
  o.evidence.method = std::move(method);
  o.reason = std::move(reason);
  o.remedy = std::move(remedy);
  return o;
}

void add_work(Work& a, const Work& b) {
  a.evaluations += b.evaluations;
  a.cells += b.cells;
  a.escalations += b.escalations;
}

void add_confirmations(std::vector<Confirmation>& all, const std::vector<Confirmation>& more) {
  for (const auto& c : more) {
    const auto same =
        std::find_if(all.begin(), all.end(), [&](const Confirmation& a) { return a.kernel == c.kernel && a.scope == c.scope; });
    if (same == all.end()) {
      all.push_back(c);
    } else {
      same->checked += c.checked;
      same->of += c.of;
    }
  }
}

void add_theorems(std::vector<std::string>& all, const std::vector<std::string>& more) {
  for (const auto& t : more)
    if (std::find(all.begin(), all.end(), t) == all.end()) all.push_back(t);
}

void add_theorems_of(std::vector<std::string>& all, const Derivation& derivation) {
  if (!derivation.theorem.empty()) add_theorems(all, {derivation.theorem});
  for (const auto& h : derivation.hypotheses) add_theorems_of(all, h);
}

Derivation step_of(const Evidence& part, std::string conclusion, const std::string& by) {
  Derivation step{part.method, part.theorems.empty() ? by : part.theorems[0], std::move(conclusion), {}};
  if (part.derivation) step.hypotheses.push_back(*part.derivation);
  return step;
}

Verdict to_verdict(Finding o) {
  if (certainly(o.truth)) return Proved(std::move(o.evidence), std::move(o.witness), std::move(o.sides));
  if (!certainly_not(o.truth))
    return Undecided(std::move(o.evidence), std::move(o.reason), std::move(o.remedy), std::move(o.witness), std::move(o.sides));
  if (!o.witness && o.evidence.derivation) {
    Derivation d = *o.evidence.derivation;
    return Refuted(std::move(o.evidence), std::move(d));
  }
  if (!o.witness && !o.evidence.theorems.empty()) {
    // The negation of a statement that was proved for all elements: the proof itself is the refutation.
    Derivation d{"the contrary was proved: " + o.evidence.method, o.evidence.theorems[0], "", {}};
    return Refuted(std::move(o.evidence), std::move(d));
  }
  ensure(o.witness.has_value(), "a refutation with neither witness nor theorem");
  return Refuted(std::move(o.evidence), std::move(*o.witness), std::move(o.sides));
}

}  // namespace posproof
