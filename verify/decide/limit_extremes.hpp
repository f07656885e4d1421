#pragma once
#include <optional>
#include <vector>

#include "limit_approach.hpp"

namespace posproof::detail {

/// cos or sin of slope * n + offset, slope and offset closed.
struct WaveArgument {
  Expr slope, offset;
};

/// The arguments of all waves in a term when the variable occurs nowhere else; nullopt otherwise.
std::optional<std::vector<WaveArgument>> waves_in(const Expr& e, int slot);

/// A common period of waves, 2 pi L/w with rational ratios of the slopes to w.
struct CommonPeriod {
  Expr value;
  std::optional<Rational> rational;  ///< its value, when rational
  bool dense = false;                ///< the integers are dense modulo it. **Theorem** L14
};
std::optional<CommonPeriod> common_period(const std::vector<WaveArgument>& waves);

/// The largest (`upper`) or smallest limit point of an almost periodic term as a closed term; adds the reasons to `why`.
/// nullopt when none was found. **Theorem** L10, L14, T6.
std::optional<Expr> closed_extreme(const Expr& e, int slot, bool integers, bool upper, Derivation& why);

}  // namespace posproof::detail
