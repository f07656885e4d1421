#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "posproof/decide/settings.hpp"
#include "posproof/report/record.hpp"

namespace posproof {

struct CertificatePlan;

class Stopwatch {
 public:
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Decides one case; a user's error in it becomes an ERROR record, not an exception. Throws InternalDisagreement.
/// With `certificates`, a decided claim's certificate is written and its record says what backs it; throws CertificateError
/// then.
ClaimRecord decide_case(const Case& item, Settings settings, bool plan, const CertificatePlan* certificates = nullptr);

/// Who ran what where; the clock and the host are read here and nowhere else.
RunInfo run_info(const Settings& settings, const std::vector<std::string>& arguments);

}  // namespace posproof
