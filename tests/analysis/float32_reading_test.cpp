#include "posproof/analysis/float32_reading.hpp"

#include <mpfr.h>
#include <rapidcheck.h>

#include <algorithm>
#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "posproof/analysis/float32_study.hpp"

using namespace posproof;

namespace {

struct Mpfr24 {
  mpfr_t x;
  Mpfr24() { mpfr_init2(x, 24); }
  Mpfr24(const Mpfr24&) = delete;
  ~Mpfr24() { mpfr_clear(x); }
};

float mpfr_cosf(float x) {
  Mpfr24 v;
  mpfr_set_flt(v.x, x, MPFR_RNDN);
  mpfr_cos(v.x, v.x, MPFR_RNDN);
  return mpfr_get_flt(v.x, MPFR_RNDN);
}

float mpfr_powf(float b, float e) {
  Mpfr24 v, w;
  mpfr_set_flt(v.x, b, MPFR_RNDN);
  mpfr_set_flt(w.x, e, MPFR_RNDN);
  mpfr_pow(v.x, v.x, w.x, MPFR_RNDN);
  return mpfr_get_flt(v.x, MPFR_RNDN);
}

/// The whole program in MPFR at 24 bits: another way to the same bits.
float reading_by_mpfr(long n, long d, float base) {
  float sum = 0;
  for (long t = 0; t < d; t += 2) {
    const float theta = mpfr_powf(base, static_cast<float>(-t) / static_cast<float>(d));
    Mpfr24 x, y;
    mpfr_set_flt(x.x, theta, MPFR_RNDN);
    mpfr_mul_si(x.x, x.x, n, MPFR_RNDN);
    mpfr_set_flt(y.x, mpfr_cosf(mpfr_get_flt(x.x, MPFR_RNDN)), MPFR_RNDN);
    mpfr_set_flt(x.x, sum, MPFR_RNDN);
    mpfr_add(x.x, x.x, y.x, MPFR_RNDN);
    sum = mpfr_get_flt(x.x, MPFR_RNDN);
  }
  return sum;
}

/// What a C library computes, summed in the given order.
float reading_by_libm(long n, long d, float base, int order) {
  std::vector<float> terms;
  for (long t = 0; t < d; t += 2)
    terms.push_back(std::cos(static_cast<float>(n) * std::pow(base, static_cast<float>(-t) / static_cast<float>(d))));
  if (order == 1) std::reverse(terms.begin(), terms.end());
  if (order == 2) std::sort(terms.begin(), terms.end());
  if (order == 3) {  // pairwise
    while (terms.size() > 1) {
      std::vector<float> next;
      for (std::size_t i = 0; i + 1 < terms.size(); i += 2) next.push_back(terms[i] + terms[i + 1]);
      if (terms.size() % 2) next.push_back(terms.back());
      terms = next;
    }
    return terms[0];
  }
  return std::accumulate(terms.begin(), terms.end(), 0.0f);
}

}  // namespace

TEST_CASE("binary32 cosine: every bit as MPFR rounds it") {
  CHECK(rc::check([] {
    const auto bits = *rc::gen::inRange<std::uint32_t>(0, std::bit_cast<std::uint32_t>(16777216.0f) + 1);
    for (std::uint32_t i = 0; i < 50; ++i) {
      const float x = std::bit_cast<float>((bits * 2654435761u + i * 7919u) % (std::bit_cast<std::uint32_t>(16777216.0f) + 1));
      RC_ASSERT(correctly_rounded_cosf(x) == mpfr_cosf(x));
      RC_ASSERT(correctly_rounded_cosf(-x) == correctly_rounded_cosf(x));
    }
  }));
  for (long k = 0; k < 20000; ++k) {  // neighbours of multiples of pi/2, where the cosine is smallest or flattest
    const float x = static_cast<float>(static_cast<double>(k * 500) * 1.5707963267948966);
    if (x > 16777216.0f) break;
    for (const float y : {std::nextafter(x, 0.0f), x, std::nextafter(x, 1e9f)})
      REQUIRE(correctly_rounded_cosf(y) == mpfr_cosf(y));
  }
  CHECK(correctly_rounded_cosf(0.0f) == 1.0f);
}

TEST_CASE("the reading equals the same program run in MPFR, bit by bit") {
  for (const auto& [d, base] : {std::pair{512L, 10000L}, {64L, 500000L}, {96L, 1000000L}, {2L, 10000L}}) {
    const Float32Reading reading(d, Rational(base));
    for (long n : {0L, 1L, 3L, 128L, 1024L, 4096L, 200000L, 9999991L})
      CHECK(reading.value(n) == reading_by_mpfr(n, d, static_cast<float>(base)));
  }
}

TEST_CASE("the fast truth stays within its radius of the certified one") {
  PrecisionScope p{Bits{128}};
  for (const auto& [d, base] : {std::pair{512L, 10000L}, {64L, 500000L}, {128L, 8000000L}}) {
    const Float32Reading reading(d, Rational(base));
    for (long n : {0L, 1L, 2L, 777L, 31267L, 123457L, 9999991L, 16777216L}) {
      const Measured f = reading.truth(n);
      CHECK(f.radius < 1e-9);
      CHECK(certainly(less(abs(Ball::exact(f.value) - reading.truth_ball(n)), Ball::exact(f.radius))));
    }
  }
}

TEST_CASE("the any-order range contains what libraries compute, in several orders, and the correct rounding") {
  const Float32Reading reading(512, Rational(10000));
  for (long n : {1L, 7L, 100L, 1024L, 5000L, 100000L, 10000000L}) {
    const auto r = reading.any_order(n);
    CHECK((r.lower <= reading.value(n) && reading.value(n) <= r.upper));
    for (int order = 0; order < 4; ++order) {
      const float v = reading_by_libm(n, 512, 10000.0f, order);
      CHECK((r.lower <= v && v <= r.upper));
    }
  }
  const auto tight = reading.any_order(1024);
  CHECK(tight.upper - tight.lower < 0.02);
}

TEST_CASE("many positions at a time give the same bits") {
  const Float32Reading reading(128, Rational(500000));
  for (long first : {0L, 1L, 12345L, 9999000L}) {
    std::vector<float> many(1003);
    reading.values(first, many.size(), many.data());
    for (std::size_t i = 0; i < many.size(); ++i) REQUIRE(many[i] == reading.value(first + static_cast<long>(i)));
  }
}

TEST_CASE("where the reading loses everything: certified by balls, nothing earlier") {
  const Float32Reading reading(512, Rational(10000));
  const auto study = study_float32(reading, 40000, 40000, 2.56);
  REQUIRE(study.first_total_loss);
  const long n = *study.first_total_loss;
  CHECK(n == 31267);
  PrecisionScope p{Bits{128}};
  const Ball f = reading.truth_ball(n), error = Ball::exact(reading.value(n)) - f;
  CHECK(certainly(less_equal(abs(f), abs(error))));
  for (long m = 1; m < 200; ++m)
    CHECK(certainly(less(abs(Ball::exact(reading.value(m)) - reading.truth_ball(m)), abs(reading.truth_ball(m)))));
  for (long m = 200; m < n; ++m) {
    const Measured truth = reading.truth(m);
    REQUIRE(std::abs(reading.value(m) - truth.value) + 2 * truth.radius < std::abs(truth.value));
  }
  const auto possible = first_possible_total_loss(reading, 100000);
  REQUIRE(possible);
  CHECK(*possible < n);
}

namespace {
double largest_error(const Float32Reading& reading, long from, long to) {
  double worst = 0;
  for (long n = from; n <= to; ++n) worst = std::max(worst, std::abs(reading.value(n) - reading.truth(n).value));
  return worst;
}
}  // namespace

TEST_CASE("the error bound covers the errors and the families are ordered") {
  PrecisionScope p{Bits{80}};
  const Float32Reading reading(128, Rational(10000));
  for (long n : {10L, 1000L, 50000L, 2000000L}) {
    const Ball exact = error_upper(reading, n, Float32Family::correctly_rounded);
    const Ball family = error_upper(reading, n, Float32Family::within_one_ulp);
    CHECK(certainly(less_equal(exact, family)));
    CHECK(largest_error(reading, std::max(1L, n - 500), n) <= upper_double(exact));
    const auto r = reading.any_order(n);
    const Measured f = reading.truth(n);
    CHECK(r.upper - f.value <= upper_double(family) * 1.01);
  }
}

TEST_CASE("onset of the loss: every later window holds an error above the threshold, the one before none") {
  const Float32Reading reading(16, Rational(10000));
  const auto study = study_float32(reading, 1000000, 5000, 0.02);
  REQUIRE(study.onset);
  const long onset = *study.onset;
  REQUIRE(onset > 1);
  for (long first = onset; first + 4999 <= 1000000; first += 5000) CHECK(largest_error(reading, first, first + 4999) > 0.02);
  CHECK(largest_error(reading, onset - 5000, onset - 1) <= 0.02);
  CHECK(study.largest_upper == Approx(largest_error(reading, 1, 1000000)).margin(1e-8));
  const auto again = study_float32(reading, 1000000, 5000, 0.02, 2);
  CHECK(again.onset == study.onset);
  CHECK(again.place == study.place);
  CHECK(again.largest_upper == study.largest_upper);
  CHECK_FALSE(study_float32(reading, 1000000, 5000, 5.0).onset.has_value());
}

TEST_CASE("the longest period is the longest wavelength rounded up") {
  CHECK(longest_period(Float32Reading(512, Rational(10000))) == 60612);
}
