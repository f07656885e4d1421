#include "chebyshev_rows.hpp"

#include "posproof/arith/contract.hpp"

namespace posproof {

ChebyshevRows::ChebyshevRows(int nodes) : nodes_(nodes) {
  ensure(nodes >= 4 && nodes <= 128 && nodes % 2 == 0, "Chebyshev rows need an even number of nodes in 4..128");
  const PrecisionScope scope(Bits{160});
  std::vector<std::int64_t> values;
  for (int i = 0; i < half(); ++i) {
    node_.push_back(Fixed::from_ball(cos(Ball::pi() * Ball(2 * i + 1) / Ball(2 * nodes))));
    polynomials(node_.back(), values);
    at_node_.insert(at_node_.end(), values.begin(), values.end());
  }
}

void ChebyshevRows::polynomials(Fixed y, std::vector<std::int64_t>& out) const {
  out.resize(static_cast<std::size_t>(nodes_));
  Fixed before(1), now = y;
  out[0] = before.q61();
  for (int j = 1; j < nodes_; ++j) {
    out[static_cast<std::size_t>(j)] = now.q61();
    const Fixed next = (y * now).twice() - before;
    before = now;
    now = next;
  }
}

void ChebyshevRows::at(Fixed y, double* even, double* odd) const {
  std::vector<std::int64_t> here;
  polynomials(y, here);
  const auto n = static_cast<std::size_t>(nodes_);
  for (std::size_t i = 0; i < n / 2; ++i) {
    const std::int64_t* there = &at_node_[i * n];
    Wide e = static_cast<Wide>(1) << 113, o = 0;  // 114 fraction bits; the sums are below nodes / 2 <= 2^6
    for (std::size_t j = 1; j < n; j += 2) o += static_cast<Wide>(here[j]) * there[j] >> 8;
    for (std::size_t j = 2; j < n; j += 2) e += static_cast<Wide>(here[j]) * there[j] >> 8;
    even[i] = static_cast<double>(static_cast<std::int64_t>(e >> 58)) * 0x1p-56 * 4 / nodes_;
    odd[i] = static_cast<double>(static_cast<std::int64_t>(o >> 58)) * 0x1p-56 * 4 / nodes_;
  }
}

Upper ChebyshevRows::lebesgue() const {
  const PrecisionScope scope(Bits{64});
  return Upper(upper_double(Ball(1) + Ball(2) * log(Ball(nodes_)) / Ball::pi()));
}

Upper interpolation_error(double x, int nodes) {
  ensure(x >= 0 && x <= nodes, "interpolation error outside its domain");
  Upper term(4);
  for (int j = 1; j <= nodes; ++j) term *= Upper(x) / (2.0 * j);
  // the terms from `nodes` on shrink by x / (2 (nodes + 1)) <= 1/2 at least
  return term * Upper(2);
}

HalvingMatrices::HalvingMatrices(const ChebyshevRows& rows) {
  const auto h = static_cast<std::size_t>(rows.half());
  aa.resize(h * h);
  ab = bb = ba = aa;
  std::vector<double> even_far(h), odd_far(h), even_near(h), odd_near(h);
  for (std::size_t j = 0; j < h; ++j) {
    const Fixed y = rows.node(static_cast<int>(j));
    rows.at((Fixed(1) + y).half(), even_far.data(), odd_far.data());
    rows.at((Fixed(1) - y).half(), even_near.data(), odd_near.data());
    for (std::size_t i = 0; i < h; ++i) {
      aa[i * h + j] = (even_far[i] + even_near[i]) / 2;
      ab[i * h + j] = (odd_far[i] + odd_near[i]) / 2;
      bb[i * h + j] = (odd_far[i] - odd_near[i]) / 2;
      ba[i * h + j] = (even_far[i] - even_near[i]) / 2;
    }
  }
}

}  // namespace posproof
