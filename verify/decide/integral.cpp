#include "integral.hpp"

#include <algorithm>

#include "integrand.hpp"
#include "posproof/decide/identity.hpp"
#include "posproof/decide/range.hpp"

namespace posproof::detail {
namespace {

constexpr double many_radians = 40;
constexpr std::uint64_t condition_boxes = 20'000;
constexpr std::size_t closed_form_terms = 2000;

[[noreturn]] void not_found(const Expr& e, const std::string& what) { throw Undefined{e, what, false, false}; }

/// An integral over [a, b], a < b certainly, with what is constant in it.
struct Task {
  const Expr& node;
  int slot;
  Number<Ball> a, b;
  ConstantTerms& constants;
};

Rational outward(const Number<Ball>& x, bool up) { return up ? upper(x) : lower(x); }

/// `e >= 0` at every point of [a, b].
bool shown_nonnegative(const Task& t, const Expr& e) {
  if (const auto linear = linear_in(e, t.slot)) {
    const auto slope = t.constants.value(linear->slope), offset = t.constants.value(linear->offset);
    const Number<Ball> zero(0L);
    return certainly(less_equal(zero, slope * t.a + offset)) && certainly(less_equal(zero, slope * t.b + offset));
  }
  const auto free = free_slots(e);
  Program program;
  Statement s{&program, {t.slot}, {"x"}, {}, program.add(make_node(Op::greater_equal, {e, make_number(Rational(0))})), false};
  if (free != std::vector<int>{t.slot}) return false;
  RangeProblem problem;
  problem.program = &program;
  problem.statement = &s;
  problem.real = {0};
  problem.values.resize(1);
  problem.domain = {Side{outward(t.a, false), outward(t.b, true), false, false}};
  Settings settings;
  settings.budget = 2'000'000;
  try {
    return decide_range<Ball>(problem, settings, condition_boxes).truth == Truth::yes;
  } catch (const Undefined&) {
    return false;
  }
}

void require_conditions(const Task& t, const Integrand& g) {
  for (const auto& c : g.conditions())
    if (!shown_nonnegative(t, c)) not_found(t.node, "the integrand is not seen to be defined on the whole interval");
}

/// Takes a factor u^q with u linear and zero at an end out of the integrand: what is left of it is |slope|^q.
struct Weights {
  AlgebraicEnds ends;
  std::vector<Expr> left_over;
};

bool take_weight(const Task& t, const Expr& factor, bool above, Weights& w) {
  Rational q(1);
  Expr base = factor;
  if (factor->op == Op::call && factor->name == "sqrt") {
    q = Rational(Integer(1), Integer(2));
    base = factor->args[0];
  } else if (factor->op == Op::pow && !depends_on(factor->args[1], t.slot)) {
    const auto v = t.constants.value(factor->args[1]);
    if (!v.is_exact()) return false;
    q = v.exact();
    base = factor->args[0];
  }
  if (!above) q = -q;
  if (q.is_integer() && q.sign() >= 0) return false;  // smooth as it stands
  const auto linear = linear_in(base, t.slot);
  if (!linear) return false;
  const auto slope = t.constants.value(linear->slope), offset = t.constants.value(linear->offset);
  const bool rising = certainly(is_positive(slope)), falling = certainly(is_negative(slope));
  if (!rising && !falling) return false;
  const auto at_end = slope * (rising ? t.a : t.b) + offset;
  if (!at_end.is_exactly(0)) return false;
  auto& power = rising ? w.ends.left : w.ends.right;
  power += q;
  Expr size = rising ? linear->slope : make_node(Op::neg, {linear->slope});
  w.left_over.push_back(make_node(Op::pow, {size, make_number(q)}));
  return true;
}

/// The weights of a product and the rest of it. Without weights when they would not be integrable.
Weights take_weights(const Task& t, Factors& f) {
  Weights w;
  Factors rest;
  rest.negative = f.negative;
  for (const auto& x : f.above)
    if (!take_weight(t, x, true, w)) rest.above.push_back(x);
  for (const auto& x : f.below)
    if (!take_weight(t, x, false, w)) rest.below.push_back(x);
  for (const Rational* p : {&w.ends.left, &w.ends.right})
    if (*p <= Rational(-1)) not_found(t.node, "the integral diverges at an end, or is not absolutely convergent there");
  for (const auto& x : w.left_over) rest.above.push_back(x);
  f = rest;
  return w;
}

Ball finite(const Task& t, Ball value) {
  if (!is_finite(value)) not_found(t.node, "no finite enclosure of the integral was found");
  return value;
}

/// A factor cos(wx + p) or sin(wx + p) that turns many times on [a, b].
struct Wave {
  Ball w{0L}, phase{0L};
  bool cosine = true;
};

std::optional<Wave> take_wave(const Task& t, Factors& f) {
  for (std::size_t i = 0; i < f.above.size(); ++i) {
    const Expr x = f.above[i];
    if (x->op != Op::call || (x->name != "cos" && x->name != "sin")) continue;
    const auto linear = linear_in(x->args[0], t.slot);
    if (!linear) continue;
    const auto slope = t.constants.value(linear->slope);
    const auto turns = slope * (t.b - t.a);
    if (!is_finite(turns) || upper_double(abs(turns)) < many_radians) continue;
    if (!certainly(is_positive(slope)) && !certainly(is_negative(slope))) continue;
    f.above.erase(f.above.begin() + static_cast<long>(i));
    return Wave{slope.enclosure(), t.constants.value(linear->offset).enclosure(), x->name == "cos"};
  }
  return std::nullopt;
}

/// A linear denominator that changes sign inside the interval: no quadrature needs to be tried.
void refuse_poles(const Task& t, const Factors& f) {
  for (const auto& d : f.below) {
    const auto linear = linear_in(d, t.slot);
    if (!linear || !depends_on(d, t.slot)) continue;
    const auto slope = t.constants.value(linear->slope), offset = t.constants.value(linear->offset);
    const auto at_a = slope * t.a + offset, at_b = slope * t.b + offset;
    const bool rises = certainly(is_negative(at_a)) && certainly(is_positive(at_b));
    const bool falls = certainly(is_positive(at_a)) && certainly(is_negative(at_b));
    if (rises || falls) not_found(t.node, "the integrand has a pole inside the interval");
  }
}

Ball product_integral(const Task& t, const Expr& body) {
  Factors f = factors_of(body);
  refuse_poles(t, f);
  const auto wave = take_wave(t, f);
  const Weights w = take_weights(t, f);
  const Integrand h(product_of(f), t.slot, t.constants);
  require_conditions(t, h);
  const Ball a = t.a.enclosure(), b = t.b.enclosure();
  if (!wave) return finite(t, integrate(h, a, b, w.ends));
  const auto both = integrate_oscillatory(h, a, b, wave->w, wave->phase, w.ends);
  return finite(t, wave->cosine ? both.cosine : both.sine);
}

bool has_wave(const Task& t, const Expr& e) {
  if (e->op == Op::add || e->op == Op::sub || e->op == Op::neg)
    return std::any_of(e->args.begin(), e->args.end(), [&](const Expr& a) { return has_wave(t, a); });
  Factors f = factors_of(e);
  return take_wave(t, f).has_value();
}

/// Sums are taken apart only where a part oscillates: apart, each must be integrable by itself.
Ball sum_integral(const Task& t, const Expr& body) {
  if (!depends_on(body, t.slot)) return (t.constants.value(body) * (t.b - t.a)).enclosure();
  if (has_wave(t, body)) {
    if (body->op == Op::neg) return -sum_integral(t, body->args[0]);
    if (body->op == Op::add) return sum_integral(t, body->args[0]) + sum_integral(t, body->args[1]);
    if (body->op == Op::sub) return sum_integral(t, body->args[0]) - sum_integral(t, body->args[1]);
  }
  return product_integral(t, body);
}

}  // namespace

Number<Ball> integral_value(const Expr& node, ConstantTerms& constants) {
  const auto& b = node->binders.at(0);
  if (!b.domain.lo || !b.domain.hi)
    throw Undefined{node, "an integral over an unbounded interval is not evaluated", false, true};
  if (free_slots(node).empty())
    if (const auto q = exact_value(node, closed_form_terms)) return Number<Ball>(*q);
  Number<Ball> from = constants.value(b.domain.lo), to = constants.value(b.domain.hi);
  if (!is_finite(from) || !is_finite(to)) not_found(node, "the ends of the integral are not enclosed");
  const bool backwards = certainly(less(to, from));
  if (from.is_exact() && to.is_exact() && from.exact() == to.exact()) return Number<Ball>(0L);
  if (backwards) std::swap(from, to);
  if (!certainly(less(from, to))) not_found(node, "the order of the ends is not known");
  const Task t{node, b.slot, from, to, constants};
  Ball value = sum_integral(t, node->args[0]);
  return Number<Ball>(backwards ? -value : value);
}

}  // namespace posproof::detail
