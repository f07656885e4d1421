// Oracle: ball evaluation on dense random points and at the reported places; known closed forms.
#include "posproof/analysis/real_range.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <random>

#include "posproof/analysis/real_zeros.hpp"

using namespace posproof;

namespace {

TrigSum cosines(std::vector<std::array<Rational, 3>> terms, Rational offset = Rational(0)) {
  return TrigSum([terms, offset] {
    TrigTerms s{{}, Ball(offset)};
    for (const auto& [c, w, p] : terms) s.terms.push_back({Ball(c), Ball(w), Ball(p)});
    return s;
  });
}
Rational q(double x) { return Rational::from_double(x); }

}  // namespace

TEST_CASE("no sampled value of a random sum leaves its certified range, and the range is attained") {
  CHECK(rc::check("containment and attainment", [] {
    std::mt19937_64 rng(*rc::gen::arbitrary<std::uint64_t>());
    const auto pick = [&](double lo, double hi) { return q(std::uniform_real_distribution<double>(lo, hi)(rng)); };
    std::vector<std::array<Rational, 3>> terms;
    for (std::size_t t = rng() % 8; t-- > 0;) terms.push_back({pick(-2, 2), pick(-3, 3), pick(-4, 4)});
    const TrigSum sum = cosines(terms, pick(-1, 1));
    const Rational a = pick(-50, 50), b = a + pick(0, 60);
    const RealRange r = certified_range(sum, a, b, 12);
    RC_ASSERT(r.minimum.reached);
    RC_ASSERT(r.maximum.reached);
    const PrecisionScope scope(Bits{128});
    const auto value = [&](const Rational& x) { return evaluate(sum, x, Bits{100}); };
    for (int k = 0; k < 60; ++k) {
      const Ball v = value(a + (b - a) * pick(0, 1));
      RC_ASSERT(!certainly(less(v, r.minimum.value)));
      RC_ASSERT(!certainly(less(r.maximum.value, v)));
    }
    for (const auto* e : {&r.minimum, &r.maximum}) {
      RC_ASSERT(a <= e->point);
      RC_ASSERT(e->point <= b);
      RC_ASSERT(overlap(value(e->point), e->value));
      RC_ASSERT(!e->places.empty());
    }
  }));
}

TEST_CASE("closed forms: cos on intervals, sin x + sin 2x") {
  const TrigSum cosine = cosines({{Rational(1), Rational(1), Rational(0)}});
  const RealRange r = certified_range(cosine, Rational(1), Rational(2), 20);
  const PrecisionScope scope(Bits{128});
  CHECK(overlap(r.maximum.value, cos(Ball(1))));
  CHECK(overlap(r.minimum.value, cos(Ball(2))));
  CHECK(r.maximum.point == Rational(1));
  CHECK(radius_upper(r.maximum.value) < 1e-19);
  const TrigSum mixed([] {
    const Ball quarter = Ball::pi() / Ball(2);
    return TrigTerms{{{Ball(1), Ball(1), -quarter}, {Ball(1), Ball(2), -quarter}}, Ball(0)};
  });
  const RealRange m = certified_range(mixed, Rational(0), Rational(6), 15);
  CHECK(certainly(less(abs(m.maximum.value - Ball(*Rational::parse("1.76017259"))), Ball(*Rational::parse("1e-7")))));
  REQUIRE(m.maximum.places.size() == 1);
  CHECK(m.maximum.places[0].upper - m.maximum.places[0].lower < q(1e-9));
}

TEST_CASE("ties and constant sums") {
  const RealRange ties = certified_range(cosines({{Rational(1), Rational(1), Rational(0)}}), Rational(-1), Rational(30), 10);
  CHECK(ties.minimum.places.size() == 5);
  const PrecisionScope scope(Bits{64});
  CHECK(contains(ties.minimum.value, Rational(-1)));
  const RealRange flat = certified_range(cosines({}, Rational(7)), Rational(0), Rational(5), 10);
  CHECK(contains(flat.minimum.value, Rational(7)));
  CHECK(contains(flat.maximum.value, Rational(7)));
  const RealRange point = certified_range(cosines({{Rational(1), Rational(3), Rational(0)}}), Rational(2), Rational(2), 10);
  CHECK(overlap(point.minimum.value, point.maximum.value));
}

TEST_CASE("bounds on real ranges: proved, refuted with an exact witness, undecided at a touch") {
  const TrigSum sum = rotary_sum(16, Rational(100));
  const RealRange r = certified_range(sum, Rational(1), Rational(200), 15);
  const Rational top = upper(r.maximum.value), low = lower(r.maximum.value), tiny = q(1e-12);
  const auto constant = [](const Rational& c) { return [c] { return Ball(c); }; };
  CHECK(prove_bound(sum, Rational(1), Rational(200), Relation::less, constant(top + tiny)).holds == Truth::yes);
  const RealVerdict no = prove_bound(sum, Rational(1), Rational(200), Relation::less_equal, constant(low - tiny));
  CHECK(no.holds == Truth::no);
  REQUIRE(no.witness);
  const PrecisionScope scope(Bits{128});
  CHECK(certainly(less(Ball(low - tiny), evaluate(sum, *no.witness, Bits{100}))));
  CHECK(prove_bound(sum, Rational(1), Rational(200), Relation::greater, constant(lower(r.minimum.value) - tiny)).holds ==
        Truth::yes);
  CHECK(prove_bound(sum, Rational(1), Rational(200), Relation::greater_equal, constant(upper(r.minimum.value) + tiny)).holds ==
        Truth::no);
  // cos >= -1 holds with equality at pi: enclosures cannot prove it
  const TrigSum cosine = cosines({{Rational(1), Rational(1), Rational(0)}});
  const RealVerdict touch = prove_bound(cosine, Rational(2), Rational(4), Relation::greater_equal, constant(Rational(-1)));
  CHECK(touch.holds == Truth::unknown);
  CHECK_FALSE(touch.open.empty());
  CHECK(prove_bound(cosine, Rational(2), Rational(4), Relation::greater, constant(Rational(-1))).holds != Truth::yes);
  const RealVerdict wide = prove_bound(sum, Rational(0), Rational(100000), Relation::less_equal, constant(Rational(17)));
  CHECK(wide.holds == Truth::yes);
}

TEST_CASE("zeros: as many as known, one sign change each, none elsewhere") {
  const PrecisionScope scope(Bits{128});
  // cos has its zeros at pi/2 + k pi: 318 of them in [0, 1000]
  const TrigSum cosine = cosines({{Rational(1), Rational(1), Rational(0)}});
  const RealZeros z = certified_zeros(cosine, Rational(0), Rational(1000));
  CHECK(z.open.empty());
  REQUIRE(z.isolated.size() == 318);
  for (std::size_t k = 0; k < z.isolated.size(); ++k) {
    const Ball root = Ball::pi() * Ball(Rational(Integer(2 * static_cast<long>(k) + 1), Integer(2)));
    CHECK(certainly(less(Ball(z.isolated[k].lower), root)));
    CHECK(certainly(less(root, Ball(z.isolated[k].upper))));
  }
  // 1 + cos has double zeros only: never isolated, never lost
  const RealZeros touch =
      certified_zeros(cosines({{Rational(1), Rational(1), Rational(0)}}, Rational(1)), Rational(0), Rational(10));
  CHECK(touch.isolated.empty());
  CHECK_FALSE(touch.open.empty());
  for (const auto& s : touch.open) CHECK(s.upper - s.lower < q(1e-3));
  CHECK(certified_zeros(rotary_sum(8, Rational(10)), Rational(0), q(0.5)).isolated.empty());
  CHECK(rc::check("the number of sign changes on a fine grid", [] {
    std::mt19937_64 rng(*rc::gen::arbitrary<std::uint64_t>());
    const auto pick = [&](double lo, double hi) { return q(std::uniform_real_distribution<double>(lo, hi)(rng)); };
    std::vector<std::array<Rational, 3>> terms;
    for (std::size_t t = 1 + rng() % 5; t-- > 0;) terms.push_back({pick(-2, 2), pick(-2, 2), pick(-4, 4)});
    const TrigSum sum = cosines(terms);
    const Rational a = pick(-20, 20), b = a + pick(1, 30);
    const RealZeros found = certified_zeros(sum, a, b);
    const PrecisionScope inner(Bits{128});
    for (const auto& s : found.isolated) {
      const Ball left = evaluate(sum, s.lower, Bits{90}), right = evaluate(sum, s.upper, Bits{90});
      RC_ASSERT(certainly(is_negative(left * right)));
    }
    std::size_t changes = 0;
    Ball before = evaluate(sum, a, Bits{90});
    constexpr long steps = 400;
    for (long k = 1; k <= steps; ++k) {
      const Ball now = evaluate(sum, a + (b - a) * Rational(Integer(k), Integer(steps)), Bits{90});
      changes += certainly(is_negative(before * now));
      before = now;
    }
    RC_ASSERT(changes <= found.isolated.size() + found.open.size());
  }));
}
