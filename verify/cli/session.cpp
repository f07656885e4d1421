#include "session.hpp"

#include <fmt/chrono.h>
#include <unistd.h>

#include <iostream>

#include "certificates.hpp"
#include "posproof/decide/decide.hpp"
#include "version.hpp"

namespace posproof {
namespace {

std::string host_name() {
  char name[256] = {};
  return gethostname(name, sizeof name - 1) == 0 ? name : "";
}

}  // namespace

ClaimRecord decide_case(const Case& item, Settings settings, bool plan, const CertificatePlan* certificates) {
  const Stopwatch watch;
  if (item.budget > 0) settings.budget = static_cast<std::uint64_t>(item.budget);
  settings.progress = nullptr;
  std::optional<PreparedClaim> prepared;
  const auto outcome = [&]() -> Outcome {
    try {
      if (item.kind == "empirical") return Verdict(Empirical(item.experiment));
      prepared = prepare(item.claim, item.definitions);
      prepared->id = item.id;
      if (plan) std::cerr << item.id + ":\n" + explain_plan(*prepared, settings);
      return decide(*prepared, settings);
    } catch (const ClaimError& e) {
      return e;
    }
  }();
  ClaimRecord record = make_record(item, prepared ? &*prepared : nullptr, outcome, watch.seconds());
  if (certificates)
    record.certificate = certificate_record(item.id, prepared ? &*prepared : nullptr, outcome, settings, *certificates);
  return record;
}

RunInfo run_info(const Settings& settings, const std::vector<std::string>& arguments) {
  RunInfo info;
  info.version = build_version();
  info.commit = build_commit();
  info.started =
      fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
  info.host = host_name();
  info.flags = build_flags();
  info.arguments = arguments;
  info.jobs = settings.jobs;
  info.budget = settings.budget;
  info.libraries = library_versions();
  return info;
}

}  // namespace posproof
