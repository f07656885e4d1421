#include <algorithm>

#include "posproof/decide/normal_form.hpp"

// Sums, products and integrals as atoms, and renaming of bound variables (I8, I9).

namespace posproof {

int NormalForms::binder_atom(Atom::Kind kind, int bound, std::vector<NormalForm> args) {
  std::string id = "binder:" + std::to_string(static_cast<int>(kind)) + ":" + std::to_string(bound);
  for (const NormalForm& arg : args) id += ":" + key(arg);
  if (const auto found = atom_ids_.find(id); found != atom_ids_.end()) return found->second;
  Atom a;
  a.kind = kind;
  a.of = bound;
  a.real = std::all_of(args.begin(), args.end(), [&](const NormalForm& arg) { return is_real(arg); });
  if (a.real && kind != Atom::Kind::integral && certainly_nonnegative(args.back())) a.range = ExtendedRange::at_least(0);
  a.args = std::move(args);
  return intern_atom(std::move(a), id);
}

NormalForm NormalForms::rename_atom(int id, int from, int to) {
  if (id == from) return atom(to);
  const Atom a = atom_info(id);
  if (!contains(Monomial{{{id, Rational(1)}}, 0}, from)) return atom(id);
  if (a.kind == Atom::Kind::logarithm) {
    const NormalForm of = rename_atom(a.of, from, to);
    return log_of_atom(of.numerator.begin()->first.powers.front().first);
  }
  std::vector<NormalForm> args;
  for (const NormalForm& arg : a.args) args.push_back(rename(arg, from, to));
  switch (a.kind) {
    case Atom::Kind::base: return atom(base_atom(args.front()));
    case Atom::Kind::magnitude: return atom(magnitude_atom(args.front()));
    case Atom::Kind::function: return opaque(a.name, args, a.range, a.integer);
    case Atom::Kind::sum:
    case Atom::Kind::product:
    case Atom::Kind::integral:
      if (a.of == to) throw NotShown{"nested sums over the same range"};
      return atom(binder_atom(a.kind, a.of, std::move(args)));
    default: throw NotShown{"a bound variable that cannot be renamed"};
  }
}

NormalForm NormalForms::rename_terms(const Terms& t, int from, int to) {
  NormalForm sum = constant(0);
  for (const auto& [m, c] : t) {
    NormalForm term = constant(c);
    for (const auto& [id, q] : m.powers) {
      const NormalForm renamed = rename_atom(id, from, to);
      term = mul(term, atom_power(renamed.numerator.begin()->first.powers.front().first, q));
    }
    if (m.exponent != 0) {
      const NormalForm e = exponent(m.exponent);
      term = mul(term, exp(rename(e, from, to)));
    }
    sum = add(sum, term);
  }
  return sum;
}

NormalForm NormalForms::rename(const NormalForm& a, int from, int to) {
  if (from == to || !contains(a, from)) return a;
  const NormalForm above = rename_terms(a.numerator, from, to);
  if (constant_value(from_terms(a.denominator))) return above;
  const NormalForm below = rename_terms(a.denominator, from, to);
  if (is_zero(below)) throw NotShown{"a bound variable that cannot be renamed"};
  return mul(above, fraction(below.denominator, below.numerator));
}

}  // namespace posproof
