#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "posproof/certify/certificate.hpp"

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
CertificateOutcome write_certificate(const PreparedClaim& claim, const Verdict& verdict, const std::filesystem::path& file, const Settings& settings,
                                     const std::optional<std::filesystem::path>& checker);

/// Makes the directory of certificates. Throws CertificateError.
void make_certificate_directory(const std::filesystem::path& directory);

}  // namespace posproof
