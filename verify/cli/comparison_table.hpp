#pragma once
#include "posproof/report/results.hpp"

namespace posproof {

/// For n in {1, 2, 3, 128, 1024, 4096, 200000} and d in {512, 8192}, base 10000: the sum, (d/2) times the continuum limit with
/// its distance, the article's integral, the article's bound, and which inequality holds.
/// **Theorem** T2, T4.
TableRecord comparison_table();

}  // namespace posproof
