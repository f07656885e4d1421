#include "posproof/decide/witness.hpp"

#include "decider.hpp"

namespace posproof {
namespace {

Expr bounds_formula(const Binder& b, const Expr& value) {
  std::vector<Expr> parts;
  const auto& d = b.domain;
  if (d.kind == Domain::Kind::set) {
    for (const auto& e : d.elements) parts.push_back(make_node(Op::equal, {value, e}));
    return parts.size() == 1 ? parts[0] : make_node(Op::disj, parts);
  }
  if (d.lo) parts.push_back(make_node(d.lo_closed ? Op::less_equal : Op::less, {d.lo, value}));
  if (d.hi) parts.push_back(make_node(d.hi_closed ? Op::less_equal : Op::less, {value, d.hi}));
  if (d.kind == Domain::Kind::integers) {
    const Expr step = d.step ? d.step : make_number(Rational(1));
    const Expr steps = make_node(Op::div, {make_node(Op::sub, {value, d.lo}), step});
    parts.push_back(make_node(Op::equal, {make_call("floor", {steps}), steps}));
  }
  if (parts.empty()) parts.push_back(make_node(Op::equal, {value, value}));
  return parts.size() == 1 ? parts[0] : make_node(Op::conj, parts);
}

Truth decided(const Expr& formula, const Settings& settings) {
  PreparedClaim claim;
  claim.source = Source{"<witness>", "", 1, 1};
  claim.formula = formula;
  return Decider(claim, settings).formula(formula).truth;
}

}  // namespace

Truth truth_at_witness(const Expr& formula, const Witness& witness, const Settings& settings) {
  Expr at = formula;
  std::size_t used = 0;
  while (used < witness.values.size() && (at->op == Op::forall || at->op == Op::exists)) {
    Expr body = at->args[0], filter = at->filter;
    std::vector<Expr> inside;
    for (std::size_t i = 0; i < at->binders.size(); ++i) {
      if (used >= witness.values.size()) return Truth::unknown;
      Binder b = at->binders[i];
      for (std::size_t k = 0; k < i; ++k) {
        const Expr earlier = make_number(*Rational::parse(witness.values[used - i + k].second));
        if (b.domain.lo) b.domain.lo = substitute(b.domain.lo, at->binders[k].slot, earlier);
        if (b.domain.hi) b.domain.hi = substitute(b.domain.hi, at->binders[k].slot, earlier);
      }
      if (witness.values[used].first != b.name) return Truth::unknown;
      const auto q = Rational::parse(witness.values[used++].second);
      if (!q) return Truth::unknown;
      const Expr value = make_number(*q);
      inside.push_back(bounds_formula(b, value));
      body = substitute(body, b.slot, value);
      if (filter) filter = substitute(filter, b.slot, value);
    }
    if (filter) inside.push_back(filter);
    for (const auto& f : inside)
      if (!certainly(decided(f, settings))) return Truth::unknown;
    at = body;
  }
  return used == witness.values.size() ? decided(at, settings) : Truth::unknown;
}

}  // namespace posproof
