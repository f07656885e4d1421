// For every operation of both kernels: what is true stays inside, and not in an interval that is needlessly wide.
// Oracles: the same point at a much higher precision, the other kernel, exact rationals, points inside intervals.
#include "operations.hpp"

using namespace posproof;
using namespace posproof::test;

namespace {

constexpr long low_bits = 53, high_bits = 240;

template <class R>
R enclose_box(const Rational& lo, const Rational& hi) {
  return R::from_bounds(lo, hi);
}

Ball reference(const UnaryOperation& f, const Rational& x) {
  PrecisionScope p{Bits{high_bits}};
  return f.ball(Ball(x));
}

template <class R>
void check_point(const UnaryOperation& f, Answers& answers) {
  const Rational x = dyadic(f.low, f.high);
  const Ball truth = reference(f, x);
  PrecisionScope p{Bits{low_bits}};
  const R y = f.at(R(x));
  RC_ASSERT(share_a_point(y, truth));
  {
    PrecisionScope more{Bits{low_bits + 70}};
    RC_ASSERT(overlap(f.at(R(x)), y));
  }
  answers.count(is_finite(y));
  RC_ASSERT(is_finite(y) == is_finite(truth));  // these points are exact: in the domain or not
  if (!is_finite(y)) return;
  const Rational size =
      f.has_zeros ? max(abs(midpoint(truth)), min(Rational(1), abs(x)) * rational(1, 1000)) : abs(midpoint(truth));
  RC_ASSERT(upper(y) - lower(y) <= size * pow(Rational(2), 10 - low_bits) + pow(Rational(2), -300));
}

template <class R>
void check_box(const UnaryOperation& f, Answers& answers) {
  const Rational a = dyadic(f.low, f.high), b = dyadic(f.low, f.high);
  const Rational shrink = pow(Rational(2), -*rc::gen::inRange<long>(0, 40));
  const Rational lo = a, hi = a + (b - a) * shrink;
  const Rational low_end = min(lo, hi), high_end = max(lo, hi);
  PrecisionScope p{Bits{low_bits}};
  const R range = f.at(enclose_box<R>(low_end, high_end));
  answers.count(is_finite(range));
  Range seen;
  for (int i = 0; i <= 12; ++i) {
    const Rational x = low_end + (high_end - low_end) * rational(i, 12);
    const Ball y = reference(f, x);
    // midpoint_ball is a choice of a point, not a function of the points
    if (std::string(f.name) != "midpoint_ball") RC_ASSERT(share_a_point(range, y));
    if (is_finite(range)) RC_ASSERT(is_finite(y));
    if (is_finite(y)) seen.add(y);
  }
  if (!is_finite(range) || f.range_slack == 0 || seen.empty) return;
  // the ends of a very thin box are themselves rounded, and near a singularity that shows
  if (high_end - low_end < max(abs(low_end), abs(high_end)) * pow(Rational(2), -20)) return;
  const Rational width = upper(range) - lower(range);
  if (f.periodic() && high_end - low_end > rational(1, 2)) {  // the samples would miss the turning places
    RC_ASSERT(width <= rational(2001, 1000));
    return;
  }
  const Rational size = max(abs(lower(range)), abs(upper(range)));
  // samples may miss an extreme by a little; rounding adds a few units
  const Rational slack = *Rational::parse(std::to_string(f.range_slack)) + rational(1, 4);
  // Arb's even functions take the slope at its largest, so near 0 they are only Lipschitz-tight
  const bool even = std::is_same_v<R, Ball> && (std::string(f.name) == "cos" || std::string(f.name) == "cosh");
  const Rational lipschitz = even ? (high_end - low_end) * size * rational(11, 10) : Rational(0);
  RC_ASSERT(width <= (seen.high - seen.low) * slack + lipschitz + size * pow(Rational(2), 12 - low_bits));
}

/// X inside Y, so f(X) inside f(Y): exactly for intervals, but for the rounding of midpoints for balls.
template <class R>
void check_isotone(const UnaryOperation& f, const Rational& allowance, Answers& answers) {
  const Rational a = dyadic(f.low, f.high), far_end = dyadic(f.low, f.high);
  const Rational b = a + (far_end - a) * pow(Rational(2), -*rc::gen::inRange<long>(0, 30));
  const Rational lo = min(a, b), hi = max(a, b);
  const Rational in_lo = lo + (hi - lo) * rational(*rc::gen::inRange<long>(0, 512), 1024);
  const Rational in_hi = hi - (hi - lo) * rational(*rc::gen::inRange<long>(0, 512), 1024);
  PrecisionScope p{Bits{low_bits}};
  const R outer = f.at(enclose_box<R>(lo, hi)), inner = f.at(enclose_box<R>(in_lo, in_hi));
  answers.count(is_finite(outer));
  if (!is_finite(outer)) return;
  RC_ASSERT(is_finite(inner));
  const Rational room = allowance * (upper(outer) - lower(outer) + max(abs(lower(outer)), abs(upper(outer))));
  RC_ASSERT(lower(outer) - room <= lower(inner));
  RC_ASSERT(upper(inner) <= upper(outer) + room);
}

}  // namespace

TEMPLATE_TEST_CASE("points: inside at every precision, in both kernels, and tight", "", Ball, Interval) {
  for (const UnaryOperation& f : unary_operations()) {
    Answers answers;
    property(f.name, [&] { check_point<TestType>(f, answers); });
    CHECK(answers.rate() > 0.7);
  }
}

TEMPLATE_TEST_CASE("boxes: f(point) is inside f(box), and the box is not blown up", "", Ball, Interval) {
  for (const UnaryOperation& f : unary_operations()) {
    Answers answers;
    property(f.name, [&] { check_box<TestType>(f, answers); });
    CHECK(answers.rate() > 0.4);
  }
}

TEST_CASE("inclusion isotonicity") {
  for (const UnaryOperation& f : unary_operations()) {
    const std::string name = f.name;
    if (name == "midpoint_ball") continue;
    // ranges put together from several evaluations are isotone up to their rounding
    const bool composed = name == "gamma" || name == "ci" || name == "si" || name == "x^-3" || name == "tan";
    Answers answers;
    property(name + ", mpfi", [&] { check_isotone<Interval>(f, composed ? rational(1, 1L << 40) : Rational(0), answers); });
    if (name == "gamma" || name == "ci" || name == "si") continue;  // Arb switches algorithms: containment is tested above
    property(name + ", arb", [&] { check_isotone<Ball>(f, rational(1, 100), answers); });
    CHECK(answers.rate() > 0.3);
  }
}

TEMPLATE_TEST_CASE("two operands", "", Ball, Interval) {
  for (const BinaryOperation& f : binary_operations()) {
    Answers answers;
    property(f.name, [&] {
      const Rational a = dyadic(f.low, f.high), b = dyadic(f.low, f.high);
      const Rational ra = abs(dyadic(0, 1024)) * rational(*rc::gen::inRange<long>(0, 2), 64), rb = ra / Rational(3);
      const Rational lo_a = f.low < 0 ? a - ra : a, lo_b = f.low < 0 ? b - rb : b;
      const Rational xa = lo_a + ra * rational(*rc::gen::inRange<long>(0, 5), 4),
                     xb = lo_b + rb * rational(*rc::gen::inRange<long>(0, 5), 4);
      Ball truth;
      {
        PrecisionScope p{Bits{high_bits}};
        truth = f.ball(Ball(xa), Ball(xb));
      }
      PrecisionScope p{Bits{low_bits}};
      const TestType range = f.at(enclose_box<TestType>(lo_a, a + ra), enclose_box<TestType>(lo_b, b + rb));
      RC_ASSERT(share_a_point(range, truth));
      if (is_finite(range)) RC_ASSERT(is_finite(truth));
      const TestType at_point = f.at(TestType(a), TestType(b));
      answers.count(is_finite(at_point));
      {
        PrecisionScope more{Bits{high_bits}};
        RC_ASSERT(share_a_point(at_point, f.ball(Ball(a), Ball(b))));
        RC_ASSERT(is_finite(at_point) == is_finite(f.ball(Ball(a), Ball(b))));
      }
      if (is_finite(at_point))
        RC_ASSERT(upper(at_point) - lower(at_point) <= abs(midpoint(at_point)) * pow(Rational(2), 16 - low_bits));
    });
    CHECK(answers.rate() > 0.7);
  }
}

TEMPLATE_TEST_CASE("rational operations hold the exact result", "", Ball, Interval) {
  property("field operations, integer powers, bounds", [] {
    using R = TestType;
    const auto any = [] {
      return rational(*rc::gen::inRange<long>(-1'000'000, 1'000'000), *rc::gen::inRange<long>(1, 1'000'000));
    };
    const Rational a = any(), b = any();
    PrecisionScope p{Bits{*rc::gen::inRange<long>(2, 80)}};
    const R x(a), y(b);
    RC_ASSERT(contains(x, a));
    RC_ASSERT(lower(x) <= a && a <= upper(x));
    RC_ASSERT(contains(x + y, a + b) && contains(x - y, a - b) && contains(x * y, a * b));
    if (b.sign() != 0 && is_finite(x / y)) RC_ASSERT(contains(x / y, a / b));
    RC_ASSERT(contains(sqr(x), a * a) && contains(pow(x, 5L), pow(a, 5)) && contains(pow(x, 4L), pow(a, 4)));
    if (a.sign() != 0 && is_finite(pow(x, -3L))) RC_ASSERT(contains(pow(x, -3L), pow(a, -3)));
    RC_ASSERT(contains(abs(x), abs(a)) && contains(min(x, y), min(a, b)) && contains(max(x, y), max(a, b)));
    RC_ASSERT(contains(floor(x), Rational(floor(a))) && contains(ceil(x), Rational(ceil(a))));
    RC_ASSERT(contains(hull(x, y), a) && contains(hull(x, y), b) && contains(hull(x, y), (a + b) / Rational(2)));
    const R box = R::from_bounds(min(a, b), max(a, b));
    RC_ASSERT(lower(box) <= min(a, b) && max(a, b) <= upper(box));
    RC_ASSERT(contains(widened(x, y), a + b) && contains(widened(x, y), a - b));
    RC_ASSERT(Rational::from_double(lower_double(x)) <= a && a <= Rational::from_double(upper_double(x)));
    RC_ASSERT((upper(box) - lower(box)) / Rational(2) <= Rational::from_double(radius_upper(box)));
    RC_ASSERT(contains(x, midpoint(x)) && midpoint(x) == midpoint(midpoint_ball(x)) && is_exact(midpoint_ball(x)));
    // three-valued comparisons never contradict the exact ones
    const Truth lt = less(x, y), le = less_equal(x, y), eq = equal(x, y);
    RC_ASSERT(lt == Truth::unknown || certainly(lt) == (a < b));
    RC_ASSERT(le == Truth::unknown || certainly(le) == (a <= b));
    RC_ASSERT(eq == Truth::unknown || certainly(eq) == (a == b));
    RC_ASSERT(is_positive(x) == Truth::unknown || certainly(is_positive(x)) == (a.sign() > 0));
    RC_ASSERT(is_negative(x) == Truth::unknown || certainly(is_negative(x)) == (a.sign() < 0));
    RC_ASSERT(is_zero(x) == Truth::unknown || certainly(is_zero(x)) == (a.sign() == 0));
    RC_ASSERT(certainly(lt) == (upper(x) < lower(y)));
  });
}
