#include <algorithm>

#include "posproof/report/results.hpp"

namespace posproof {

void count_outcome(const ClaimRecord& c, Counts& n) {
  (c.outcome == "PROVED"      ? n.proved
   : c.outcome == "REFUTED"   ? n.refuted
   : c.outcome == "UNDECIDED" ? n.undecided
   : c.outcome == "EMPIRICAL" ? n.empirical
                              : n.error)++;
  (c.as_expected == AsExpected::met ? n.met : c.as_expected == AsExpected::contradicted ? n.contradicted : n.unstated)++;
}

Counts count_outcomes(const std::vector<ClaimRecord>& claims) {
  Counts n;
  for (const ClaimRecord& c : claims) count_outcome(c, n);
  return n;
}

std::string summary_line(const Counts& n) {
  const auto text = [](std::uint64_t k, const char* word) { return std::to_string(k) + " " + word; };
  std::string line = std::to_string(n.total()) + (n.total() == 1 ? " claim: " : " claims: ") + text(n.proved, "PROVED, ") +
                     text(n.refuted, "REFUTED, ") + text(n.undecided, "UNDECIDED, ") + text(n.empirical, "EMPIRICAL, ") +
                     text(n.error, "ERROR; ");
  if (n.contradicted > 0)
    line += text(n.contradicted, "contradicted");
  else if (n.met > 0)
    line += "all as expected";
  else
    line += "no expectations";
  if (n.unstated > 0 && (n.contradicted > 0 || n.met > 0)) line += ", " + text(n.unstated, "without an expectation");
  return line;
}

bool confirmed_by_second_kernel(const ClaimRecord& c) {
  return std::any_of(c.confirmed_by.begin(), c.confirmed_by.end(), [](const Confirmation& k) {
    return k.scope == Confirmation::Scope::full || k.scope == Confirmation::Scope::sampled;
  });
}

bool by_exact_rules(const ClaimRecord& c) { return c.bits == 0 && c.confirmed_by.empty(); }

Backings count_backings(const std::vector<ClaimRecord>& claims) {
  Backings n;
  for (const ClaimRecord& c : claims) {
    if (c.outcome != "PROVED" && c.outcome != "REFUTED") continue;
    const std::string backing = c.certificate ? c.certificate->backing : "";
    (backing == "coq"                ? n.coq
     : backing == "certificate"      ? n.certificate
     : confirmed_by_second_kernel(c) ? n.both_kernels
     : by_exact_rules(c)             ? n.exact_rules
                                     : n.one_kernel)++;
  }
  return n;
}

int run_exit_code(const Results& results, bool strict) {
  const std::vector<ClaimRecord>& claims = results.claims;
  const bool cut = !results.run.not_run.empty();
  if (claims.empty()) return cut ? 4 : 3;
  const auto any = [&](auto holds) { return std::any_of(claims.begin(), claims.end(), holds); };
  if (any([](const ClaimRecord& c) { return c.outcome == "ERROR" && c.as_expected != AsExpected::met; })) return 2;
  if (any([](const ClaimRecord& c) { return c.as_expected == AsExpected::contradicted && c.outcome != "UNDECIDED"; })) return 1;
  if (any([&](const ClaimRecord& c) {
        return c.outcome == "UNDECIDED" && (strict || c.as_expected == AsExpected::contradicted);
      }))
    return 4;
  return cut ? 4 : 0;
}

const ClaimRecord* find_claim(const Results& results, const std::string& id) {
  const auto found =
      std::find_if(results.claims.begin(), results.claims.end(), [&](const ClaimRecord& c) { return c.id == id; });
  return found == results.claims.end() ? nullptr : &*found;
}

}  // namespace posproof
