#include <map>

#include "bounds.hpp"
#include "decider.hpp"
#include "end_rule.hpp"
#include "posproof/claim/error.hpp"
#include "posproof/claim/print.hpp"
#include "posproof/claim/walk.hpp"
#include "posproof/decide/identity.hpp"

// Sums over one range, compared term by term (E3), and statements whose variables enter through one power only (E4).

namespace posproof {
namespace {

using detail::NotBounded;

/// sum(k, lo, hi, left) REL sum(k, lo, hi, right) with one k and one range; nullopt for anything else.
struct Sums {
  Binder index;
  Expr left, right;
};
std::optional<Sums> sums_over_one_range(const Expr& relation) {
  if (relation->op != Op::less_equal && relation->op != Op::greater_equal) return std::nullopt;
  const Expr &a = relation->args[0], &b = relation->args[1];
  if (a->op != Op::sum || b->op != Op::sum) return std::nullopt;
  const Binder &i = a->binders[0], &j = b->binders[0];
  for (const Binder* x : {&i, &j})
    if (!is_plain_range(x->domain)) return std::nullopt;
  if (!same(i.domain.lo, j.domain.lo) || !same(i.domain.hi, j.domain.hi)) return std::nullopt;
  return Sums{i, a->args[0], substitute(b->args[0], j.slot, make_variable(i.name, i.slot))};
}

/// A power in the tree whose replacement leaves no other variable.
void collect_powers(const Expr& e, std::vector<Expr>& out) {
  if (!e) return;
  if (e->op == Op::pow && !free_slots(e).empty()) out.push_back(e);
  for (const auto& a : e->args) collect_powers(a, out);
}
Expr replaced(const Expr& e, const Expr& part, const Expr& by) {
  return same(e, part) ? by : map_args(e, [&](const Expr& arg) { return replaced(arg, part, by); });
}

/// (0, 1] or [1, inf): where base^exponent lies when base >= 1 and the exponent has one sign. nullopt when that is not seen.
std::optional<Domain> range_of_power(const Expr& power, const std::map<int, ExtendedRange>& variables) {
  try {
    detail::Bounds bounds(variables);
    const ExtendedRange base = bounds.range(bounds.form(power->args[0])), exponent = bounds.range(bounds.form(power->args[1]));
    if (base.lo.infinite != 0 || base.lo.value < Rational(1)) return std::nullopt;
    Domain d;
    d.kind = Domain::Kind::reals;
    if (exponent.nonpositive()) {
      d.lo = make_number(Rational(0));
      d.lo_closed = false;
      d.hi = make_number(Rational(1));
    } else if (exponent.nonnegative()) {
      d.lo = make_number(Rational(1));
    } else {
      return std::nullopt;
    }
    return d;
  } catch (const NotBounded&) {
    return std::nullopt;
  }
}

std::optional<ExtendedRange> widest(const Binder& b) {
  if (b.domain.kind != Domain::Kind::integers && b.domain.kind != Domain::Kind::reals) return std::nullopt;
  ExtendedRange r;
  try {
    for (const bool low : {true, false}) {
      const Expr& e = low ? b.domain.lo : b.domain.hi;
      if (!e || !free_slots(e).empty()) continue;  // an end that depends on other variables is left unbounded
      const auto x = detail::enclosed_constant(e);
      (low ? r.lo : r.hi) = low ? x.lo : x.hi;
    }
  } catch (const NotBounded&) {
    return std::nullopt;
  }
  return r;
}

}  // namespace

Finding Decider::term_by_term(const Block& block) {
  const Finding none = undecided("term by term", "the statement does not compare sums term by term", "state it for one term");
  if (!block.universal || !block.filters.empty()) return none;
  const auto sums = sums_over_one_range(block.body);
  if (!sums) return none;
  std::map<int, ExtendedRange> ranges;
  std::vector<Binder> binders = block.binders;
  binders.push_back(sums->index);
  for (const auto& b : binders) {
    const auto r = widest(b);
    if (!r) return none;
    ranges.emplace(b.slot, *r);
  }
  // Both sums are defined on the whole domain, their ends integers included: the identity prover shows that with e == e.
  const auto facts = facts_of(block.binders);
  for (const auto& side : block.body->args)
    if (!prove_equal(side, side, facts).proved) return none;
  const Expr term = make_node(block.body->op, {sums->left, sums->right});
  std::vector<Expr> powers;
  collect_powers(term, powers);
  for (const auto& power : powers) {
    Binder x = sums->index;
    x.name = "x";
    const Expr body = replaced(term, power, make_variable(x.name, x.slot));
    const auto free = free_slots(body);
    if (free.size() != 1 || free[0] != x.slot) continue;
    const auto domain = range_of_power(power, ranges);
    if (!domain) continue;
    x.domain = *domain;
    Finding o;
    try {
      o = over_reals(Block{true, {x}, {}, body});
    } catch (const ClaimError&) {
      continue;  // undefined at values that the power need not take
    }
    if (!certainly(o.truth)) continue;
    const std::string everywhere = domain->hi ? " for every x in (0, 1]" : " for every x in [1, inf)";
    const Derivation one = step_of(o.evidence, to_text(body) + everywhere, "V0");
    Derivation tree{"sums over one range, term by term",
                    "E3",
                    to_text(term),
                    {{"its variables enter only through x = " + to_text(power), "E4", "", {one}}}};
    o.evidence.method = "term by term";
    o.evidence.theorems.insert(o.evidence.theorems.begin(), {"E3", "E4"});
    o.evidence.derivation = std::move(tree);
    o.evidence.margin.reset();
    o.evidence.margin_at.clear();
    return o;
  }
  return none;
}

}  // namespace posproof
