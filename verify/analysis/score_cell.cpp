#include "posproof/analysis/score_cell.hpp"

#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

constexpr std::size_t most_terms = 4000;
constexpr Bits polynomial_bits{192};

Ball horner(const Balls& c, const Ball& x, int derivative) {
  Ball value;
  for (std::size_t k = c.size(); k-- > static_cast<std::size_t>(derivative);) {
    const long n = static_cast<long>(k);
    const long factor = derivative == 0 ? 1 : derivative == 1 ? n : n * (n - 1);
    value = value * x + c[k] * Ball(factor);
  }
  return value;
}

}  // namespace

CellExpansion::CellExpansion(const CentredScore& score, const Rational& scale, long accuracy_bits) : score_(score) {
  const Balls size = score.magnitudes();
  const Ball small_enough(scale / Rational(Integer(1) << static_cast<unsigned long>(accuracy_bits)));
  Balls row(size.size(), Ball(1L));
  for (;;) {
    remainder_ = max_abs_upper(std::vector<Ball>{dot(size, row)});  // sum_j |h_j| (theta_j/2)^k/k! (P1)
    if (less(remainder_, small_enough) == Truth::yes || powers_.size() >= most_terms) break;
    powers_.push_back(row);
    const Ball step(Rational(Integer(1), Integer(static_cast<long>(2 * powers_.size()))));
    for (std::size_t j = 0; j < row.size(); ++j) row[j] = row[j] * score.frequencies[j] * step;
  }
}

CellExpansion::Polynomial CellExpansion::about(const Rational& centre) const {
  const ScoreFrame f = frame_at(score_, centre);
  Polynomial p;
  p.remainder = remainder_;
  for (std::size_t k = 0; k < powers_.size(); ++k) {
    // d/ds turns cos into -sin and sin into cos: signs + + - - and cosine, sine alternate
    const Ball c = dot(powers_[k], k % 2 == 0 ? f.cosine : f.sine);
    p.coefficient.push_back(k % 4 < 2 ? c : -c);
  }
  return p;
}

Ball CellExpansion::Polynomial::value(const Ball& x) const {
  PrecisionScope scope{polynomial_bits};
  return horner(coefficient, x, 0);
}
Ball CellExpansion::Polynomial::derivative(const Ball& x) const {
  PrecisionScope scope{polynomial_bits};
  return horner(coefficient, x, 1);
}
Ball CellExpansion::Polynomial::second_derivative(const Ball& x) const {
  PrecisionScope scope{polynomial_bits};
  return horner(coefficient, x, 2);
}

}  // namespace posproof
