#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "posproof/claim/print.hpp"
#include "support/claims.hpp"
#include "support/double_evaluation.hpp"

// Oracle: the released programs, written again in plain C++, and the papers' formulas, evaluated in double precision.

using namespace posproof;
using namespace posproof::testing;

namespace {

double number(const std::string& text) { return DoubleEvaluation().real(term(text)); }

std::string with(const std::string& head, const std::vector<double>& values) {
  std::string text = head;
  for (std::size_t k = 0; k < values.size(); ++k) text += (k == 0 ? "(" : k == 1 ? "; " : ", ") + std::to_string(values[k]);
  return text + ")";
}

double theta(double t, double d, double base) { return std::pow(base, -2 * t / d); }

/// modeling_rope_utils.py, _compute_yarn_parameters, for one pair.
double yarn_program(double t, double d, double base, double factor, double length) {
  const auto correction_dim = [&](double turns) { return d * std::log(length / (turns * 2 * M_PI)) / (2 * std::log(base)); };
  const double low = std::max(std::floor(correction_dim(32)), 0.0);
  double high = std::min(std::ceil(correction_dim(1)), d - 1);
  if (low == high) high += 0.001;
  const double linear = (t - low) / (high - low);
  const double extrapolation_factor = 1 - std::min(1.0, std::max(0.0, linear));
  const double extrapolation = 1 / std::pow(base, 2 * t / d), interpolation = extrapolation / factor;
  return interpolation * (1 - extrapolation_factor) + extrapolation * extrapolation_factor;
}

/// modeling_rope_utils.py, _compute_llama3_parameters, for one pair.
double llama3_program(double t, double d, double base, double factor, double low, double high, double length) {
  const double frequency = 1 / std::pow(base, 2 * t / d), wavelength = 2 * M_PI / frequency;
  if (wavelength > length / low) return frequency / factor;
  if (wavelength < length / high) return frequency;
  const double smooth = (length / wavelength - low) / (high - low);
  return (1 - smooth) * frequency / factor + smooth * frequency;
}

/// ALiBi's get_slopes.
std::vector<double> alibi_program(int heads) {
  const auto power_of_two = [](int n) {
    const double start = std::pow(2.0, -std::pow(2.0, -(std::log2(n) - 3)));
    std::vector<double> slopes;
    for (int k = 0; k < n; ++k) slopes.push_back(start * std::pow(start, k));
    return slopes;
  };
  int closest = 1;
  while (2 * closest <= heads) closest *= 2;
  auto slopes = power_of_two(closest);
  if (closest == heads) return slopes;
  const auto more = power_of_two(2 * closest);
  for (std::size_t k = 0; slopes.size() < static_cast<std::size_t>(heads); k += 2) slopes.push_back(more[k]);
  return slopes;
}

}  // namespace

TEST_CASE("frequencies and the decay sum") {
  CHECK(number("theta(5; 128, 10000)") == Approx(theta(5, 128, 10000)));
  CHECK(number("wavelength(63; 128, 10000)") == Approx(54410).epsilon(1e-4));
  double sum = 0, moduli = 0;
  std::complex<double> partial = 0;
  for (int t = 0; t < 64; ++t) {
    sum += std::cos(1707 * theta(t, 128, 10000));
    partial += std::polar(1.0, 1707 * theta(t, 128, 10000));
    moduli += std::abs(partial);
  }
  CHECK(number("f(1707; 128, 10000)") == Approx(sum));
  CHECK(sum < 0);
  CHECK(number("B(1707; 128, 10000)") == Approx(moduli));
  CHECK(number("B(0; 128, 10000)") == Approx(64 * 65 / 2));
  CHECK(same(term("g(7; 10000)"), term("(ci(7) - ci(7/10000))/log(10000)")));
}

TEST_CASE("score of given amplitudes") {
  const double expected = std::cos(3.0) * 2 + std::sin(3 * 0.1);  // -i e^{i x} has real part sin x
  CHECK(number("score(3; [2, -i], 100)") == Approx(expected));
}

TEST_CASE("interpolation and NTK-aware scaling") {
  CHECK(number("pi_position(4096; 2048, 4096)") == 2048);
  CHECK(number("ntk_base(10000; 8, 128)") == Approx(10000 * std::pow(8.0, 128.0 / 126)));
  CHECK(number("ntk_theta(63; 128, 10000, 8)") == Approx(theta(63, 128, 10000) / 8));
  CHECK(number("ntk_theta(0; 128, 10000, 8)") == 1);
}

TEST_CASE("YaRN as published and as released") {
  for (const double length : {4096.0, 2048.0, 20.0})
    for (int t = 0; t < 64; ++t) {
      CHECK(number(with("yarn_released", {t * 1.0, 128, 10000, 16, length})) ==
            Approx(yarn_program(t, 128, 10000, 16, length)));
      const double turns = length * theta(t, 128, 10000) / (2 * M_PI);
      const double share = turns < 1 ? 0 : turns > 32 ? 1 : (turns - 1) / 31;
      CHECK(number(with("yarn", {t * 1.0, 128, 10000, 16, length})) ==
            Approx((1 - share) * theta(t, 128, 10000) / 16 + share * theta(t, 128, 10000)));
    }
}

TEST_CASE("equal ends of YaRN's released ramp are set apart") {
  // d = 2, base = 10000, L = 5: both corrections are negative, so both ends are 0.
  CHECK(number("yarn_first(2; 10000, 5)") == 0);
  CHECK(number("yarn_last(2; 10000, 5)") == 0);
  CHECK(number("yarn_released(1; 2, 10000, 4, 5)") == Approx(yarn_program(1, 2, 10000, 4, 5)));
}

TEST_CASE("Llama 3 scaling") {
  for (int t = 0; t < 64; ++t)
    CHECK(number(with("llama3", {t * 1.0, 128, 500000, 8, 1, 4, 8192})) ==
          Approx(llama3_program(t, 128, 500000, 8, 1, 4, 8192)));
}

TEST_CASE("ALiBi slopes as published, as released and NTK-aware") {
  CHECK(number("alibi_slope(3; 8)") == 0.125);
  for (const int heads : {1, 2, 3, 6, 8, 12, 16, 20, 71, 128}) {
    const auto slopes = alibi_program(heads);
    for (int h = 1; h <= heads; ++h)
      CHECK(number(with("alibi_released", {h * 1.0, heads * 1.0})) == Approx(slopes[static_cast<std::size_t>(h) - 1]));
  }
  CHECK(number("ntk_alibi(1; 8, 4)") == 0.5);
  CHECK(number("ntk_alibi(8; 8, 4)") == Approx(1.0 / 1024));
}

TEST_CASE("the origin of a built-in is its application, that of a user's definition is not recorded") {
  CHECK(term("f(3; 128, 2*5)")->origin == "f(3; 128, 2*5)");
  CHECK(term("h(3)", {"h(n) = 1*f(n; d, 10)", "d = 128"})->args[1]->origin == "f(3; 128, 10)");
  CHECK(term("f(3)", {"f(n) = sum(t, 1, n, t)"})->origin.empty());
  CHECK(term("f(3; 128, 10)")->args[0]->args[0]->args[1]->origin == "theta(t; 128, 10)");
}

TEST_CASE("a resolved claim printed and read again is the same claim") {
  for (const auto* text : {"forall t in 1..3: f(t; 8, 10) > 0", "forall k in 1..3, j in 1..2: B(k + j; 8, 10) < B(j; k, 10)",
                           "forall n in 1..3: sum(n, 1, n, f(n; 8, 10)) + n > 0"}) {
    const auto resolved = formula(text);
    INFO(to_text(resolved));
    CHECK(same(formula(to_text(resolved)), resolved));
  }
  const std::vector<std::string> where{"a(x) = sum(k, 1, 2, b(x + k))", "b(x) = sum(k, 1, 3, k*x)"};
  const auto nested = formula("forall k in 1..3: a(k) > 0", where);
  CHECK(same(formula(to_text(nested)), nested));
}
