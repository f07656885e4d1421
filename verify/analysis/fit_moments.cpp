#include "posproof/analysis/fit_moments.hpp"

#include <cmath>

#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

/// Targets as integers over one common denominator, so that inner products need no division.
struct ScaledTargets {
  std::vector<Integer> value;
  Integer denominator = 1;
};

ScaledTargets scaled(const std::vector<Rational>& y) {
  ScaledTargets t;
  for (const Rational& q : y) mpz_lcm(t.denominator.get_mpz_t(), t.denominator.get_mpz_t(), q.denominator().get_mpz_t());
  t.value.reserve(y.size());
  for (const Rational& q : y) t.value.push_back(q.numerator() * (t.denominator / q.denominator()));
  return t;
}

/// Sums and differences of targets at equal distance from a block's centre. `width` 2r+1; positions outside count as 0.
struct FoldedBlock {
  std::vector<Integer> sum, difference;
  FoldedBlock(const std::vector<Integer>& y, long centre, long r) {
    const auto at = [&](long s) {
      return s >= 0 && s < static_cast<long>(y.size()) ? y[static_cast<std::size_t>(s)] : Integer(0);
    };
    for (long k = 0; k <= r; ++k) {
      sum.push_back(k == 0 ? at(centre) : Integer(at(centre + k) + at(centre - k)));
      difference.push_back(at(centre + k) - at(centre - k));
    }
  }
};

/// Machine integers where they fit (fast), balls of exact integers otherwise.
class ShortVector {
 public:
  explicit ShortVector(const std::vector<Integer>& v) {
    fits_ = true;
    for (const Integer& n : v) fits_ = fits_ && n.fits_slong_p();
    for (const Integer& n : v) {
      if (fits_)
        small_.push_back(n.get_si());
      else
        big_.push_back(Ball(n));
    }
  }
  Ball dot_with(const Balls& x) const { return fits_ ? dot(x, std::span<const long>(small_)) : dot(x, big_); }

 private:
  bool fits_;
  std::vector<long> small_;
  Balls big_;
};

}  // namespace

Moments centred_moments(const Balls& theta, const std::vector<Rational>& targets) {
  ensure(!targets.empty(), "moments of no targets");
  const long length = static_cast<long>(targets.size());
  const long r = std::max(1L, std::lround(std::sqrt(static_cast<double>(length)) / 2));
  const long width = 2 * r + 1, blocks = (length + width - 1) / width;
  const ScaledTargets y = scaled(targets);
  std::vector<ShortVector> sums, differences;
  for (long b = 0; b < blocks; ++b) {
    const FoldedBlock block(y.value, b * width + r, r);
    sums.emplace_back(block.sum);
    differences.emplace_back(block.difference);
  }
  const Ball denominator(y.denominator), shift(Rational(r) - Rational(Integer(length - 1), Integer(2)));
  Moments m;
  for (const Ball& frequency : theta) {
    const Turns near = turns(frequency, r), far = turns(Ball(width) * frequency, blocks - 1);
    Ball even, odd, start_sin, start_cos;
    sin_cos(start_sin, start_cos, shift * frequency);  // the first block's centre, in centred positions
    // y at t = c + k folds into (y_+ + y_-) cos k and (y_+ - y_-) sin k about the block's centre c (P8)
    Ball raw_even, raw_odd;
    for (long b = 0; b < blocks; ++b) {
      const auto i = static_cast<std::size_t>(b);
      const Ball e = sums[i].dot_with(near.cos), o = differences[i].dot_with(near.sin);
      raw_even += e * far.cos[i] - o * far.sin[i];
      raw_odd += e * far.sin[i] + o * far.cos[i];
    }
    even = raw_even * start_cos - raw_odd * start_sin;
    odd = raw_even * start_sin + raw_odd * start_cos;
    m.even.push_back(even / denominator);
    m.odd.push_back(odd / denominator);
  }
  return m;
}

}  // namespace posproof
