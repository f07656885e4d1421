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

}  // namespace

CertificateSummary certify(const PreparedClaim& claim, const Verdict& verdict, const std::filesystem::path& file,
                           const Settings& settings, const CertificateLimits& limits) {
  const auto* proved = std::get_if<Proved>(&verdict);
  const auto* refuted = std::get_if<Refuted>(&verdict);
  if (!proved && !refuted) throw NoCertificate(std::string("the claim is ") + verdict_word(verdict));
  // Before a file is made: what has no form in a certificate fails here.
  const std::string first = header(claim, proved != nullptr);
  CertificateWriter writer(file, limits);
  writer.line(first);
  Prover prover(writer, claim, settings, limits);
  const auto& witness = proved ? proved->witness() : refuted->witness();
  if (witness) prover.suggest(*witness);
  prover.prove(claim.formula, proved != nullptr, {});
  return writer.close();
}

}  // namespace posproof
