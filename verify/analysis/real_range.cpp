#include "posproof/analysis/real_range.hpp"

#include <cmath>

#include "posproof/analysis/block_sweep.hpp"
#include "real_function.hpp"
#include "trig_peak.hpp"

namespace posproof {

TrigSum on_grid(const TrigSum& sum, const Rational& a, const Rational& step) {
  return TrigSum([sum, a, step] {
    const auto terms = sum.at(working_precision());
    TrigTerms scaled{{}, terms->offset};
    const Ball start(a), h(step);
    for (const auto& t : terms->terms) scaled.terms.push_back({t.amplitude, t.frequency * h, t.phase + start * t.frequency});
    return scaled;
  });
}

RealFunction trig_function(const TrigSum& sum) {
  const DerivativeBounds d = derivative_bounds(sum);
  RealFunction f;
  f.sweep = [sum](const Rational& a, const Rational& step, std::int64_t intervals) {
    return std::make_unique<BlockSweep>(on_grid(sum, a, step), 0, intervals);
  };
  f.above = f.below = [d](Upper h) { return d.bound[2] * h * h * Upper(0.125); };  // R1
  // cells on which that is about 2^-13 of the sum's size
  const double size = d.bound[0].value(), second = d.bound[2].value();
  f.spacing = second > 0 && size > 0 ? std::sqrt(8 * 0x1p-13 * size / second) : 1e300;
  f.search = [sum](int sign, Bits bits, std::int64_t evaluations) {
    return std::make_unique<TrigPeakSearch>(sum, sign, bits, evaluations);
  };
  f.value = [sum](const Rational& x, Bits bits) { return evaluate(sum, x, bits); };
  f.rate = d.bound[1].value();
  return f;
}

RealRange certified_range(const TrigSum& sum, const Rational& a, const Rational& b, int digits, const RangeBudget& budget) {
  return range_of(trig_function(sum), a, b, digits, budget);
}

RealVerdict prove_bound(const TrigSum& sum, const Rational& a, const Rational& b, Relation relation,
                        const std::function<Ball()>& bound, const RangeBudget& budget) {
  return prove_on(trig_function(sum), a, b, relation, bound, budget);
}

}  // namespace posproof
