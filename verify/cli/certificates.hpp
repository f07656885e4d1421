#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "posproof/certify/certificate.hpp"
#include "posproof/report/record.hpp"

namespace posproof {

/// Where `run` puts certificates, and who checks them.
struct CertificatePlan {
  std::filesystem::path directory;
  std::optional<std::filesystem::path> checker;  ///< nullopt: nobody
};

/// What became of a claim's certificate.
struct CertificateOutcome {
  bool written = false;
  bool accepted = false;       ///< by the checker
  std::string reason;          ///< why not accepted: it has none, it was not checked, it was rejected
  CertificateSummary summary;  ///< when written
  double seconds = 0;          ///< of the check
};

/// posproof-check beside this program, or on PATH; nullopt when there is none.
std::optional<std::filesystem::path> find_checker();

/// A file name for the id that no other id has, without separators: "decay-article__integral-bound.jsonl.gz".
std::string certificate_file_name(const std::string& id);

/// Writes the certificate and has it checked. Throws CertificateError and InternalDisagreement.
CertificateOutcome write_certificate(const PreparedClaim& claim, const Verdict& verdict, const std::filesystem::path& file,
                                     const Settings& settings, const std::optional<std::filesystem::path>& checker);

/// Writes the claim's certificate in the plan's directory and says what backs the verdict; nullopt when nothing was decided. A
/// certificate that an earlier run left there for the claim goes in any case. Throws as write_certificate does.
std::optional<CertificateRecord> certificate_record(const std::string& id, const PreparedClaim* claim, const Outcome& outcome,
                                                    const Settings& settings, const CertificatePlan& plan);

/// Makes the directory of certificates. Throws CertificateError.
void make_certificate_directory(const std::filesystem::path& directory);

}  // namespace posproof
