#include "limit_approach.hpp"

#include "posproof/claim/print.hpp"

namespace posproof::detail {
namespace {

using Kind = Behaviour::Kind;

constexpr long samples = 24;

Expr one_over(const Expr& n) { return make_node(Op::div, {make_number(Rational(1)), n}); }

/// Two arguments at which the term has certainly different values.
std::optional<std::vector<std::pair<Rational, Number<Ball>>>> differing(const Expr& e, int slot, bool integers) {
  const auto values = sampled(e, slot, integers);
  for (std::size_t i = 0; i < values.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (certainly_not(equal(values[i].second, values[j].second))) return {{values[j], values[i]}};
  return std::nullopt;
}

/// A term that is constant where the variable runs has a limit after all.
void settle_almost_periodic(Behaviour& b, int slot, bool integers) {
  if (b.kind != Kind::almost_periodic) return;
  const Expr e = b.value;
  if (differing(e, slot, integers)) return;
  VariableFacts f;
  f.slot = slot;
  f.integer = integers;
  const Expr there = substitute(e, slot, make_number(Rational(1)));
  const auto constant = prove_equal(e, there, {f});
  if (!constant.proved) return;
  Derivation why{"constant", "I1", to_text(e) + " is constant", {b.why, constant.derivation}};
  b.kind = Kind::finite;
  b.value = there;
  b.why = std::move(why);
}

bool settled(const Behaviour& b) {
  return b.kind == Kind::finite || b.kind == Kind::plus_infinity || b.kind == Kind::minus_infinity;
}

/// Two behaviours from the two sides of a point, as one.
Behaviour both_sides(const Behaviour& a, const Behaviour& b) {
  Behaviour out;
  out.trouble = a.kind == Kind::unknown ? a.trouble : b.kind == Kind::unknown ? b.trouble : "the two sides were not compared";
  if (a.kind != b.kind || !settled(a)) return out;
  if (a.kind == Kind::finite && !(a.value && b.value && (same(a.value, b.value) || prove_equal(a.value, b.value, {}).proved)))
    return out;
  out = a;
  out.why = {"both sides of the point", "L7", "", {a.why, b.why}};
  return out;
}

std::optional<Number<Ball>> limit_value(const Behaviour& b) {
  if (b.kind != Kind::finite) return std::nullopt;
  if (b.number) return b.number;
  try {
    ConstantTerms terms;
    return terms.value(b.value);
  } catch (const Undefined&) {
    return std::nullopt;
  }
}

}  // namespace

std::vector<std::pair<Rational, Number<Ball>>> sampled(const Expr& e, int slot, bool integers) {
  std::vector<std::pair<Rational, Number<Ball>>> out;
  for (long m = 0; m < samples; ++m) {
    const Rational at(Integer(m), Integer(integers ? 1 : 5));
    try {
      ConstantTerms terms;
      out.emplace_back(at, terms.value(substitute(e, slot, make_number(at))));
    } catch (const Undefined&) {
    }
  }
  return out;
}

Approach approach(const Binder& b, const Expr& body) {
  const PrecisionScope scope{Bits{limit_bits}};
  Approach a;
  a.slot = b.slot;
  a.name = b.name;
  const Expr n = make_variable(b.name, b.slot);
  std::vector<Expr> bodies;
  if (!b.domain.hi) {
    a.integers = !b.domain.approach_reals;
    bodies = {b.domain.toward_minus_infinity ? substitute(body, b.slot, make_node(Op::neg, {n})) : body};
  } else {
    a.integers = false;
    bodies = {substitute(body, b.slot, make_node(Op::add, {b.domain.hi, one_over(n)})),
              substitute(body, b.slot, make_node(Op::sub, {b.domain.hi, one_over(n)}))};
  }
  LimitRules rules(a.slot, a.name, a.integers);
  for (const auto& e : bodies) {
    Behaviour behaviour = rules.of(e);
    settle_almost_periodic(behaviour, a.slot, a.integers);
    a.paths.push_back({e, std::move(behaviour)});
  }
  a.whole = a.paths.size() == 1 ? a.paths[0].behaviour : both_sides(a.paths[0].behaviour, a.paths[1].behaviour);
  return a;
}

std::optional<Derivation> no_limit(const Approach& a) {
  const PrecisionScope scope{Bits{limit_bits}};
  for (const auto& path : a.paths) {
    const Behaviour& b = path.behaviour;
    if (b.kind == Kind::plus_infinity || b.kind == Kind::minus_infinity)
      return Derivation{"unbounded, so not convergent", "L7", "", {b.why}};
    if (b.kind != Kind::almost_periodic) continue;
    const auto values = differing(b.value, a.slot, a.integers);
    if (!values) continue;
    Derivation d{a.integers ? "almost periodic and not constant on the integers, so without a limit"
                            : "almost periodic and not constant, so without a limit",
                 "T6",
                 "",
                 {b.why}};
    for (const auto& [m, v] : *values)
      d.hypotheses.push_back({"value", "E1", "at " + a.name + " = " + m.str() + ": " + text(v, 12), {}});
    return d;
  }
  if (a.paths.size() != 2) return std::nullopt;
  const auto above = limit_value(a.paths[0].behaviour), below = limit_value(a.paths[1].behaviour);
  if (!above || !below || !certainly_not(equal(*above, *below))) return std::nullopt;
  return Derivation{"the limits from the two sides differ",
                    "L0",
                    "from above " + text(*above, 12) + ", from below " + text(*below, 12),
                    {a.paths[0].behaviour.why, a.paths[1].behaviour.why}};
}

}  // namespace posproof::detail
