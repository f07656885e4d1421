// Oracle: ball evaluation of B term by term, at points and on random places of ranges.
#include "posproof/analysis/running_sum.hpp"

#include <rapidcheck.h>

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <mutex>
#include <random>

#include "analysis/block_kernels.hpp"
#include "analysis/running_kernels.hpp"
#include "posproof/analysis/block_extremum.hpp"
#include "posproof/analysis/block_predicate.hpp"

using namespace posproof;

namespace {

Rational q(double x) { return Rational::from_double(x); }

TrigSum random_sum(std::mt19937_64& rng, std::size_t terms) {
  const auto pick = [&](double lo, double hi) { return q(std::uniform_real_distribution<double>(lo, hi)(rng)); };
  std::vector<std::array<Rational, 3>> list;
  while (terms-- > 0) list.push_back({pick(-2, 2), pick(-4, 4), pick(-3, 3)});
  return TrigSum([list] {
    TrigTerms s{{}, Ball(0)};
    for (const auto& [c, w, p] : list) s.terms.push_back({Ball(c), Ball(w), Ball(p)});
    return s;
  });
}

double worst_ratio(const RunningSumSweep& sweep, std::size_t samples, int jobs = 1) {
  std::mutex mutex;
  double worst = 0;
  sweep.for_each(jobs, [&](const BlockView& v) {
    const std::lock_guard lock(mutex);
    std::mt19937_64 rng(static_cast<std::uint64_t>(v.first));
    for (std::size_t k = 0; k < samples; ++k) {
      const std::size_t i = k < 2 ? k * (v.count - 1) : rng() % v.count;
      const Ball exact = sweep.exact(v.first + static_cast<std::int64_t>(i), Bits{90});
      const PrecisionScope scope(Bits{128});
      worst = std::max(worst, upper_double(abs(exact - Ball::exact(v.midpoint[i]))) / v.error);
    }
  });
  return worst;
}

}  // namespace

TEST_CASE("B by hand: two equal frequencies, and the first modulus") {
  const PrecisionScope scope(Bits{100});
  // A_1 = e^{is}, A_2 = 2 e^{is}
  const TrigSum twice([] { return TrigTerms{{{Ball(1), Ball(1), Ball(0)}, {Ball(1), Ball(1), Ball(0)}}, Ball(0)}; });
  CHECK(contains(running_sum(twice, Rational(17), Bits{60}), Rational(3)));
  // at s = 0 every A_k is k
  CHECK(contains(running_sum(rotary_sum(64, Rational(10000)), Rational(0), Bits{60}), Rational(64 * 65 / 2)));
}

TEST_CASE("running sums stay within their bound, which is not vacuous") {
  CHECK(rc::check("random sums", [] {
    std::mt19937_64 rng(*rc::gen::arbitrary<std::uint64_t>());
    const TrigSum sum = random_sum(rng, 1 + rng() % 20);
    const std::int64_t first = static_cast<std::int64_t>(rng() % (std::uint64_t{1} << 40)) * (rng() % 2 ? 1 : -1);
    const RunningSumSweep sweep(sum, std::min(first, (std::int64_t{1} << 40) - 400),
                                std::min(first, (std::int64_t{1} << 40) - 400) + 300);
    RC_ASSERT(worst_ratio(sweep, 4) < 1);
  }));
  for (const auto& name : kernels::targets()) {
    REQUIRE(kernels::force_target(name));
    const double ratio = worst_ratio(RunningSumSweep(rotary_sum(64, Rational(10000)), 0, 30000), 30);
    CAPTURE(name, ratio);
    CHECK(ratio < 1);
    CHECK(ratio > 1e-4);
  }
  kernels::force_target("");
}

TEST_CASE("smallest B over integers and first s below d, as the slow path finds them") {
  const TrigSum sum = rotary_sum(16, Rational(10000));
  const RunningSumSweep sweep(sum, 0, 3000);
  const SweepExtremum least = certified_extremum(sweep, Extremum::minimum, 2, Bits{100});
  const FirstViolation below =
      first_violation(sweep, {Relation::greater_equal, SweepBound::constant(Rational(32)), false}, 2, Bits{100});
  const PrecisionScope scope(Bits{128});
  Ball best = running_sum(sum, Rational(0), Bits{100});
  std::int64_t place = 0;
  std::optional<std::int64_t> first;
  for (long n = 1; n <= 3000; ++n) {
    const Ball b = running_sum(sum, Rational(n), Bits{100});
    if (certainly(less(b, best))) best = b, place = n;
    if (!first && certainly(less(b, Ball(32)))) first = n;
  }
  CHECK(least.places == std::vector<std::int64_t>{place});
  CHECK(overlap(least.value, best));
  CHECK(below.position == first);
}

TEST_CASE("running sums over real ranges") {
  CHECK(rc::check("containment and attainment", [] {
    std::mt19937_64 rng(*rc::gen::arbitrary<std::uint64_t>());
    const auto pick = [&](double lo, double hi) { return q(std::uniform_real_distribution<double>(lo, hi)(rng)); };
    const TrigSum sum = random_sum(rng, 1 + rng() % 5);
    const Rational a = pick(-20, 20), b = a + pick(0, 20);
    const RealRange r = running_range(sum, a, b, 6);
    const PrecisionScope scope(Bits{128});
    for (int k = 0; k < 40; ++k) {
      const Ball v = running_sum(sum, a + (b - a) * pick(0, 1), Bits{90});
      RC_ASSERT(!certainly(less(v, r.minimum.value)));
      RC_ASSERT(!certainly(less(r.maximum.value, v)));
    }
    RC_ASSERT(overlap(running_sum(sum, r.minimum.point, Bits{90}), r.minimum.value));
    RC_ASSERT(overlap(running_sum(sum, r.maximum.point, Bits{90}), r.maximum.value));
    RC_ASSERT(r.maximum.reached);
  }));
  const TrigSum sum = rotary_sum(16, Rational(100));
  const RealRange r = running_range(sum, Rational(1), Rational(100), 8);
  CHECK(r.minimum.reached);
  const auto constant = [](const Rational& c) { return [c] { return Ball(c); }; };
  CHECK(prove_running_bound(sum, Rational(1), Rational(100), Relation::greater, constant(lower(r.minimum.value) - q(1e-3)))
            .holds == Truth::yes);
  const RealVerdict no =
      prove_running_bound(sum, Rational(1), Rational(100), Relation::greater, constant(upper(r.minimum.value) + q(1e-3)));
  CHECK(no.holds == Truth::no);
  CHECK(no.witness);
}
