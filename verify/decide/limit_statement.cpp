#include "decider.hpp"
#include "end_rule.hpp"
#include "limit_extremes.hpp"
#include "limit_finding.hpp"
#include "limit_recurrence.hpp"
#include "posproof/claim/print.hpp"

// Comparisons of limit, limsup and liminf with a number.

namespace posproof {
namespace detail {

Finding by_rules(Truth truth, Derivation why) {
  Finding o;
  o.truth = truth;
  o.evidence.method = rules_method;
  o.evidence.bits = limit_bits;
  add_theorems_of(o.evidence.theorems, why);
  o.evidence.derivation = std::move(why);
  return o;
}

}  // namespace detail

namespace {

using detail::Approach;
using detail::Behaviour;
using detail::by_rules;
using detail::ConstantTerms;
using detail::limit_bits;
using detail::rules_method;
using detail::rules_remedy;
using Kind = Behaviour::Kind;

bool is_limit_node(const Expr& e) { return e->op == Op::limit || e->op == Op::limsup || e->op == Op::liminf; }
bool is_infinite(const Behaviour& b) { return b.kind == Kind::plus_infinity || b.kind == Kind::minus_infinity; }
bool is_order(Op relation) { return relation != Op::equal && relation != Op::not_equal; }

/// Whether x relation c holds for every x above (`above`) or below c.
bool holds_on_side(Op relation, bool above) {
  if (!is_order(relation)) return relation == Op::not_equal;
  return (relation == Op::greater || relation == Op::greater_equal) == above;
}

/// One limit point of a path: a closed term, or infinite.
struct Extreme {
  Expr value;
  int infinite = 0;
  Derivation why;
};

Derivation supremum(bool upper, bool integers, const Behaviour& b) {
  const std::string over = integers ? "integers" : "reals";
  return {upper ? "limes superior of an almost periodic term is its supremum over the " + over
                : "limes inferior of an almost periodic term is its infimum over the " + over,
          "T6",
          "",
          {b.why}};
}

std::optional<Extreme> extreme_of(const Approach& a, const Behaviour& b, bool upper) {
  if (is_infinite(b)) return Extreme{nullptr, b.kind == Kind::plus_infinity ? 1 : -1, b.why};
  if (b.kind == Kind::finite && b.value) return Extreme{b.value, 0, b.why};
  if (b.kind != Kind::almost_periodic) return std::nullopt;
  Derivation why = supremum(upper, a.integers, b);
  if (auto value = detail::closed_extreme(b.value, a.slot, a.integers, upper, why)) return Extreme{*value, 0, std::move(why)};
  return std::nullopt;
}

/// The larger (`upper`) of the limit points of all paths; nullopt when one is not known.
std::optional<Extreme> outermost(const Approach& a, bool upper) {
  std::optional<Extreme> best;
  Derivation parts{"the outer one of the two sides", "L0", "", {}};
  for (const auto& path : a.paths) {
    auto x = extreme_of(a, path.behaviour, upper);
    if (!x) return std::nullopt;
    parts.hypotheses.push_back(x->why);
    const int outer = upper ? 1 : -1;
    if (!best || x->infinite == outer || best->infinite == -outer) {
      if (!best || best->infinite != outer) best = std::move(x);
    } else if (best->infinite == 0 && x->infinite == 0) {
      best->value = make_call(upper ? "max" : "min", {best->value, x->value});
    }
  }
  if (a.paths.size() > 1) best->why = std::move(parts);
  return best;
}

}  // namespace

/// What happens without a limit: `==` and the order relations assert that there is one; `!=` denies "converges to c".
Finding Decider::without_limit(const Expr& e, const Approach& a, Op relation, const Expr& other, Derivation none,
                               Derivation root) {
  root.hypotheses.push_back(std::move(none));
  const Behaviour& b = a.paths[0].behaviour;
  std::optional<detail::Return> back;
  Number<Ball> c(0L);
  if (!has_limit(other)) {
    const PrecisionScope scope{Bits{limit_bits}};
    try {
      ConstantTerms terms;
      c = terms.value(other);
    } catch (const Undefined& u) {
      return not_evaluated(u, rules_method, rules_remedy);
    }
    if (relation == Op::equal && a.paths.size() == 1 && a.integers && b.kind == Kind::almost_periodic)
      back = detail::find_return(b.value, a.slot);
    if (back && !certainly(less(c, back->value))) back.reset();
  }
  if (back) {
    const std::string digits = back->n.get_str();
    root.hypotheses.push_back({"return by lattice reduction, enclosed by balls",
                               "T6c",
                               "at " + a.name + " = " + digits + " (" + std::to_string(digits.size()) + " digits): " +
                                   text(back->value, 12) + " >= " + to_text(back->ratio, back->ratio) + " of the value at 0",
                               {}});
  }
  Finding o = by_rules(truth_of(relation == Op::not_equal), std::move(root));
  if (back) {
    o.witness = Witness{{{a.name, back->n.get_str()}}};
    o.sides = Sides{"==", enclose(back->value, 25), enclose(c, 25)};
    if (!is_limit_node(e->args[0])) std::swap(o.sides->lhs, o.sides->rhs);
    o.evidence.bits = back->bits;
    if (settings_.confirm) confirm_return(o, a, *back);
  }
  return o;
}

/// The second kernel encloses both values of the return anew.
void Decider::confirm_return(Finding& o, const Approach& a, const detail::Return& back) const {
  const auto at = [&](const Integer& n) { return substitute(a.paths[0].behaviour.value, a.slot, make_number(Rational(n))); };
  const Expr returned =
      make_node(Op::greater_equal, {at(back.n), make_node(Op::mul, {make_number(back.ratio), at(Integer(0))})});
  Program program;
  const Statement statement{&program, {}, {}, {}, program.add(returned), false};
  const auto again = recheck_elements(statement, {{}}, Truth::yes, settings_, "the return of " + this_claim());
  o.evidence.confirmed_by.push_back(confirmation_of(again, 1));
}

/// An almost periodic term whose extreme has no closed form against a number: values attained bound it from one side, the
/// range over a period from the other.
Finding Decider::extreme_against(const Approach& a, bool upper, Op relation, const Expr& other, Derivation root) {
  const Behaviour& b = a.whole;
  Derivation extreme = supremum(upper, a.integers, b);
  const auto decided = [&](bool beyond, std::vector<Derivation> reasons) {
    for (auto& r : reasons) extreme.hypotheses.push_back(std::move(r));
    root.hypotheses.push_back(std::move(extreme));
    return by_rules(truth_of(holds_on_side(relation, beyond == upper)), std::move(root));
  };
  const PrecisionScope scope{Bits{limit_bits}};
  Number<Ball> c(0L);
  try {
    ConstantTerms terms;
    c = terms.value(other);
  } catch (const Undefined& u) {
    return not_evaluated(u, rules_method, rules_remedy);
  }
  for (const auto& [m, v] : detail::sampled(b.value, a.slot, a.integers))
    if (certainly(upper ? less(c, v) : less(v, c)))
      return decided(true, {{"value", "E1", "at " + a.name + " = " + m.str() + ": " + text(v, 12), {}}});
  const Finding open = undecided(
      rules_method, "the extreme values of the almost periodic term are not told apart from the other side", rules_remedy);
  const auto waves = detail::waves_in(b.value, a.slot);
  const auto period = waves ? detail::common_period(*waves) : std::nullopt;
  if (!period) return open;
  const auto length = detail::enclosed_constant(make_call("abs", {period->value}));
  Block block;
  Binder over;
  over.name = a.name;
  over.slot = a.slot;
  over.domain.kind = Domain::Kind::reals;
  over.domain.lo = make_number(Rational(0));
  over.domain.hi = make_number(Rational(ceil(length.hi.value)));
  block.binders.push_back(over);
  const std::string where =
      " for real " + a.name + " in [0, " + over.domain.hi->number.str() + "], at least one period " + to_text(period->value);
  for (const bool within : {true, false}) {
    // Beyond at some real point: integers come arbitrarily close to it modulo a period that they are dense in.
    if (!within && a.integers && !period->dense) break;
    block.universal = within;
    block.body = make_node(upper == within ? Op::less : Op::greater, {b.value, other});
    const Finding range = boxes_over_reals(block);
    if (!certainly(range.truth)) continue;
    std::vector<Derivation> reasons{{within ? "exact cover by boxes" : "a real point",
                                     within ? "V0" : "E1",
                                     to_text(block.body) + (within ? " for all" : " for some") + where,
                                     {}}};
    reasons.push_back({"common period of the waves", "L14", to_text(period->value), {}});
    Finding o = decided(!within, std::move(reasons));
    o.evidence.work = range.evidence.work;
    o.evidence.confirmed_by = range.evidence.confirmed_by;
    return o;
  }
  return open;
}

Finding Decider::limit_statement(const Expr& e) {
  const PrecisionScope rule_scope{Bits{limit_bits}};
  if (e->op == Op::property) return property(e);
  if (!is_relation(e->op)) return undecided(rules_method, "limits are decided inside comparisons only", rules_remedy);
  Derivation root{"limit", "L0", to_text(e), {}};
  std::vector<Expr> sides = e->args;
  for (std::size_t i = 0; i < 2; ++i) {
    const Expr& side = e->args[i];
    if (!has_limit(side)) continue;
    if (!is_limit_node(side) || has_limit(side->args[0]))
      return undecided(rules_method, "a limit inside an expression or inside another limit", rules_remedy);
    if (!free_slots(side).empty()) return undecided(rules_method, "a limit that depends on another variable", rules_remedy);
    const Approach a = detail::approach(side->binders[0], side->args[0]);
    const Behaviour& b = a.whole;
    if (b.kind == Kind::finite && b.value) {
      sides[i] = b.value;
      root.hypotheses.push_back(b.why);
      continue;
    }
    const Expr& other = e->args[1 - i];
    const Op relation = i == 0 ? e->op : mirrored(e->op);  // limit relation other
    if (side->op == Op::limit)
      if (auto none = detail::no_limit(a)) return without_limit(e, a, relation, other, std::move(*none), std::move(root));
    if (side->op != Op::limit) {
      const auto extreme = outermost(a, side->op == Op::limsup);
      if (extreme && extreme->infinite == 0) {
        sides[i] = extreme->value;
        root.hypotheses.push_back(extreme->why);
        continue;
      }
      if (extreme && !has_limit(other)) {
        root.hypotheses.push_back(extreme->why);
        return by_rules(truth_of(holds_on_side(relation, extreme->infinite > 0)), std::move(root));
      }
    }
    if (has_limit(other)) return undecided(rules_method, "two limits, one of which has no closed form", rules_remedy);
    if (b.kind == Kind::finite) {
      try {
        ConstantTerms terms;
        const Truth t = compare(relation, *b.number, terms.value(other));
        if (t != Truth::unknown && !(t == Truth::yes && relation == Op::equal)) {
          root.hypotheses.push_back(b.why);
          return by_rules(t, std::move(root));
        }
      } catch (const Undefined& u) {
        if (u.certain) user_error(u);
      }
      return undecided(rules_method, "the limit is " + text(*b.number, 20) + ", which is not told apart from the other side",
                       rules_remedy);
    }
    if (side->op != Op::limit && b.kind == Kind::almost_periodic)
      return extreme_against(a, side->op == Op::limsup, relation, other, std::move(root));
    return undecided(rules_method, b.trouble.empty() ? "the term is bounded, and no rule gives or excludes a limit" : b.trouble,
                     rules_remedy);
  }
  const Expr plain = with_args(e, std::move(sides));
  if (free_slots(plain).empty() && plain->op == Op::equal) {
    const auto identity = prove_equal(plain->args[0], plain->args[1], {});
    if (identity.proved) {
      root.hypotheses.push_back(identity.derivation);
      return by_rules(Truth::yes, std::move(root));
    }
  }
  Finding o = closed(plain);
  if (o.truth == Truth::unknown) return o;
  Derivation comparison{"comparison", "E1", to_text(plain), {}};
  if (o.evidence.derivation) comparison.hypotheses.push_back(*o.evidence.derivation);
  root.hypotheses.push_back(std::move(comparison));
  Finding out = by_rules(o.truth, std::move(root));
  out.sides = o.sides;
  out.evidence.margin = o.evidence.margin;
  out.evidence.work = o.evidence.work;
  out.evidence.bits = o.evidence.bits;
  out.evidence.confirmed_by = o.evidence.confirmed_by;
  return out;
}

}  // namespace posproof
