#include "room.hpp"

#include <algorithm>

namespace posproof {
namespace {

constexpr int short_bits = 20;  // of the numbers that leaves claim

/// log2 |q| rounded up, or one more; q != 0.
long exponent_of(const Rational& q) {
  return static_cast<long>(mpz_sizeinbase(q.numerator().get_mpz_t(), 2)) -
         static_cast<long>(mpz_sizeinbase(q.denominator().get_mpz_t(), 2)) + 1;
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

/// An end on its own side of 0, nearer to 0 by the factor `room`.
Rational inner(const Rational& end, long room, bool up) { return shortened(end / Rational(room), up); }

/// An end that decides nothing: far outside, so that no arithmetic reaches it.
Rational outer(const Rational& end, bool up) {
  const Rational size = max(abs(end), Rational(1)) * Rational(4);
  return shortened(end.sign() < 0 || (end.sign() == 0 && !up) ? -size : size, up);
}

}  // namespace

Difference with_room(const Difference& d, long room) {
  // A tie is exact or nothing; any other exact value may be an enclosure for somebody else.
  if (d.lo.sign() == 0 && d.hi.sign() == 0) return d;
  // On the side of 0 that the difference is on, one end decides and the other does not; an end that is 0 decides as well.
  if (d.lo.sign() >= 0) return {inner(d.lo, room, false), outer(d.hi, true), false};
  if (d.hi.sign() <= 0) return {outer(d.lo, false), inner(d.hi, room, true), false};
  return {outer(d.lo, false), outer(d.hi, true), false};
}

std::string entry_text(int zero, const Difference& d) {
  return '[' + std::to_string(zero) + ",\"" + number_text(d.lo) + "\",\"" + number_text(d.hi) + "\"]";
}

std::string evaluate_text(const Environment& env, long bits, const std::string& sweep, const std::string& taylor,
                          const std::string& differences) {
  return "{\"leaf\":\"evaluate\"," + environment_text(env) + ",\"bits\":" + std::to_string(bits) + ",\"sweep\":" + sweep +
         ",\"taylor\":" + taylor + ",\"differences\":[" + differences + "]}";
}

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
