// Oracles: cosines whose extrema and crossings are known; dense sampling of a fit with coefficients of 40 digits;
// bounds that may not be beaten by any sample, and may not be absurdly loose.
#include <catch2/catch.hpp>

#include "posproof/analysis/fit_extrema.hpp"
#include "posproof/analysis/fit_targets.hpp"
#include "posproof/analysis/score_cell.hpp"

using namespace posproof;

namespace {
Rational q(long a, long b = 1) { return Rational(Integer(a), Integer(b)); }

/// amplitude cos(s theta)
CentredScore cosine(const Rational& amplitude, const Rational& theta) {
  return {q(0), {Ball(theta)}, {Ball(amplitude)}, {Ball(0L)}};
}

bool holds(const std::vector<Window>& places, const Rational& s) {
  for (const Window& w : places)
    if (w.lower <= s && s <= w.upper) return true;
  return false;
}

/// q of a ball's midpoint is a point of tiny error: enough to test a window of 1e-9
bool near(const Window& w, const Ball& s) {
  const Rational m = midpoint(s), slack = q(1, 1'000'000'000);
  return w.lower <= m + slack && m - slack <= w.upper && w.upper - w.lower < slack;
}

struct Planted {
  FitSolution fit;
  long window;
};
Planted planted(long dim, long window, std::uint64_t seed) {
  auto answer = fit_exactly({dim, q(10000), normal_deviates(seed, window), 0});
  REQUIRE(std::holds_alternative<FitSolution>(answer));
  return {std::move(std::get<FitSolution>(answer)), window};
}
}  // namespace

TEST_CASE("a cosine has its maxima where it should") {
  PrecisionScope p{Bits{128}};
  const CentredScore a = cosine(q(3), q(1));
  const Balls values = values_on_integers(a, 12);
  const Maximum integers = max_abs_on_integers(values, 1, 11);
  REQUIRE(integers.places.size() == 1);
  CHECK(integers.places[0].lower == q(3));  // |cos 3| = 0.98999 beats |cos 6| = 0.96017, |cos 9| = 0.9111
  const Maximum reals = max_abs_on_reals(a, values, 1, 11);
  CHECK(reals.lower <= q(3));
  CHECK(reals.upper >= q(3));
  CHECK(reals.upper - reals.lower < pow(q(1, 10), 18));
  REQUIRE(reals.places.size() == 3);  // pi, 2 pi, 3 pi
  for (long k = 1; k <= 3; ++k) CHECK(near(reals.places[static_cast<std::size_t>(k - 1)], Ball(k) * Ball::pi()));
}

TEST_CASE("a maximum at the end of the range is found there") {
  PrecisionScope p{Bits{128}};
  const CentredScore a = cosine(q(1), q(1, 10));
  const Balls values = values_on_integers(a, 20);
  const Maximum m = max_abs_on_reals(a, values, 3, 12);
  REQUIRE(m.places.size() == 1);
  CHECK(m.places[0].lower == q(3));
  CHECK(m.places[0].upper == q(3));
}

TEST_CASE("crossings of a cosine") {
  PrecisionScope p{Bits{128}};
  const CentredScore a = cosine(q(2), q(1));
  const Balls values = values_on_integers(a, 12);
  // |2 cos s| > 1 for the first time after s = 1.2 .. at 2 pi/3
  const Crossing c = first_real_beyond(a, values, 2, 11, q(1));
  REQUIRE(c.exists == Truth::yes);
  CHECK(near(c.place, Ball(2L) * Ball::pi() / Ball(3L)));
  std::vector<long> undecided;
  CHECK(first_integer_beyond(values, 2, 11, q(1), undecided) == 3);
  CHECK(undecided.empty());
  CHECK(first_real_beyond(a, values, 0, 11, q(21, 10)).exists == Truth::no);
  CHECK_FALSE(first_integer_beyond(values, 0, 11, q(21, 10), undecided));
  // touched, never exceeded: not "yes"
  CHECK(first_real_beyond(a, values, 1, 11, q(2)).exists != Truth::yes);
  // exceeded between two integers only
  const Crossing narrow = first_real_beyond(a, values, 4, 7, q(1999, 1000));
  REQUIRE(narrow.exists == Truth::yes);
  CHECK(near(narrow.place, Ball(2L) * Ball::pi() - acos(Ball(q(1999, 2000)))));
}

TEST_CASE("certified maxima of a fit with huge coefficients agree with dense sampling") {
  const Planted t = planted(48, 160, GENERATE(1u, 2u, 3u));
  const FitExtrema x = fit_extrema(t.fit, t.window, 2 * t.window, q(8000));
  CHECK(x.largest_coefficient.lower > pow(q(10), 12));
  PrecisionScope p{t.fit.bits};
  const Score score = t.fit.score.score();
  Rational inside = 0;
  for (long i = 0; i <= 8 * (t.window - 1); ++i) {
    const Rational v = upper(abs(score.value(Ball(q(i, 8)))));
    inside = std::max(inside, v);
    CHECK(v <= x.inside_reals.upper);
    if (i % 8 == 0) CHECK(v <= x.inside_integers.upper);
  }
  CHECK(x.inside_reals.lower >= x.inside_integers.lower);
  CHECK(x.inside_reals.upper < inside * q(105, 100));
  CHECK(x.inside_reals.upper - x.inside_reals.lower < pow(q(1, 10), 15));
  REQUIRE(!x.inside_reals.places.empty());
  for (const Window& w : x.inside_reals.places) {
    const Ball there = abs(score.value(Ball((w.lower + w.upper) / q(2))));
    CHECK(less(there, Ball(x.inside_reals.lower) * Ball(q(999'999'999, 1'000'000'000))) == Truth::no);
  }
  CHECK(holds(x.outside_integers->places, x.outside_integers->places[0].lower));
  if (x.first_integer_beyond) {
    REQUIRE(x.first_real_beyond.exists == Truth::yes);
    CHECK(x.first_real_beyond.place.upper <= q(*x.first_integer_beyond));
    CHECK(less(Ball(q(8000)), abs(score.value(Ball(*x.first_integer_beyond)))) == Truth::yes);
    CHECK(less(Ball(q(8000)), abs(score.value(Ball(x.first_real_beyond.place.lower - q(1, 1000))))) == Truth::no);
  }
}

TEST_CASE("curvature bounds hold at every sample and stay within a factor of the truth") {
  const Planted t = planted(48, 160, 4);
  PrecisionScope p{t.fit.bits};
  const Balls bound = curvature_bounds(t.fit.score, 0, 159, q(1));
  const Score score = t.fit.score.score();
  Rational most = 0, widest = 0;
  for (long n = 0; n < 159; ++n) {
    for (long i = 0; i <= 4; ++i) {
      const Ball c = abs(score.derivative(Ball(q(n) + q(i, 4)), 2));
      CHECK(less(bound[static_cast<std::size_t>(n)], c) == Truth::no);
      most = std::max(most, upper(c));
    }
    widest = std::max(widest, upper(bound[static_cast<std::size_t>(n)]));
  }
  CHECK(widest < most * q(100));
}

TEST_CASE("a cell's polynomial encloses the score") {
  const Planted t = planted(32, 100, 6);
  PrecisionScope p{t.fit.bits};
  const CellExpansion expansion(t.fit.score, q(1), 80);
  const Score score = t.fit.score.score();
  const auto poly = expansion.about(q(41, 2));
  CHECK(upper(poly.remainder) < pow(q(1, 2), 79));
  for (long i = -4; i <= 4; ++i) {
    const Ball x(q(i, 4)), exact = score.value(Ball(q(41, 2) + q(i, 8)));
    CHECK(less(abs(poly.value(x) - exact), Ball(pow(q(1, 2), 60))) == Truth::yes);
    // x runs twice as fast as s
    CHECK(less(abs(poly.derivative(x) * Ball(2L) - score.derivative(Ball(q(41, 2) + q(i, 8)), 1)), Ball(pow(q(1, 2), 60))) ==
          Truth::yes);
  }
}
