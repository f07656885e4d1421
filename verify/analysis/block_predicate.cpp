#include "posproof/analysis/block_predicate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>

#include "block_kernels.hpp"

namespace posproof {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
double above(double x) { return std::nextafter(x, infinity); }
double below(double x) { return std::nextafter(x, -infinity); }

Rational rational(std::int64_t n) { return Rational(static_cast<long>(n)); }

/// What is known about all positions of a stretch: yes and no mean for every one of them.
Truth decide_all(SweepBound::Range value, Relation relation, SweepBound::Range bound) {
  switch (relation) {
    case Relation::less:
      return value.upper < bound.lower ? Truth::yes : value.lower >= bound.upper ? Truth::no : Truth::unknown;
    case Relation::less_equal:
      return value.upper <= bound.lower ? Truth::yes : value.lower > bound.upper ? Truth::no : Truth::unknown;
    case Relation::greater:
      return value.lower > bound.upper ? Truth::yes : value.upper <= bound.lower ? Truth::no : Truth::unknown;
    case Relation::greater_equal:
      return value.lower >= bound.upper ? Truth::yes : value.upper < bound.lower ? Truth::no : Truth::unknown;
  }
  return Truth::unknown;
}

/// A run of positions with one answer.
struct Run {
  std::int64_t first;
  std::int64_t last;
  Truth truth;
};

/// Decides the positions of one part in ascending order; `emit` returns false to stop.
class PartDecider {
 public:
  PartDecider(const CertifiedSweep& sweep, const SweepPredicate& predicate, Bits largest)
      : sweep_(sweep), predicate_(predicate), largest_(largest) {}

  template <class Emit>
  bool decide(const BlockView& view, std::size_t from, std::size_t to, const Emit& emit) {
    const std::int64_t a = view.first + static_cast<std::int64_t>(from), b = view.first + static_cast<std::int64_t>(to) - 1;
    const Truth all = decide_all(values(view, from, to), predicate_.relation, predicate_.bound.over(a, b));
    if (all != Truth::unknown) return emit(Run{a, b, all});
    if (to - from == 1) {
      ++by_ball;
      return emit(Run{a, a, by_balls(a)});
    }
    const std::size_t step = std::max<std::size_t>(1, (to - from + 7) / 8);
    for (std::size_t i = from; i < to; i += step)
      if (!decide(view, i, std::min(to, i + step), emit)) return false;
    return true;
  }
  std::int64_t by_ball = 0;

 private:
  SweepBound::Range values(const BlockView& view, std::size_t from, std::size_t to) const {
    const auto e = kernels::extremes(view.midpoint + from, to - from);
    const SweepBound::Range r{below(e.smallest - view.error), above(e.largest + view.error)};
    if (!predicate_.absolute) return r;
    return {std::max({0.0, r.lower, -r.upper}), std::max(-r.lower, r.upper)};
  }
  Truth by_balls(std::int64_t n) const {
    for (long bits = 96;; bits = std::min(2 * bits, largest_.value)) {
      const Ball s = sweep_.exact(n, Bits{bits});
      const PrecisionScope scope(Bits{bits + 64});
      const Truth truth = compare(predicate_.absolute ? abs(s) : s, predicate_.relation, predicate_.bound.at(n));
      if (truth != Truth::unknown || bits >= largest_.value) return truth;
    }
  }

  const CertifiedSweep& sweep_;
  const SweepPredicate& predicate_;
  Bits largest_;
};

/// Undecided positions and fallbacks per part, put in order at the end so that results do not depend on timing.
struct PartRecord {
  std::int64_t first;
  std::int64_t by_ball;
  std::int64_t undecided_count;
  std::vector<std::int64_t> undecided;
};

class Records {
 public:
  void add(PartRecord r) {
    if (r.by_ball == 0) return;
    const std::lock_guard lock(mutex_);
    records_.push_back(std::move(r));
  }
  /// Sums over the parts that begin at or below `limit`.
  template <class Result>
  void sum_into(Result& result, std::int64_t limit) {
    std::sort(records_.begin(), records_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& r : records_) {
      if (r.first > limit) break;
      result.work.by_ball += r.by_ball;
      result.undecided_count += r.undecided_count;
      for (const auto n : r.undecided)
        if (result.undecided.size() < listed_undecided) result.undecided.push_back(n);
    }
  }

 private:
  std::mutex mutex_;
  std::vector<PartRecord> records_;
};

void note_undecided(PartRecord& record, const Run& run) {
  ++record.undecided_count;
  if (record.undecided.size() < listed_undecided) record.undecided.push_back(run.first);
}

}  // namespace

Truth compare(const Ball& a, Relation relation, const Ball& b) {
  switch (relation) {
    case Relation::less: return less(a, b);
    case Relation::less_equal: return less_equal(a, b);
    case Relation::greater: return less(b, a);
    case Relation::greater_equal: return less_equal(b, a);
  }
  return Truth::unknown;
}

SweepBound SweepBound::constant(const Rational& c) {
  return value([c] { return Ball(c); });
}

SweepBound SweepBound::value(std::function<Ball()> f) {
  const PrecisionScope scope(Bits{64});
  const Ball rough = f();
  const Range range{lower_double(rough), upper_double(rough)};
  return {[range](std::int64_t, std::int64_t) { return range; }, [f](std::int64_t) { return f(); }};
}

SweepBound SweepBound::expression(std::function<Ball(const Ball& n)> f) {
  const auto over = [f](std::int64_t a, std::int64_t b) {
    const PrecisionScope scope(Bits{64});
    const Ball r = f(a == b ? Ball(static_cast<long>(a)) : Ball::from_bounds(rational(a), rational(b)));
    return is_finite(r) ? Range{lower_double(r), upper_double(r)} : Range{-infinity, infinity};
  };
  return {over, [f](std::int64_t n) { return f(Ball(static_cast<long>(n))); }};
}

SweepBound SweepBound::power(const Rational& c, const Rational& p) {
  const auto f = [c, p](const Ball& n) {
    const auto whole = p.to_long();
    return Ball(c) * (whole ? pow(n, *whole) : pow(n, Ball(p)));
  };
  SweepBound bound = expression(f);
  bound.over = [f, general = bound.over](std::int64_t a, std::int64_t b) {
    if (a < 1 || a == b) return general(a, b);
    // monotone on n >= 1: the ends bound it
    const Range left = general(a, a), right = general(b, b);
    return Range{std::min(left.lower, right.lower), std::max(left.upper, right.upper)};
  };
  return bound;
}

FirstViolation first_violation(const CertifiedSweep& sweep, const SweepPredicate& predicate, int jobs, Bits largest_bits) {
  std::atomic<std::int64_t> limit{std::numeric_limits<std::int64_t>::max()};
  Records records;
  sweep.for_each(
      jobs,
      [&](const BlockView& view) {
        PartDecider decider(sweep, predicate, largest_bits);
        PartRecord record{view.first, 0, 0, {}};
        decider.decide(view, 0, view.count, [&](const Run& run) {
          if (run.truth == Truth::unknown) note_undecided(record, run);
          if (run.truth != Truth::no) return true;
          std::int64_t seen = limit.load();
          while (run.first < seen && !limit.compare_exchange_weak(seen, run.first)) {
          }
          return false;
        });
        record.by_ball = decider.by_ball;
        records.add(std::move(record));
      },
      &limit);
  FirstViolation result;
  const std::int64_t found = limit.load();
  if (found != std::numeric_limits<std::int64_t>::max()) result.position = found;
  result.work.positions = std::min(found, sweep.last()) - sweep.first() + 1;
  records.sum_into(result, found);
  return result;
}

SweepCount count_where(const CertifiedSweep& sweep, const SweepPredicate& predicate, int jobs, Bits largest_bits) {
  SweepCount result;
  std::mutex mutex;
  Records records;
  sweep.for_each(jobs, [&](const BlockView& view) {
    PartDecider decider(sweep, predicate, largest_bits);
    PartRecord record{view.first, 0, 0, {}};
    std::int64_t holds = 0, fails = 0;
    std::optional<std::int64_t> first, last;
    decider.decide(view, 0, view.count, [&](const Run& run) {
      if (run.truth == Truth::unknown) note_undecided(record, run);
      if (run.truth == Truth::no) fails += run.last - run.first + 1;
      if (run.truth != Truth::yes) return true;
      holds += run.last - run.first + 1;
      if (!first) first = run.first;
      last = run.last;
      return true;
    });
    record.by_ball = decider.by_ball;
    records.add(std::move(record));
    const std::lock_guard lock(mutex);
    result.holds += holds;
    result.fails += fails;
    if (first && (!result.first_holding || *first < *result.first_holding)) result.first_holding = first;
    if (last && (!result.last_holding || *last > *result.last_holding)) result.last_holding = last;
  });
  result.work.positions = sweep.last() - sweep.first() + 1;
  records.sum_into(result, sweep.last());
  return result;
}

}  // namespace posproof
