#include "decider.hpp"
#include "end_rule.hpp"
#include "limit_approach.hpp"
#include "limit_finding.hpp"
#include "posproof/claim/derivative.hpp"
#include "posproof/claim/print.hpp"

// Properties of sequences and functions: convergent, bounded, monotone and its variants.

namespace posproof {

using detail::by_rules;
using detail::limit_bits;
using detail::rules_method;
using detail::rules_remedy;
using Kind = detail::Behaviour::Kind;

Finding Decider::property(const Expr& e) {
  const PrecisionScope rule_scope{Bits{limit_bits}};
  const Binder& b = e->binders[0];
  const Expr& body = e->args[0];
  const std::string& name = e->name;
  if (!free_slots(e).empty()) return undecided(rules_method, "a property that depends on another variable", rules_remedy);
  const Expr variable = make_variable(b.name, b.slot);
  if (b.domain.kind == Domain::Kind::approach) {
    const detail::Approach a = detail::approach(b, body);
    Derivation root{name, "L0", to_text(e), {}};
    const auto kind = a.whole.kind;
    if (name == "convergent" && kind == Kind::finite) {
      root.hypotheses.push_back(a.whole.why);
      return by_rules(Truth::yes, std::move(root));
    }
    if (name == "convergent") {
      if (auto none = detail::no_limit(a)) {
        root.hypotheses.push_back(std::move(*none));
        return by_rules(Truth::no, std::move(root));
      }
    }
    return undecided(rules_method, a.whole.trouble.empty() ? "no rule of the rule book applies" : a.whole.trouble,
                     rules_remedy);
  }
  if (name == "bounded") {
    Derivation root{name, "L0", to_text(e), {}};
    ExtendedRange r;
    try {
      if (b.domain.lo) r.lo = detail::enclosed_constant(b.domain.lo).lo;
      if (b.domain.hi) r.hi = detail::enclosed_constant(b.domain.hi).hi;
      r.lo.open = r.lo.infinite != 0 || (b.domain.kind == Domain::Kind::reals && !b.domain.lo_closed);
      r.hi.open = r.hi.infinite != 0 || (b.domain.kind == Domain::Kind::reals && !b.domain.hi_closed);
      if (r.bounded() && r.hi.value < r.lo.value) user_error(empty_domain(e));
      detail::Bounds bounds({{b.slot, r}});
      const ExtendedRange values = bounds.range(bounds.form(body));
      if (values.bounded()) {
        root.hypotheses.push_back({"bound on the whole domain",
                                   "L2",
                                   to_text(body) + " lies in [" + to_text(values.lo.value, values.lo.value, 8) + ", " +
                                       to_text(values.hi.value, values.hi.value, 8) + "]",
                                   {}});
        return by_rules(Truth::yes, std::move(root));
      }
    } catch (const detail::NotBounded&) {
    }
    if (!b.domain.hi && b.domain.kind == Domain::Kind::integers) {
      const detail::Behaviour far = detail::LimitRules(b.slot, b.name, true).of(body);
      if (far.kind == Kind::plus_infinity || far.kind == Kind::minus_infinity) {
        root.hypotheses.push_back(far.why);
        return by_rules(Truth::no, std::move(root));
      }
    }
    return undecided(rules_method, "no bound was found on the whole domain", rules_remedy);
  }
  // Monotonicity, integers: neighbours; reals: the derivative.
  const auto stepwise = [&](Op relation) {
    Node quantifier;
    quantifier.op = Op::forall;
    Binder over = b;
    Expr statement;
    if (b.domain.kind == Domain::Kind::integers && !b.domain.step) {
      if (over.domain.hi) over.domain.hi = make_node(Op::sub, {b.domain.hi, make_number(Rational(1))});
      const Expr next = substitute(body, b.slot, make_node(Op::add, {variable, make_number(Rational(1))}));
      statement = make_node(relation, {body, next});
    } else {
      return undecided(rules_method, "monotonicity over this kind of domain has no rule",
                       "state it with forall over neighbours, or by the derivative");
    }
    quantifier.binders.push_back(over);
    quantifier.args.push_back(statement);
    return formula(std::make_shared<const Node>(std::move(quantifier)));
  };
  const auto by_slope = [&](Op relation) {
    // f' > 0 inside gives strictly increasing; f' < 0 somewhere refutes "nondecreasing" and "increasing".
    const auto slope = derivative(body, b.slot);
    if (!slope) return undecided(rules_method, "no derivative rule", rules_remedy);
    const auto claim = [&](Op r) {
      Node q;
      q.op = Op::forall;
      Binder over = b;
      if (r == Op::less || r == Op::greater) over.domain.lo_closed = over.domain.hi_closed = false;
      q.binders.push_back(over);
      // 0*f carries the domain of f.
      const Expr guarded = make_node(Op::add, {*slope, make_node(Op::mul, {make_number(Rational(0)), body})});
      q.args.push_back(make_node(r, {guarded, make_number(Rational(0))}));
      return formula(std::make_shared<const Node>(std::move(q)));
    };
    const bool up = relation == Op::less || relation == Op::less_equal;
    const bool strict = relation == Op::less || relation == Op::greater;
    Finding weak = claim(up ? Op::greater_equal : Op::less_equal);
    if (certainly_not(weak.truth) || !strict) return weak;
    Finding o = claim(up ? Op::greater : Op::less);
    if (certainly_not(o.truth))
      o = undecided(rules_method, "the derivative vanishes somewhere, which does not exclude strict monotonicity",
                    rules_remedy);
    return o;
  };
  const auto ordered = [&](Op relation) {
    return b.domain.kind == Domain::Kind::reals ? by_slope(relation) : stepwise(relation);
  };
  if (name == "increasing") return ordered(Op::less);
  if (name == "decreasing") return ordered(Op::greater);
  if (name == "nondecreasing") return ordered(Op::less_equal);
  if (name == "nonincreasing") return ordered(Op::greater_equal);
  if (name == "monotone") {
    Finding up = ordered(Op::less_equal);
    if (certainly(up.truth)) return up;
    Finding down = ordered(Op::greater_equal);
    if (certainly(down.truth)) return down;
    if (certainly_not(up.truth) && certainly_not(down.truth)) {
      std::string where;
      if (down.witness)
        for (const auto& [n, v] : down.witness->values) where += (where.empty() ? "" : ", ") + n + " = " + v;
      up.evidence.notes.push_back("it falls at the witness and rises at " + where);
      return up;
    }
    return certainly_not(up.truth) ? down : up;
  }
  if (name == "convergent")
    return undecided(rules_method, "convergence is stated with n -> inf", "write convergent(n -> inf, ...)");
  return undecided(rules_method, "no rule for the property " + name, rules_remedy);
}

}  // namespace posproof
