#include "peak_search.hpp"

#include <algorithm>

#include "posproof/arith/contract.hpp"

namespace posproof {

void PeakSearch::offer(const Rational& x, const Ball& value) {
  ++spent_;
  ensure(is_finite(value), "a value on a real range is not finite");
  const Rational low = lower(value);
  if (any_ && low <= best_) return;
  any_ = true;
  best_ = low;
  point_ = x;
}

void PeakSearch::add(const Stretch& stretch) {
  const PrecisionScope scope(bits_);
  queue_.push(bounded(stretch));
}

bool PeakSearch::run(const Stop& stop) {
  const PrecisionScope scope(bits_);
  while (!queue_.empty()) {
    if (stop(queue_.top().upper, best_)) return stuck_.empty() || stop(upper(), best_);
    if (spent_ >= budget_) return false;
    const Node top = queue_.top();
    queue_.pop();
    if (top.finished) {
      stuck_.push_back(top);
      continue;
    }
    const Rational middle = (top.stretch.lower + top.stretch.upper) / Rational(2);
    queue_.push(bounded({top.stretch.lower, middle}));
    queue_.push(bounded({middle, top.stretch.upper}));
  }
  return stuck_.empty() || stop(upper(), best_);
}

Rational PeakSearch::upper() const {
  Rational u = best_;
  if (!queue_.empty()) u = std::max(u, queue_.top().upper);
  for (const auto& node : stuck_) u = std::max(u, node.upper);
  return u;
}

std::vector<Stretch> PeakSearch::open(const Rational& floor) const {
  std::vector<Stretch> places;
  const auto note = [&](const Node& node) {
    if (node.upper >= floor) places.push_back(node.place);
  };
  for (const auto& node : stuck_) note(node);
  for (auto rest = queue_; !rest.empty(); rest.pop()) note(rest.top());
  std::sort(places.begin(), places.end(), [](const auto& x, const auto& y) { return x.lower < y.lower; });
  std::vector<Stretch> joined;
  for (auto& place : places) {
    if (!joined.empty() && place.lower <= joined.back().upper)
      joined.back().upper = std::max(joined.back().upper, place.upper);
    else
      joined.push_back(std::move(place));
  }
  return joined;
}

}  // namespace posproof
