#include "contenders.hpp"

#include <mpfi.h>
#include <mpfr.h>

#include <boost/multiprecision/mpfi.hpp>
#include <cmath>

#include "posproof/analysis/block_sweep.hpp"
#ifdef POSPROOF_WITH_OPENBLAS
#include <cblas.h>
extern "C" void openblas_set_num_threads(int);
#endif

namespace posproof::bench {
namespace {

constexpr long working_bits = 64;

double frequency(long t, long terms) { return std::pow(10000.0, -static_cast<double>(t) / static_cast<double>(terms)); }

double by_posproof(long terms, long positions) {
  const BlockSweep sweep(rotary_sum(terms, Rational(10000)), 1, positions);
  double keep = 0;
  sweep.for_each(1, [&](const BlockView& v) { keep += v.midpoint[0]; });
  return keep;
}

double by_arb(long terms, long positions) {
  const PrecisionScope scope(Bits{working_bits});
  const auto sum = rotary_sum(terms, Rational(10000)).at(Bits{working_bits});
  double keep = 0;
  arb_t angle, cosine, total;
  arb_init(angle);
  arb_init(cosine);
  arb_init(total);
  for (long n = 1; n <= positions; ++n) {
    arb_zero(total);
    for (const auto& term : sum->terms) {
      arb_mul_si(angle, term.frequency.raw(), n, working_bits);
      arb_cos(cosine, angle, working_bits);
      arb_add(total, total, cosine, working_bits);
    }
    keep += arf_get_d(arb_midref(total), ARF_RND_NEAR);
  }
  arb_clear(angle);
  arb_clear(cosine);
  arb_clear(total);
  return keep;
}

double by_mpfi(long terms, long positions) {
  std::vector<mpfi_t> theta(static_cast<std::size_t>(terms));
  for (std::size_t t = 0; t < theta.size(); ++t) {
    mpfi_init2(theta[t], working_bits);
    mpfi_set_d(theta[t], frequency(static_cast<long>(t), terms));
  }
  mpfi_t angle, cosine, total;
  mpfi_init2(angle, working_bits);
  mpfi_init2(cosine, working_bits);
  mpfi_init2(total, working_bits);
  double keep = 0;
  for (long n = 1; n <= positions; ++n) {
    mpfi_set_si(total, 0);
    for (auto& w : theta) {
      mpfi_mul_si(angle, w, n);
      mpfi_cos(cosine, angle);
      mpfi_add(total, total, cosine);
    }
    keep += mpfi_get_d(total);
  }
  for (auto& w : theta) mpfi_clear(w);
  mpfi_clear(angle);
  mpfi_clear(cosine);
  mpfi_clear(total);
  return keep;
}

double by_boost(long terms, long positions) {
  using Real = boost::multiprecision::number<boost::multiprecision::mpfi_float_backend<19>, boost::multiprecision::et_off>;
  std::vector<Real> theta;
  for (long t = 0; t < terms; ++t) theta.emplace_back(frequency(t, terms));
  double keep = 0;
  for (long n = 1; n <= positions; ++n) {
    Real total = 0;
    for (const Real& w : theta) total += cos(Real(w * n));
    keep += static_cast<double>(median(total));
  }
  return keep;
}

double by_mpfr(long terms, long positions) {
  std::vector<mpfr_t> theta(static_cast<std::size_t>(terms));
  for (std::size_t t = 0; t < theta.size(); ++t) {
    mpfr_init2(theta[t], working_bits);
    mpfr_set_d(theta[t], frequency(static_cast<long>(t), terms), MPFR_RNDN);
  }
  mpfr_t angle, total;
  mpfr_init2(angle, working_bits);
  mpfr_init2(total, working_bits);
  double keep = 0;
  for (long n = 1; n <= positions; ++n) {
    mpfr_set_si(total, 0, MPFR_RNDN);
    for (auto& w : theta) {
      mpfr_mul_si(angle, w, n, MPFR_RNDN);
      mpfr_cos(angle, angle, MPFR_RNDN);
      mpfr_add(total, total, angle, MPFR_RNDN);
    }
    keep += mpfr_get_d(total, MPFR_RNDN);
  }
  for (auto& w : theta) mpfr_clear(w);
  mpfr_clear(angle);
  mpfr_clear(total);
  return keep;
}

double by_libm(long terms, long positions) {
  std::vector<double> theta;
  for (long t = 0; t < terms; ++t) theta.push_back(frequency(t, terms));
  double keep = 0;
  for (long n = 1; n <= positions; ++n)
    for (const double w : theta) keep += std::cos(static_cast<double>(n) * w);
  return keep;
}

#ifdef POSPROOF_WITH_OPENBLAS
/// Only the product of the plain form: centres x 2T by 2T x 512, tables of any content.
double by_dgemm(long terms, long positions) {
  openblas_set_num_threads(1);
  const long block = 512, centres = (positions + block - 1) / block, depth = 2 * terms;
  const long slab = 256;  // centres per call, so that memory stays small
  std::vector<double> a(static_cast<std::size_t>(slab * depth), 0.5), b(static_cast<std::size_t>(depth * block), 0.25),
      c(static_cast<std::size_t>(slab * block));
  double keep = 0;
  for (long done = 0; done < centres; done += slab) {
    const int rows = static_cast<int>(std::min(slab, centres - done));
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, rows, static_cast<int>(block), static_cast<int>(depth), 1, a.data(),
                static_cast<int>(depth), b.data(), static_cast<int>(block), 0, c.data(), static_cast<int>(block));
    keep += c[0];
  }
  return keep;
}
#endif

}  // namespace

std::vector<Contender> contenders() {
  std::vector<Contender> all{
      {"posproof", "certified", by_posproof, 1 << 20}, {"Arb, 64 bits", "certified", by_arb, 4000},
      {"MPFI, 64 bits", "certified", by_mpfi, 600},    {"Boost mpfi_float", "certified", by_boost, 600},
      {"MPFR, 64 bits", "no bound", by_mpfr, 1500},    {"libm loop, double", "no bound", by_libm, 100'000},
  };
#ifdef POSPROOF_WITH_OPENBLAS
  all.push_back({"OpenBLAS dgemm, product only", "no tables, no bound", by_dgemm, 1 << 20});
#endif
  return all;
}

}  // namespace posproof::bench
