#include "comparisons.hpp"

#include "posproof/arith/contract.hpp"
#include "posproof/decide/signs.hpp"

namespace posproof {

Comparisons::Comparisons(const Expr& formula) : root_(read(formula)) {}

Comparisons::Part Comparisons::read(const Expr& e) {
  Part part{e->op, 0, false, {}};
  if (is_relation(e->op)) {
    part.atom = atoms_.size();
    atoms_.push_back({e->op, program_.add(make_node(Op::sub, {e->args[0], e->args[1]}))});
    return part;
  }
  if (e->op == Op::truth) {
    part.value = e->number != Rational(0);
    return part;
  }
  ensure(e->op == Op::conj || e->op == Op::disj || e->op == Op::implies || e->op == Op::negation,
         "a formula with quantifiers among comparisons");
  for (const auto& a : e->args) part.parts.push_back(read(a));
  return part;
}

Truth Comparisons::truth(const Part& part, const std::function<Truth(std::size_t)>& of) {
  if (part.op == Op::truth) return truth_of(part.value);
  if (part.op == Op::negation) return !truth(part.parts[0], of);
  if (part.parts.empty()) return of(part.atom);
  const Truth settles = part.op == Op::conj ? Truth::no : Truth::yes;
  for (std::size_t i = 0; i < part.parts.size(); ++i) {
    Truth t = truth(part.parts[i], of);
    if (part.op == Op::implies && i == 0) t = !t;
    // What is not certain may be undefined, and then it decides nothing: the parts after it are not looked at.
    if (t == settles || t == Truth::unknown) return t;
  }
  return !settles;
}

Truth relation_over(Op relation, const Rational& lo, const Rational& hi) {
  Signs s = Signs::none();
  if (lo.sign() < 0) s = s | Signs::negative();
  if (hi.sign() > 0) s = s | Signs::positive();
  if (lo.sign() <= 0 && hi.sign() >= 0) s = s | Signs::zero();
  return relation_truth(relation, s);
}

}  // namespace posproof
