#include "frequency_grid.hpp"

#include <arb_hypgeom.h>

#include <algorithm>
#include <cmath>

#include "block_kernels.hpp"
#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

constexpr int most_taps = 24;
constexpr long window_bits = 80;

/// The window's shape parameter: just below where the first alias would leave the oscillating range.
double beta_of(int taps) { return 2.3 * taps; }

/// f of B7 with z^2 = square: (cosh z - sinh z / z) / z^2, continued to negative squares; square must not contain 0.
Ball window_transform(const Ball& square) {
  if (certainly(is_positive(square))) {
    const Ball z = sqrt(square);
    return (cosh(z) - sinh(z) / z) / square;
  }
  const Ball z = sqrt(-square);
  return (sin(z) / z - cos(z)) / -square;
}

/// Phi(theta) / (taps beta).
Ball transform(int taps, const Ball& beta, const Ball& theta) {
  return window_transform(sqr(beta) - sqr(theta * Ball(taps) / Ball(2)));
}

/// theta at the largest offset: half_block times h = 2 pi / 1024.
Ball largest_angle() { return Ball::pi() / Ball(2); }

/// sum over l != 0 of |f| at |theta + 2 pi l|, |theta| <= pi/2: f(i z) is at most (1 + 1/z)/z^2 in size.
Upper alias_sum(int taps, const Ball& beta) {
  Upper total;
  const Ball half_taps = Ball(taps) / Ball(2), turn = Ball::pi() * Ball(2);
  constexpr int listed = 16;
  for (int l = 1; l <= listed; ++l) {
    const Ball z = sqrt(sqr((turn * Ball(l) - largest_angle()) * half_taps) - sqr(beta));
    // both signs of l; |theta + 2 pi l| is smallest at the opposite end
    total += Upper(2) * Upper(upper_double((Ball(1) + Ball(1) / z) / sqr(z)));
  }
  // beyond: z >= taps (l - 1), so the rest is below sum 2 * 2 / (taps (l - 1))^2 <= 4 / (taps^2 (listed - 1))
  return total + Upper(4) / (static_cast<double>(taps) * taps * (listed - 1));
}

Upper alias_bound(int taps) {
  const PrecisionScope scope(Bits{window_bits});
  const Ball beta = Ball::exact(beta_of(taps));
  return alias_sum(taps, beta) / lower_double(transform(taps, beta, largest_angle()));
}

}  // namespace

int FrequencyGrid::taps_for(double tolerance) {
  for (int taps = 8; taps <= most_taps; taps += 2)
    if (alias_bound(taps).value() <= tolerance) return taps;
  return 0;
}

FrequencyGrid::FrequencyGrid(std::vector<Turns> half_step, int taps) : taps_(taps), beta_(beta_of(taps)) {
  ensure(taps >= 4 && taps <= most_taps && taps % 2 == 0 && !half_step.empty(), "frequency grid without taps or terms");
  const PrecisionScope scope(Bits{window_bits});
  const Ball beta = Ball::exact(beta_), pb = Ball(taps) * beta, step = Ball::pi() / Ball(512);
  for (int i = 0; i < kernels::half_block; ++i) {
    const Ball g = Ball(1) / (pb * transform(taps, beta, step * (Ball(2 * i + 1) / Ball(2))));
    scale_.push_back(lower_double(g));
  }
  const Ball edge = transform(taps, beta, largest_angle());
  alias_ = alias_bound(taps);
  gain_ = Upper(upper_double(transform(taps, beta, Ball(0)) / edge)) + alias_;
  // s I_1(beta s) = (beta/2) s^2 sum_m (beta^2 s^2 / 4)^m / (m! (m+1)!): positive terms, so rounding is relative
  const double largest = beta_ * beta_ / 4;
  double term = 1;
  series_.push_back(1);
  for (int m = 1; term > 0x1p-72 || m * (m + 1) < 3 * largest; ++m) {
    series_.push_back(series_.back() / (m * (m + 1)));
    term *= largest / (m * (m + 1));
  }
  Ball bessel;
  arb_hypgeom_bessel_i(bessel.raw(), Ball(0).raw(), beta.raw(), window_bits);
  const Upper slope(upper_double(bessel * beta / Ball(2) / (pb * edge)));
  weight_error_ = gamma_factor(6 * static_cast<double>(series_.size()) + 10) * gain_ + Upper(12 * unit_roundoff * taps) * slope;
  place(half_step);
}

// B7: the window's square argument 1 - (2 (x - j) / taps)^2 is off by less than 12 u, everything after by relative errors.
void FrequencyGrid::window(double fraction, double* value) const {
  double square[most_taps];
  for (int n = 0; n < taps_; ++n) {
    const double y = (fraction + (taps_ / 2 - 1 - n)) * (2.0 / taps_);
    square[n] = std::max(0.0, 1 - y * y);
    value[n] = 0;
  }
  const double factor = beta_ * beta_ / 4;
  for (std::size_t m = series_.size(); m-- > 0;)
    for (int n = 0; n < taps_; ++n) value[n] = value[n] * (factor * square[n]) + series_[m];
  for (int n = 0; n < taps_; ++n) value[n] *= beta_ / 2 * square[n];
}

void FrequencyGrid::place(const std::vector<Turns>& half_step) {
  const std::size_t count = half_step.size();
  const auto cell = [&](std::size_t t) { return static_cast<std::int64_t>(half_step[t] >> unit_shift); };
  first_node_ = cell(0) - taps_ / 2 + 1;
  nodes_ = static_cast<std::size_t>(cell(count - 1) + taps_ / 2 - first_node_ + 1);
  // node range of term t, counted from first_node: [cell - cell(0), cell - cell(0) + taps)
  const auto start = [&](std::size_t t) { return static_cast<std::size_t>(cell(t) - cell(0)); };
  std::size_t size = 0, begin = 0, end = 0;
  for (std::size_t node = 0; node < nodes_; node += tile_nodes) {
    while (begin < count && start(begin) + static_cast<std::size_t>(taps_) <= node) ++begin;
    while (end < count && start(end) < node + tile_nodes) ++end;
    tiles_.push_back({begin, std::max(begin, end), size});
    size += (tiles_.back().end - begin) * tile_nodes;
  }
  weights_ = AlignedDoubles(size);
  double value[most_taps];
  for (std::size_t t = 0; t < count; ++t) {
    const Turns rest = half_step[t] & ((Turns{1} << unit_shift) - 1);
    window(std::ldexp(static_cast<double>(static_cast<std::uint64_t>(rest >> (unit_shift - 64))), -64), value);
    for (std::size_t n = 0; n < static_cast<std::size_t>(taps_); ++n) {
      const Tile& tile = tiles_[(start(t) + n) / tile_nodes];
      weights_[tile.offset + (t - tile.begin) * tile_nodes + (start(t) + n) % tile_nodes] = value[n];
    }
  }
}

std::size_t FrequencyGrid::longest_tile() const {
  std::size_t longest = 0;
  for (const auto& tile : tiles_) longest = std::max(longest, tile.end - tile.begin);
  return longest;
}

}  // namespace posproof
