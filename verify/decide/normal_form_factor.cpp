#include <algorithm>
#include <map>

#include "posproof/arith/multivariate.hpp"
#include "posproof/decide/normal_form.hpp"

// Irreducible factors of polynomials in the atoms (I7): signs, roots and logarithms of products are taken factor by factor.

namespace posproof {
namespace {

constexpr std::size_t most_terms = 64;
constexpr std::size_t most_variables = 8;
constexpr long largest_exponent = 200;

}  // namespace

/// t = unit * product of factor^k with a monomial unit; nullopt when t is no such polynomial or has one simple factor only.
std::optional<NormalForms::Factored> NormalForms::factored(const Terms& t) {
  if (t.size() < 2 || t.size() > most_terms) return std::nullopt;
  std::map<int, std::size_t> place;
  Integer scale = 1;
  for (const auto& [m, c] : t) {
    if (m.exponent != 0 || !c.is_real()) return std::nullopt;
    scale = lcm(scale, c.re.denominator());
    for (const auto& [id, q] : m.powers) {
      if (!q.is_integer() || posproof::abs(q) > Rational(largest_exponent)) return std::nullopt;
      place.try_emplace(id, place.size());
    }
  }
  if (place.empty() || place.size() > most_variables) return std::nullopt;
  std::vector<int> atoms(place.size());
  for (const auto& [id, k] : place) atoms[k] = id;
  const auto power_of = [](const Monomial& m, int id) {
    for (const auto& [other, q] : m.powers)
      if (other == id) return *q.to_long();
    return 0L;
  };
  std::vector<long> least(atoms.size(), largest_exponent);
  for (const auto& [m, c] : t)
    for (std::size_t k = 0; k < atoms.size(); ++k) least[k] = std::min(least[k], power_of(m, atoms[k]));
  MultivariatePolynomial p;
  p.variables = atoms.size();
  for (const auto& [m, c] : t) {
    std::vector<unsigned long> e;
    for (std::size_t k = 0; k < atoms.size(); ++k) e.push_back(static_cast<unsigned long>(power_of(m, atoms[k]) - least[k]));
    p.terms.emplace_back(std::move(e), (c.re * Rational(scale)).numerator());
  }
  const Factorization f = factor(p);
  if (f.factors.size() == 1 && f.factors[0].second == 1) return std::nullopt;
  Factored out{constant(Rational(f.content, scale)), {}};
  for (std::size_t k = 0; k < atoms.size(); ++k) out.unit = mul(out.unit, atom_power(atoms[k], Rational(least[k])));
  for (const auto& [polynomial, k] : f.factors) {
    NormalForm sum = constant(0);
    for (const auto& [e, c] : polynomial.terms) {
      NormalForm term = constant(Rational(c));
      for (std::size_t j = 0; j < atoms.size(); ++j) term = mul(term, atom_power(atoms[j], Rational(static_cast<long>(e[j]))));
      sum = add(sum, term);
    }
    if (is_zero(sum) || !constant_value(from_terms(sum.denominator))) return std::nullopt;
    out.factors.emplace_back(std::move(sum), static_cast<long>(k));
  }
  if (!constant_value(from_terms(out.unit.denominator))) return std::nullopt;
  use("I7");
  return out;
}

/// Sign of a product, where that of every factor is certain.
std::optional<int> NormalForms::sign_by_factors(const Terms& t) {
  const std::optional<Factored> f = factored(t);
  if (!f) return std::nullopt;
  std::optional<int> total = sign(f->unit);
  for (const auto& [g, k] : f->factors) {
    if (!total || *total == 0) return std::nullopt;
    if (k % 2 == 0) {
      if (!certainly_nonzero(g)) return std::nullopt;
      continue;
    }
    const std::optional<int> s = sign(g);
    if (!s) return std::nullopt;
    total = *total * *s;
  }
  return total;
}

/// Whether a product is >= 0: even powers may vanish, the others have a known side.
bool NormalForms::nonnegative_by_factors(const Terms& t) {
  const std::optional<Factored> f = factored(t);
  if (!f) return false;
  const std::optional<int> unit = sign(f->unit);
  NormalForm rest = f->unit;
  int total = unit ? *unit : 0;
  if (total == 0) {
    if (!certainly_nonnegative(rest)) return false;
    total = 1;
  }
  for (const auto& [g, k] : f->factors) {
    if (k % 2 == 0 || certainly_nonnegative(g)) continue;
    if (!certainly_nonnegative(neg(g))) return false;
    total = -total;
  }
  return total > 0;
}

/// |t|^q factor by factor, q > 0; nullopt when t has one simple factor only. t must be real.
std::optional<NormalForm> NormalForms::power_of_magnitude_by_factors(const Terms& t, const Rational& q) {
  constexpr int deepest_factoring = 6;
  if (factoring_depth_ >= deepest_factoring) return std::nullopt;
  struct Depth {
    explicit Depth(int& d) : depth(d) { ++depth; }
    ~Depth() { --depth; }
    int& depth;
  } const depth(factoring_depth_);
  const std::optional<Factored> f = factored(t);
  if (!f) return std::nullopt;
  const auto raise = [&](const NormalForm& g, const Rational& power) -> NormalForm {
    const NormalForm size = abs(g);
    if (power.is_integer()) return integer_power(size, *power.to_long());
    return nonnegative_power(size, power);
  };
  NormalForm out = raise(f->unit, q);
  for (const auto& [g, k] : f->factors) out = mul(out, raise(g, q * Rational(k)));
  return out;
}

/// log of t > 0, factor by factor, where every factor is certainly not 0; nullopt otherwise.
std::optional<NormalForm> NormalForms::log_by_factors(const Terms& t) {
  const std::optional<Factored> f = factored(t);
  if (!f || f->unit.numerator.size() != 1) return std::nullopt;
  NormalForm sum = log_of_term(f->unit.numerator.begin()->first, f->unit.numerator.begin()->second);
  for (const auto& [g, k] : f->factors) {
    if (!certainly_nonzero(g)) return std::nullopt;
    const NormalForm size = abs(g);
    sum = add(sum, scale(log_of_terms(size.numerator), Rational(k)));
  }
  return sum;
}

}  // namespace posproof
