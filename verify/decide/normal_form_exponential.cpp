#include <algorithm>
#include <vector>

#include "posproof/decide/normal_form.hpp"

// exp of a normal form (I3): parts of the exponent whose exponential is algebraic leave it. Rational multiples of
// logarithms become powers, rational multiples of i pi become roots of unity in a basis over Q(i, sqrt 2, sqrt 3, sqrt 5).

namespace posproof {
namespace {

constexpr long largest_cyclotomic_prime = 61;

/// coefficient * e^{2 pi i turns}
struct Root {
  NormalForm coefficient;
  Rational turns;
};

Rational fractional(const Rational& q) { return q - Rational(floor(q)); }

/// The part of turns (mod 1) whose denominator is the power p^k = order.
Rational primary_part(const Rational& turns, const Integer& order) {
  const Integer rest = turns.denominator() / order;
  Integer inverse;
  mpz_invert(inverse.get_mpz_t(), rest.get_mpz_t(), order.get_mpz_t());
  return fractional(Rational(Integer(turns.numerator() * inverse), order));
}

}  // namespace

/// e^{i pi q} as a sum of coefficient * e^{i pi r} with r from a fixed basis; the exponents r come back in `atom`-free terms.
NormalForm NormalForms::root_of_unity(const Rational& q) {
  Rational turns = fractional(q / Rational(2));
  std::vector<Root> roots{{constant(1), Rational(0)}};
  const auto spread = [&](const std::vector<Root>& factors) {
    std::vector<Root> next;
    for (const Root& a : roots)
      for (const Root& b : factors) next.push_back({mul(a.coefficient, b.coefficient), fractional(a.turns + b.turns)});
    charge(next.size());
    roots = std::move(next);
  };
  const auto root = [&](long n) { return atom_power(prime_atom(n), Rational(Integer(1), Integer(2))); };
  Integer rest = turns.denominator();
  const Rational whole = turns;
  for (long p = 2; p <= largest_cyclotomic_prime && rest > 1; ++p) {
    Integer order = 1;
    while (rest % p == 0) order *= p, rest /= p;
    if (order == 1) continue;
    const Rational part = primary_part(whole, order);
    turns -= part;
    const long base = p == 2 ? 8 : p;
    const long j = floor(part * Rational(base)).get_si();
    const Rational low = part - Rational(Integer(j), Integer(base));
    if (p == 2) {
      static const Gaussian quarter[4] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
      NormalForm c = constant(quarter[j / 2]);
      if (j % 2 != 0) c = scale(mul(c, root(2)), Gaussian(Rational(Integer(1), Integer(2)), Rational(Integer(1), Integer(2))));
      spread({{c, low}});
    } else if (p == 3) {
      NormalForm c = constant(1);
      if (j != 0)
        c = add(constant(Rational(Integer(-1), Integer(2))),
                scale(root(3), Gaussian(0, Rational(Integer(j == 1 ? 1 : -1), Integer(2)))));
      spread({{c, low}});
    } else if (p == 5) {
      // zeta^2 = phi zeta - 1 with phi = 2 cos(2 pi/5) = (sqrt 5 - 1)/2, so zeta^j = u_j zeta - u_{j-1}.
      const NormalForm phi = scale(sub(root(5), constant(1)), Rational(Integer(1), Integer(2)));
      NormalForm u = constant(0), previous = constant(-1);
      for (long k = 0; k < j; ++k) {
        NormalForm next = sub(mul(phi, u), previous);
        previous = std::move(u);
        u = std::move(next);
      }
      std::vector<Root> factors;
      if (!is_zero(u)) factors.push_back({u, low + Rational(Integer(1), Integer(5))});
      if (!is_zero(previous)) factors.push_back({neg(previous), low});
      spread(factors);
    } else if (j == p - 1) {
      std::vector<Root> factors;  // 1 + zeta + ... + zeta^{p-1} = 0
      for (long k = 0; k < p - 1; ++k) factors.push_back({constant(-1), low + Rational(Integer(k), Integer(p))});
      spread(factors);
    } else {
      spread({{constant(1), part}});
    }
  }
  spread({{constant(1), fractional(turns)}});
  NormalForm sum = constant(0);
  const int pi = named_constant("pi");
  for (const Root& r : roots) {
    Monomial m;
    if (r.turns.sign() != 0) m.exponent = intern_exponent(scale(atom(pi), Gaussian(0, Rational(2) * r.turns)));
    sum = add(sum, mul(r.coefficient, from_terms({{m, Gaussian(1)}})));
  }
  return sum;
}

NormalForm NormalForms::exp(const NormalForm& e) {
  if (is_zero(e)) return constant(1);
  if (constant_value(from_terms(e.denominator))) return exponential_of_terms(e);
  Monomial m;
  m.exponent = intern_exponent(e);
  return from_terms({{m, Gaussian(1)}});
}

NormalForm NormalForms::exponential_of_terms(const NormalForm& e) {
  const int pi = named_constant("pi");
  NormalForm factor = constant(1), roots = constant(1);
  Terms rest;
  for (const auto& [m, c] : e.numerator) {
    Gaussian left = c;
    const bool single = m.exponent == 0 && m.powers.size() == 1 && m.powers[0].second == Rational(1);
    const Atom* alone = single ? &atom_info(m.powers[0].first) : nullptr;
    if (alone != nullptr && alone->kind == Atom::Kind::logarithm && c.re.sign() != 0) {
      use("I4");
      factor = mul(factor, atom_power(alone->of, c.re));
      left.re = Rational(0);
    } else if (single && m.powers[0].first == pi && c.im.sign() != 0) {
      use("I3");
      roots = root_of_unity(c.im);
      left.im = Rational(0);
    } else if (single && alone->kind == Atom::Kind::function && c.re.sign() == 0 && c.im.is_integer() &&
               posproof::abs(c.im) <= Rational(64) && (alone->name == "asin" || alone->name == "atan")) {
      use("I12");
      factor = mul(factor, exp_inverse_trig(m.powers[0].first, *c.im.to_long()));
      left.im = Rational(0);
    } else if (m.exponent == 0 && c.im.sign() != 0 && is_integer_multiple_of_pi(m)) {
      use("I13");
      left.im = c.im - Rational(2) * Rational(floor(c.im / Rational(2)));  // e^{2 pi i k} = 1
    }
    if (!left.is_zero()) rest.emplace(m, left);
  }
  // The roots' own exponents join the rest: as one exponent each, so that nothing is taken apart again.
  NormalForm sum = constant(0);
  for (const auto& [m, c] : roots.numerator) {
    Terms exponent_terms = rest;
    if (m.exponent != 0)
      for (const auto& [em, ec] : exponent(m.exponent).numerator) {
        const auto [place, fresh] = exponent_terms.try_emplace(em, ec);
        if (!fresh) place->second += ec;
      }
    Monomial whole{m.powers, intern_exponent(from_terms(std::move(exponent_terms)))};
    sum = add(sum, from_terms({{std::move(whole), c}}));
  }
  return factor == constant(1) ? sum : mul(factor, sum);
}

NormalForm NormalForms::relate_exponents(const NormalForm& a) {
  std::vector<int> kept;
  NormalForm sum = constant(0);
  for (const auto& [m, c] : a.numerator) {
    NormalForm term = from_terms({{m, c}});
    for (int other : kept) {
      if (m.exponent == 0 || other == m.exponent) break;
      const NormalForm ratio = exp(sub(exponent(m.exponent), exponent(other)));
      const bool algebraic = constant_value(from_terms(ratio.denominator)) && ratio.numerator.size() == 1 &&
                             ratio.numerator.begin()->first.exponent == 0;
      if (!algebraic) continue;
      const Monomial rest{m.powers, other};
      term = mul(from_terms({{rest, c}}), ratio);
      break;
    }
    if (m.exponent != 0 && std::find(kept.begin(), kept.end(), m.exponent) == kept.end() &&
        term.numerator.begin()->first.exponent == m.exponent)
      kept.push_back(m.exponent);
    sum = add(sum, term);
  }
  return sum;
}

bool NormalForms::is_integer_multiple_of_pi(const Monomial& m) {
  const int pi = named_constant("pi");
  bool found = false;
  for (const auto& [id, q] : m.powers) {
    if (id == pi && q == Rational(1))
      found = true;
    else if (!atom_info(id).integer || !q.is_integer() || q.sign() < 0)
      return false;
  }
  return found && m.powers.size() > 1;
}

NormalForm NormalForms::exp_inverse_trig(int id, long k) {
  const NormalForm u = atom_info(id).args.front();
  const NormalForm square = mul(u, u);
  NormalForm w;  // e^{i asin u} = sqrt(1 - u^2) + i u, e^{i atan u} = (1 + i u)/sqrt(1 + u^2)
  if (atom_info(id).name == "asin") {
    const NormalForm cosine = nonnegative_power(sub(constant(1), square), Rational(Integer(1), Integer(2)));
    w = add(cosine, scale(u, Gaussian(0, 1)));
    if (k < 0) w = sub(cosine, scale(u, Gaussian(0, 1)));
  } else {
    const NormalForm secant = nonnegative_power(add(constant(1), square), Rational(Integer(1), Integer(2)));
    w = div(add(constant(1), scale(u, Gaussian(0, k < 0 ? -1 : 1))), secant);
  }
  return integer_power(w, k < 0 ? -k : k);
}

}  // namespace posproof
