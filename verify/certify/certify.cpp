#include <algorithm>

#include "posproof/certify/canonical.hpp"
#include "posproof/certify/certificate.hpp"
#include "prover.hpp"
#include "writer.hpp"

namespace posproof {
namespace {

std::string header(const PreparedClaim& claim, bool proved) {
  const CanonicalClaim c = canonical(claim.formula);
  return "{\"posproof-certificate\":" + std::to_string(certificate_version) + ",\"id\":" + json_string(claim.id) +
         ",\"claim\":" + json_string(c.text) + ",\"verdict\":\"" + (proved ? "PROVED" : "REFUTED") + "\",\"relation\":\"" +
         c.relation + "\",\"domain\":" + c.domain + ",\"tree\":" + c.tree + ",\"sha256\":\"" + sha256_hex(c.tree) + "\"}";
}

bool is_loop(Op op) { return (op >= Op::sum && op <= Op::count); }

int nested_loops(const Expr& e) {
  int deepest = 0;
  for (const auto& a : e->args) deepest = std::max(deepest, nested_loops(a));
  return deepest + (is_loop(e->op) ? 1 : 0);
}

/// Running sums cost the checker a rotation for each term in a sweep over integers. In a closed extremum or count each term
/// costs it a series, over boxes of reals a jet of them: hours, not seconds.
void refuse_what_takes_hours(const Expr& formula) {
  const int most = !contains_quantifier(formula) ? 2 : canonical(formula).relation == "forall-int" ? 100 : 1;
  if (nested_loops(formula) > most) throw NoCertificate("checking its nested sums again would take too long");
}

}  // namespace

CertificateSummary certify(const PreparedClaim& claim, const Verdict& verdict, const std::filesystem::path& file,
                           const Settings& settings, const CertificateLimits& limits) {
  const auto* proved = std::get_if<Proved>(&verdict);
  const auto* refuted = std::get_if<Refuted>(&verdict);
  if (!proved && !refuted) throw NoCertificate(std::string("the claim is ") + verdict_word(verdict));
  // Before a file is made: what has no form in a certificate fails here.
  const std::string first = header(claim, proved != nullptr);
  refuse_what_takes_hours(claim.formula);
  CertificateWriter writer(file, limits);
  writer.line(first);
  Prover prover(writer, claim, settings, limits);
  const auto& witness = proved ? proved->witness() : refuted->witness();
  if (witness) prover.suggest(*witness);
  prover.prove(claim.formula, proved != nullptr, {});
  return writer.close();
}

}  // namespace posproof
