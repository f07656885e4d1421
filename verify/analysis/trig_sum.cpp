#include "posproof/analysis/trig_sum.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

#include "posproof/arith/contract.hpp"

namespace posproof {

struct TrigSum::Cache {
  explicit Cache(Provider p) : provider(std::move(p)) {}
  Provider provider;
  std::mutex mutex;
  std::map<long, std::shared_ptr<const TrigTerms>> by_bits;
  bool asked = false;
  std::size_t count = 0;
};

TrigSum::TrigSum(Provider provider) : cache_(std::make_shared<Cache>(std::move(provider))) {}

std::shared_ptr<const TrigTerms> TrigSum::at(Bits bits) const {
  const std::lock_guard lock(cache_->mutex);
  auto& known = cache_->by_bits[bits.value];
  if (!known) {
    const PrecisionScope scope(bits);
    known = std::make_shared<const TrigTerms>(cache_->provider());
    ensure(!cache_->asked || known->terms.size() == cache_->count, "a trigonometric sum changed its number of terms");
    cache_->asked = true;
    cache_->count = known->terms.size();
  }
  return known;
}

Ball evaluate(const TrigTerms& sum, const Ball& x) {
  Ball value = sum.offset;
  for (const auto& term : sum.terms) value += term.amplitude * cos(x * term.frequency + term.phase);
  return value;
}

Ball evaluate(const TrigSum& sum, const Rational& x, Bits bits) {
  // the argument's integer bits are lost in the cosine's absolute error
  const long start = bits.value + static_cast<long>(x.size_bits()) + 32;
  Ball value = Ball::indeterminate();
  for (long work = start; work <= 8 * start; work *= 2) {
    const auto terms = sum.at(Bits{work});
    const PrecisionScope scope(Bits{work});
    value = evaluate(*terms, Ball(x));
    Ball scale(1L);
    for (const auto& term : terms->terms) scale += abs(term.amplitude);
    const Ball allowed = scale * pow(Ball(2L), -bits.value);
    if (is_finite(value) && certainly(less_equal(Ball::exact(radius_upper(value)), allowed))) break;
  }
  return value;
}

TrigSum rotary_sum(long count, const Rational& base) {
  ensure(count >= 1 && base > Rational(0), "rotary_sum needs terms and a positive base");
  return TrigSum([count, base] {
    TrigTerms sum{{}, Ball(0L)};
    const long wanted = working_precision().value;
    // the ratio's relative error grows at most count-fold over the running product
    const PrecisionScope scope(Bits{wanted + 2 * static_cast<long>(Rational(count).size_bits()) + 8});
    const Ball ratio = exp(-(log(Ball(base)) / Ball(count)));
    Ball frequency(1L);
    for (long t = 0; t < count; ++t, frequency *= ratio) sum.terms.push_back({Ball(1L), frequency, Ball(0L)});
    return sum;
  });
}

}  // namespace posproof
