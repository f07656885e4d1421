// Oracle: Ball evaluation of the same sum, whose code shares nothing with the block kernels.
#include "posproof/analysis/block_sweep.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cfenv>
#include <cmath>
#include <map>
#include <mutex>
#include <random>

#include "analysis/block_kernels.hpp"
#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

using namespace posproof;

namespace {

struct Spec {
  std::vector<std::array<Rational, 3>> terms;  // amplitude, frequency, phase
  Rational offset;
};

TrigSum sum_of(const Spec& spec) {
  return TrigSum([spec] {
    TrigTerms s{{}, Ball(spec.offset)};
    for (const auto& [c, w, p] : spec.terms) s.terms.push_back({Ball(c), Ball(w), Ball(p)});
    return s;
  });
}

Rational random_rational(std::mt19937_64& rng, double size) {
  return Rational::from_double((std::uniform_real_distribution<double>(-1, 1)(rng)) * size);
}

Spec random_spec(std::mt19937_64& rng, int terms) {
  Spec spec;
  spec.offset = random_rational(rng, 3);
  for (int t = 0; t < terms; ++t) {
    // frequencies of every size from 1e-9 to 1e6
    const double size = std::pow(10.0, std::uniform_real_distribution<double>(-9, 6)(rng));
    spec.terms.push_back(
        {random_rational(rng, 2), random_rational(rng, rng() % 2 ? 3 : size), random_rational(rng, rng() % 2 ? 0 : 10)});
  }
  return spec;
}

/// Largest |midpoint - S| / error over a sample of positions; every position must be visited exactly once.
double worst_ratio(const BlockSweep& sweep, std::size_t samples, std::uint64_t seed, int jobs = 1) {
  std::mutex mutex;
  double worst = 0;
  std::map<std::int64_t, std::int64_t> covered;
  sweep.for_each(jobs, [&](const BlockView& v) {
    const std::lock_guard lock(mutex);
    covered[v.first] = v.first + static_cast<std::int64_t>(v.count) - 1;
    std::mt19937_64 rng(seed ^ static_cast<std::uint64_t>(v.first));
    for (std::size_t k = 0; k < samples; ++k) {
      const std::size_t i = k < 2 ? k * (v.count - 1) : rng() % v.count;
      const Ball exact = evaluate(sweep.sum(), Rational(static_cast<long>(v.first + static_cast<std::int64_t>(i))), Bits{80});
      const PrecisionScope scope(Bits{128});
      const double distance = upper_double(abs(exact - Ball::exact(v.midpoint[i])));
      worst = std::max(worst, v.error > 0 ? distance / v.error : (distance > 0 ? 2.0 : 0.0));
    }
  });
  std::int64_t next = sweep.first();
  for (const auto& [a, b] : covered) {
    CHECK(a == next);
    next = b + 1;
  }
  CHECK(next == sweep.last() + 1);
  return worst;
}

}  // namespace

TEST_CASE("block values enclose the sum, for random sums and ranges") {
  CHECK(rc::check("every sampled midpoint is within the stated error", [] {
    const auto seed = *rc::gen::arbitrary<std::uint64_t>();
    std::mt19937_64 rng(seed);
    const Spec spec = random_spec(rng, static_cast<int>(rng() % 40));
    const std::int64_t first = static_cast<std::int64_t>(rng() % (std::uint64_t{1} << (rng() % 41))) * (rng() % 2 ? 1 : -1);
    const std::int64_t last = std::min<std::int64_t>(first + static_cast<std::int64_t>(rng() % 20000), std::int64_t{1} << 40);
    const BlockSweep sweep(sum_of(spec), first, last);
    RC_ASSERT(worst_ratio(sweep, 5, seed) < 1);
  }));
}

TEST_CASE("the error bound is neither broken nor vacuous") {
  for (const long terms : {1L, 16L, 64L, 256L})
    for (const bool merge : {true, false}) {
      SweepOptions options;
      options.merge = merge;
      const BlockSweep sweep(rotary_sum(terms, Rational(10000)), 1, 60000, options);
      const double ratio = worst_ratio(sweep, 40, 7);
      CAPTURE(terms, merge, ratio, sweep.error(), sweep.rows());
      CHECK(ratio < 1);
      CHECK(ratio > 1e-4);
      CHECK(sweep.error() < 2e-9 * static_cast<double>(terms));
    }
}

TEST_CASE("many high frequencies share a grid, within the bound") {
  for (const int target : {0, 1}) {
    std::mt19937_64 rng(11);
    Spec spec;
    for (int t = 0; t < 900; ++t)
      spec.terms.push_back({random_rational(rng, 2), random_rational(rng, target ? 0.9 : 4), random_rational(rng, 3)});
    const BlockSweep sweep(sum_of(spec), 5'000'000, 5'012'000);
    CHECK(sweep.rows() < 700);
    const double ratio = worst_ratio(sweep, 12, 3);
    CAPTURE(ratio, sweep.error(), sweep.rows());
    CHECK(ratio < 1);
    CHECK(ratio > 1e-5);
  }
  SweepOptions options;
  options.merge_tolerance = 0x1p-22;
  options.fault = SweepFault::dropped_merge_error;
  const BlockSweep sweep(rotary_sum(2048, Rational(10000)), 0, 60000, options);
  CHECK(sweep.rows() < 200);
  CHECK_THROWS_AS(sweep.for_each(1, [](const BlockView&) {}), InternalDisagreement);
}

TEST_CASE("merging saves rows and stays within its bound") {
  const BlockSweep merged(rotary_sum(64, Rational(10000)), 0, 1 << 20);
  CHECK(merged.rows() < 48);
  const BlockSweep large(rotary_sum(512, Rational(10000)), 0, 30000);
  CHECK(large.rows() < 260);
}

TEST_CASE("empty sums, single terms, negative amplitudes, positions near 2^40") {
  const std::int64_t far = std::int64_t{1} << 40;
  CHECK(worst_ratio(BlockSweep(sum_of({{}, Rational(3)}), -5, 5), 3, 1) < 1);
  CHECK(worst_ratio(BlockSweep(sum_of({{}, Rational::from_double(0.1)}), 0, 0), 3, 1) < 1);
  const Spec single{{{Rational(-2), Rational(1), Rational(0)}}, Rational(0)};
  CHECK(worst_ratio(BlockSweep(sum_of(single), far - 5000, far), 20, 1) < 1);
  CHECK(worst_ratio(BlockSweep(sum_of(single), -far, -far + 5000), 20, 1) < 1);
  CHECK(worst_ratio(BlockSweep(rotary_sum(64, Rational(10000)), far - 200000, far), 3, 1) < 1);
  CHECK_THROWS_AS(BlockSweep(sum_of(single), 0, far + 1), SweepNotApplicable);
}

TEST_CASE("planted faults are caught") {
  const auto run = [](SweepFault fault, double tolerance) {
    SweepOptions options;
    options.fault = fault;
    options.merge_tolerance = tolerance;
    const BlockSweep sweep(rotary_sum(64, Rational(10000)), 0, 100000, options);
    sweep.for_each(1, [](const BlockView&) {});
  };
  CHECK_NOTHROW(run(SweepFault::none, 0));
  CHECK_NOTHROW(run(SweepFault::none, 0x1p-24));
  CHECK_THROWS_AS(run(SweepFault::table_entry, 0), InternalDisagreement);
  CHECK_THROWS_AS(run(SweepFault::centre_entry, 0), InternalDisagreement);
  CHECK_THROWS_AS(run(SweepFault::product, 0), InternalDisagreement);
  // with coarse merging its error dominates what the spot checks see; rounding alone is seen without merging
  CHECK_THROWS_AS(run(SweepFault::dropped_merge_error, 0x1p-24), InternalDisagreement);
  SweepOptions options;
  options.merge = false;
  options.fault = SweepFault::dropped_rounding_error;
  const BlockSweep sweep(rotary_sum(64, Rational(10000)), 0, 100000, options);
  CHECK_THROWS_AS(sweep.for_each(1, [](const BlockView&) {}), InternalDisagreement);
}

TEST_CASE("a thread that does not round to nearest is refused") {
  std::fesetround(FE_UPWARD);
  bool refused = false;
  try {
    const BlockSweep sweep(rotary_sum(4, Rational(10)), 0, 10);
  } catch (const InternalDisagreement&) {
    refused = true;
  }
  std::fesetround(FE_TONEAREST);
  CHECK(refused);
}

TEST_CASE("every SIMD target stays within the bound, with rows, merging and grid") {
  for (const auto& name : kernels::targets()) {
    REQUIRE(kernels::force_target(name));
    for (const long terms : {64L, 1500L}) {
      const double ratio = worst_ratio(BlockSweep(rotary_sum(terms, Rational(10000)), 100, 20000), 3, 5);
      CAPTURE(name, terms, ratio);
      CHECK(ratio < 1);
    }
  }
  kernels::force_target("");
}

#if defined(__SSE2__)
TEST_CASE("a thread that flushes subnormals is refused") {
  const unsigned mode = _mm_getcsr();
  _mm_setcsr(mode | 0x8040);
  bool refused = false;
  try {
    const BlockSweep sweep(rotary_sum(4, Rational(10)), 0, 10);
  } catch (const InternalDisagreement&) {
    refused = true;
  }
  _mm_setcsr(mode);
  CHECK(refused);
}
#endif

TEST_CASE("midpoints do not depend on the number of threads") {
  const BlockSweep sweep(rotary_sum(64, Rational(10000)), 17, 400000);
  const auto collect = [&](int jobs) {
    std::vector<double> all(static_cast<std::size_t>(sweep.last() - sweep.first() + 1));
    sweep.for_each(jobs,
                   [&](const BlockView& v) { std::copy_n(v.midpoint, v.count, all.begin() + (v.first - sweep.first())); });
    return all;
  };
  CHECK(collect(1) == collect(2));
}
