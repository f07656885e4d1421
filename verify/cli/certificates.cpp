#include "certificates.hpp"

#include <cctype>
#include <cstdlib>
#include <sstream>

#include "posproof/arith/sha256.hpp"
#include "posproof/report/process.hpp"
#include "session.hpp"

namespace posproof {
namespace {

namespace fs = std::filesystem;

constexpr const char* checker_name = "posproof-check";
constexpr std::size_t longest_name = 150;
constexpr std::size_t longest_reason = 300;

bool is_program(const fs::path& file) {
  std::error_code error;
  const auto status = fs::status(file, error);
  return !error && fs::is_regular_file(status) && (status.permissions() & fs::perms::owner_exec) != fs::perms::none;
}

std::string first_line(const std::string& text) {
  std::string line = text.substr(0, text.find('\n'));
  if (line.size() > longest_reason) line = line.substr(0, longest_reason) + "...";
  return line;
}

}  // namespace

std::optional<fs::path> find_checker() {
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  if (!error && is_program(self.parent_path() / checker_name)) return self.parent_path() / checker_name;
  const char* path = std::getenv("PATH");
  std::istringstream folders(path ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');)
    if (!folder.empty() && is_program(fs::path(folder) / checker_name)) return fs::path(folder) / checker_name;
  return std::nullopt;
}

std::string certificate_file_name(const std::string& id) {
  static constexpr char hex[] = "0123456789abcdef";
  std::string name;
  for (const char c : id) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || (c == '.' && !name.empty());
    if (plain)
      name += c;
    else if (c == '/')
      name += "__";
    else
      name += {'_', hex[static_cast<unsigned char>(c) >> 4], hex[static_cast<unsigned char>(c) & 15]};
  }
  if (name.empty() || name.size() > longest_name) name = "_id_" + sha256_hex(id);
  return name + ".jsonl.gz";
}

void make_certificate_directory(const fs::path& directory) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (error) throw CertificateError("cannot make the directory '" + directory.string() + "': " + error.message());
}

namespace {

/// Writes and checks once.
CertificateOutcome attempt(const PreparedClaim& claim, const Verdict& verdict, const fs::path& file, const Settings& settings,
                           const CertificateLimits& limits, const std::optional<fs::path>& checker) {
  CertificateOutcome out;
  try {
    out.summary = certify(claim, verdict, file, settings, limits);
    out.written = true;
  } catch (const NoCertificate& e) {
    out.reason = e.what();
    return out;
  }
  if (!checker) {
    out.reason = "one is written, but it is not checked";
    return out;
  }
  const Stopwatch watch;
  const ProgramOutput check = run_program({checker->string(), fs::absolute(file).string()}, "");
  out.seconds = watch.seconds();
  out.accepted = check.started && check.exit_code == 0;
  if (!out.accepted) out.reason = "posproof-check does not accept it: " + first_line(check.out.empty() ? check.err : check.out);
  return out;
}

}  // namespace

CertificateOutcome write_certificate(const PreparedClaim& claim, const Verdict& verdict, const fs::path& file,
                                     const Settings& settings, const std::optional<fs::path>& checker) {
  std::error_code ignored;
  // An old one must not be taken for this one's; whatever else stands there is left alone.
  if (fs::is_regular_file(file, ignored)) fs::remove(file, ignored);
  CertificateOutcome out;
  for (const long caution : {1, 8, 64}) {
    CertificateLimits limits;
    limits.caution = caution;
    out = attempt(claim, verdict, file, settings, limits, checker);
    // Only boxes get smaller with more caution; what rests on none would be the same file.
    if (out.accepted || !out.written || !checker || out.summary.boxes == 0) break;
  }
  return out;
}

std::optional<CertificateRecord> certificate_record(const std::string& id, const PreparedClaim* claim, const Outcome& outcome,
                                                    const Settings& settings, const CertificatePlan& plan) {
  const fs::path file = plan.directory / certificate_file_name(id);
  std::error_code ignored;
  if (fs::is_regular_file(file, ignored)) fs::remove(file, ignored);
  const auto* verdict = std::get_if<Verdict>(&outcome);
  if (!claim || !verdict || !(std::holds_alternative<Proved>(*verdict) || std::holds_alternative<Refuted>(*verdict)))
    return std::nullopt;
  const CertificateOutcome c = write_certificate(*claim, *verdict, file, settings, plan.checker);
  CertificateRecord record;
  record.backing = c.accepted ? "certificate" : "kernels";
  record.reason = c.reason;
  record.bytes = c.accepted ? c.summary.bytes : 0;
  record.seconds = c.seconds;
  // What the checker turned down is no certificate.
  if (c.written && !c.accepted && plan.checker) fs::remove(file, ignored);
  return record;
}

}  // namespace posproof
