#pragma once
#include <cstdint>
#include <functional>
#include <string>

namespace posproof {

/// How much a decision may cost. Budgets count work, never seconds, so that verdicts are the same on every machine
/// and at every number of threads.
struct Settings {
  int jobs = 1;                            ///< threads; results do not depend on it
  std::uint64_t budget = 4'000'000'000;    ///< loop iterations and function values
  long first_bits = 64;                    ///< precision ladder: doubled from here
  long last_bits = 8192;                   ///< to here
  bool confirm = true;                     ///< confirmation by the second kernel
  std::function<void(const std::string& what, double share)> progress;  ///< may be empty; share in [0, 1] or < 0
};

}  // namespace posproof
