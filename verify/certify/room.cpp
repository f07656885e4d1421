#include "room.hpp"

#include <algorithm>

#include "environment.hpp"

namespace posproof {
namespace {

constexpr int short_bits = 20;  // of the numbers that leaves claim

/// log2 |q| rounded up, or one more; q != 0.
long exponent_of(const Rational& q) {
  return static_cast<long>(mpz_sizeinbase(q.numerator().get_mpz_t(), 2)) - static_cast<long>(mpz_sizeinbase(q.denominator().get_mpz_t(), 2)) + 1;
}

Rational power_of_two(long e) {
  Integer z = 1;
  z <<= static_cast<unsigned long>(e < 0 ? -e : e);
  return e < 0 ? Rational(Integer(1), z) : Rational(z);
}

/// A dyadic number of few bits at most (or at least) q.
Rational shortened(const Rational& q, bool up) {
  if (q.sign() == 0) return q;
  const Rational unit = power_of_two(exponent_of(q) - short_bits);
  return Rational(up ? ceil(q / unit) : floor(q / unit)) * unit;
}

/// Half of the distance to 0 is left to the checker, and as much on the far side.
Rational outward(const Rational& end, bool up) {
  const bool toward_zero = up == (end.sign() < 0);
  return shortened(toward_zero ? end / Rational(2) : end * Rational(3) / Rational(2), up);
}

}  // namespace

Difference with_room(const Difference& d) {
  if (d.exact) return d;
  return {outward(d.lo, false), outward(d.hi, true), false};
}

std::string interval_text(const Difference& d) { return "[\"" + number_text(d.lo) + "\",\"" + number_text(d.hi) + "\"]"; }

long fixed_point_bits(const Difference& d, long arb_bits) {
  constexpr long guard = 64, least_arb_bits = 64;
  if (d.exact) return guard;
  const Rational near = min(abs(d.lo), abs(d.hi)), far = max(abs(d.lo), abs(d.hi));
  const long close = near.sign() == 0 ? 0 : std::max(0L, -exponent_of(near));
  const long large = far.sign() == 0 ? 0 : std::max(0L, exponent_of(far));
  return guard + (arb_bits - least_arb_bits) + close + large;
}

long rounded_bits(long bits) {
  constexpr long unit = 32, least = 64;
  return std::max(least, (bits + unit - 1) / unit * unit);
}

}  // namespace posproof
