// Oracle: Ball for angles, and plain loops written here for the products; every SIMD target this machine runs.
#include "analysis/block_kernels.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "analysis/fixed_point.hpp"
#include "analysis/upper.hpp"

using namespace posproof;
using namespace posproof::kernels;

namespace {

double random_unit(std::mt19937_64& rng) { return std::uniform_real_distribution<double>(-1, 1)(rng); }

/// Runs the body under every target and returns to the best one.
template <class Body>
void on_every_target(Body body) {
  REQUIRE(!targets().empty());
  for (const auto& name : targets()) {
    REQUIRE(force_target(name));
    CAPTURE(name);
    body();
  }
  force_target("");
  CHECK_FALSE(force_target("no such target"));
}

}  // namespace

TEST_CASE("cosines and sines of fixed-point turns are within their stated error") {
  std::mt19937_64 rng(5);
  std::vector<std::uint64_t> phase = {0, 1, ~std::uint64_t{0}};
  for (int octant = 0; octant < 8; ++octant)
    for (const int step : {-1, 0, 1})
      phase.push_back((static_cast<std::uint64_t>(octant) << 61) + static_cast<std::uint64_t>(step));
  while (phase.size() < 500) phase.push_back(rng());
  on_every_target([&] {
    std::vector<double> c(phase.size()), s(phase.size());
    sincos_turns(phase.data(), c.data(), s.data(), phase.size());
    const PrecisionScope scope(Bits{128});
    double worst = 0;
    for (std::size_t i = 0; i < phase.size(); ++i) {
      const Ball x = Ball::pi() * Ball(2) * Ball(Rational(Integer(std::to_string(phase[i])), Integer("18446744073709551616")));
      worst = std::max({worst, upper_double(abs(cos(x) - Ball::exact(c[i]))), upper_double(abs(sin(x) - Ball::exact(s[i])))});
    }
    CHECK(worst <= sincos_error);
    CHECK(worst > sincos_error / 20);
  });
}

TEST_CASE("the block product is the plain double loop up to the dot-product bound") {
  std::mt19937_64 rng(6);
  for (const std::size_t rows : {1u, 7u, 40u}) {
    AlignedDoubles pack(rows * 2 * lanes), tables(panels * rows * 2 * panel), out(group * block_length);
    for (std::size_t i = 0; i < pack.size(); ++i) pack[i] = random_unit(rng);
    for (std::size_t i = 0; i < tables.size(); ++i) tables[i] = random_unit(rng);
    on_every_target([&] {
      block_product(pack.data(), tables.data(), rows, out.data());
      bool right = true;
      for (std::size_t c = 0; c < group; ++c)
        for (std::size_t i = 0; i < half_block; ++i) {
          double a = 0, b = 0, size = 0;
          for (std::size_t r = 0; r < rows; ++r) {
            const double* entry = tables.data() + (i / panel * rows + r) * 2 * panel + i % panel;
            a += pack[r * 2 * lanes + c] * entry[0];
            b += pack[r * 2 * lanes + lanes + c] * entry[panel];
            size += std::abs(pack[r * 2 * lanes + c] * entry[0]) + std::abs(pack[r * 2 * lanes + lanes + c] * entry[panel]);
          }
          const double allowed = 2 * gamma_factor(static_cast<double>(rows + 2)).value() * size;
          right &= std::abs(out[c * block_length + half_block + i] - (a - b)) <= allowed;
          right &= std::abs(out[c * block_length + half_block - 1 - i] - (a + b)) <= allowed;
        }
      CHECK(right);
    });
  }
}

TEST_CASE("row accumulation, rotation, sums and extremes on every target") {
  std::mt19937_64 rng(7);
  constexpr std::size_t terms = 13, rows = 9;
  std::vector<double> even(terms * rows), odd(terms * rows), amplitude(terms), cosine(terms), sine(terms), line(half_block);
  AlignedDoubles rotation(terms * 2 * lanes), src(terms * 2 * lanes);
  for (auto* v : {&even, &odd, &amplitude, &cosine, &sine, &line})
    for (auto& x : *v) x = random_unit(rng);
  for (std::size_t i = 0; i < rotation.size(); ++i) rotation[i] = random_unit(rng);
  on_every_target([&] {
    rotate_group(amplitude.data(), cosine.data(), sine.data(), rotation.data(), terms, src.data());
    AlignedDoubles dst(rows * 2 * lanes);
    accumulate_rows(even.data(), odd.data(), rows, rows, src.data(), terms, dst.data());
    double worst = 0;
    for (std::size_t l = 0; l < lanes; ++l)
      for (std::size_t j = 0; j < rows; ++j) {
        double a = 0, b = 0;
        for (std::size_t t = 0; t < terms; ++t) {
          const double c = rotation[t * 2 * lanes + l], s = rotation[t * 2 * lanes + lanes + l];
          a += even[t * rows + j] * amplitude[t] * (cosine[t] * c - sine[t] * s);
          b += odd[t * rows + j] * amplitude[t] * (cosine[t] * s + sine[t] * c);
        }
        worst = std::max({worst, std::abs(a - dst[j * 2 * lanes + l]), std::abs(b - dst[j * 2 * lanes + lanes + l])});
      }
    CHECK(worst < 1e-14);
    double sum = 0;
    for (const double x : line) sum += x;
    CHECK(std::abs(sum_half(line.data()) - sum) < 1e-12);
    for (const std::size_t n : {std::size_t{1}, std::size_t{5}, line.size() - 3}) {
      const auto [lo, hi] = std::minmax_element(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(n));
      CHECK(extremes(line.data(), n).smallest == *lo);
      CHECK(extremes(line.data(), n).largest == *hi);
    }
  });
}
