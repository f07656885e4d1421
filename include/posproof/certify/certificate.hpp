#pragma once
#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "posproof/claim/prepare.hpp"
#include "posproof/claim/verdict.hpp"
#include "posproof/decide/settings.hpp"

namespace posproof {

inline constexpr int certificate_version = 2;

/// Why a verdict has no certificate: a form that the format does not know, or a check that would take too long.
/// `what()` completes the sentence "no certificate yet: ...".
class NoCertificate : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A certificate that could not be written: the directory, the disk.
class CertificateError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What was written.
struct CertificateSummary {
  std::uint64_t lines = 0;  ///< with the header, without the closing line
  std::uint64_t leaves = 0;
  std::uint64_t boxes = 0;  ///< leaves over real boxes
  std::uint64_t bytes = 0;  ///< of the file
  std::string sha256;       ///< of all lines before the closing one
};

/// How large a certificate may get, and how careful it is.
struct CertificateLimits {
  long caution = 1;  ///< boxes are small enough for enclosures that are wider than ours by this multiple of half their width
  std::uint64_t most_lines = 2'000'000;
  std::uint64_t most_work = 400'000'000;  ///< loop iterations and function values of all leaves together
};

/// Writes a certificate of the verdict (docs/certificates.md), gzip-compressed when the name ends in ".gz": a script that
/// proves, or refutes, the claim's resolved tree once more, from witnesses, enclosures over covers of the domain, and
/// identities. The same bytes at any number of threads. The file appears under its name when it is complete; until then it is
/// `file` + ".part". Throws NoCertificate, CertificateError, and what the deciders throw.
CertificateSummary certify(const PreparedClaim& claim, const Verdict& verdict, const std::filesystem::path& file,
                           const Settings& settings, const CertificateLimits& limits = {});

}  // namespace posproof
