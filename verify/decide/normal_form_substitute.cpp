#include "posproof/decide/normal_form.hpp"

// Substitution of a form for an atom (I8: a sum read from its other end). Every part is built anew, so that its side
// conditions are certified again.

namespace posproof {

NormalForm NormalForms::substituted_power(int id, const Rational& q, int from, const NormalForm& value) {
  if (id == from) return power(value, constant(q));
  const Atom a = atom_info(id);
  if (!contains(Monomial{{{id, Rational(1)}}, 0}, from)) return atom_power(id, q);
  std::vector<NormalForm> args;
  for (const NormalForm& arg : a.args) {
    const bool bound_here = (a.kind == Atom::Kind::sum || a.kind == Atom::Kind::product || a.kind == Atom::Kind::integral);
    if (bound_here) throw NotShown{"a substitution under a sum"};
    args.push_back(substitute(arg, from, value));
  }
  const NormalForm exponent_form = constant(q);
  switch (a.kind) {
    case Atom::Kind::logarithm: return power(log(substituted_power(a.of, Rational(1), from, value)), exponent_form);
    case Atom::Kind::base: return power(args.front(), exponent_form);
    case Atom::Kind::magnitude: return power(abs(args.front()), exponent_form);
    case Atom::Kind::function: return power(function(a.name, args), exponent_form);
    default: throw NotShown{"a bound variable that cannot be replaced"};
  }
}

NormalForm NormalForms::substitute_terms(const Terms& t, int from, const NormalForm& value) {
  NormalForm sum = constant(0);
  for (const auto& [m, c] : t) {
    NormalForm term = constant(c);
    for (const auto& [id, q] : m.powers) term = mul(term, substituted_power(id, q, from, value));
    if (m.exponent != 0) {
      const NormalForm e = exponent(m.exponent);
      term = mul(term, exp(substitute(e, from, value)));
    }
    sum = add(sum, term);
  }
  return sum;
}

NormalForm NormalForms::substitute(const NormalForm& a, int from, const NormalForm& value) {
  if (!contains(a, from)) return a;
  const NormalForm above = substitute_terms(a.numerator, from, value);
  if (constant_value(from_terms(a.denominator))) return above;
  return div(above, substitute_terms(a.denominator, from, value));
}

}  // namespace posproof
