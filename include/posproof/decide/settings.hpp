#pragma once
#include <cstdint>
#include <functional>
#include <string>

namespace posproof {

/// Which arithmetic decides. Arb does, by design; MPFI when a result is computed again independently.
enum class Kernel { arb, mpfi };

/// How much a decision may cost. Budgets count work, never seconds, so that verdicts are the same on every machine
/// and at every number of threads.
struct Settings {
  int jobs = 1;                                           ///< threads; results do not depend on it
  std::uint64_t budget = 4'000'000'000;                   ///< loop iterations and function values
  std::uint64_t element_budget = ~std::uint64_t{0} >> 1;  ///< of one element at one precision
  long first_bits = 64;                                   ///< precision ladder: doubled from here
  long last_bits = 8192;                                  ///< to here
  bool confirm = true;                                    ///< confirmation by the second kernel
  Kernel kernel = Kernel::arb;
  std::uint64_t sample_after = 0;  ///< a sweep that has spent this much samples the rest (0: never); only for re-checks
  std::function<void(const std::string& what, double share)> progress;  ///< may be empty; share in [0, 1] or < 0
};

}  // namespace posproof
