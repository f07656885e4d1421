#include "posproof/analysis/score_constant.hpp"

#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

constexpr long most_bits = 4096;

void check(long dim, const Rational& base) {
  ensure(dim >= 2 && dim % 2 == 0 && base > Rational(1), "interpolation constants need d even and base above 1");
}

/// sum_j theta_j^{2k} = (1 - c^{-2k})/(1 - c^{-4k/d})
Ball power_sum(long dim, const Ball& log_base, long k) {
  const Ball one(1L);
  return (one - exp(Ball(-2 * k) * log_base)) / (one - exp(Ball(-4 * k) * log_base / Ball(dim)));
}

}  // namespace

Ball published_constant(long dim, const Rational& base) {
  check(dim, base);
  return Ball(dim) / (Ball(8L) * log(Ball(base)));
}

Ball general_constant(long dim, const Rational& base) {
  check(dim, base);
  return frequency_square_sum(dim, base) / Ball(2L);
}

Ball unit_cell_constant(long dim, const Rational& base) {
  check(dim, base);
  const Ball log_base = log(Ball(base));
  const Rational small(Integer(1), Integer(1) << static_cast<unsigned long>(working_precision().value));
  Ball total;
  Rational weight = 4;  // 4/(2^{2k} (2k)!)
  for (long k = 1;; ++k) {
    weight /= Rational(4 * (2 * k - 1) * (2 * k));
    const Ball term = Ball(weight) * power_sum(dim, log_base, k);
    // the series alternates with falling terms, so the first omitted one bounds the rest (P11)
    if (weight < small) return widened(total, term);
    total = k % 2 == 1 ? total + term : total - term;
  }
}

Truth published_constant_holds(long dim, const Rational& base, Chords chords) {
  for (long bits = 96; bits <= most_bits; bits *= 2) {
    PrecisionScope scope{Bits{bits}};
    const Ball least = chords == Chords::all ? general_constant(dim, base) : unit_cell_constant(dim, base);
    const Truth holds = less_equal(least, published_constant(dim, base));
    if (holds != Truth::unknown) return holds;
  }
  return Truth::unknown;
}

FailingDimensions dimensions_where_published_fails(const Rational& base, long largest, Chords chords) {
  FailingDimensions d;
  for (long dim = 2; dim <= largest; dim += 2) {
    const Truth holds = published_constant_holds(dim, base, chords);
    if (holds == Truth::no) d.failing.push_back(dim);
    if (holds == Truth::unknown) d.undecided.push_back(dim);
  }
  return d;
}

RationalCoefficients rational_witness(long dim, const Rational& base, unsigned long phase_bits) {
  check(dim, base);
  PrecisionScope scope{Bits{static_cast<long>(phase_bits) + 64}};
  const Rational grid(Integer(1) << phase_bits);
  RationalCoefficients h;
  for (const Ball& theta : score_frequencies(dim, base)) {
    // ((1 - t^2) - 2 t i)/(1 + t^2) has modulus 1 for every rational t, and phase -theta/2 at t = tan(theta/4)
    const Rational t = Rational(round(midpoint(tan(theta / Ball(4L))) * grid)) / grid;
    const Rational square = t * t;
    h.re.push_back((Rational(1) - square) / (Rational(1) + square));
    h.im.push_back(Rational(-2) * t / (Rational(1) + square));
  }
  return h;
}

BoundRatios bound_ratios(long dim, const Rational& base) {
  const Ball middle = unit_cell_constant(dim, base) / Ball(4L);
  return {Ball(64L) * log(Ball(base)), Ball(2 * dim) / middle, Ball(dim / 2) / middle};
}

}  // namespace posproof
