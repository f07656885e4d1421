#pragma once
#include <cstdint>
#include <vector>

#include "fixed_point.hpp"
#include "upper.hpp"

namespace posproof {

/// Many frequencies replaced by equally spaced ones: over |k| <= half_block,
/// exp(i k w) = sum_j phi(w/h - j) exp(i k h j) / Phi(k h) up to `alias`, phi a window of `taps` nodes and Phi its Fourier
/// transform. The spacing h is 1/1024 turn per position, four times finer than the block length asks for at frequency pi/2.
/// **Theorem** B7.
class FrequencyGrid {
 public:
  /// Half a position's angle at node 1.
  static constexpr int unit_shift = 117;
  /// Fewest taps (an even number) that keep `alias` within the tolerance; 0 when 24 do not.
  static int taps_for(double tolerance);

  /// `half_step` in ascending order: the frequencies as half-position angles.
  FrequencyGrid(std::vector<Turns> half_step, int taps);

  std::int64_t first_node() const { return first_node_; }
  std::size_t nodes() const { return nodes_; }
  /// 1 / Phi at the offsets k = i + 1/2 of a half block, each within one rounding.
  const std::vector<double>& scale() const { return scale_; }
  /// Terms [begin, end) act on nodes [8 i, 8 i + 8) of tile i with weights[offset + (t - begin) * 8 + node].
  struct Tile {
    std::size_t begin, end, offset;
  };
  static constexpr std::size_t tile_nodes = 8;
  const std::vector<Tile>& tiles() const { return tiles_; }
  const double* weights(const Tile& tile) const { return weights_.data() + tile.offset; }
  std::size_t longest_tile() const;

  /// Bounds per unit of amplitude.
  Upper alias() const { return alias_; }
  /// sum_j phi(x - j) / Phi(k h), for any x.
  Upper gain() const { return gain_; }
  /// sum_j |stored weight - phi(x - j)| / Phi(k h).
  Upper weight_error() const { return weight_error_; }

 private:
  void place(const std::vector<Turns>& half_step);
  void window(double fraction, double* value) const;
  int taps_;
  double beta_;
  std::vector<double> series_;  // 1 / (m! (m+1)!)
  std::int64_t first_node_ = 0;
  std::size_t nodes_ = 0;
  std::vector<double> scale_;
  std::vector<Tile> tiles_;
  AlignedDoubles weights_;
  Upper alias_, gain_, weight_error_;
};

}  // namespace posproof
