#include <algorithm>

#include "coq_lower.hpp"
#include "posproof/certify/coq.hpp"
#include "posproof/claim/print.hpp"

// Quantifiers, connectives and relations in Coq's terms.

namespace posproof::coq {
namespace {

FormulaPtr connected(Formula::Kind kind, std::vector<FormulaPtr> args) {
  Formula f;
  f.kind = kind;
  f.args = std::move(args);
  return std::make_shared<const Formula>(std::move(f));
}

/// p1 and (p2 and (... and pk)).
FormulaPtr chained(Formula::Kind kind, const std::vector<FormulaPtr>& parts) {
  FormulaPtr all = parts.back();
  for (auto p = parts.rbegin() + 1; p != parts.rend(); ++p) all = connected(kind, {*p, all});
  return all;
}

FormulaPtr related(const char* relation, TermPtr a, TermPtr b) {
  Formula f;
  f.relation = relation;
  f.lhs = std::move(a);
  f.rhs = std::move(b);
  return std::make_shared<const Formula>(std::move(f));
}

const char* relation_name(Op op) {
  switch (op) {
    case Op::less: return "Less";
    case Op::less_equal: return "LessEq";
    case Op::greater: return "Greater";
    case Op::greater_equal: return "GreaterEq";
    case Op::equal: return "Equal";
    default: return "Unequal";
  }
}

bool all_integers(const std::vector<Expr>& elements) {
  return std::all_of(elements.begin(), elements.end(),
                     [](const Expr& e) { return e->op == Op::number && e->number.is_integer(); });
}

bool is_positive_number(const Expr& e, bool or_zero) {
  return e && e->op == Op::number && (e->number.sign() > 0 || (or_zero && e->number.sign() == 0));
}

}  // namespace

std::optional<Rational> Lowering::take_witness(const std::string& name) {
  auto& values = witness_.values;
  const auto found = std::find_if(values.begin(), values.end(), [&](const auto& v) { return v.first == name; });
  if (found == values.end()) return std::nullopt;
  const auto q = Rational::parse(found->second);
  values.erase(found);
  return q;
}

IntegerDomain Lowering::integers(const Domain& d) {
  IntegerDomain out;
  using Kind = IntegerDomain::Kind;
  if (d.kind == Domain::Kind::set) {
    out.kind = Kind::members;
    for (const Expr& e : d.elements) out.members.push_back(e->number.numerator());
    return out;
  }
  out.lo = bound(d.lo, "the first integer of a domain");
  if (d.hi) out.hi = bound(d.hi, "the last integer of a domain");
  const auto step = d.step ? constant(bound(d.step, "the step of a domain")) : Integer(1);
  if (!step || *step < 1) throw CannotExport("a domain whose step is not a positive number");
  out.step = *step;
  if (!d.hi && out.step != 1) throw CannotExport("an unbounded domain with a step is not exported");
  out.kind = !d.hi ? Kind::at_least : out.step == 1 ? Kind::range : Kind::stepped;
  return out;
}

Segment Lowering::segment(const Domain& d) {
  using Kind = Segment::Kind;
  Segment s;
  if (d.lo) s.lo = real(d.lo);
  if (d.hi) s.hi = real(d.hi);
  if (d.lo && d.hi)
    s.kind = d.lo_closed ? (d.hi_closed ? Kind::closed : Kind::right_open) : (d.hi_closed ? Kind::left_open : Kind::open);
  else if (d.lo)
    s.kind = d.lo_closed ? Kind::from : Kind::above;
  else if (d.hi)
    s.kind = d.hi_closed ? Kind::up_to : Kind::below;
  else
    s.kind = Kind::line;
  return s;
}

FormulaPtr Lowering::formula(const Expr& e, bool want) {
  const Node& n = *e;
  if (is_relation(n.op)) {
    const Parts a = term(n.args[0]), b = term(n.args[1]);
    const char* name = relation_name(n.op);
    if (!a.im && !b.im) return related(name, a.re, b.re);
    const auto zero = number_term(0);
    const auto kind = n.op == Op::equal ? Formula::Kind::conj : Formula::Kind::disj;
    return connected(kind, {related(name, a.re, b.re), related(name, a.im ? a.im : zero, b.im ? b.im : zero)});
  }
  switch (n.op) {
    case Op::conj:
    case Op::disj: {
      std::vector<FormulaPtr> parts;
      for (const Expr& a : n.args) parts.push_back(formula(a, want));
      return chained(n.op == Op::conj ? Formula::Kind::conj : Formula::Kind::disj, parts);
    }
    case Op::negation: return connected(Formula::Kind::negation, {formula(n.args[0], !want)});
    case Op::implies: {
      FormulaPtr premise = formula(n.args[0], !want);
      return connected(Formula::Kind::implies, {std::move(premise), formula(n.args[1], want)});
    }
    case Op::forall:
    case Op::exists: return quantified(n, 0, want);
    case Op::truth: return related(n.number.sign() != 0 ? "Equal" : "Unequal", number_term(0), number_term(0));
    case Op::limit:
    case Op::limsup:
    case Op::liminf: throw CannotExport("limits are not exported");
    default: throw CannotExport("not exported: " + to_text(e).substr(0, 60));
  }
}

FormulaPtr Lowering::matrix(const Node& n, bool want) {
  if (!n.filter) return formula(n.args[0], want);
  const bool universal = n.op == Op::forall;
  FormulaPtr filter = formula(n.filter, universal ? !want : want);
  return connected(universal ? Formula::Kind::implies : Formula::Kind::conj, {std::move(filter), formula(n.args[0], want)});
}

/// A set that is not of integers: the body for each element, joined.
FormulaPtr Lowering::over_set(const Node& n, std::size_t binder, bool want) {
  std::vector<FormulaPtr> parts;
  for (const Expr& element : n.binders[binder].domain.elements) {
    Node rest = n;
    rest.binders.assign(n.binders.begin() + static_cast<std::ptrdiff_t>(binder) + 1, n.binders.end());
    const Expr open = rest.binders.empty() && !rest.filter ? rest.args[0] : std::make_shared<const Node>(std::move(rest));
    if (open->op == n.op && open->binders.empty())
      throw CannotExport("a condition on a set that is not of integers is not exported");
    parts.push_back(formula(substitute(open, n.binders[binder].slot, element), want));
  }
  return chained(n.op == Op::forall ? Formula::Kind::conj : Formula::Kind::disj, parts);
}

FormulaPtr Lowering::quantified(const Node& n, std::size_t binder, bool want) {
  if (binder == n.binders.size()) return matrix(n, want);
  const Binder& b = n.binders[binder];
  const bool universal = n.op == Op::forall;
  if (b.domain.kind == Domain::Kind::set && !all_integers(b.domain.elements)) return over_set(n, binder, want);
  const bool needs_witness = universal != want;
  Formula f;
  f.slot = b.slot;
  const auto witness = needs_witness ? take_witness(b.name) : std::nullopt;
  if (needs_witness && !witness) throw CannotExport("the verdict has no exact value of " + b.name + " to show it with");
  if (b.domain.kind == Domain::Kind::reals) {
    f.kind = universal ? Formula::Kind::all_reals : Formula::Kind::some_real;
    f.segment = segment(b.domain);
    f.real_witness = rational_term(witness.value_or(Rational(0)));
    const bool positive =
        b.domain.lo && (is_positive_number(b.domain.lo, !b.domain.lo_closed) || certainly_positive(b.domain.lo));
    variables_[b.slot] = {false, positive};
  } else {
    f.kind = universal ? Formula::Kind::all_integers : Formula::Kind::some_integer;
    f.domain = integers(b.domain);
    if (witness && !witness->is_integer()) throw CannotExport("the value of " + b.name + " is not an integer");
    if (witness) f.witness = witness->numerator();
    const auto& members = f.domain.members;
    const bool positive = b.domain.kind == Domain::Kind::set
                              ? std::all_of(members.begin(), members.end(), [](const Integer& m) { return m > 0; })
                              : constant(f.domain.lo) && *constant(f.domain.lo) > 0;
    variables_[b.slot] = {true, positive};
  }
  f.args = {quantified(n, binder + 1, want)};
  return std::make_shared<const Formula>(std::move(f));
}

}  // namespace posproof::coq
