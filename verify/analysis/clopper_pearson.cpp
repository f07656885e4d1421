#include "posproof/analysis/clopper_pearson.hpp"

#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

constexpr int halvings = 64;
constexpr long most_bits = 65536;

void check(long k, long trials) { ensure(0 <= k && k <= trials && trials >= 1, "a binomial count lies in 0..trials"); }

/// Whether the tail at p exceeds `level`; `unknown` only when they agree to most_bits bits.
Truth tail_exceeds(long k, long trials, const Rational& p, const Rational& level) {
  for (long bits = 128; bits <= most_bits; bits *= 4) {
    PrecisionScope scope{Bits{bits}};
    const Truth t = less(Ball(level), binomial_upper_tail(k, trials, p));
    if (t != Truth::unknown) return t;
  }
  return Truth::unknown;
}

}  // namespace

Ball binomial_upper_tail(long k, long trials, const Rational& p) {
  check(k, trials);
  ensure(p.sign() >= 0 && p <= Rational(1), "a probability lies in [0, 1]");
  if (k == 0) return Ball(1L);
  Integer ways;
  mpz_bin_uiui(ways.get_mpz_t(), static_cast<unsigned long>(trials), static_cast<unsigned long>(k));
  const Ball success(p), failure(Rational(1) - p);
  Ball tail;
  for (long i = k; i <= trials; ++i) {
    tail += Ball(ways) * pow(success, i) * pow(failure, trials - i);
    ways = ways * (trials - i) / (i + 1);
  }
  return tail;
}

CertifiedBound clopper_pearson_lower(long k, long trials, const Rational& confidence) {
  check(k, trials);
  ensure(confidence.sign() > 0 && confidence < Rational(1), "a confidence lies strictly between 0 and 1");
  if (k == 0) return {0, 0};
  // P(X >= k) grows from 0 to 1 with p, and equals 1 - confidence at p_L (T13)
  const Rational level = Rational(1) - confidence;
  Rational lo = 0, hi = 1;
  for (int i = 0; i < halvings; ++i) {
    const Rational mid = (lo + hi) / Rational(2);
    const Truth above = tail_exceeds(k, trials, mid, level);
    if (above == Truth::unknown) break;  // mid is the bound to 65536 bits; both ends stay certified
    (above == Truth::yes ? hi : lo) = mid;
  }
  return {lo, hi};
}

CertifiedBound clopper_pearson_upper(long k, long trials, const Rational& confidence) {
  // failures are successes of the complement
  const CertifiedBound b = clopper_pearson_lower(trials - k, trials, confidence);
  return {Rational(1) - b.upper, Rational(1) - b.lower};
}

}  // namespace posproof
