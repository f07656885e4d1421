#include "real_function.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>

#include "block_candidates.hpp"
#include "block_kernels.hpp"
#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

/// Stretches handed to balls at most; beyond it the grid's coarser bound stands.
constexpr std::size_t most_stretches = 5'000;

double upper_of(const Rational& x) {
  const PrecisionScope scope(Bits{64});
  return upper_double(Ball(x));
}

}  // namespace

Grid make_grid(const RealFunction& f, const Rational& a, const Rational& b, const RangeBudget& budget) {
  const double length = upper_of(b - a);
  double wanted = length / f.spacing;  // any choice is sound
  if (!(wanted < static_cast<double>(budget.grid_points))) wanted = static_cast<double>(budget.grid_points);
  Grid grid{a, Rational(0), std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(wanted))), nullptr, {0, 0}};
  grid.step = (b - a) / Rational(static_cast<long>(grid.intervals));
  const Upper h(upper_of(grid.step));
  grid.fall[0] = f.below(h).value();
  grid.fall[1] = f.above(h).value();
  grid.sweep = f.sweep(a, grid.step, a == b ? 0 : grid.intervals);
  return grid;
}

Bits bits_for(int digits, const Rational& a, const Rational& b, double rate) {
  const double reach = std::max(std::abs(a.approx_double()), std::abs(b.approx_double()));
  const double turns = std::max(1.0, reach) * std::max(1.0, rate);
  return Bits{static_cast<long>(digits * 3.33) + 64 + std::min(4096, std::max(0, std::ilogb(turns)))};
}

namespace {

/// The cells around the given grid points, neighbours joined.
std::vector<Stretch> stretches(const Grid& grid, const std::vector<std::int64_t>& points) {
  std::vector<Stretch> out;
  std::int64_t last = -1;
  for (const std::int64_t i : points) {
    const std::int64_t from = std::max<std::int64_t>(0, i - 1), to = std::min(grid.intervals, i + 1);
    if (!out.empty() && from <= last)
      out.back().upper = grid.at(to);
    else
      out.push_back({grid.at(from), grid.at(to)});
    last = to;
  }
  return out;
}

RealExtremum refine(const RealFunction& f, const Grid& grid, Candidates& candidates, int sign, int digits, Bits bits,
                    const RangeBudget& budget, std::int64_t& evaluations) {
  const CertifiedSweep& sweep = *grid.sweep;
  const auto found = candidates.finish();
  RealExtremum result;
  std::vector<std::int64_t> points;
  for (const auto& c : found) points.push_back(c.position);
  const auto cells = stretches(grid, points);
  const PrecisionScope scope(bits);
  const auto signed_value = [&](const Rational& low, const Rational& high) {
    return sign > 0 ? Ball::from_bounds(low, high) : Ball::from_bounds(-high, -low);
  };
  if (candidates.dropped() > 0 || cells.size() > most_stretches) {
    const Rational best = Rational::from_double(candidates.best()), error = Rational::from_double(sweep.error());
    const Rational cap = Rational::from_double(sweep.magnitude());
    const auto seen = *std::max_element(found.begin(), found.end(), [](auto x, auto y) { return x.merit < y.merit; });
    const Rational low = Rational::from_double(seen.merit) - error;
    result.value = signed_value(low, std::max(low, std::min(cap, best + error + Rational::from_double(grid.fall[sign > 0]))));
    result.point = grid.at(seen.position);
    result.places = cells;
    return result;
  }
  const auto owned = f.search(sign, bits, budget.evaluations);
  PeakSearch& search = *owned;
  for (const auto& cell : cells) search.add(cell);
  const Rational digit = pow(Rational(10), -digits), least = Rational::from_double(sweep.magnitude()) * pow(Rational(2), -40);
  result.reached =
      search.run([&](const Rational& high, const Rational& best) { return high - best <= digit * std::max(abs(best), least); });
  result.value = signed_value(search.best(), search.upper());
  result.point = search.point();
  result.places = search.open(search.best());
  evaluations += search.evaluations();
  return result;
}

}  // namespace

RealRange range_of(const RealFunction& f, const Rational& a, const Rational& b, int digits, const RangeBudget& budget) {
  ensure(a <= b && digits >= 1, "a certified range needs a <= b and at least one digit");
  const Grid grid = make_grid(f, a, b, budget);
  const CertifiedSweep& sweep = *grid.sweep;
  // a cell matters when its better end is within both errors and the excess of the best end seen
  const auto window = [&](double excess) {
    return (Upper(2) * Upper(sweep.error()) + Upper(excess) + Upper(0x1p-50) * Upper(sweep.magnitude())).value();
  };
  Candidates low(Extremum::minimum, window(grid.fall[0])), high(Extremum::maximum, window(grid.fall[1]));
  sweep.for_each(budget.jobs, [&](const BlockView& view) {
    low.visit(view);
    high.visit(view);
  });
  const Bits bits = bits_for(digits, a, b, f.rate);
  RealRange range;
  range.grid_points = sweep.last() + 1;
  range.minimum = refine(f, grid, low, -1, digits, bits, budget, range.evaluations);
  range.maximum = refine(f, grid, high, 1, digits, bits, budget, range.evaluations);
  return range;
}

namespace {

/// Grid points that leave the bound open, and the first that breaks it.
class BoundScan {
 public:
  BoundScan(int sign, double proven_below, double broken_above) : sign_(sign), proven_(proven_below), broken_(broken_above) {}
  void visit(const BlockView& view) {
    const auto e = kernels::extremes(view.midpoint, view.count);
    if (std::max(sign_ * e.smallest, sign_ * e.largest) < proven_) return;
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < view.count; ++i) {
      const double m = sign_ * view.midpoint[i];
      const std::int64_t n = view.first + static_cast<std::int64_t>(i);
      if (m >= proven_ && open_.size() < most_open) open_.push_back(n);
      if (m > broken_ && n < limit_.load()) limit_.store(n);
    }
  }
  const std::atomic<std::int64_t>& limit() const { return limit_; }
  std::optional<std::int64_t> broken() const {
    if (limit_.load() == std::numeric_limits<std::int64_t>::max()) return std::nullopt;
    return limit_.load();
  }
  /// False when more points are open than are kept: then `open` is incomplete.
  bool complete() const { return open_.size() < most_open; }
  std::vector<std::int64_t> open() {
    std::sort(open_.begin(), open_.end());
    return std::move(open_);
  }

 private:
  static constexpr std::size_t most_open = 1'000'000;
  double sign_, proven_, broken_;
  std::mutex mutex_;
  std::atomic<std::int64_t> limit_{std::numeric_limits<std::int64_t>::max()};
  std::vector<std::int64_t> open_;
};

/// Comparisons of sign * F with sign * bound for the two kinds of inequality.
struct Target {
  int sign;
  bool strict;
  Ball bound;
  bool proves(const Rational& upper) const {
    return certainly(strict ? less(Ball(upper), bound) : less_equal(Ball(upper), bound));
  }
  bool breaks(const Ball& value) const { return certainly(strict ? less_equal(bound, value) : less(bound, value)); }
};

}  // namespace

RealVerdict prove_on(const RealFunction& f, const Rational& a, const Rational& b, Relation relation,
                     const std::function<Ball()>& bound, const RangeBudget& budget) {
  ensure(a <= b, "a bound over an empty range");
  const int sign = relation == Relation::less || relation == Relation::less_equal ? 1 : -1;
  const bool strict = relation == Relation::less || relation == Relation::greater;
  const auto target = [&] { return Target{sign, strict, sign > 0 ? bound() : -bound()}; };
  const Grid grid = make_grid(f, a, b, budget);
  const CertifiedSweep& sweep = *grid.sweep;
  const auto rough = [&] {
    const PrecisionScope scope(Bits{64});
    const Ball c = target().bound;
    return std::pair{lower_double(c), upper_double(c)};
  }();
  const double margin = (Upper(sweep.error()) + Upper(grid.fall[sign > 0])).value();
  const double tiny = 0x1p-50 * (sweep.magnitude() + std::abs(rough.first) + std::abs(rough.second));
  BoundScan scan(sign, rough.first - margin - tiny, rough.second + sweep.error() + tiny);
  sweep.for_each(
      budget.jobs, [&](const BlockView& view) { scan.visit(view); }, &scan.limit());
  RealVerdict verdict;
  verdict.grid_points = sweep.last() + 1;
  const Bits bits = bits_for(20, a, b, f.rate);
  const PrecisionScope scope(bits);
  const Target goal = target();
  const auto signed_at = [&](const Rational& x) { return sign > 0 ? f.value(x, bits) : -f.value(x, bits); };
  if (const auto n = scan.broken()) {
    const Rational x = grid.at(*n);
    if (!goal.breaks(signed_at(x)))
      throw InternalDisagreement("real range: a grid value that breaks the bound is not confirmed");
    verdict.holds = Truth::no;
    verdict.witness = x;
    return verdict;
  }
  const bool complete = scan.complete();
  verdict.open = stretches(grid, scan.open());
  if (!complete || verdict.open.size() > most_stretches) return verdict;
  if (verdict.open.empty()) {
    verdict.holds = Truth::yes;
    return verdict;
  }
  const auto owned = f.search(sign, bits, budget.evaluations);
  PeakSearch& search = *owned;
  for (const auto& cell : verdict.open) search.add(cell);
  const bool settled =
      search.run([&](const Rational& high, const Rational& best) { return goal.proves(high) || goal.breaks(Ball(best)); });
  verdict.evaluations = search.evaluations();
  verdict.open.clear();
  if (goal.breaks(signed_at(search.point()))) {
    verdict.holds = Truth::no;
    verdict.witness = search.point();
  } else if (settled && goal.proves(search.upper())) {
    verdict.holds = Truth::yes;
  } else {
    verdict.open = search.open(search.best());
  }
  return verdict;
}

}  // namespace posproof
