#pragma once
#include <nlohmann/json.hpp>

#include "posproof/analysis/ladder.hpp"

namespace posproof {

/// The precision ladder as a data file: every rung with its certified maxima, the precision from which on 15 digits are
/// right, and, for `seeds` > 0, how often binary32 and binary64 elimination exceed `threshold` over the seeds 1..seeds,
/// with 99 % Clopper-Pearson bounds. **Theorem** T13.
nlohmann::ordered_json ladder_json(const LadderStudy& study, const FitProblem& problem, long extend);
nlohmann::ordered_json seeds_json(const FitProblem& shape, long window, long extend, long seeds, const Rational& threshold);

}  // namespace posproof
