#pragma once
#include <vector>

#include "fixed_point.hpp"
#include "upper.hpp"

namespace posproof {

/// Interpolation in `nodes` Chebyshev points y_i = cos((i + 1/2) pi / nodes) of [-1, 1], split by parity: an even function is
/// sum_{i < half} f(y_i) E_i(y), an odd one sum_{i < half} f(y_i) O_i(y), E_i and O_i the sum and difference of the cardinal
/// polynomials of y_i and -y_i. **Theorem** B3.
class ChebyshevRows {
 public:
  /// An even number of nodes, 4..128 (contract).
  explicit ChebyshevRows(int nodes);
  int nodes() const { return nodes_; }
  int half() const { return nodes_ / 2; }
  Fixed node(int i) const { return node_[static_cast<std::size_t>(i)]; }
  /// even[i] and odd[i] for i < half. **Error** relative 2.01 u plus `entry_error` each.
  void at(Fixed y, double* even, double* odd) const;
  static constexpr double entry_error = 0x1p-55;
  /// Bounds sum_i |E_i(y)| and sum_i |O_i(y)| on [-1, 1]: Rivlin's 1 + (2/pi) ln(nodes).
  Upper lebesgue() const;

 private:
  void polynomials(Fixed y, std::vector<std::int64_t>& out) const;
  int nodes_;
  std::vector<Fixed> node_;
  std::vector<std::int64_t> at_node_;  // half x nodes, 61 fraction bits
};

/// Bound of |cos(xy) - its interpolant| + |sin(xy) - its interpolant| over |y| <= 1, 0 <= x <= nodes.
/// **Theorem** B3: 4 sum_{j >= nodes} (x/2)^j / j!.
Upper interpolation_error(double x, int nodes);

/// The values at the nodes of one half of a block from those of the whole. For centre coefficients (A at nodes, B at nodes),
/// side s = +1 for the right half and -1 for the left: A' = aa A - s ab B, B' = bb B - s ba A. **Theorem** B4.
struct HalvingMatrices {
  explicit HalvingMatrices(const ChebyshevRows& rows);
  /// half x half, source index first: the layout of kernels::accumulate_rows.
  std::vector<double> aa, ab, bb, ba;
};

}  // namespace posproof
