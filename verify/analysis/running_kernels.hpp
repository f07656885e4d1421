#pragma once
// Double-precision inner loop of the sum of running sums, for every SIMD target. Bounds: docs/theorems/running-sum.md.
#include <cstddef>

namespace posproof::kernels {

/// Offsets of one half of a block of positions, and how many share a register tile.
inline constexpr int running_half = 64;
inline constexpr int running_block = 2 * running_half;
inline constexpr int running_panel = 16;

/// out[running_half + i] and out[running_half - 1 - i]: sum over k <= terms of |sum_{j<k} (a_j + i b_j)(C_ji +- i D_ji)|.
/// `centre`: terms x [a, b]; `tables`: panels x terms x [C x panel][D x panel]. Running sums by 2 products per term and part,
/// moduli as sqrt(re^2 + im^2), added in order.
void running_moduli(const double* centre, const double* tables, std::size_t terms, double* out);

}  // namespace posproof::kernels
