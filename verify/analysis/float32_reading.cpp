#include "posproof/analysis/float32_reading.hpp"

#include <mpfr.h>

#include <cmath>

#include "binary32_kernel.hpp"
#include "fast_cosine.hpp"
#include "posproof/analysis/decay.hpp"
#include "posproof/arith/contract.hpp"
#include "posproof/arith/float.hpp"
#include "rounding_mode.hpp"

namespace posproof {
namespace {

constexpr long binary32_bits = 24;
constexpr long largest_position = 1L << 24;
constexpr double half_ulp_of_one = 0x1p-24;  // u of binary32
/// fast_cos_error plus the rounding of n * low (below 2^-57).
constexpr double truth_term_error = 0x1p-48;

float rounded_exponent(long t, long d) {
  Float x(binary32_bits);
  const mpq_class q = Rational(Integer(-t), Integer(d)).raw();
  mpfr_set_q(x.raw(), q.get_mpq_t(), MPFR_RNDN);
  return mpfr_get_flt(x.raw(), MPFR_RNDN);
}

float power(float base, float exponent, mpfr_rnd_t rounding) {
  Float b(binary32_bits), e(binary32_bits), r(binary32_bits);
  mpfr_set_flt(b.raw(), base, MPFR_RNDN);
  mpfr_set_flt(e.raw(), exponent, MPFR_RNDN);
  mpfr_pow(r.raw(), b.raw(), e.raw(), rounding);
  return mpfr_get_flt(r.raw(), MPFR_RNDN);
}

bool power_of_two(float x) {
  int e = 0;
  return std::frexp(x, &e) == 0.5f;
}

/// Smallest and greatest binary32 within one ulp of v = base^exponent, ulp(v) taken in the binade of v.
void within_one_ulp(float base, float exponent, float& least, float& greatest) {
  const float below = power(base, exponent, MPFR_RNDD), above = power(base, exponent, MPFR_RNDU);
  if (exponent == 0) {
    least = greatest = 1;
    return;
  }
  least = below == above || power_of_two(below) ? std::nextafter(below, 0.0f) : below;
  if (below == above && power_of_two(below)) least = std::nextafter(least, 0.0f);
  greatest = below == above ? std::nextafter(above, HUGE_VALF) : above;
}

/// high: the leading 29 bits; low: the rest, to within 2^-53 of itself.
void split_frequency(const Ball& theta, double& high, double& low) {
  const double whole = midpoint(theta).approx_double();
  int e = 0;
  const double m = std::frexp(whole, &e);
  high = std::ldexp(std::floor(m * 0x1p29), e - 29);
  const Ball rest = theta - Ball::exact(high);
  low = (lower_double(rest) + upper_double(rest)) / 2;
}

float fallback_cosf(float x) {
  Float y(binary32_bits);
  mpfr_set_flt(y.raw(), x, MPFR_RNDN);
  mpfr_cos(y.raw(), y.raw(), MPFR_RNDN);
  return mpfr_get_flt(y.raw(), MPFR_RNDN);
}

inline float cosf_of(float x) {
  const double c = fast_cos(x, 0);
  const float up = static_cast<float>(c + 2 * fast_cos_error), down = static_cast<float>(c - 2 * fast_cos_error);
  return up == down ? up : fallback_cosf(x);
}

}  // namespace

float correctly_rounded_cosf(float x) {
  ensure(std::abs(x) <= static_cast<float>(largest_position), "cosine argument outside the proven range");
  return cosf_of(x);
}

Float32Reading::Float32Reading(long d, const Rational& base) : d_(d), base_(base) {
  ensure(d >= 2 && d % 2 == 0 && d <= 1L << 16, "binary32 reading needs even d in 2..2^16");
  ensure(base > Rational(1) && base < Rational(1L << 23), "binary32 reading needs 1 < base < 2^23");
  const float b = static_cast<float>(base.approx_double());
  ensure(Rational::from_double(b) == base, "base is not a binary32 number");
  ensure(rounds_to_nearest(), "binary32 reading needs round to nearest");
  PrecisionScope scope{Bits{160}};
  for (long t = 0; t < d; t += 2) {
    exponents_.push_back(rounded_exponent(t, d));
    frequencies_.push_back(power(b, exponents_.back(), MPFR_RNDN));
    Term term{};
    split_frequency(pow(Ball(base), Ball(Rational(Integer(-t), Integer(d)))), term.high, term.low);
    within_one_ulp(b, exponents_.back(), term.least, term.greatest);
    terms_.push_back(term);
  }
}

float Float32Reading::value(long n) const {
  ensure(n >= 0 && n <= largest_position, "position is not exact in binary32");
  const float x = static_cast<float>(n);
  float sum = 0;
  for (const float theta : frequencies_) sum += cosf_of(x * theta);
  return sum;
}

void Float32Reading::values(long first, std::size_t count, float* out) const {
  ensure(first >= 0 && first + static_cast<long>(count) <= largest_position + 1, "position is not exact in binary32");
  ensure(rounds_to_nearest(), "binary32 reading needs round to nearest");
  std::vector<std::uint32_t> doubtful(count);
  kernels::binary32_sums(frequencies_.data(), frequencies_.size(), first, count, out, doubtful.data());
  for (std::size_t i = 0; i < count; ++i)
    if (doubtful[i] != 0) out[i] = value(first + static_cast<long>(i));
}

Measured Float32Reading::truth(long n) const {
  ensure(n >= 0 && n <= largest_position, "position outside the proven range");
  const double x = static_cast<double>(n);
  double sum = 0;
  for (const Term& t : terms_) sum += fast_cos(x * t.high, x * t.low);
  const double count = static_cast<double>(terms_.size());
  return {sum, count * truth_term_error + count * count * 0x1p-53};
}

Ball Float32Reading::truth_ball(long n) const { return decay_sum_by_terms(Ball(n), d_, base_); }

Float32Reading::Range Float32Reading::any_order(long n) const {
  ensure(n >= 0 && n <= largest_position, "position is not exact in binary32");
  const float x = static_cast<float>(n);
  double lo = 0, hi = 0, size = 0;
  for (const Term& t : terms_) {
    const double from = x * t.least, to = x * t.greatest;  // binary32 products, rounded as the program rounds them
    const double middle = static_cast<double>(static_cast<float>((from + to) / 2));
    const double reach = std::max(to - middle, middle - from);
    const double c = fast_cos(middle, 0);
    // |cos y - cos m| <= |sin m| h + h^2/2, one ulp of the function, and the errors of this line
    const double spread = std::sqrt(std::max(0.0, 1 - c * c) + 0x1p-45) * reach + reach * reach / 2;
    const double margin = spread + (std::abs(c) + spread >= 1 ? 2 : 1) * half_ulp_of_one + 0x1p-40;
    const double low = std::max(-1 - 2 * half_ulp_of_one, c - margin), high = std::min(1 + 2 * half_ulp_of_one, c + margin);
    lo += low;
    hi += high;
    size += std::max(std::abs(low), std::abs(high));
  }
  const double count = static_cast<double>(terms_.size());
  const double gamma = (count - 1) * half_ulp_of_one / (1 - (count - 1) * half_ulp_of_one) * (1 + 0x1p-30);
  const double rest = gamma * size + count * count * 0x1p-51;
  return {lo - rest, hi + rest};
}

}  // namespace posproof
