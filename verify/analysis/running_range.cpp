#include <cmath>
#include <map>

#include "posproof/analysis/running_sum.hpp"
#include "real_function.hpp"

namespace posproof {
namespace {

/// D1 bounds |B'|, D2 bounds how far B is from convex. |A_k| does not change when A_k is turned by exp(-i x v_k), so each k
/// counts the frequencies from their weighted mean v_k: D1 = sum_k sum_{j<k} |c_j (w_j - v_k)|, D2 with the square (S2).
struct RunningBounds {
  Upper first, second;
  double typical = 0;  // size of B for angles at random; a guide only
};

RunningBounds running_bounds(const TrigSum& sum) {
  const auto terms = sum.at(Bits{64});
  std::vector<double> size, low, high;
  {
    const PrecisionScope scope(Bits{64});
    for (const auto& term : terms->terms) {
      size.push_back(upper_double(abs(term.amplitude)));
      low.push_back(lower_double(term.frequency));
      high.push_back(upper_double(term.frequency));
    }
  }
  RunningBounds d;
  double weight = 0, moment = 0, square = 0;
  for (std::size_t k = 0; k < size.size(); ++k) {
    weight += size[k];
    moment += size[k] * high[k];
    square += size[k] * size[k];
    d.typical += std::sqrt(square);
    const double mean = weight > 0 && std::isfinite(moment) ? moment / weight : 0;  // any number is sound
    for (std::size_t j = 0; j <= k; ++j) {
      // each difference has one rounding, which the factor covers
      const Upper away = Upper(std::max(std::abs(high[j] - mean), std::abs(low[j] - mean))) * Upper(1 + 0x1p-50);
      d.first += Upper(size[j]) * away;
      d.second += Upper(size[j]) * away * away;
    }
  }
  return d;
}

/// B and a subgradient of B + D2 x^2/2 minus its quadratic part. Where A_k may vanish the modulus counts by its lower end
/// and the subgradient has no part of it.
struct RunningJet {
  Ball value;
  Ball lower;
  Ball slope;
};

RunningJet running_jet(const TrigTerms& terms, const Ball& x) {
  RunningJet jet{Ball(0), Ball(0), Ball(0)};
  Ball re(0), im(0), re_slope(0), im_slope(0), s, c;
  for (const auto& term : terms.terms) {
    sin_cos(s, c, x * term.frequency + term.phase);
    const Ball speed = term.amplitude * term.frequency;
    re += term.amplitude * c;
    im += term.amplitude * s;
    re_slope -= speed * s;
    im_slope += speed * c;
    const Ball square = sqr(re) + sqr(im);
    const Ball modulus = sqrt(square);
    jet.value += modulus;
    if (!certainly(is_positive(square))) continue;
    jet.lower += modulus;
    jet.slope += (re * re_slope + im * im_slope) / modulus;
  }
  return jet;
}

/// **Theorem** S2.
class RunningPeakSearch final : public PeakSearch {
 public:
  RunningPeakSearch(const TrigSum& sum, int sign, Bits bits, std::int64_t evaluations, const RunningBounds& d)
      : PeakSearch(sign, bits, evaluations), terms_(sum.at(bits)), second_(Ball::exact(d.second.value())) {}

 private:
  Node bounded(const Stretch& stretch) override {
    const Rational middle = (stretch.lower + stretch.upper) / Rational(2);
    const Ball radius(stretch.upper - middle);
    const Ball bend = second_ * sqr(radius) / Ball(2);
    Node node{stretch, Rational(0), false, stretch};
    if (sign() > 0) {
      node.upper = posproof::upper(max(end(stretch.lower), end(stretch.upper)) + bend);
    } else {
      const RunningJet jet = running_jet(*terms_, Ball(middle));
      offer(middle, -jet.value);
      const Ball least = max(jet.lower - abs(jet.slope) * radius - bend, Ball(0));
      node.upper = -posproof::lower(least);
    }
    return node;
  }
  const Ball& end(const Rational& x) {
    const auto known = ends_.find(x);
    if (known != ends_.end()) return known->second;
    const Ball value = running_sum(*terms_, Ball(x));
    offer(x, value);
    return ends_.emplace(x, value).first->second;
  }

  std::shared_ptr<const TrigTerms> terms_;
  Ball second_;
  std::map<Rational, Ball> ends_;
};

RealFunction as_function(const TrigSum& sum) {
  const RunningBounds d = running_bounds(sum);
  RealFunction f;
  f.sweep = [sum](const Rational& a, const Rational& step, std::int64_t intervals) {
    return std::make_unique<RunningSumSweep>(on_grid(sum, a, step), 0, intervals);
  };
  f.above = [d](Upper h) { return d.second * h * h * Upper(0.125); };
  f.below = [d](Upper h) { return d.first * h * Upper(0.5); };
  f.spacing = d.first.value() > 0 && d.typical > 0 ? 2 * 0x1p-6 * d.typical / d.first.value() : 1e300;
  f.search = [sum, d](int sign, Bits bits, std::int64_t evaluations) {
    return std::make_unique<RunningPeakSearch>(sum, sign, bits, evaluations, d);
  };
  f.value = [sum](const Rational& x, Bits bits) { return running_sum(sum, x, bits); };
  f.rate = d.first.value();
  return f;
}

}  // namespace

RealRange running_range(const TrigSum& terms, const Rational& a, const Rational& b, int digits, const RangeBudget& budget) {
  return range_of(as_function(terms), a, b, digits, budget);
}

RealVerdict prove_running_bound(const TrigSum& terms, const Rational& a, const Rational& b, Relation relation,
                                const std::function<Ball()>& bound, const RangeBudget& budget) {
  return prove_on(as_function(terms), a, b, relation, bound, budget);
}

}  // namespace posproof
