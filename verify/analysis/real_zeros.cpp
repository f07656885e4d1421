#include "posproof/analysis/real_zeros.hpp"

#include <algorithm>
#include <cmath>
#include <mutex>

#include "posproof/analysis/block_sweep.hpp"
#include "posproof/arith/contract.hpp"
#include "real_function.hpp"
#include "trig_peak.hpp"

namespace posproof {
namespace {

/// Grid points whose value does not exclude a zero nearby, and those before a change of sign.
class ZeroScan {
 public:
  explicit ZeroScan(double excluded_above) : excluded_(excluded_above) {}
  void visit(const BlockView& view) {
    std::vector<std::int64_t> near;
    for (std::size_t i = 0; i < view.count; ++i)
      if (const bool turns = i + 1 < view.count && (view.midpoint[i] < 0) != (view.midpoint[i + 1] < 0);
          !(std::abs(view.midpoint[i]) > excluded_) || turns)
        near.push_back(view.first + static_cast<std::int64_t>(i));
    // the cell that joins two parts is seen by neither
    near.push_back(view.first + static_cast<std::int64_t>(view.count) - 1);
    const std::lock_guard lock(mutex_);
    points_.insert(points_.end(), near.begin(), near.end());
  }
  std::vector<std::int64_t> points() {
    std::sort(points_.begin(), points_.end());
    points_.erase(std::unique(points_.begin(), points_.end()), points_.end());
    return std::move(points_);
  }

 private:
  double excluded_;
  std::mutex mutex_;
  std::vector<std::int64_t> points_;
};

/// R4 on stretches, by halving. Split points are moved until the sign there is certain.
class ZeroSearch {
 public:
  ZeroSearch(const TrigSum& sum, Bits bits, std::int64_t budget, RealZeros& out)
      : terms_(sum.at(bits)), budget_(budget), out_(out) {
    second_ = Ball(0);
    for (const auto& t : terms_->terms) second_ += abs(t.amplitude * sqr(t.frequency));
  }
  void search(const Stretch& s, int depth = 0) {
    const Rational middle = (s.lower + s.upper) / Rational(2);
    const Ball radius(s.upper - middle);
    if (out_.evaluations >= budget_ || depth > most_halvings) return out_.open.push_back(s);
    const TrigDerivatives d = at(middle);
    if (!contains_zero(d.value + widened(Ball(0), abs(d.first) * radius + second_ * sqr(radius) / Ball(2)))) return;
    if (!contains_zero(d.first + widened(Ball(0), second_ * radius))) return monotone(s);
    Rational split = middle;
    for (int tries = 0; tries < 4 && contains_zero(at(split).value); ++tries) split = (split + s.upper) / Rational(2);
    search({s.lower, split}, depth + 1);
    search({split, s.upper}, depth + 1);
  }

 private:
  static constexpr int most_halvings = 60;
  TrigDerivatives at(const Rational& x) {
    ++out_.evaluations;
    return derivatives(*terms_, Ball(x));
  }
  void monotone(const Stretch& s) {
    const Ball left = at(s.lower).value, right = at(s.upper).value;
    if (contains_zero(left) || contains_zero(right)) return out_.open.push_back(s);
    if (certainly(is_positive(left)) != certainly(is_positive(right))) out_.isolated.push_back(s);
  }

  std::shared_ptr<const TrigTerms> terms_;
  Ball second_;
  std::int64_t budget_;
  RealZeros& out_;
};

}  // namespace

RealZeros certified_zeros(const TrigSum& sum, const Rational& a, const Rational& b, const RangeBudget& budget) {
  ensure(a <= b, "zeros over an empty range");
  const RealFunction f = trig_function(sum);
  const Grid grid = make_grid(f, a, b, budget);
  const CertifiedSweep& sweep = *grid.sweep;
  // a cell with both ends of one sign beyond this has no zero: S leaves the chord by at most the fall (R1)
  ZeroScan scan((Upper(sweep.error()) + Upper(std::max(grid.fall[0], grid.fall[1]))).value());
  sweep.for_each(budget.jobs, [&](const BlockView& view) { scan.visit(view); });
  RealZeros zeros;
  zeros.grid_points = sweep.last() + 1;
  const Bits bits = bits_for(15, a, b, f.rate);
  const PrecisionScope scope(bits);
  ZeroSearch search(sum, bits, budget.evaluations, zeros);
  // cells are searched one by one, so that neighbouring zeros stay apart
  std::int64_t done = -1;
  for (const std::int64_t i : scan.points())
    for (std::int64_t cell = std::max(done + 1, i - 1); cell <= std::min(i, grid.intervals - 1); ++cell) {
      search.search({grid.at(cell), grid.at(cell + 1)});
      done = cell;
    }
  return zeros;
}

}  // namespace posproof
