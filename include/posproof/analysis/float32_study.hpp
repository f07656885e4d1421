#pragma once
#include <optional>
#include <vector>

#include "posproof/analysis/float32_reading.hpp"

namespace posproof {

/// What became of the correctly rounded sequential reading over n = 1..limit, every n evaluated.
struct Float32Study {
  long limit;
  /// First n at which it misses f_n by at least |f_n|.
  std::optional<long> first_total_loss;
  /// A place of the largest error and an upper bound for every n up to the limit; the error at `place` is within 10^-6 of it.
  long place;
  double largest_upper;
  /// Windows 1..W, W+1..2W, ... (complete ones only): start of the first one from which on each holds an n with
  /// |error| > threshold; nullopt when the last one holds none.
  long window;
  double threshold;
  std::optional<long> onset;
};

/// **Domain** 1 <= window <= limit <= 2^24. The same result for every `jobs`. **Error** certified: doubles with the bounds
/// of D11 and the block sweep, balls where they cannot tell. **Theorem** D11, T14, T15.
Float32Study study_float32(const Float32Reading& reading, long limit, long window, double threshold, int jobs = 1);

/// The longest wavelength 2 pi base^(1 - 2/d), rounded up to an integer: a window that holds a full period of every term.
long longest_period(const Float32Reading& reading);

/// First n in 1..limit at which some program of the `any_order` family may miss f_n by at least |f_n|. **Theorem** D12.
std::optional<long> first_possible_total_loss(const Float32Reading& reading, long limit);

/// Which programs a bound covers: pow and cos correctly rounded, or each within 1 ulp; additions in any order in both.
enum class Float32Family { correctly_rounded, within_one_ulp };

/// Bounds |computed - f_m| for every m in 1..n and every program of the family at once:
/// sum_t min(2, n |theta_t - theta'_t| + 2^-24 n theta'_t + 2^-23) plus the additions. **Error** upper bound. **Theorem** D12.
Ball error_upper(const Float32Reading& reading, long n, Float32Family family);

}  // namespace posproof
