// Oracle: every position evaluated in ball arithmetic, one by one.
#include "posproof/analysis/block_predicate.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <random>

#include "posproof/analysis/block_extremum.hpp"
#include "posproof/analysis/block_sweep.hpp"

using namespace posproof;

namespace {

constexpr Bits exact_bits{128};

Ball value_at(const TrigSum& sum, std::int64_t n) { return evaluate(sum, Rational(static_cast<long>(n)), exact_bits); }

struct Slow {
  std::optional<std::int64_t> first_violation;
  std::int64_t holds = 0, fails = 0;
};

Slow slow_path(const TrigSum& sum, const SweepPredicate& p, std::int64_t first, std::int64_t last) {
  Slow slow;
  const PrecisionScope scope(Bits{192});
  for (std::int64_t n = first; n <= last; ++n) {
    const Ball s = value_at(sum, n);
    const Truth t = compare(p.absolute ? abs(s) : s, p.relation, p.bound.at(n));
    REQUIRE(t != Truth::unknown);
    slow.holds += certainly(t);
    slow.fails += certainly_not(t);
    if (certainly_not(t) && !slow.first_violation) slow.first_violation = n;
  }
  return slow;
}

}  // namespace

TEST_CASE("block verdicts are those of the slow path") {
  CHECK(rc::check("first violation and counts", [] {
    std::mt19937_64 rng(*rc::gen::arbitrary<std::uint64_t>());
    const auto pick = [&](double lo, double hi) {
      return Rational::from_double(std::uniform_real_distribution<double>(lo, hi)(rng));
    };
    const TrigSum sum = rotary_sum(static_cast<long>(1 + rng() % 24), pick(2, 1e5));
    const std::int64_t first = 1 + static_cast<std::int64_t>(rng() % 1000),
                       last = first + static_cast<std::int64_t>(rng() % 900);
    const SweepBound bounds[] = {SweepBound::constant(pick(-5, 24)), SweepBound::power(pick(0, 40), pick(-1, 1)),
                                 SweepBound::power(pick(0, 40), Rational(-1)),
                                 SweepBound::expression([](const Ball& n) { return Ball(20) - sqrt(n) / Ball(2); })};
    const SweepPredicate p{static_cast<Relation>(rng() % 4), bounds[rng() % 4], rng() % 2 == 0};
    const BlockSweep sweep(sum, first, last);
    const Slow slow = slow_path(sum, p, first, last);
    const FirstViolation v = first_violation(sweep, p, 1 + static_cast<int>(rng() % 2), exact_bits);
    RC_ASSERT(v.position == slow.first_violation);
    RC_ASSERT(v.undecided_count == 0);
    const SweepCount c = count_where(sweep, p, 1, exact_bits);
    RC_ASSERT(c.holds == slow.holds);
    RC_ASSERT(c.fails == slow.fails);
  }));
}

TEST_CASE("a bound that the sum touches is undecided where it touches, never passed") {
  // cos(0) = 1 <= 1 needs an identity; the enclosure of a computed constant straddles it
  const TrigSum sum([] { return TrigTerms{{{Ball(1), Ball(Rational(Integer(1), Integer(3))), Ball(0)}}, Ball(0)}; });
  const BlockSweep sweep(sum, -100, 100);
  const SweepPredicate touch{Relation::less, SweepBound::value([] { return cos(Ball::pi() * Ball(2)); }), false};
  const FirstViolation v = first_violation(sweep, touch, 1, Bits{256});
  CHECK_FALSE(v.position);
  CHECK(v.undecided_count == 1);
  CHECK(v.undecided == std::vector<std::int64_t>{0});
  CHECK(v.work.by_ball >= 1);
}

TEST_CASE("the smallest witness is found at any number of threads") {
  const TrigSum sum = rotary_sum(64, Rational(10000));
  const BlockSweep sweep(sum, 1, 2000000);
  const SweepExtremum lowest = certified_extremum(sweep, Extremum::minimum, 2, Bits{96});
  const SweepPredicate p{Relation::greater, SweepBound::constant(upper(lowest.value) + Rational(1)), false};
  const FirstViolation one = first_violation(sweep, p, 1, Bits{256});
  REQUIRE(one.position);
  for (const int jobs : {2, 4}) {
    const FirstViolation many = first_violation(sweep, p, jobs, Bits{256});
    CHECK(many.position == one.position);
    CHECK(many.work.by_ball == one.work.by_ball);
  }
  CHECK(*one.position > 3000);
  CHECK(count_where(BlockSweep(sum, 1, *one.position), p, 2, Bits{256}).fails == 1);
}

TEST_CASE("minimum and maximum with their places") {
  const TrigSum sum = rotary_sum(12, Rational(500));
  const std::int64_t first = 1, last = 3000;
  const BlockSweep sweep(sum, first, last);
  for (const auto kind : {Extremum::minimum, Extremum::maximum, Extremum::minimum_of_size, Extremum::maximum_of_size}) {
    const PrecisionScope scope(Bits{192});
    std::int64_t place = first;
    Ball best = value_at(sum, first);
    const auto key = [&](const Ball& x) {
      const Ball size = kind == Extremum::minimum_of_size || kind == Extremum::maximum_of_size ? abs(x) : x;
      return kind == Extremum::minimum || kind == Extremum::minimum_of_size ? -size : size;
    };
    for (std::int64_t n = first + 1; n <= last; ++n)
      if (certainly(less(key(best), key(value_at(sum, n))))) best = value_at(sum, n), place = n;
    const SweepExtremum e = certified_extremum(sweep, kind, 2, Bits{120});
    CHECK(e.places == std::vector<std::int64_t>{place});
    CHECK(e.place_count == 1);
    const Ball shown = kind == Extremum::minimum || kind == Extremum::maximum ? best : abs(best);
    CHECK(overlap(e.value, shown));
    CHECK(radius_upper(e.value) < 1e-30);
  }
}

TEST_CASE("a tie lists every place") {
  const TrigSum even([] {
    return TrigTerms{{{Ball(1), Ball(1), Ball(0)}, {Ball(2), Ball(Rational(Integer(1), Integer(7))), Ball(0)}}, Ball(0)};
  });
  const SweepExtremum e = certified_extremum(BlockSweep(even, -50, 50), Extremum::minimum, 1, Bits{100});
  CHECK(e.place_count == 2);
  REQUIRE(e.places.size() == 2);
  CHECK(e.places[0] == -e.places[1]);
  const TrigSum flat([] { return TrigTerms{{}, Ball(2)}; });
  const SweepExtremum all = certified_extremum(BlockSweep(flat, 1, 5000), Extremum::maximum, 1, Bits{100});
  CHECK(all.place_count == 5000);
  CHECK(contains(all.value, Rational(2)));
}
