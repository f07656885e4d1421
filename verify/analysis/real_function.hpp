#pragma once
#include <functional>
#include <memory>

#include "peak_search.hpp"
#include "posproof/analysis/certified_sweep.hpp"
#include "posproof/analysis/real_range.hpp"
#include "upper.hpp"

namespace posproof {

/// What the range algorithms need to know about a function F of a real variable.
struct RealFunction {
  /// F at a + i step, i = 0..intervals.
  std::function<std::unique_ptr<CertifiedSweep>(const Rational& a, const Rational& step, std::int64_t intervals)> sweep;
  /// On a cell of width h, F is at least the smaller end minus below(h) and at most the larger end plus above(h).
  std::function<Upper(Upper h)> below, above;
  /// A sensible width of cells; no guarantee rests on it.
  double spacing = 1;
  std::function<std::unique_ptr<PeakSearch>(int sign, Bits bits, std::int64_t evaluations)> search;
  std::function<Ball(const Rational& x, Bits bits)> value;
  /// About how fast F changes; sets the working precision only.
  double rate = 1;
};

RealFunction trig_function(const TrigSum& sum);

/// F on the points a + i step, i = 0..intervals, both ends of a range included.
struct Grid {
  Rational a, step;
  std::int64_t intervals;
  std::unique_ptr<CertifiedSweep> sweep;
  double fall[2];  // how far F may go below the smaller end and above the larger end of a cell
  Rational at(std::int64_t i) const { return a + step * Rational(static_cast<long>(i)); }
};
Grid make_grid(const RealFunction& f, const Rational& a, const Rational& b, const RangeBudget& budget);
/// Working precision at which F has about `digits` digits over the range.
Bits bits_for(int digits, const Rational& a, const Rational& b, double rate);

/// Minimum and maximum of F over [a, b]: the grid excludes most cells, balls search the others.
RealRange range_of(const RealFunction& f, const Rational& a, const Rational& b, int digits, const RangeBudget& budget);
/// Decides F REL bound over [a, b] in the same way.
RealVerdict prove_on(const RealFunction& f, const Rational& a, const Rational& b, Relation relation,
                     const std::function<Ball()>& bound, const RangeBudget& budget);

/// The sum x -> S(a + x step), so that grid points become integers.
TrigSum on_grid(const TrigSum& sum, const Rational& a, const Rational& step);

}  // namespace posproof
