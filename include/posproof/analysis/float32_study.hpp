#pragma once
#include "posproof/analysis/float32_reading.hpp"

namespace posproof {

/// First n in 1..limit at which the correctly rounded sequential reading misses f_n by at least |f_n|; nullopt if none.
/// Decided by Ball where doubles cannot tell. **Theorem** D11.
std::optional<long> first_total_loss(const Float32Reading& reading, long limit);

/// First n in 1..limit at which some program of the `any_order` family may miss f_n by at least |f_n|.
std::optional<long> first_possible_total_loss(const Float32Reading& reading, long limit);

/// Largest error of the correctly rounded sequential reading on [from, to]: place and certified size.
struct LargestError {
  long n;
  Measured size;
};
LargestError largest_error(const Float32Reading& reading, long from, long to);

/// Windows 1..W, W+1..2W, ... up to `limit` (complete ones only). `onset` is the start of the first window from which on
/// every window contains an n with |error| > threshold; nullopt when the last window has none.
struct LossOnset {
  long window;
  std::optional<long> onset;
  long windows_checked;
};
LossOnset loss_onset(const Float32Reading& reading, long limit, long window, double threshold);

/// Which programs a bound covers: pow and cos correctly rounded, or each within 1 ulp; additions in any order in both.
enum class Float32Family { correctly_rounded, within_one_ulp };

/// Bounds |computed - f_m| for every m in 1..n and every program of the family at once:
/// sum_t min(2, n |theta_t - theta'_t| + 2^-24 n theta'_t + 2^-23) plus the additions. **Error** upper bound. **Theorem** D12.
Ball error_upper(const Float32Reading& reading, long n, Float32Family family);

}  // namespace posproof
