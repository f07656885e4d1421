#include "block_candidates.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "block_kernels.hpp"

namespace posproof {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// An upper bound of the merits of a part.
double best_possible(Extremum kind, kernels::Extremes e) {
  const bool straddles = e.smallest < 0 && e.largest > 0;
  if (kind == Extremum::minimum_of_size && straddles) return 0;
  return std::max(merit(kind, e.smallest), merit(kind, e.largest));
}

}  // namespace

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

Ball from_merit(Extremum kind, const Ball& m) {
  return kind == Extremum::maximum || kind == Extremum::maximum_of_size ? m : -m;
}

Candidates::Candidates(Extremum kind, double window) : kind_(kind), window_(window), floor_(-infinity), best_(-infinity) {}

void Candidates::visit(const BlockView& view) {
  const double possible = best_possible(kind_, kernels::extremes(view.midpoint, view.count));
  if (possible < floor_.load(std::memory_order_relaxed)) return;
  double best = -infinity;
  for (std::size_t i = 0; i < view.count; ++i) best = std::max(best, merit(kind_, view.midpoint[i]));
  const std::lock_guard lock(mutex_);
  best_ = std::max(best_, best);
  floor_.store(best_ - window_, std::memory_order_relaxed);
  for (std::size_t i = 0; i < view.count; ++i)
    if (const double m = merit(kind_, view.midpoint[i]); m >= best_ - window_)
      found_.push_back({view.first + static_cast<std::int64_t>(i), m});
  if (found_.size() > 2 * kept) prune();
}

std::vector<Candidate> Candidates::finish() {
  prune();
  std::sort(found_.begin(), found_.end(), [](auto a, auto b) { return a.position < b.position; });
  return std::move(found_);
}

void Candidates::prune() {
  std::erase_if(found_, [&](const Candidate& c) { return c.merit < best_ - window_; });
  if (found_.size() <= kept) return;
  std::nth_element(found_.begin(), found_.begin() + kept, found_.end(), [](auto a, auto b) { return a.position < b.position; });
  dropped_ += static_cast<std::int64_t>(found_.size() - kept);
  found_.resize(kept);
}

}  // namespace posproof
