// Oracles: values stated in the papers and produced by the released code, exact values where there are some, and the
// properties that define each schedule.
#include <catch2/catch.hpp>
#include <cmath>

#include "posproof/arith/ball.hpp"
#include "posproof/arith/interval.hpp"
#include "posproof/encoding/alibi.hpp"
#include "posproof/encoding/rescaled.hpp"

using namespace posproof;
using namespace posproof::encoding;

namespace {

Rational rational(long n, long d) { return Rational(Integer(n), Integer(d)); }
using Exact = Number<Ball>;

const Rotary llama2(128, 10000);
const Rotary llama3(128, 500000);

template <class S>
bool between(const S& x, const char* low, const char* high) {
  return certainly(less(S(*Rational::parse(low)), x)) && certainly(less(x, S(*Rational::parse(high))));
}

}  // namespace

TEST_CASE("rotary frequencies are exact where they are rational") {
  PrecisionScope p{Bits{64}};
  CHECK(frequency<Exact>(llama2, 0).is_exactly(1));
  CHECK(frequency<Exact>(llama2, 16).exact() == rational(1, 10));
  CHECK(frequency<Exact>(llama2, 32).exact() == rational(1, 100));
  CHECK(frequency<Exact>(llama2, 48).exact() == rational(1, 1000));
  CHECK_FALSE(frequency<Exact>(llama2, 1).is_exact());
}

TEMPLATE_TEST_CASE("longest wavelengths as the papers state them", "", Ball, Interval) {
  PrecisionScope p{Bits{64}};
  CHECK(between(wavelength<TestType>(llama2, 63), "54410", "54411"));
  CHECK(between(wavelength<TestType>(Rotary(96, 10000), 47), "51861", "51862"));
  CHECK(between(turns<TestType>(llama2, 0, 4096), "651.89", "651.9"));
}

TEMPLATE_TEST_CASE("NTK-aware scaling leaves the first pair and divides the last by the scale", "", Ball, Interval) {
  PrecisionScope p{Bits{96}};
  using S = TestType;
  for (const Rational& scale : {Rational(2), Rational(8), rational(7, 3)}) {
    CHECK(contains(ntk_frequency<S>(llama2, 0, scale), Rational(1)));
    CHECK(overlap(ntk_frequency<S>(llama2, 63, scale), interpolated_frequency<S>(llama2, 63, scale)));
    for (long t = 0; t < 64; t += 7) {
      const S by_base = pow(ntk_base<S>(llama2, scale), S(llama2.exponent(t)));
      CHECK(overlap(ntk_frequency<S>(llama2, t, scale), by_base));
      if (t > 0 && t < 63) {
        CHECK(certainly(less(ntk_frequency<S>(llama2, t, scale), frequency<S>(llama2, t))));
        CHECK(certainly(less(interpolated_frequency<S>(llama2, t, scale), ntk_frequency<S>(llama2, t, scale))));
      }
    }
  }
}

TEST_CASE("position interpolation and dynamic scales") {
  CHECK(interpolated_position(4096, 2048, 8192) == Rational(1024));
  CHECK(dynamic_scale(1000, 4096) == Rational(1));
  CHECK(dynamic_scale(8192, 4096) == Rational(2));
  CHECK(dynamic_scale_released(1000, 4096, 2) == Rational(1));
  CHECK(dynamic_scale_released(8192, 4096, 2) == Rational(3));  // not the paper's 2
  CHECK(dynamic_scale_released(8192, 4096, 1) == dynamic_scale(8192, 4096));
}

TEMPLATE_TEST_CASE("YaRN keeps fast pairs, divides slow ones, and blends between", "", Ball, Interval) {
  PrecisionScope p{Bits{96}};
  using S = TestType;
  for (long t = 0; t < 64; ++t) {
    const S theta = frequency<S>(llama2, t), slow = interpolated_frequency<S>(llama2, t, 16);
    const S r = turns<S>(llama2, t, 4096);
    const S paper = yarn_frequency<S>(llama2, t, 16, 4096), released = yarn_frequency_released<S>(llama2, t, 16, 4096);
    if (certainly(less(S(32), r))) CHECK(overlap(paper, theta));
    if (certainly(less(r, S(1)))) CHECK(overlap(paper, slow));
    // released: ends at pairs 20 and 46 for 4096 tokens, d = 128, base 10000
    if (t <= 20) CHECK(overlap(released, theta));
    if (t >= 46) CHECK(overlap(released, slow));
    if (t > 20 && t < 46) {
      CHECK(certainly(less(released, theta)));
      CHECK(certainly(less(slow, released)));
      const S share = S(rational(t - 20, 26));
      CHECK(overlap(released, theta * (S(1) - share) + slow * share));
    }
    for (const S& x : {paper, released}) {
      CHECK(possibly(less_equal(x, theta)));
      CHECK(possibly(less_equal(slow, x)));
    }
  }
  CHECK(between(yarn_attention_factor<S>(16), "1.277", "1.278"));
  CHECK(contains(yarn_attention_factor<S>(1), Rational(1)));
}

TEST_CASE("a floor that is not certain gives nothing rather than a guess") {
  PrecisionScope p{Bits{8}};
  CHECK_FALSE(is_finite(yarn_frequency_released<Ball>(Rotary(4096, 10000), 1, 16, 4096)));
}

TEMPLATE_TEST_CASE("Llama 3.1 scaling: kept, blended and divided pairs", "", Ball, Interval) {
  PrecisionScope p{Bits{96}};
  using S = TestType;
  int kept = 0, divided = 0;
  for (long t = 0; t < 64; ++t) {
    const S theta = frequency<S>(llama3, t), x = llama3_frequency<S>(llama3, t), wave = wavelength<S>(llama3, t);
    const bool short_wave = certainly(less(wave, S(8192 / 4))), long_wave = certainly(less(S(8192), wave));
    if (short_wave) CHECK(overlap(x, theta));
    if (long_wave) CHECK(overlap(x, theta / S(8)));
    if (!short_wave && !long_wave) {
      // the released code's way to write it
      const S smooth = (S(8192) / wave - S(1)) / S(3);
      CHECK(overlap(x, (S(1) - smooth) * theta / S(8) + smooth * theta));
    }
    kept += short_wave ? 1 : 0;
    divided += long_wave ? 1 : 0;
    if (t > 0) CHECK(certainly(less(x, llama3_frequency<S>(llama3, t - 1))));
  }
  CHECK(kept == 29);
  CHECK(divided == 29);
}

TEST_CASE("LongRoPE and proportional schedules") {
  PrecisionScope p{Bits{64}};
  const Rotary small(4, 100);
  const LongRopeScaling scaling{{Rational(1), Rational(4)}, Rational(10)};
  CHECK(longrope_angle<Exact>(small, 1, 9, scaling).exact() == rational(9, 10));
  CHECK(longrope_angle<Exact>(small, 1, 40, scaling).exact() == Rational(1));
  CHECK(longrope_angle<Exact>(small, 0, 40, scaling).exact() == Rational(40));
  CHECK(proportional_frequency<Exact>(llama2, 16, rational(1, 2), 1).exact() == rational(1, 10));
  CHECK(proportional_frequency<Exact>(llama2, 16, rational(1, 2), 2).exact() == rational(1, 20));
  CHECK(proportional_frequency<Exact>(llama2, 32, rational(1, 2), 1).is_exactly(0));
  CHECK_FALSE(proportional_frequency<Exact>(llama2, 31, rational(1, 2), 1).is_exactly(0));
}

TEST_CASE("ALiBi slopes, by the paper and as released") {
  PrecisionScope p{Bits{64}};
  for (long h = 1; h <= 8; ++h) {
    CHECK(alibi_slope<Exact>(h, 8).exact() == pow(Rational(2), -h));
    CHECK(alibi_slope_released<Exact>(h, 8).exact() == pow(Rational(2), -h));
  }
  CHECK(alibi_slope<Exact>(16, 16).exact() == rational(1, 256));
  // 12 heads: the slopes of 8 heads, then 2^-0.5, 2^-1.5, 2^-2.5, 2^-3.5
  for (long h = 1; h <= 8; ++h) CHECK(alibi_slope_released<Exact>(h, 12).exact() == pow(Rational(2), -h));
  for (long h = 9; h <= 12; ++h) CHECK(contains(sqr(alibi_slope_released<Exact>(h, 12)), pow(Rational(2), 17 - 2 * h)));
  CHECK_FALSE(alibi_slope<Exact>(1, 12).is_exact());
  CHECK(alibi_slope<Exact>(9, 12).exact() == rational(1, 64));
  CHECK(power_of_two_below(1) == 1);
  CHECK(power_of_two_below(12) == 8);
  CHECK(power_of_two_below(16) == 16);
}

TEMPLATE_TEST_CASE("NTK-ALiBi leaves the first head and divides the last by a", "", Ball, Interval) {
  PrecisionScope p{Bits{64}};
  using S = TestType;
  CHECK(contains(ntk_alibi_slope<S>(1, 8, 4), rational(1, 2)));
  CHECK(contains(ntk_alibi_slope<S>(8, 8, 4), rational(1, 1024)));
  for (long h = 2; h <= 8; ++h)  // a geometric sequence: ratio 2^(-8/H) a^(-1/(H-1))
    CHECK(
        overlap(ntk_alibi_slope<S>(h, 8, 4) / ntk_alibi_slope<S>(h - 1, 8, 4), power<S>(2, -1) * power<S>(4, rational(-1, 7))));
}

TEMPLATE_TEST_CASE("doubles are near, and the kernels agree", "", Ball, Interval) {
  PrecisionScope p{Bits{96}};
  using S = TestType;
  const auto near = [](double approximate, const S& x) {
    CHECK(std::abs(approximate - lower_double(x)) <= 1e-13 * std::abs(approximate));
  };
  for (long t = 0; t < 64; t += 3) {
    near(frequency<double>(llama2, t), frequency<S>(llama2, t));
    near(wavelength<double>(llama2, t), wavelength<S>(llama2, t));
    near(ntk_frequency<double>(llama2, t, 8), ntk_frequency<S>(llama2, t, 8));
    near(yarn_frequency<double>(llama2, t, 16, 4096), yarn_frequency<S>(llama2, t, 16, 4096));
    near(yarn_frequency_released<double>(llama2, t, 16, 4096), yarn_frequency_released<S>(llama2, t, 16, 4096));
    near(llama3_frequency<double>(llama3, t), llama3_frequency<S>(llama3, t));
  }
}
