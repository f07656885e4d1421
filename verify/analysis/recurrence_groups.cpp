#include <algorithm>
#include <cmath>

#include "posproof/analysis/recurrence.hpp"
#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

BallProvider frequency(long t, long d, const Rational& base, const Integer& divisor) {
  return [=] { return pow(Ball(base), Ball(Rational(Integer(-2 * t), Integer(d)))) / Ball(divisor); };
}

/// Smallest p < d/2 with base^(2p/d) rational, and that ratio; nullopt when there is none.
struct Relation {
  long period;
  Rational ratio;
};
std::optional<Relation> smallest_relation(long d, const Rational& base) {
  for (long p = 1; p < d / 2; ++p) {
    const Rational exponent(Integer(2 * p), Integer(d));
    const long up = exponent.numerator().get_si(), root = exponent.denominator().get_si();
    if (auto q = exact_root(pow(base, up), static_cast<unsigned long>(root))) return Relation{p, *q};
  }
  return std::nullopt;
}

FrequencyGroup single(long t, long d, const Rational& base) { return {frequency(t, d, base, Integer(1)), {Integer(1)}, {}}; }

/// The terms t0, t0 + p, ..., all multiples of theta_last / v^steps when the ratio is u/v.
FrequencyGroup chained(long t0, long d, const Rational& base, const Relation& r) {
  const long steps = (d / 2 - 1 - t0) / r.period;
  const Rational u(r.ratio.numerator()), v(r.ratio.denominator());
  FrequencyGroup g{frequency(t0 + steps * r.period, d, base, pow(v, steps).numerator()), {}, {}};
  for (long k = 0; k <= steps; ++k) g.multiples.push_back((pow(u, steps - k) * pow(v, k)).numerator());
  return g;
}

/// A relation pays when the one residual, divided by the largest multiple, costs fewer bits than the separate ones.
bool pays(const FrequencyGroup& g) {
  constexpr std::size_t bits_per_separate_residual = 8;
  std::size_t widest = 0;
  for (const auto& m : g.multiples) widest = std::max(widest, mpz_sizeinbase(m.get_mpz_t(), 2));
  return widest <= bits_per_separate_residual * (g.multiples.size() - 1);
}

}  // namespace

std::vector<FrequencyGroup> decay_sum_groups(long d, const Rational& base) {
  ensure(d >= 2 && d % 2 == 0 && base > Rational(1), "decay sum needs even d >= 2 and base > 1");
  std::vector<FrequencyGroup> groups;
  const auto relation = smallest_relation(d, base);
  const long period = relation ? relation->period : d / 2;
  for (long t0 = 0; t0 < std::min(period, d / 2); ++t0) {
    if (relation) {
      FrequencyGroup g = chained(t0, d, base, *relation);
      if (pays(g)) {
        groups.push_back(std::move(g));
        continue;
      }
      for (long t = t0; t < d / 2; t += period) groups.push_back(single(t, d, base));
      continue;
    }
    groups.push_back(single(t0, d, base));
  }
  return groups;
}

}  // namespace posproof
