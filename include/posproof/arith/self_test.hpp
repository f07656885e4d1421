#pragma once
#include <string>
#include <vector>

namespace posproof {

/// What is wrong with this thread's floating-point unit; empty when doubles are IEEE binary64, rounded to nearest, with
/// subnormals kept (T15 rests on that). To be asked in every thread in which doubles are to prove something.
std::vector<std::string> float_environment_failures();

/// Start-up self-test: known values enclosed by both kernels, MPFR's rounding directions, and the above. Empty when all is
/// well, otherwise one line per failure; the program then refuses to run. Takes a few milliseconds.
std::vector<std::string> self_test();

}  // namespace posproof
