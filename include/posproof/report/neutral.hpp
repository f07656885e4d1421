#pragma once
#include "posproof/report/results.hpp"

namespace posproof {

/// The same results without what the clock and the machine gave: start, host, number of jobs and every time. Reports of
/// neutral results are the same wherever and whenever the run was made.
Results neutral(Results results);

}  // namespace posproof
