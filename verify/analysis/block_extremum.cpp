#include "posproof/analysis/block_extremum.hpp"

#include <algorithm>
#include <mutex>

#include "block_candidates.hpp"

namespace posproof {
namespace {

struct Refined {
  std::int64_t position;
  Ball merit;
};

/// Drops every candidate that is certainly worse than another; returns the greatest lower bound of the merits.
void keep_best(std::vector<Refined>& candidates) {
  double best = 0;
  const Refined* leader = nullptr;
  for (const auto& c : candidates)
    if (const double low = lower_double(c.merit); !leader || low > best) best = low, leader = &c;
  const Ball bar = leader->merit;
  std::erase_if(candidates, [&](const Refined& c) { return certainly(less(c.merit, bar)); });
}

/// More near-ties than balls should sort: the block bound encloses the value, a second pass counts and lists the places.
SweepExtremum crowded(const CertifiedSweep& sweep, Extremum kind, int jobs, double best, double window) {
  SweepExtremum result;
  std::mutex mutex;
  auto& places = result.places;
  sweep.for_each(jobs, [&](const BlockView& view) {
    const std::lock_guard lock(mutex);
    for (std::size_t i = 0; i < view.count; ++i)
      if (merit(kind, view.midpoint[i]) >= best - window) {
        ++result.place_count;
        places.push_back(view.first + static_cast<std::int64_t>(i));
      }
    if (places.size() <= listed_places) return;
    std::nth_element(places.begin(), places.begin() + listed_places, places.end());
    places.resize(listed_places);
  });
  std::sort(places.begin(), places.end());
  const PrecisionScope scope(Bits{128});
  result.value = from_merit(kind, widened(Ball::exact(best), Ball::exact(sweep.error())));
  return result;
}

}  // namespace

SweepExtremum certified_extremum(const CertifiedSweep& sweep, Extremum kind, int jobs, Bits bits) {
  // a place whose midpoint is more than two errors behind cannot attain the extremum
  const double window = 2 * sweep.error() * (1 + 0x1p-40) + 0x1p-51 * sweep.magnitude();
  Candidates candidates(kind, window);
  sweep.for_each(jobs, [&](const BlockView& view) { candidates.visit(view); });
  const std::vector<Candidate> found = candidates.finish();
  if (found.size() > listed_places || candidates.dropped() > 0) return crowded(sweep, kind, jobs, candidates.best(), window);
  SweepExtremum result;
  std::vector<Refined> refined;
  for (const auto& c : found) refined.push_back({c.position, Ball::indeterminate()});
  for (long work = std::min(96L, bits.value);; work = std::min(2 * work, bits.value)) {
    const PrecisionScope scope(Bits{work + 64});
    for (auto& c : refined) c.merit = merit(kind, sweep.exact(c.position, Bits{work}));
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
