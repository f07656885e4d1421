#include "points.hpp"

#include <algorithm>

#include "posproof/arith/too_large.hpp"
#include "posproof/decide/evaluator.hpp"
#include "room.hpp"

namespace posproof {
namespace {

constexpr long first_bits = 64;
constexpr long clear_factor = 256;  // an enclosure this much narrower than its distance from 0 is sharp enough to be claimed

}  // namespace

struct PointEvaluator::Rung {
  Rung(const Program& p, long b) : bits(b), evaluator(p, {}, ~std::uint64_t{0} >> 1) {}
  long bits;
  std::uint64_t version = 0;
  Evaluator<Number<Ball>> evaluator;
};

PointEvaluator::Rung& PointEvaluator::rung(long bits) {
  auto& r = rungs_[bits];
  if (!r) r = std::make_shared<Rung>(comparisons_.program(), bits);
  return *r;
}

std::uint64_t PointEvaluator::work() const {
  std::uint64_t sum = 0;
  for (const auto& [bits, r] : rungs_) sum += r->evaluator.work();
  return sum;
}

bool PointEvaluator::attempt(Rung& r, PointResult& result) {
  result.differences.assign(comparisons_.size(), std::nullopt);
  result.bits = 0;
  result.truth = comparisons_.truth([&](std::size_t i) {
    const auto& v = r.evaluator.value(comparisons_.difference(i));
    if (v.complex || !fits_rational(v.re)) return Truth::unknown;
    Difference d{lower(v.re), upper(v.re), v.re.is_exact()};
    // Clear of 0 by far: then any careful arithmetic of this precision sees it.
    const bool clear =
        d.exact || ((d.lo.sign() > 0 || d.hi.sign() < 0) && (d.hi - d.lo) * Rational(clear_factor) < min(abs(d.lo), abs(d.hi)));
    if (!clear) return Truth::unknown;
    result.bits = std::max(result.bits, fixed_point_bits(d, r.bits));
    const Truth t = relation_over(comparisons_.relation(i), d.lo, d.hi);
    result.differences[i] = std::move(d);
    return t;
  });
  return result.truth != Truth::unknown;
}

void PointEvaluator::fix(const Environment& env) {
  fixed_ = env;
  ++version_;
}

PointResult PointEvaluator::evaluate(int slot, const Rational& at, long last_bits) {
  PointResult result;
  for (long bits = first_bits; bits <= last_bits; bits *= 2) {
    const PrecisionScope scope{Bits{bits}};
    Rung& r = rung(bits);
    if (r.version != version_) {
      for (const auto& v : fixed_)
        if (v.kind == KnownVariable::Kind::value) r.evaluator.bind(v.slot, Number<Ball>(v.value));
      r.version = version_;
    }
    if (slot >= 0) r.evaluator.bind(slot, Number<Ball>(at));
    try {
      if (attempt(r, result)) return result;
    } catch (const Undefined& u) {
      if (u.certain || u.unsupported) break;
    } catch (const TooLarge&) {
      break;
    }
  }
  result.truth = Truth::unknown;
  return result;
}

}  // namespace posproof
