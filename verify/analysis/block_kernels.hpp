#pragma once
// Double-precision inner loops of the block sweep, compiled for every SIMD target of this architecture and chosen at run
// time. They compute, they do not bound: every error term is in docs/theorems/block-sweep.md and added by the callers.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace posproof::kernels {

/// Offsets of one half of a block: positions are centre +- (i + 1/2), i = 0..half_block - 1.
inline constexpr int half_block = 256;
inline constexpr int block_length = 2 * half_block;
/// Centres that one product call serves, and the lanes their coefficients are padded to.
inline constexpr int group = 6;
inline constexpr int lanes = 8;
/// Offsets that one register tile covers.
inline constexpr int panel = 16;
inline constexpr int panels = half_block / panel;

/// Cosines and sines of phase * 2 pi / 2^64.
/// **Error** each within `sincos_error` of the exact value. **Theorem** B1.
void sincos_turns(const std::uint64_t* phase, double* cosine, double* sine, std::size_t n);
inline constexpr double sincos_error = 0x1.4p-51;

/// Block product. `pack`: rows x [a x lanes][b x lanes], `tables`: panels x rows x [E x panel][O x panel].
/// out[c * block_length + half_block + i] = A - B and out[c * block_length + half_block - 1 - i] = A + B with
/// A = sum_r a_rc E_r(i), B = sum_r b_rc O_r(i), each summed in row order.
void block_product(const double* pack, const double* tables, std::size_t rows, double* out);

/// The sum of half_block values, at most half_block additions deep: for the checksum test.
double sum_half(const double* x);

/// pack[t] = [A C - B S x lanes][A S + B C x lanes] with A = amplitude cos, B = amplitude sin of the group's base centre and
/// rotation[t] = [C x lanes][S x lanes]: the coefficients of the group's centres from those of one centre.
void rotate_group(const double* amplitude, const double* cosine, const double* sine, const double* rotation, std::size_t terms,
                  double* pack);

/// The largest |a^2 + b^2 - amplitude^2| - amplitude^2 2^-44 over the first `group` lanes of every term, for the check of B6.
double modulus_defect(const double* pack, const double* amplitude, std::size_t terms);

/// dst[j][0..lanes) += sum_t even[t][j] src[t][0..lanes), dst[j][lanes..) += sum_t odd[t][j] src[t][lanes..),
/// for j < rows; `stride` is the row length of even and odd.
void accumulate_rows(const double* even, const double* odd, std::size_t stride, std::size_t rows, const double* src,
                     std::size_t terms, double* dst);

/// Smallest and largest of x[0..n).
struct Extremes {
  double smallest;
  double largest;
};
Extremes extremes(const double* x, std::size_t n);

/// Names of the targets this build and machine can run, best first; `force_target("")` returns to the best.
std::vector<std::string> targets();
/// For tests and benchmarks: every later kernel call of the process uses the named target. False when it cannot.
bool force_target(const std::string& name);

}  // namespace posproof::kernels
