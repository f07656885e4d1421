#pragma once
#include <optional>
#include <vector>

#include "certificates.hpp"
#include "posproof/claim/casefile.hpp"
#include "posproof/decide/settings.hpp"
#include "posproof/report/record.hpp"

namespace posproof {

struct Decided {
  std::vector<ClaimRecord> records;  ///< in the order of the cases
  std::vector<std::string> not_run;  ///< ids of cases without a record: the run was interrupted
  /// Deciders may still be at work in threads that cannot be stopped: the program must end with std::_Exit.
  bool abandoned = false;
};

/// Decides the cases with settings.jobs threads and shows progress on a terminal. On Ctrl-C no further case is begun,
/// those under way get a second to end, and what is decided by then is returned. Throws what deciding throws.
Decided decide_all(const std::vector<Case>& cases, const Settings& settings, bool plan,
                   const std::optional<CertificatePlan>& certificates);

}  // namespace posproof
