#include <algorithm>
#include <numeric>

#include "posproof/arith/multivariate.hpp"
#include "posproof/decide/normal_form.hpp"

// Fractions in lowest terms (I7). Atoms and the directions of the exponents become the variables of a polynomial ring;
// a common factor found there is a common factor of the values, so cancelling it is exact, and it is not zero because
// it divides a denominator that is not zero.

namespace posproof {
namespace {

bool real_coefficients(const Terms& t) {
  return std::all_of(t.begin(), t.end(), [](const auto& term) { return term.second.is_real(); });
}

bool is_unit(const Terms& t) { return t.size() == 1 && t.begin()->first.is_one() && t.begin()->second.is_one(); }

}  // namespace

/// Maps terms to polynomials over one set of variables and back.
struct FractionReducer {
  NormalForms& forms;

  struct Generator {
    int atom = -1;  // or a direction of exponents: part (re or im) of monomial / denominator
    Monomial monomial;
    Terms denominator;
    bool imaginary = false;
    Integer scale = 1;  // exponents are multiples of 1/scale
  };
  std::vector<Generator> generators;
  std::map<int, std::size_t> atoms;
  std::map<std::string, std::size_t> directions;

  using Exponents = std::map<std::size_t, Rational>;

  std::size_t direction(const Terms& denominator, const Monomial& m, bool imaginary) {
    const std::string name = forms.key(NormalForm{{{m, Gaussian(1)}}, denominator}) + (imaginary ? "i" : "r");
    const auto [place, fresh] = directions.try_emplace(name, generators.size());
    if (fresh) generators.push_back({-1, m, denominator, imaginary, 1});
    return place->second;
  }

  Exponents exponents(const Monomial& m) {
    Exponents out;
    for (const auto& [id, q] : m.powers) {
      const auto [place, fresh] = atoms.try_emplace(id, generators.size());
      if (fresh) generators.push_back({id, {}, {}, false, 1});
      out[place->second] = q;
    }
    if (m.exponent != 0) {
      const NormalForm e = forms.exponent(m.exponent);
      for (const auto& [em, c] : e.numerator) {
        if (c.re.sign() != 0) out[direction(e.denominator, em, false)] = c.re;
        if (c.im.sign() != 0) out[direction(e.denominator, em, true)] = c.im;
      }
    }
    for (const auto& [g, q] : out) generators[g].scale = lcm(generators[g].scale, q.denominator());
    return out;
  }

  struct Shifted {
    std::vector<Exponents> terms;
    std::vector<Rational> least;
  };

  Shifted collect(const Terms& t) {
    Shifted out;
    for (const auto& [m, c] : t) out.terms.push_back(exponents(m));
    return out;
  }

  /// The least exponent of each generator, taken out so that none is negative.
  void find_least(Shifted& s) const {
    s.least.assign(generators.size(), Rational(0));
    for (std::size_t g = 0; g < generators.size(); ++g) {
      bool first = true;
      for (const Exponents& e : s.terms) {
        const auto it = e.find(g);
        const Rational q = it == e.end() ? Rational(0) : it->second;
        if (first || q < s.least[g]) s.least[g] = q;
        first = false;
      }
    }
  }

  /// nullopt when an exponent does not fit.
  std::optional<MultivariatePolynomial> polynomial(const Terms& t, const Shifted& s, bool imaginary,
                                                   const Integer& multiplier) const {
    MultivariatePolynomial p;
    p.variables = std::max<std::size_t>(1, generators.size());
    std::size_t k = 0;
    for (const auto& [m, c] : t) {
      const Exponents& e = s.terms[k++];
      const Rational part = (imaginary ? c.im : c.re) * Rational(multiplier);
      if (part.sign() == 0) continue;
      std::vector<unsigned long> v(p.variables, 0);
      for (std::size_t g = 0; g < generators.size(); ++g) {
        const auto it = e.find(g);
        const Rational q = ((it == e.end() ? Rational(0) : it->second) - s.least[g]) * Rational(generators[g].scale);
        const std::optional<long> n = q.to_long();
        if (!n || *n > (1L << 20)) return std::nullopt;
        v[g] = static_cast<unsigned long>(*n);
      }
      p.terms.emplace_back(std::move(v), part.numerator());
    }
    return p;
  }

  NormalForm term(const std::vector<unsigned long>& v, const std::vector<Rational>& least) const {
    NormalForm out = forms.constant(1), e = forms.constant(0);
    for (std::size_t g = 0; g < generators.size(); ++g) {
      const Generator& gen = generators[g];
      const Rational q = Rational(Integer(v[g])) / Rational(gen.scale) + least[g];
      if (q.sign() == 0) continue;
      if (gen.atom >= 0)
        out = forms.mul(out, forms.atom_power(gen.atom, q));
      else
        e = forms.add(e, NormalForm{{{gen.monomial, gen.imaginary ? Gaussian(0, q) : Gaussian(q)}}, gen.denominator});
    }
    return forms.mul(out, forms.exp(e));
  }

  /// False when the result is not a polynomial.
  bool rebuild(Terms& into, const MultivariatePolynomial& p, const std::vector<Rational>& least, const Gaussian& factor) const {
    NormalForm sum = forms.from_terms(into);
    for (const auto& [v, c] : p.terms) sum = forms.add(sum, forms.scale(term(v, least), Gaussian(Rational(c)) * factor));
    if (!is_unit(sum.denominator)) return false;
    into = sum.numerator;
    return true;
  }

  static Integer denominators(const Terms& t) {
    Integer out = 1;
    for (const auto& [m, c] : t) out = lcm(out, lcm(c.re.denominator(), c.im.denominator()));
    return out;
  }

  /// Cancels the common factor; true when something was cancelled.
  bool reduce(Terms& above, Terms& below) {
    Shifted sa = collect(above), sb = collect(below);
    find_least(sa);
    find_least(sb);
    const Integer ka = denominators(above), kb = denominators(below);
    const auto re = polynomial(above, sa, false, ka), im = polynomial(above, sa, true, ka);
    const auto den = polynomial(below, sb, false, kb);
    if (!re || !im || !den) return false;
    MultivariatePolynomial g = *den;
    for (const auto* part : {&*re, &*im})
      if (!part->terms.empty()) g = gcd_with_cofactors(*part, g).gcd;
    if (g.terms.size() == 1) return false;  // monomials are dealt with as units
    Terms new_above, new_below;
    if (!re->terms.empty() && !rebuild(new_above, gcd_with_cofactors(*re, g).a_cofactor, sa.least, Rational(1) / Rational(ka)))
      return false;
    if (!im->terms.empty() &&
        !rebuild(new_above, gcd_with_cofactors(*im, g).a_cofactor, sa.least, Gaussian(0, Rational(1) / Rational(ka))))
      return false;
    if (!rebuild(new_below, gcd_with_cofactors(*den, g).a_cofactor, sb.least, Rational(1) / Rational(kb))) return false;
    if (new_above.empty() || new_below.empty()) return false;
    above = std::move(new_above);
    below = std::move(new_below);
    return true;
  }
};

NormalForm NormalForms::fraction(Terms numerator, Terms denominator) {
  if (denominator.empty()) throw NotShown{"a denominator that vanishes"};
  if (numerator.empty()) return from_terms({});
  if (is_unit(denominator)) return from_terms(std::move(numerator));
  use("I7");
  if (denominator.size() == 1)
    return mul(from_terms(std::move(numerator)), inverse_monomial(denominator.begin()->first, denominator.begin()->second));
  const Gaussian lead = inverse(denominator.begin()->second);
  for (auto& [m, c] : denominator) c = c * lead;
  for (auto& [m, c] : numerator) c = c * lead;
  if (!real_coefficients(denominator)) {
    // Multiplying by the conjugate is exact only where that is not zero: certain when the monomials are real.
    Terms conjugate;
    for (const auto& [m, c] : denominator) conjugate.emplace(m, posproof::conj(c));
    const bool real_monomials = std::all_of(denominator.begin(), denominator.end(), [&](const auto& t) {
      return is_real(from_terms({{t.first, Gaussian(1)}}));
    });
    if (real_monomials) {
      const NormalForm above = multiply_terms(numerator, conjugate), below = multiply_terms(denominator, conjugate);
      if (is_unit(above.denominator) && is_unit(below.denominator) && real_coefficients(below.numerator)) {
        numerator = above.numerator;
        denominator = below.numerator;
      }
    }
  }
  if (real_coefficients(denominator) && numerator.size() + denominator.size() <= 4096) {
    FractionReducer reducer{*this, {}, {}, {}};
    reducer.reduce(numerator, denominator);
  }
  if (denominator.size() == 1)
    return mul(from_terms(std::move(numerator)), inverse_monomial(denominator.begin()->first, denominator.begin()->second));
  return normalise_denominator(std::move(numerator), std::move(denominator));
}

/// Takes units out of the denominator: common powers of atoms (not zero, since they divide it), an exponential, a number.
NormalForm NormalForms::normalise_denominator(Terms numerator, Terms denominator) {
  NormalForm unit = constant(1);
  std::map<int, Rational> least;
  for (const auto& [id, q] : denominator.begin()->first.powers) least[id] = q;
  for (const auto& [m, c] : denominator)
    for (const auto& [id, q] : m.powers) least.try_emplace(id, Rational(0));
  for (auto& [id, q] : least)
    for (const auto& [m, c] : denominator) {
      const auto it = std::find_if(m.powers.begin(), m.powers.end(), [&, id = id](const auto& p) { return p.first == id; });
      q = std::min(q, it == m.powers.end() ? Rational(0) : it->second);
    }
  for (const auto& [id, q] : least) {
    const Atom::Kind kind = atom_info(id).kind;
    if (q.sign() != 0 && kind != Atom::Kind::base && kind != Atom::Kind::magnitude) unit = mul(unit, atom_power(id, -q));
  }
  int smallest = denominator.begin()->first.exponent;
  for (const auto& [m, c] : denominator) {
    if (m.exponent == smallest) continue;
    const NormalForm difference = sub(exponent(m.exponent), exponent(smallest));
    const Gaussian& lead = difference.numerator.begin()->second;
    if (lead.re.sign() < 0 || (lead.re.sign() == 0 && lead.im.sign() < 0)) smallest = m.exponent;
  }
  if (smallest != 0) unit = mul(unit, exp(neg(exponent(smallest))));
  if (is_unit(unit.denominator) && !is_unit(unit.numerator)) {
    const NormalForm above = multiply_terms(numerator, unit.numerator), below = multiply_terms(denominator, unit.numerator);
    if (is_unit(above.denominator) && is_unit(below.denominator) && !below.numerator.empty()) {
      numerator = above.numerator;
      denominator = below.numerator;
    }
  }
  auto chosen = std::find_if(denominator.begin(), denominator.end(), [](const auto& t) { return t.first.exponent == 0; });
  if (chosen == denominator.end()) chosen = denominator.begin();
  const Gaussian factor = inverse(chosen->second);
  for (auto& [m, c] : denominator) c = c * factor;
  for (auto& [m, c] : numerator) c = c * factor;
  if (is_unit(denominator)) return from_terms(std::move(numerator));
  return {std::move(numerator), std::move(denominator)};
}

}  // namespace posproof
