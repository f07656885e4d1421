#include <algorithm>

#include "bounds_detail.hpp"
#include "closed_integral.hpp"
#include "end_rule.hpp"
#include "integral.hpp"
#include "limit_rules.hpp"
#include "posproof/claim/derivative.hpp"
#include "posproof/claim/print.hpp"
#include "shape.hpp"

// Integrals and Riemann sums whose variable grows: Riemann-Lebesgue (T8, D6), and means that become integrals (T4).

namespace posproof::detail {
namespace {

using Kind = Behaviour::Kind;

Expr number(const Rational& q) { return make_number(q); }

std::string shown_bound(const Rational& q) { return to_text(q, q, 8); }

/// An upper bound of the total variation of g on [lo, hi] by monotone pieces and slopes (D10); nullopt when none is found.
std::optional<Rational> variation_upper(const Expr& g, int x, const ExtendedRange& whole) {
  constexpr int pieces = 64;
  const auto slope = derivative(g, x);
  if (!slope) return std::nullopt;
  const Rational step = (whole.hi.value - whole.lo.value) / Rational(pieces);
  Rational total(0);
  for (int k = 0; k < pieces; ++k) {
    ExtendedRange piece;
    piece.lo = {0, whole.lo.value + Rational(k) * step, k == 0};
    piece.hi = {0, whole.lo.value + Rational(k + 1) * step, k == pieces - 1};
    try {
      Bounds bounds({{x, piece}});
      const BoundForm d = bounds.form(*slope);
      const Signs s = bounds.signs(d);
      const ExtendedRange values = bounds.range(bounds.form(g)), steep = bounds.range(d);
      std::optional<Rational> here;
      const bool monotone = s.within(Signs::zero() | Signs::positive()) || s.within(Signs::zero() | Signs::negative());
      if (monotone && values.bounded()) here = values.hi.value - values.lo.value;
      if (steep.bounded()) {
        const Rational by_slope = step * max(abs(steep.lo.value), abs(steep.hi.value));
        if (!here || by_slope < *here) here = by_slope;
      }
      if (!here) return std::nullopt;
      total += *here;
    } catch (const NotBounded&) {
      return std::nullopt;
    }
  }
  return total;
}

std::optional<Rational> size_upper(const Expr& g, int x, const ExtendedRange& r) {
  try {
    Bounds bounds({{x, r}});
    const ExtendedRange v = bounds.range(bounds.form(g));
    if (v.bounded()) return max(abs(v.lo.value), abs(v.hi.value));
  } catch (const NotBounded&) {
  }
  return std::nullopt;
}

/// A factor (x - lo)^p or (hi - x)^p with -1 < p < 0, exactly.
bool is_integrable_weight(const Expr& factor, bool above, int x, const Expr& lo, const Expr& hi, Rational& power, bool& left) {
  Rational q(1);
  Expr base = factor;
  if (factor->op == Op::call && factor->name == "sqrt") {
    q = Rational(Integer(1), Integer(2));
    base = factor->args[0];
  } else if (factor->op == Op::pow && !depends_on(factor->args[1], x)) {
    const auto v = exact_value(factor->args[1]);
    if (!v) return false;
    q = *v;
    base = factor->args[0];
  } else if (factor->op == Op::call && factor->name == "abs") {
    base = factor->args[0];
  }
  if (base->op == Op::call && base->name == "abs") base = base->args[0];
  if (!above) q = -q;
  if (q.sign() >= 0 || q <= Rational(-1)) return false;
  const auto linear = linear_in(base, x);
  if (!linear) return false;
  for (const bool low : {true, false}) {
    const Expr& end = low ? lo : hi;
    if (!end) continue;
    const Expr there = make_node(Op::add, {make_node(Op::mul, {linear->slope, end}), linear->offset});
    if (!prove_zero(there, {}).proved) continue;
    const Signs s = constant_signs(linear->slope);
    if (s != Signs::positive() && s != Signs::negative()) continue;
    power = q;
    left = low;
    return true;
  }
  return false;
}

}  // namespace

bool shown_integrable(const Expr& g, int x, const Expr& lo, const Expr& hi, Derivation& out) {
  try {
    ExtendedRange r;
    if (lo) r.lo = {0, enclosed_constant(lo).lo.value, true};
    if (hi) r.hi = {0, enclosed_constant(hi).hi.value, true};
    if (r.bounded() && !(r.lo.value < r.hi.value)) return false;
    if (!r.bounded()) {
      // A tail below x^p, p < -1, and a bounded part before it.
      if (!lo) return false;
      const Rational cut = max(Rational(1), Rational(ceil(r.lo.value)));
      Bounds tail({{x, ExtendedRange::at_least(cut)}}, true);
      const BoundForm f = tail.form(g);
      const auto growth = tail.growth(f, x);
      ExtendedRange head = r;
      head.hi = {0, cut, false};
      const auto before = r.lo.value < cut ? size_upper(g, x, head) : std::optional<Rational>(Rational(0));
      if (!before || (growth && !(*growth < Rational(-1)))) return false;
      out.hypotheses.push_back({"integrable",
                                "L13",
                                "abs(" + to_text(g) + ") <= " + shown_bound(*before) + " up to " + cut.str() +
                                    " and decays like a power below -1 after it",
                                {}});
      return true;
    }
    // Weights at the ends times a bounded rest.
    const Factors all = factors_of(g);
    Factors rest;
    rest.negative = all.negative;
    Rational left(0), right(0);
    for (const bool above : {true, false})
      for (const auto& f : above ? all.above : all.below) {
        Rational p(0);
        bool at_left = true;
        if (is_integrable_weight(f, above, x, lo, hi, p, at_left))
          (at_left ? left : right) += p;
        else
          (above ? rest.above : rest.below).push_back(f);
      }
    if (left <= Rational(-1) || right <= Rational(-1)) return false;
    const Expr h = product_of(rest);
    const auto size = size_upper(h, x, r);
    if (!size) return false;
    Derivation d{"integrable",
                 "L13",
                 to_text(h) + " is at most " + shown_bound(*size) + " in size" +
                     (left.sign() < 0 ? ", times (distance from the left end)^(" + left.str() + ")" : "") +
                     (right.sign() < 0 ? ", times (distance from the right end)^(" + right.str() + ")" : ""),
                 {}};
    if (const auto v = variation_upper(h, x, r)) {
      const std::string w = "abs(integral) <= ";
      if (left.sign() == 0 && right.sign() == 0) {
        d.hypotheses.push_back(
            {"rate",
             "T8",
             w + shown_bound(Rational(2) * *size + *v) + " / frequency (variation at most " + shown_bound(*v) + ")",
             {}});
      } else if (left.sign() == 0 || right.sign() == 0) {
        const Rational p = left + right;
        const Rational constant = (Rational(2) + Rational(1) / (Rational(1) + p)) * (*size + *v);
        d.hypotheses.push_back(
            {"rate", "D6", w + shown_bound(constant) + " * frequency^(" + (-(Rational(1) + p)).str() + ")", {}});
      }
    }
    out.hypotheses.push_back(std::move(d));
    return true;
  } catch (const NotBounded&) {
    return false;
  }
}

Behaviour LimitRules::integral(const Expr& e) {
  if (const auto closed = closed_integral(e, facts_)) {
    Behaviour b = of(*closed);
    if (b.kind != Kind::unknown) {
      Derivation d{"antiderivative, shown by differentiating it", "L6", to_text(e) + " == " + to_text(*closed), {}};
      d.hypotheses.push_back(b.why);
      b.why = std::move(d);
      return b;
    }
  }
  return riemann_lebesgue(e);
}

Behaviour LimitRules::riemann_lebesgue(const Expr& e) {
  Behaviour unknown;
  unknown.trouble = "no rule for the integral `" + to_text(e) + "`";
  const auto& d = e->binders[0].domain;
  const int x = e->binders[0].slot;
  if ((d.lo && depends_on(d.lo, slot_)) || (d.hi && depends_on(d.hi, slot_))) return unknown;
  Factors f = factors_of(e->args[0]);
  for (std::size_t i = 0; i < f.above.size(); ++i) {
    const Expr wave = f.above[i];
    if (wave->op != Op::call || (wave->name != "cos" && wave->name != "sin") || !depends_on(wave, slot_)) continue;
    const auto linear = linear_in(wave->args[0], x);
    if (!linear) continue;
    const Behaviour w = of(linear->slope);
    if (w.kind != Kind::plus_infinity && w.kind != Kind::minus_infinity) continue;
    Factors rest = f;
    rest.above.erase(rest.above.begin() + static_cast<long>(i));
    const Expr g = product_of(rest);
    if (depends_on(g, slot_)) continue;
    Derivation why{"Riemann-Lebesgue", "T8", to_text(e) + " tends to 0", {w.why}};
    if (!shown_integrable(g, x, d.lo, d.hi, why)) {
      unknown.trouble =
          "Riemann-Lebesgue needs an integrable factor, and `" + to_text(g) + "` is not seen to be integrable on the interval";
      return unknown;
    }
    Behaviour b;
    b.kind = Kind::finite;
    b.value = number(Rational(0));
    b.why = std::move(why);
    return b;
  }
  return unknown;
}

std::optional<RiemannSum> recognise_riemann_sum(const Expr& e, int slot, const std::vector<VariableFacts>& facts) {
  const auto& b = e->binders[0];
  if (e->op != Op::sum || !is_plain_range(b.domain) || depends_on(b.domain.lo, slot)) return std::nullopt;
  // t = 0..n-1
  if (!prove_zero(b.domain.lo, {}).proved) return std::nullopt;
  const Expr n = make_variable("n", slot), u = make_variable("u", b.slot);
  if (!prove_equal(b.domain.hi, make_node(Op::sub, {n, number(Rational(1))}), facts).proved) return std::nullopt;
  // With t = u n the term must not depend on n.
  const Expr moved = substitute(e->args[0], b.slot, make_node(Op::mul, {u, n}));
  const Expr fixed = substitute(moved, slot, number(Rational(1)));
  auto all = facts;
  VariableFacts unit;
  unit.slot = b.slot;
  unit.lower = Rational(0);
  unit.upper = Rational(1);
  all.push_back(unit);
  if (!prove_equal(moved, fixed, all).proved) return std::nullopt;
  const auto slope = derivative(fixed, b.slot);
  if (!slope) return std::nullopt;
  const auto steep = size_upper(*slope, b.slot, ExtendedRange::between(Rational(0), Rational(1)));
  const auto size = size_upper(fixed, b.slot, ExtendedRange::between(Rational(0), Rational(1)));
  if (!steep || !size) return std::nullopt;
  Node integral;
  integral.op = Op::integral;
  Binder over;
  over.name = "u";
  over.slot = b.slot;
  over.domain.kind = Domain::Kind::reals;
  over.domain.lo = number(Rational(0));
  over.domain.hi = number(Rational(1));
  integral.binders.push_back(over);
  integral.args.push_back(fixed);
  return RiemannSum{std::make_shared<const Node>(std::move(integral)), *steep};
}

Behaviour LimitRules::riemann_sum(const Expr& e) {
  Behaviour b;
  b.trouble = "a sum with a moving range that is no Riemann sum: `" + to_text(e) + "`";
  const auto r = recognise_riemann_sum(e, slot_, facts_);
  if (!r) return b;
  const Signs s = constant_signs(r->mean);
  if (s != Signs::positive() && s != Signs::negative()) return b;
  b.kind = s == Signs::positive() ? Kind::plus_infinity : Kind::minus_infinity;
  b.why = {"Riemann sum that is not normalised",
           "L12",
           to_text(e) + " is " + name_ + " times a mean that tends to " + to_text(r->mean) + ", which is not 0",
           {}};
  return b;
}

/// (1/n) sum = mean of the values of F: a product with one Riemann sum.
std::optional<Behaviour> LimitRules::riemann_mean(const Expr& e) {
  Factors f = factors_of(e);
  for (std::size_t i = 0; i < f.above.size(); ++i) {
    const Expr sum = f.above[i];
    if (sum->op != Op::sum || !depends_on(sum->binders[0].domain.hi ? sum->binders[0].domain.hi : sum, slot_)) continue;
    const auto r = recognise_riemann_sum(sum, slot_, facts_);
    if (!r) continue;
    Factors rest = f;
    rest.above[i] = make_variable(name_, slot_);
    const Behaviour scale = of(product_of(rest));
    if (scale.kind != Kind::finite || !scale.value) return std::nullopt;
    Behaviour b;
    b.kind = Kind::finite;
    b.value = make_node(Op::mul, {scale.value, r->mean});
    b.why = {"Riemann sum",
             "T4",
             to_text(e) + " tends to " + to_text(b.value) + ": each mean is within " + shown_bound(r->slope) + "/" + name_ +
                 " of the integral",
             {scale.why,
              {"bounded derivative",
               "L12",
               "the derivative of the summand in t/n is at most " + shown_bound(r->slope) + " in size on [0, 1]",
               {}}}};
    return b;
  }
  return std::nullopt;
}

}  // namespace posproof::detail
