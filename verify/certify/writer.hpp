#pragma once
#include <zlib.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "posproof/arith/sha256.hpp"
#include "posproof/certify/certificate.hpp"

namespace posproof {

/// The file of a certificate: lines go to disk as they come, the last one carries their count and hash. Until `close` the file
/// has the name `file` + ".part" and no closing line, which the checker calls interrupted.
class CertificateWriter {
 public:
  /// Throws CertificateError.
  CertificateWriter(const std::filesystem::path& file, const CertificateLimits& limits);
  CertificateWriter(const CertificateWriter&) = delete;
  CertificateWriter& operator=(const CertificateWriter&) = delete;
  /// Removes what was written when `close` was not reached.
  ~CertificateWriter();

  /// One line of JSON, without its line feed. Throws CertificateError, and NoCertificate beyond the limit of lines.
  void line(std::string_view json);
  void leaf(std::string_view json) {
    line(json);
    ++summary_.leaves;
  }
  void box(std::string_view json) {
    leaf(json);
    ++summary_.boxes;
  }
  CertificateSummary close();

 private:
  void write(std::string_view text);
  [[noreturn]] void fail(const std::string& why) const;

  std::filesystem::path file_, part_;
  std::uint64_t most_lines_;
  gzFile out_ = nullptr;
  Sha256 hash_;
  CertificateSummary summary_;
};

}  // namespace posproof
