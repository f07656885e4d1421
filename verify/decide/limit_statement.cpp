#include <algorithm>
#include <functional>

#include "decider.hpp"
#include "end_rule.hpp"
#include "limit_rules.hpp"
#include "posproof/claim/derivative.hpp"
#include "posproof/claim/print.hpp"

// Statements about limits: limit, limsup, liminf against a number, and properties of sequences.

namespace posproof {
namespace {

using detail::Behaviour;
using detail::ConstantTerms;
using detail::LimitRules;
using Kind = Behaviour::Kind;

const char* const rules_method = "limit rules";
const char* const rules_remedy = "split the claim, or see docs/claims.md for the forms that are decided";
constexpr long sample_bits = 192;
constexpr long samples = 24;

struct Approached {
  Behaviour behaviour;
  int slot = -1;
  std::string name;
  bool integers = true;
  Expr body;  ///< in a variable that tends to +infinity
};

Expr one_over(const Expr& n) { return make_node(Op::div, {make_number(Rational(1)), n}); }

/// Two behaviours from the two sides of a point, as one.
Behaviour both_sides(const Behaviour& a, const Behaviour& b) {
  Behaviour out;
  out.trouble = a.kind == Kind::unknown ? a.trouble : b.kind == Kind::unknown ? b.trouble : "the two sides were not compared";
  if (a.kind != b.kind || a.kind == Kind::unknown || a.kind == Kind::bounded || a.kind == Kind::almost_periodic) return out;
  if (a.kind == Kind::finite && !(a.value && b.value && (same(a.value, b.value) || prove_equal(a.value, b.value, {}).proved))) return out;
  out = a;
  out.why = {"both sides of the point", "L7", "", {a.why, b.why}};
  return out;
}

Approached approached(const Binder& b, const Expr& body) {
  Approached a;
  a.slot = b.slot;
  a.name = b.name;
  const Expr n = make_variable(b.name, b.slot);
  if (!b.domain.hi) {
    a.integers = !b.domain.approach_reals;
    a.body = b.domain.toward_minus_infinity ? substitute(body, b.slot, make_node(Op::neg, {n})) : body;
    a.behaviour = LimitRules(b.slot, b.name, a.integers).of(a.body);
    return a;
  }
  a.integers = false;
  LimitRules rules(b.slot, b.name, false);
  const Expr above = substitute(body, b.slot, make_node(Op::add, {b.domain.hi, one_over(n)}));
  const Expr below = substitute(body, b.slot, make_node(Op::sub, {b.domain.hi, one_over(n)}));
  a.body = above;
  a.behaviour = both_sides(rules.of(above), rules.of(below));
  return a;
}

/// Values of an almost periodic term at the first integers, as far as they are defined.
std::vector<std::pair<long, Number<Ball>>> sampled(const Expr& e, int slot) {
  PrecisionScope scope{Bits{sample_bits}};
  std::vector<std::pair<long, Number<Ball>>> out;
  for (long m = 0; m < samples; ++m) {
    try {
      ConstantTerms terms;
      out.emplace_back(m, terms.value(substitute(e, slot, make_number(Rational(m)))));
    } catch (const Undefined&) {
    }
  }
  return out;
}

/// Two integers at which the term has certainly different values.
std::optional<std::vector<std::pair<long, Number<Ball>>>> differing(const Expr& e, int slot) {
  const auto values = sampled(e, slot);
  for (std::size_t i = 0; i < values.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (certainly_not(equal(values[i].second, values[j].second))) return {{values[j], values[i]}};
  return std::nullopt;
}

/// A term that is constant on the integers has a limit after all.
void settle_almost_periodic(Approached& a) {
  if (a.behaviour.kind != Kind::almost_periodic) return;
  const Expr e = a.behaviour.value;
  if (differing(e, a.slot)) return;
  VariableFacts f;
  f.slot = a.slot;
  f.integer = a.integers;
  const Expr there = substitute(e, a.slot, make_number(Rational(1)));
  const auto constant = prove_equal(e, there, {f});
  if (!constant.proved) return;
  Derivation why{"constant", "I1", to_text(e) + " is constant", {a.behaviour.why, constant.derivation}};
  a.behaviour.kind = Kind::finite;
  a.behaviour.value = there;
  a.behaviour.why = std::move(why);
}

/// The reason why there is no limit, when that is certain.
std::optional<Derivation> no_limit(const Approached& a) {
  const auto& b = a.behaviour;
  if (b.kind == Kind::plus_infinity || b.kind == Kind::minus_infinity) return Derivation{"unbounded, so not convergent", "L7", "", {b.why}};
  if (b.kind != Kind::almost_periodic) return std::nullopt;
  const auto values = differing(b.value, a.slot);
  if (!values) return std::nullopt;
  Derivation d{"almost periodic and not constant on the integers, so without a limit", "T6", "", {b.why}};
  for (const auto& [m, v] : *values)
    d.hypotheses.push_back({"value", "E1", "at " + a.name + " = " + std::to_string(m) + ": " + text(v, 12), {}});
  return d;
}

Finding settled(Truth truth, Derivation why) {
  Finding o;
  o.truth = truth;
  o.evidence.method = rules_method;
  o.evidence.bits = sample_bits;
  std::function<void(const Derivation&)> collect = [&](const Derivation& d) {
    auto& t = o.evidence.theorems;
    if (!d.theorem.empty() && std::find(t.begin(), t.end(), d.theorem) == t.end()) t.push_back(d.theorem);
    for (const auto& h : d.hypotheses) collect(h);
  };
  collect(why);
  o.evidence.derivation = std::move(why);
  return o;
}

bool is_limit_node(const Expr& e) { return e->op == Op::limit || e->op == Op::limsup || e->op == Op::liminf; }

/// The largest (limsup) or smallest value of an almost periodic term as a closed term, when bounds show that it is that at 0.
std::optional<Expr> extreme_at_zero(const Approached& a, bool upper, Derivation& why) {
  const Expr& e = a.behaviour.value;
  const Expr at_zero = substitute(e, a.slot, make_number(Rational(0)));
  const Expr claim = make_node(upper ? Op::less_equal : Op::greater_equal, {e, at_zero});
  try {
    detail::Bounds bounds({{a.slot, ExtendedRange::everything()}});
    if (!certainly(bounds.truth(claim))) return std::nullopt;
  } catch (const detail::NotBounded&) {
    return std::nullopt;
  }
  why.hypotheses.push_back({"bound on the whole line", "L2", to_text(claim), {}});
  return at_zero;
}

}  // namespace

Finding Decider::limit_statement(const Expr& e) {
  const PrecisionScope rule_scope{Bits{sample_bits}};
  if (e->op == Op::property) return property(e);
  if (!is_relation(e->op)) return undecided(rules_method, "limits are decided inside comparisons only", rules_remedy);
  Derivation root{"limit", "L0", to_text(e), {}};
  Node replaced = *e;
  for (std::size_t i = 0; i < 2; ++i) {
    const Expr& side = e->args[i];
    if (!has_limit(side)) continue;
    if (!is_limit_node(side) || has_limit(side->args[0]))
      return undecided(rules_method, "a limit inside an expression or inside another limit", rules_remedy);
    if (!free_slots(side).empty()) return undecided(rules_method, "a limit that depends on another variable", rules_remedy);
    Approached a = approached(side->binders[0], side->args[0]);
    settle_almost_periodic(a);
    const auto& b = a.behaviour;
    if (b.kind == Kind::finite && b.value) {
      replaced.args[i] = b.value;
      root.hypotheses.push_back(b.why);
      continue;
    }
    const Expr& other = e->args[1 - i];
    if (has_limit(other)) return undecided(rules_method, "two limits, one of which has no closed form", rules_remedy);
    const Op relation = i == 0 ? e->op : mirrored(e->op);  // limit relation other
    if (b.kind == Kind::finite) {
      PrecisionScope scope{Bits{sample_bits}};
      try {
        ConstantTerms terms;
        const Truth t = compare(relation, *b.number, terms.value(other));
        if (t != Truth::unknown && !(t == Truth::yes && relation == Op::equal)) {
          root.hypotheses.push_back(b.why);
          return settled(t, std::move(root));
        }
      } catch (const Undefined&) {
      }
      return undecided(rules_method, "the limit is " + text(*b.number, 20) + ", which is not told apart from the other side", rules_remedy);
    }
    if (side->op == Op::limit) {
      if (auto none = no_limit(a)) {
        if (relation != Op::equal)
          return undecided(rules_method, "there is no limit that could be compared", "write not convergent(...), or use limsup and liminf");
        root.hypotheses.push_back(std::move(*none));
        return settled(Truth::no, std::move(root));
      }
      return undecided(rules_method, b.trouble.empty() ? "the term is bounded, and no rule gives or excludes a limit" : b.trouble, rules_remedy);
    }
    const bool upper = side->op == Op::limsup;
    if (b.kind == Kind::plus_infinity || b.kind == Kind::minus_infinity) {
      root.hypotheses.push_back(b.why);
      const bool up = b.kind == Kind::plus_infinity;
      const bool rising = relation == Op::greater || relation == Op::greater_equal;
      const bool holds = relation == Op::not_equal || (relation != Op::equal && rising == up);
      return settled(truth_of(holds), std::move(root));
    }
    if (b.kind != Kind::almost_periodic)
      return undecided(rules_method, b.trouble.empty() ? "the term is bounded, and no rule gives its limes" : b.trouble, rules_remedy);
    Derivation extreme{upper ? "limes superior of an almost periodic term is its supremum over the integers" : "limes inferior of an almost periodic term is its infimum over the integers",
                       "T6", "", {b.why}};
    if (const auto value = extreme_at_zero(a, upper, extreme)) {
      replaced.args[i] = *value;
      root.hypotheses.push_back(std::move(extreme));
      continue;
    }
    // Values at integers bound it from one side, the range over a period from the other.
    const Expr to_compare = other;
    PrecisionScope scope{Bits{sample_bits}};
    ConstantTerms terms;
    const Number<Ball> c = terms.value(to_compare);
    for (const auto& [m, v] : sampled(b.value, a.slot)) {
      if (!certainly(upper ? less(c, v) : less(v, c))) continue;
      extreme.hypotheses.push_back({"value", "E1", "at " + a.name + " = " + std::to_string(m) + ": " + text(v, 12), {}});
      root.hypotheses.push_back(std::move(extreme));
      const bool beyond = relation == Op::not_equal || (upper ? relation == Op::greater || relation == Op::greater_equal
                                                              : relation == Op::less || relation == Op::less_equal);
      return settled(truth_of(beyond), std::move(root));
    }
    const Expr n = make_variable(a.name, a.slot);
    const Expr turned = substitute(b.value, a.slot, make_node(Op::add, {n, make_node(Op::mul, {make_number(Rational(2)), make_constant("pi")})}));
    const auto periodic = prove_equal(turned, b.value, {});
    if (periodic.proved) {
      Block block;
      Binder over;
      over.name = a.name;
      over.slot = a.slot;
      over.domain.kind = Domain::Kind::reals;
      over.domain.lo = make_number(Rational(0));
      over.domain.hi = make_number(Rational(7));
      block.binders.push_back(over);
      block.body = make_node(upper ? Op::less : Op::greater, {b.value, to_compare});
      Finding range = boxes_over_reals(block);
      if (certainly(range.truth)) {
        extreme.hypotheses.push_back({"period 2 pi", "I1", "", {periodic.derivation}});
        extreme.hypotheses.push_back({"exact cover by boxes", "V0", to_text(block.body) + " for all real " + a.name + " in [0, 7], hence strictly on the whole line", {}});
        root.hypotheses.push_back(std::move(extreme));
        const bool within = relation == Op::not_equal || (upper ? relation == Op::less || relation == Op::less_equal
                                                                : relation == Op::greater || relation == Op::greater_equal);
        Finding o = settled(truth_of(within), std::move(root));
        o.evidence.work = range.evidence.work;
        o.evidence.confirmed_by = range.evidence.confirmed_by;
        return o;
      }
    }
    return undecided(rules_method, "the extreme values of the almost periodic term are not told apart from the other side", rules_remedy);
  }
  const Expr plain = std::make_shared<const Node>(std::move(replaced));
  if (free_slots(plain).empty() && plain->op == Op::equal) {
    const auto identity = prove_equal(plain->args[0], plain->args[1], {});
    if (identity.proved) {
      root.hypotheses.push_back(identity.derivation);
      return settled(Truth::yes, std::move(root));
    }
  }
  Finding o = closed(plain);
  if (o.truth == Truth::unknown) return o;
  Derivation comparison{"comparison", "E1", to_text(plain), {}};
  if (o.evidence.derivation) comparison.hypotheses.push_back(*o.evidence.derivation);
  root.hypotheses.push_back(std::move(comparison));
  Finding out = settled(o.truth, std::move(root));
  out.sides = o.sides;
  out.evidence.margin = o.evidence.margin;
  out.evidence.work = o.evidence.work;
  out.evidence.bits = o.evidence.bits;
  out.evidence.confirmed_by = o.evidence.confirmed_by;
  return out;
}

Finding Decider::property(const Expr& e) {
  const PrecisionScope rule_scope{Bits{sample_bits}};
  const Binder& b = e->binders[0];
  const Expr& body = e->args[0];
  const std::string& name = e->name;
  if (!free_slots(e).empty()) return undecided(rules_method, "a property that depends on another variable", rules_remedy);
  const Expr variable = make_variable(b.name, b.slot);
  if (b.domain.kind == Domain::Kind::approach) {
    Approached a = approached(b, body);
    settle_almost_periodic(a);
    Derivation root{name, "L0", to_text(e), {}};
    const auto kind = a.behaviour.kind;
    if (name == "convergent" && kind == Kind::finite) {
      root.hypotheses.push_back(a.behaviour.why);
      return settled(Truth::yes, std::move(root));
    }
    if (name == "convergent") {
      if (auto none = no_limit(a)) {
        root.hypotheses.push_back(std::move(*none));
        return settled(Truth::no, std::move(root));
      }
    }
    return undecided(rules_method, a.behaviour.trouble.empty() ? "no rule of the rule book applies" : a.behaviour.trouble, rules_remedy);
  }
  if (name == "bounded") {
    Derivation root{name, "L0", to_text(e), {}};
    ExtendedRange r;
    try {
      if (b.domain.lo) r.lo = detail::enclosed_constant(b.domain.lo).lo;
      if (b.domain.hi) r.hi = detail::enclosed_constant(b.domain.hi).hi;
      r.lo.open = r.lo.infinite != 0 || (b.domain.kind == Domain::Kind::reals && !b.domain.lo_closed);
      r.hi.open = r.hi.infinite != 0 || (b.domain.kind == Domain::Kind::reals && !b.domain.hi_closed);
      if (r.bounded() && r.hi.value < r.lo.value) user_error(Undefined{e, "the domain is empty", true, false, "empty-domain"}, "");
      detail::Bounds bounds({{b.slot, r}});
      const ExtendedRange values = bounds.range(bounds.form(body));
      if (values.bounded()) {
        root.hypotheses.push_back({"bound on the whole domain", "L2",
                                   to_text(body) + " lies in [" + to_text(values.lo.value, values.lo.value, 8) + ", " + to_text(values.hi.value, values.hi.value, 8) + "]", {}});
        return settled(Truth::yes, std::move(root));
      }
    } catch (const detail::NotBounded&) {
    }
    if (!b.domain.hi && b.domain.kind == Domain::Kind::integers) {
      const Behaviour far = LimitRules(b.slot, b.name, true).of(body);
      if (far.kind == Kind::plus_infinity || far.kind == Kind::minus_infinity) {
        root.hypotheses.push_back(far.why);
        return settled(Truth::no, std::move(root));
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
      return undecided(rules_method, "monotonicity over this kind of domain has no rule", "state it with forall over neighbours, or by the derivative");
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
    if (certainly_not(o.truth)) o = undecided(rules_method, "the derivative vanishes somewhere, which does not exclude strict monotonicity", rules_remedy);
    return o;
  };
  const auto ordered = [&](Op relation) { return b.domain.kind == Domain::Kind::reals ? by_slope(relation) : stepwise(relation); };
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
  if (name == "convergent") return undecided(rules_method, "convergence is stated with n -> inf", "write convergent(n -> inf, ...)");
  return undecided(rules_method, "no rule for the property " + name, rules_remedy);
}

}  // namespace posproof
