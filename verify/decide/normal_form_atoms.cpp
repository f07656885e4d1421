#include <algorithm>

#include "posproof/arith/ball.hpp"
#include "posproof/arith/contract.hpp"
#include "posproof/decide/normal_form.hpp"

// Atoms and exponents are interned: equal forms get equal ids, so that monomials compare by ids.

namespace posproof {
namespace {

std::string monomial_key(const Monomial& m) {
  std::string out;
  for (const auto& [id, q] : m.powers) out += "a" + std::to_string(id) + "^" + q.str();
  if (m.exponent != 0) out += "E" + std::to_string(m.exponent);
  return out;
}

std::string terms_key(const Terms& t) {
  std::string out;
  for (const auto& [m, c] : t) out += c.re.str() + "," + c.im.str() + monomial_key(m) + ";";
  return out;
}

ExtendedRange constant_range(const std::string& name) {
  const PrecisionScope scope(Bits{64});
  const Ball value = name == "pi" ? Ball::pi() : Ball::euler_gamma();
  return ExtendedRange::between(lower(value), upper(value));
}

}  // namespace

std::string NormalForms::key(const NormalForm& a) const { return terms_key(a.numerator) + "/" + terms_key(a.denominator); }

int NormalForms::intern_atom(Atom atom, const std::string& key) {
  const auto [place, fresh] = atom_ids_.try_emplace(key, static_cast<int>(atoms_.size()));
  if (fresh) atoms_.push_back(std::move(atom));
  return place->second;
}

int NormalForms::intern_exponent(const NormalForm& e) {
  const auto [place, fresh] = exponent_ids_.try_emplace(key(e), static_cast<int>(exponents_.size()));
  if (fresh) exponents_.push_back(e);
  return place->second;
}

int NormalForms::variable(const std::string& name, int slot, bool integer, const ExtendedRange& range) {
  Atom a;
  a.kind = Atom::Kind::variable;
  a.name = name;
  a.slot = slot;
  a.integer = integer;
  a.range = range;
  return intern_atom(std::move(a), "var:" + std::to_string(slot));
}

int NormalForms::named_constant(const std::string& name) {
  ensure(name == "pi" || name == "euler_gamma", "a constant without an atom");
  const std::string id = "const:" + name;
  if (const auto found = atom_ids_.find(id); found != atom_ids_.end()) return found->second;
  Atom a;
  a.kind = Atom::Kind::constant;
  a.name = name;
  a.range = constant_range(name);
  return intern_atom(std::move(a), id);
}

int NormalForms::bound_index(const NormalForm& last, int nesting) {
  const std::string id = "index:" + std::to_string(nesting) + ":" + key(last);
  if (const auto found = atom_ids_.find(id); found != atom_ids_.end()) return found->second;
  Atom a;
  a.kind = Atom::Kind::bound;
  a.name = "k" + std::to_string(nesting);
  a.integer = true;
  a.range = ExtendedRange::at_least(0);
  if (is_real(last)) a.range.hi = range(last).hi;
  const int atom = intern_atom(std::move(a), id);
  if (is_real(last) && !constant_value(last)) last_of_.emplace(atom, last);
  return atom;
}

int NormalForms::bound_real(const NormalForm& from, const NormalForm& to, int nesting, const ExtendedRange& range) {
  Atom a;
  a.kind = Atom::Kind::bound;
  a.name = "x" + std::to_string(nesting);
  a.range = range;
  return intern_atom(std::move(a), "real:" + std::to_string(nesting) + ":" + key(from) + ":" + key(to));
}

int NormalForms::prime_atom(const Integer& p) {
  Atom a;
  a.kind = Atom::Kind::prime;
  a.prime = p;
  a.integer = true;
  a.range = ExtendedRange::point(Rational(p));
  return intern_atom(std::move(a), "prime:" + p.get_str());
}

int NormalForms::base_atom(const NormalForm& a) {
  const std::string id = "base:" + key(a);
  if (const auto found = atom_ids_.find(id); found != atom_ids_.end()) return found->second;
  Atom atom;
  atom.kind = Atom::Kind::base;
  atom.args = {a};
  atom.range = intersect(range(a), ExtendedRange::at_least(0, certainly_nonzero(a)));
  return intern_atom(std::move(atom), id);
}

int NormalForms::magnitude_atom(const NormalForm& a) {
  const std::string id = "abs:" + key(a);
  if (const auto found = atom_ids_.find(id); found != atom_ids_.end()) return found->second;
  Atom atom;
  atom.kind = Atom::Kind::magnitude;
  atom.args = {a};
  const ExtendedRange r = range(a);
  atom.range = ExtendedRange::at_least(0, certainly_nonzero(a));
  if (r.bounded()) {
    const Rational largest = std::max(posproof::abs(r.lo.value), posproof::abs(r.hi.value));
    atom.range.hi = {0, largest, false};
  }
  return intern_atom(std::move(atom), id);
}

bool NormalForms::contains(const Monomial& m, int atom) const {
  for (const auto& [id, q] : m.powers) {
    if (id == atom) return true;
    const Atom& a = atom_info(id);
    if (a.kind == Atom::Kind::logarithm && contains(Monomial{{{a.of, Rational(1)}}, 0}, atom)) return true;
    const bool hidden = a.kind != Atom::Kind::logarithm && a.of == atom;  // the last argument binds this variable itself
    for (std::size_t k = 0; k < a.args.size(); ++k)
      if (!(hidden && k + 1 == a.args.size()) && contains(a.args[k], atom)) return true;
  }
  return m.exponent != 0 && contains(exponent(m.exponent), atom);
}

bool NormalForms::contains(const NormalForm& a, int atom) const {
  const auto in = [&](const auto& term) { return contains(term.first, atom); };
  return std::any_of(a.numerator.begin(), a.numerator.end(), in) || std::any_of(a.denominator.begin(), a.denominator.end(), in);
}

// ---- conjugation (I6)

NormalForm NormalForms::conj_atom(int id) {
  const Atom a = atom_info(id);
  if (a.real) return atom(id);
  std::vector<NormalForm> args = a.args;  // sums, products and integrals: the conjugate of each term
  args.back() = conj(args.back());
  return atom(binder_atom(a.kind, a.of, std::move(args)));
}

NormalForm NormalForms::conj_terms(const Terms& t) {
  NormalForm sum = constant(0);
  for (const auto& [m, c] : t) {
    Monomial plain;
    NormalForm factor = constant(posproof::conj(c));
    for (const auto& [id, q] : m.powers) {
      if (atom_info(id).real) {
        plain.powers.emplace_back(id, q);
      } else {
        const std::optional<long> k = q.to_long();
        if (!k) throw NotShown{"a root of a complex sum"};
        factor = mul(factor, integer_power(conj_atom(id), *k));
      }
    }
    factor = mul(factor, from_terms({{plain, Gaussian(1)}}));
    if (m.exponent != 0) {
      auto found = conjugate_exponents_.find(m.exponent);
      if (found == conjugate_exponents_.end()) {
        const NormalForm e = exponent(m.exponent);
        found = conjugate_exponents_.emplace(m.exponent, exp(conj(e))).first;
      }
      factor = mul(factor, found->second);
    }
    sum = add(sum, factor);
  }
  return sum;
}

NormalForm NormalForms::conj(const NormalForm& a) {
  const NormalForm above = conj_terms(a.numerator);
  if (constant_value(from_terms(a.denominator))) return above;
  const NormalForm below = conj_terms(a.denominator);
  return mul(above, fraction(below.denominator, below.numerator));
}

bool NormalForms::is_real(const NormalForm& a) {
  const auto plainly_real = [&](const auto& term) {
    return term.second.is_real() && term.first.exponent == 0 &&
           std::all_of(term.first.powers.begin(), term.first.powers.end(),
                       [&](const auto& p) { return atom_info(p.first).real; });
  };
  if (std::all_of(a.numerator.begin(), a.numerator.end(), plainly_real) &&
      std::all_of(a.denominator.begin(), a.denominator.end(), plainly_real))
    return true;
  return is_zero(sub(conj(a), a));
}

NormalForm NormalForms::re(const NormalForm& a) {
  use("I6");
  return scale(add(a, conj(a)), Rational(Integer(1), Integer(2)));
}

NormalForm NormalForms::im(const NormalForm& a) {
  use("I6");
  return scale(sub(a, conj(a)), Gaussian(0, Rational(Integer(-1), Integer(2))));
}

}  // namespace posproof
