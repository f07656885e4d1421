#include "posproof/analysis/running_sum.hpp"

namespace posproof {

Ball running_sum(const TrigTerms& terms, const Ball& x) {
  Ball total(0), re(0), im(0), s, c;
  for (const auto& term : terms.terms) {
    sin_cos(s, c, x * term.frequency + term.phase);
    re += term.amplitude * c;
    im += term.amplitude * s;
    total += sqrt(sqr(re) + sqr(im));
  }
  return total;
}

Ball running_sum(const TrigSum& sum, const Rational& x, Bits bits) {
  const long start = bits.value + static_cast<long>(x.size_bits()) + 32;
  Ball value = Ball::indeterminate();
  for (long work = start; work <= 8 * start; work *= 2) {
    const auto terms = sum.at(Bits{work});
    const PrecisionScope scope(Bits{work});
    value = running_sum(*terms, Ball(x));
    Ball scale(1), partial(0);
    for (const auto& term : terms->terms) {
      partial += abs(term.amplitude);
      scale += partial;
    }
    if (is_finite(value) && certainly(less_equal(Ball::exact(radius_upper(value)), scale * pow(Ball(2), -bits.value)))) break;
  }
  return value;
}

}  // namespace posproof
