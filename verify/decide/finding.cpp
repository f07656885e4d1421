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
