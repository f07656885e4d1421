#include "writer.hpp"

#include <cerrno>
#include <cstring>

#include "posproof/certify/canonical.hpp"

namespace posproof {

// zlib writes both kinds of file: "T" leaves the bytes as they are. A compressed file carries neither a name nor a time, so
// that equal certificates are equal files.
CertificateWriter::CertificateWriter(const std::filesystem::path& file, const CertificateLimits& limits)
    : file_(file), part_(file), most_lines_(limits.most_lines) {
  part_ += ".part";
  std::error_code ignored;
  // A device or a directory of that name must not be replaced.
  if (std::filesystem::exists(file_, ignored) && !std::filesystem::is_regular_file(file_, ignored))
    fail("it is no regular file");
  errno = 0;
  out_ = gzopen(part_.c_str(), file_.extension() == ".gz" ? "wb6" : "wbT");
  if (!out_) fail(errno == 0 ? "out of memory" : std::strerror(errno));
}

CertificateWriter::~CertificateWriter() {
  if (!out_) return;
  gzclose(out_);
  std::error_code ignored;
  std::filesystem::remove(part_, ignored);
}

void CertificateWriter::fail(const std::string& why) const {
  throw CertificateError("the certificate '" + file_.string() + "' cannot be written: " + why);
}

void CertificateWriter::write(std::string_view text) {
  errno = 0;
  if (gzwrite(out_, text.data(), static_cast<unsigned>(text.size())) == static_cast<int>(text.size())) return;
  fail(errno == 0 ? "compression failed" : std::strerror(errno));
}

void CertificateWriter::line(std::string_view json) {
  if (summary_.lines >= most_lines_) throw NoCertificate("it would take more than " + std::to_string(most_lines_) + " lines");
  if (json.size() > longest_certificate_line) throw NoCertificate("the claim is too long with its definitions expanded");
  for (const std::string_view piece : {json, std::string_view("\n")}) {
    hash_.update(piece);
    write(piece);
  }
  ++summary_.lines;
}

CertificateSummary CertificateWriter::close() {
  summary_.sha256 = hash_.hex();
  write("{\"end\":true,\"lines\":" + std::to_string(summary_.lines) + ",\"sha256\":\"" + summary_.sha256 + "\"}\n");
  errno = 0;
  gzFile file = out_;
  out_ = nullptr;
  std::error_code error;
  if (gzclose(file) != Z_OK) {
    const int why = errno;
    std::filesystem::remove(part_, error);
    fail(why == 0 ? "the disk may be full" : std::strerror(why));
  }
  std::filesystem::rename(part_, file_, error);
  if (error) {
    const std::string why = error.message();
    std::filesystem::remove(part_, error);
    fail(why);
  }
  summary_.bytes = std::filesystem::file_size(file_);
  return summary_;
}

}  // namespace posproof
