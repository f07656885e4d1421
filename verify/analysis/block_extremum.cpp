#include "posproof/analysis/block_extremum.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <map>
#include <mutex>

#include "block_kernels.hpp"

namespace posproof {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
/// Candidates kept in memory; beyond it only the value is enclosed, by the block bound.
constexpr std::size_t kept = 200'000;

/// Larger is better, for every kind.
double merit(Extremum kind, double x) {
  switch (kind) {
    case Extremum::minimum: return -x;
    case Extremum::maximum: return x;
    case Extremum::minimum_of_size: return -std::abs(x);
    case Extremum::maximum_of_size: return std::abs(x);
  }
  return x;
}
Ball merit(Extremum kind, const Ball& x) {
  switch (kind) {
    case Extremum::minimum: return -x;
    case Extremum::maximum: return x;
    case Extremum::minimum_of_size: return -abs(x);
    case Extremum::maximum_of_size: return abs(x);
  }
  return x;
}

/// An upper bound of the merits of a part.
double best_possible(Extremum kind, kernels::Extremes e) {
  const bool straddles = e.smallest < 0 && e.largest > 0;
  if (kind == Extremum::minimum_of_size && straddles) return 0;
  return std::max(merit(kind, e.smallest), merit(kind, e.largest));
}

struct Candidate {
  std::int64_t position;
  double merit;
};

/// Positions whose merit is within `window` of the best midpoint merit seen; pruned as the best rises.
class Candidates {
 public:
  Candidates(Extremum kind, double window) : kind_(kind), window_(window) {}
  void visit(const BlockView& view) {
    if (best_possible(kind_, kernels::extremes(view.midpoint, view.count)) < floor_.load(std::memory_order_relaxed)) return;
    double best = -infinity;
    for (std::size_t i = 0; i < view.count; ++i) best = std::max(best, merit(kind_, view.midpoint[i]));
    const std::lock_guard lock(mutex_);
    best_ = std::max(best_, best);
    floor_.store(best_ - window_, std::memory_order_relaxed);
    for (std::size_t i = 0; i < view.count; ++i)
      if (const double m = merit(kind_, view.midpoint[i]); m >= best_ - window_)
        found_.push_back({view.first + static_cast<std::int64_t>(i), m});
    if (found_.size() > kept) prune();
  }
  std::vector<Candidate> finish() {
    prune();
    std::sort(found_.begin(), found_.end(), [](auto a, auto b) { return a.position < b.position; });
    return std::move(found_);
  }
  double best() const { return best_; }
  std::int64_t dropped() const { return dropped_; }

 private:
  void prune() {
    std::erase_if(found_, [&](const Candidate& c) { return c.merit < best_ - window_; });
    if (found_.size() <= kept) return;
    // keep the smallest positions: which ones does not depend on the order of visits
    std::nth_element(found_.begin(), found_.begin() + kept, found_.end(), [](auto a, auto b) { return a.position < b.position; });
    dropped_ += static_cast<std::int64_t>(found_.size() - kept);
    found_.resize(kept);
  }
  Extremum kind_;
  double window_;
  std::mutex mutex_;
  std::atomic<double> floor_{-infinity};
  double best_ = -infinity;
  std::vector<Candidate> found_;
  std::int64_t dropped_ = 0;
};

Ball from_merit(Extremum kind, const Ball& m) { return kind == Extremum::maximum || kind == Extremum::maximum_of_size ? m : -m; }

struct Refined {
  std::int64_t position;
  Ball merit;
};

/// Drops every candidate that is certainly worse than another; returns the greatest lower bound of the merits.
void keep_best(std::vector<Refined>& candidates) {
  double best = -infinity;
  const Refined* leader = nullptr;
  for (const auto& c : candidates)
    if (const double low = lower_double(c.merit); !leader || low > best) best = low, leader = &c;
  const Ball bar = leader->merit;
  std::erase_if(candidates, [&](const Refined& c) { return certainly(less(c.merit, bar)); });
}

}  // namespace

SweepExtremum certified_extremum(const BlockSweep& sweep, Extremum kind, int jobs, Bits bits) {
  // a place whose midpoint is more than two errors behind cannot attain the extremum
  const double window = 2 * sweep.error() * (1 + 0x1p-40) + 0x1p-51 * sweep.magnitude();
  Candidates candidates(kind, window);
  sweep.for_each(jobs, [&](const BlockView& view) { candidates.visit(view); });
  const std::vector<Candidate> found = candidates.finish();
  SweepExtremum result;
  result.place_count = static_cast<std::int64_t>(found.size()) + candidates.dropped();
  if (found.size() > listed_places || candidates.dropped() > 0) {
    const PrecisionScope scope(Bits{128});
    result.value = from_merit(kind, widened(Ball::exact(candidates.best()), Ball::exact(sweep.error())));
    for (std::size_t i = 0; i < listed_places; ++i) result.places.push_back(found[i].position);
    return result;
  }
  std::vector<Refined> refined;
  for (const auto& c : found) refined.push_back({c.position, Ball::indeterminate()});
  for (long work = std::min(96L, bits.value);; work = std::min(2 * work, bits.value)) {
    const PrecisionScope scope(Bits{work + 64});
    for (auto& c : refined) c.merit = merit(kind, evaluate(sweep.sum(), Rational(static_cast<long>(c.position)), Bits{work}));
    result.by_ball += static_cast<std::int64_t>(refined.size());
    keep_best(refined);
    if (work >= bits.value) break;
  }
  const PrecisionScope scope(Bits{bits.value + 64});
  // the extremum lies at or above every candidate's merit and equals one of them
  Ball value = refined.front().merit;
  for (const auto& c : refined) value = max(value, c.merit);
  result.value = from_merit(kind, value);
  for (const auto& c : refined) result.places.push_back(c.position);
  result.place_count = static_cast<std::int64_t>(refined.size());
  return result;
}

}  // namespace posproof
