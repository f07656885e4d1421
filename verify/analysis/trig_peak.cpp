#include "trig_peak.hpp"

namespace posproof {
namespace {

const Rational half(Integer(1), Integer(2));
constexpr int newton_steps = 12;

Rational clamp(const Rational& x, const Stretch& s) { return x < s.lower ? s.lower : x > s.upper ? s.upper : x; }

}  // namespace

TrigDerivatives derivatives(const TrigTerms& sum, const Ball& x) {
  TrigDerivatives d{sum.offset, Ball(0), Ball(0)};
  Ball s, c;
  for (const auto& term : sum.terms) {
    sin_cos(s, c, x * term.frequency + term.phase);
    const Ball value = term.amplitude * c, slope = term.amplitude * term.frequency;
    d.value += value;
    d.first -= slope * s;
    d.second -= slope * term.frequency * c;
  }
  return d;
}

DerivativeBounds derivative_bounds(const TrigSum& sum) {
  DerivativeBounds bounds;
  const auto terms = sum.at(Bits{64});
  const PrecisionScope scope(Bits{64});
  for (const auto& term : terms->terms) {
    Upper power(upper_double(abs(term.amplitude)));
    const Upper w(upper_double(abs(term.frequency)));
    for (auto& b : bounds.bound) {
      b += power;
      power *= w;
    }
  }
  return bounds;
}

TrigPeakSearch::TrigPeakSearch(const TrigSum& sum, int sign, Bits bits, std::int64_t evaluations)
    : PeakSearch(sign, bits, evaluations), terms_(sum.at(bits)) {
  const PrecisionScope scope(bits);
  third_ = Ball(0);
  for (const auto& term : terms_->terms) third_ += abs(term.amplitude * pow(term.frequency, 3));
}

TrigDerivatives TrigPeakSearch::at(const Rational& x) {
  TrigDerivatives d = derivatives(*terms_, Ball(x));
  if (sign() < 0) d = {-d.value, -d.first, -d.second};
  offer(x, d.value);
  return d;
}

// R2: an upper bound of the maximum over the stretch from the derivatives at its middle.
PeakSearch::Node TrigPeakSearch::bounded(const Stretch& stretch) {
  const Rational middle = (stretch.lower + stretch.upper) * half;
  const Ball radius(stretch.upper - middle);
  const TrigDerivatives d = at(middle);
  Node node{stretch, Rational(0), false, stretch};
  const Ball curvature = d.second + widened(Ball(0), third_ * radius);
  const Ball slope = d.first + widened(Ball(0), radius * (abs(d.second) + third_ * radius / Ball(2)));
  if (!contains_zero(slope)) {  // monotone: the end
    const Rational end = certainly(is_positive(slope)) ? stretch.upper : stretch.lower;
    node.upper = posproof::upper(at(end).value);
    node.finished = true;
    node.place = {end, end};
    return node;
  }
  if (certainly(is_negative(curvature))) return concave(std::move(node), d, middle);
  const Ball bend = max(d.second, Ball(0)) * sqr(radius) / Ball(2) + third_ * pow(radius, 3) / Ball(6);
  node.upper = posproof::upper(d.value + abs(d.first) * radius + bend);
  return node;
}

// R3: on a stretch where S'' < 0, S lies below its tangent anywhere; Newton's method finds where the tangent is flat.
PeakSearch::Node TrigPeakSearch::concave(Node node, TrigDerivatives d, const Rational& start) {
  const Stretch& s = node.stretch;
  Rational x = start;
  for (int step = 0; step < newton_steps; ++step) {
    if (contains_zero(d.first) || contains_zero(d.second)) break;
    const Rational next = clamp(midpoint(Ball(x) - d.first / d.second), s);
    if (next == x) break;
    x = next;
    d = at(x);
  }
  const Ball left = d.first * Ball(s.lower - x), right = d.first * Ball(s.upper - x);
  node.upper = posproof::upper(d.value + max(max(left, right), Ball(0)));
  node.finished = true;
  // |S'| >= least |x* - x| between x and the maximiser x*, or the maximiser is the end towards which S' points
  const Rational width = s.upper - s.lower;
  const Ball least = -(d.second + third_ * Ball(width));
  if (certainly(is_positive(least))) {
    const Rational reach = posproof::upper(abs(d.first) / least);
    node.place = {clamp(x - reach, s), clamp(x + reach, s)};
  }
  return node;
}

}  // namespace posproof
