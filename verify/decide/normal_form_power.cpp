#include <algorithm>
#include <cmath>

#include "posproof/arith/contract.hpp"
#include "posproof/decide/normal_form.hpp"

// Powers (I4) and logarithms (I5) of quantities certified positive, or non-negative for rational powers.

namespace posproof {
namespace {

constexpr long largest_trial_divisor = 10000;

Rational integer_part(const Rational& q) { return Rational(floor(q)); }

}  // namespace

NormalForm NormalForms::atom_power(int id, const Rational& q) {
  if (q.sign() == 0) return constant(1);
  const Atom& a = atom_info(id);
  const auto whole_power = [&](const Rational& step) {
    const std::optional<long> k = integer_part(q / step).to_long();
    if (!k) throw NotShown{"a power too large to write out"};
    return *k;
  };
  const auto rest = [&](const Rational& left) {
    if (left.sign() == 0) return constant(1);
    return from_terms({{Monomial{{{id, left}}, 0}, Gaussian(1)}});
  };
  if (a.kind == Atom::Kind::prime) {
    const long k = whole_power(1);
    if (std::abs(static_cast<double>(k)) * static_cast<double>(mpz_sizeinbase(a.prime.get_mpz_t(), 2)) > 1e6)
      throw NotShown{"a power too large to write out"};
    return scale(rest(q - Rational(k)), posproof::pow(Rational(a.prime), k));
  }
  if (a.kind == Atom::Kind::base) {
    const long k = whole_power(1);
    const NormalForm left = rest(q - Rational(k));
    if (k == 0) return left;
    const NormalForm inside = a.args.front();
    return mul(integer_power(inside, k), left);
  }
  if (a.kind == Atom::Kind::magnitude) {  // |u|^2 = u^2 for real u
    const long k = whole_power(2);
    const NormalForm left = rest(q - Rational(2) * Rational(k));
    if (k == 0) return left;
    const NormalForm inside = a.args.front();
    return mul(integer_power(inside, 2 * k), left);
  }
  return rest(q);
}

/// Value of the atom without its sign: x, -x or |x|.
NormalForm NormalForms::magnitude(int id) {
  if (!atom_info(id).real) throw NotShown{"the size of a complex sum"};
  const ExtendedRange& r = atom_info(id).range;
  if (r.nonnegative()) return atom(id);
  if (r.nonpositive()) return neg(atom(id));
  return atom(magnitude_atom(atom(id)));
}

NormalForm NormalForms::log_rational(const Rational& q) {
  NormalForm sum = constant(0);
  const auto take = [&](Integer n, int direction) {
    const auto add_prime = [&](const Integer& p, long k) {
      sum = add(sum, scale(log_of_atom(prime_atom(p)), Rational(k * direction)));
    };
    for (long p = 2; p <= largest_trial_divisor && n > 1; ++p) {
      long k = 0;
      while (n % p == 0) n /= p, ++k;
      if (k > 0) add_prime(p, k);
    }
    if (n == 1) return;
    for (unsigned long k = 16; k >= 1; --k) {
      const std::optional<Rational> root = exact_root(Rational(n), k);
      if (!root) continue;
      add_prime(root->numerator(), static_cast<long>(k));
      return;
    }
  };
  take(q.numerator(), 1);
  take(q.denominator(), -1);
  return sum;
}

NormalForm NormalForms::log_of_atom(int id) {
  Atom a;
  a.kind = Atom::Kind::logarithm;
  a.of = id;
  a.range = posproof::log(atom_info(id).range);
  return atom(intern_atom(std::move(a), "log:" + std::to_string(id)));
}

NormalForm NormalForms::log_of_term(const Monomial& m, const Gaussian& c) {
  if (!c.is_real()) throw NotShown{"the logarithm of a quantity whose argument is not known"};
  NormalForm sum = log_rational(posproof::abs(c.re));
  for (const auto& [id, q] : m.powers) {
    const NormalForm size = magnitude(id);
    const Monomial& inner = size.numerator.begin()->first;
    const bool plain = size.numerator.begin()->second.is_one();
    const int of = plain ? inner.powers.front().first : base_atom(size);
    sum = add(sum, scale(log_of_atom(of), q));
  }
  if (m.exponent != 0) {
    const NormalForm e = exponent(m.exponent);
    if (!is_real(e)) throw NotShown{"the logarithm of a quantity whose argument is not known"};
    sum = add(sum, e);
  }
  return sum;
}

NormalForms::Split NormalForms::split_unit(const Terms& t) {
  Split out{Gaussian(1), Monomial{}, t};
  const Gaussian lead = t.begin()->second;
  if (lead.re.sign() == 0 || lead.im.sign() == 0) out.factor = posproof::abs(lead.re) + posproof::abs(lead.im);
  const int common = t.begin()->first.exponent;
  bool same = common != 0;
  for (const auto& [m, c] : t) same = same && m.exponent == common;
  if (same && is_real(exponent(common))) out.monomial.exponent = common;
  for (const auto& [id, q] : t.begin()->first.powers) {
    if (!atom_info(id).range.positive()) continue;
    Rational least = q;
    for (const auto& [m, c] : t) {
      Rational here(0);
      for (const auto& [other, power] : m.powers)
        if (other == id) here = power;
      least = std::min(least, here);
    }
    if (least.sign() != 0) out.monomial.powers.emplace_back(id, least);
  }
  if (out.factor.is_one() && out.monomial.is_one()) return out;
  Terms rest;
  for (const auto& [m, c] : t) {
    Monomial left;
    left.exponent = out.monomial.exponent != 0 ? 0 : m.exponent;
    for (const auto& [id, q] : m.powers) {
      Rational power = q;
      for (const auto& [other, least] : out.monomial.powers)
        if (other == id) power -= least;
      if (power.sign() != 0) left.powers.emplace_back(id, power);
    }
    for (const auto& [other, least] : out.monomial.powers) {  // a negative least power may be absent from this term
      bool present = false;
      for (const auto& [id, q] : m.powers) present = present || id == other;
      if (!present) left.powers.emplace_back(other, -least);
    }
    std::sort(left.powers.begin(), left.powers.end());
    rest.emplace(std::move(left), c * inverse(out.factor));
  }
  out.rest = std::move(rest);
  return out;
}

NormalForm NormalForms::log_of_terms(const Terms& t) {
  if (t.size() == 1) return log_of_term(t.begin()->first, t.begin()->second);
  if (const std::optional<NormalForm> sum = log_by_factors(t)) return *sum;
  const Split s = split_unit(t);
  return add(log_of_term(s.monomial, s.factor), log_of_atom(base_atom(from_terms(s.rest))));
}

NormalForm NormalForms::log(const NormalForm& a) {
  use("I5");
  require_positive(a);
  const NormalForm below = from_terms(a.denominator);
  if (constant_value(below)) return log_of_terms(a.numerator);
  const std::optional<int> s = is_real(below) ? sign(below) : std::nullopt;
  if (!s || *s == 0) return log_of_atom(base_atom(a));
  return sub(log_of_terms(scale(from_terms(a.numerator), Gaussian(*s)).numerator),
             log_of_terms(scale(below, Gaussian(*s)).numerator));
}

NormalForm NormalForms::positive_power(const NormalForm& b, const NormalForm& q) {
  use("I4");
  return exp(mul(q, log(b)));
}

/// b^q for rational q > 0 and b >= 0 (both known to the caller): also right where b = 0.
NormalForm NormalForms::nonnegative_power(const NormalForm& b, const Rational& q) {
  ensure(q.sign() > 0, "a root of a possible zero needs a positive exponent");
  use("I4");
  if (is_zero(b)) return b;
  const NormalForm below = from_terms(b.denominator);
  if (!constant_value(below)) {
    const std::optional<int> s = is_real(below) ? sign(below) : std::nullopt;
    if (!s || *s == 0) return atom_power(base_atom(b), q);
    const NormalForm above = scale(from_terms(b.numerator), Gaussian(*s));
    return div(nonnegative_power(above, q), nonnegative_power(scale(below, Gaussian(*s)), q));
  }
  const auto term_power = [&](const Monomial& m, const Gaussian& c) {
    if (!c.is_real()) throw NotShown{"a root of a quantity that is not seen to be real"};
    NormalForm out = exp(scale(log_rational(posproof::abs(c.re)), q));
    for (const auto& [id, k] : m.powers) {
      const NormalForm size = magnitude(id);
      const auto& [inner, sign_of_size] = *size.numerator.begin();
      const int of = sign_of_size.is_one() ? inner.powers.front().first : base_atom(size);
      out = mul(out, atom_power(of, k * q));
    }
    if (m.exponent != 0) {
      if (!is_real(exponent(m.exponent))) throw NotShown{"a root of a quantity that is not seen to be real"};
      out = mul(out, exp(scale(exponent(m.exponent), q)));
    }
    return out;
  };
  if (b.numerator.size() == 1) return term_power(b.numerator.begin()->first, b.numerator.begin()->second);
  if (is_real(b))
    if (const std::optional<NormalForm> product = power_of_magnitude_by_factors(b.numerator, q)) return *product;
  const Split s = split_unit(b.numerator);
  return mul(term_power(s.monomial, s.factor), atom_power(base_atom(from_terms(s.rest)), q));
}

/// b^q for an exponent that takes integer values: c^q of a Gaussian unit times a positive number, exp(E)^q = exp(qE).
NormalForm NormalForms::integer_symbolic_power(const NormalForm& b, const NormalForm& q) {
  use("I13");
  const NormalForm pi = atom(named_constant("pi"));
  if (is_real(b)) {
    const std::optional<int> s = sign(b);
    if (s && *s < 0) return mul(exp(scale(mul(pi, q), Gaussian(0, 1))), positive_power(neg(b), q));
  }
  const NormalForm below = from_terms(b.denominator);
  if (constant_value(below) && b.numerator.size() == 1 && b.numerator.begin()->first.powers.empty()) {
    const auto& [m, c] = *b.numerator.begin();
    const bool on_axis = c.re.sign() == 0 || c.im.sign() == 0;
    if (on_axis) {
      const Rational half(Integer(1), Integer(2));
      const Rational quarter_turns = c.im.sign() > 0   ? half
                                     : c.im.sign() < 0 ? -half
                                     : c.re.sign() < 0 ? Rational(1)
                                                       : Rational(0);
      const Rational size = posproof::abs(c.re) + posproof::abs(c.im);
      NormalForm e = add(log_rational(size), scale(pi, Gaussian(0, quarter_turns)));
      if (m.exponent != 0) e = add(e, exponent(m.exponent));
      return exp(mul(q, e));
    }
  }
  throw NotShown{"a power whose base may be negative or zero: " + text(b)};
}

NormalForm NormalForms::power(const NormalForm& b, const NormalForm& q) {
  const std::optional<Rational> rational = rational_value(q);
  if (rational && rational->is_integer()) {
    const std::optional<long> n = rational->to_long();
    if (!n) throw NotShown{"a power too large to write out"};
    return integer_power(b, *n);
  }
  if (!is_real(q)) throw NotShown{"a power with an exponent that is not real"};
  if (is_real(b)) {
    if (certainly_positive(b)) return positive_power(b, q);
    if (rational && rational->sign() > 0 && certainly_nonnegative(b)) {
      condition(text(b) + " >= 0");
      return nonnegative_power(b, *rational);
    }
  }
  if (certainly_integer(q)) return integer_symbolic_power(b, q);
  throw NotShown{"a power whose base may be negative or zero: " + text(b)};
}

/// A variable or function value that every term has as a factor.
std::optional<int> NormalForms::common_atom(const Terms& t) {
  for (const auto& [id, first] : t.begin()->first.powers) {
    const Atom& atom = atom_info(id);
    if (!atom.real ||
        (atom.kind != Atom::Kind::variable && atom.kind != Atom::Kind::bound && atom.kind != Atom::Kind::function))
      continue;
    const bool everywhere = std::all_of(t.begin(), t.end(), [id = id](const auto& term) {
      return std::any_of(term.first.powers.begin(), term.first.powers.end(),
                         [id](const auto& p) { return p.first == id && p.second >= Rational(1); });
    });
    if (everywhere) return id;
  }
  return std::nullopt;
}

NormalForm NormalForms::abs(const NormalForm& a) {
  use("I6");
  if (is_zero(a)) return a;
  if (!is_real(a)) return nonnegative_power(mul(a, conj(a)), Rational(Integer(1), Integer(2)));
  if (certainly_nonnegative(a)) return a;
  if (certainly_nonnegative(neg(a))) return neg(a);
  const NormalForm below = from_terms(a.denominator);
  if (!constant_value(below) && is_real(below)) return div(abs(from_terms(a.numerator)), abs(below));
  if (a.numerator.size() == 1 && constant_value(below)) {
    const auto& [m, c] = *a.numerator.begin();
    if (c.is_real() && (m.exponent == 0 || is_real(exponent(m.exponent)))) {
      NormalForm out = constant(posproof::abs(c.re));
      for (const auto& [id, q] : m.powers) out = mul(out, integer_power_of_magnitude(id, q));
      if (m.exponent != 0) out = mul(out, exp(exponent(m.exponent)));
      return out;
    }
  }
  const bool plain = constant_value(below).has_value();
  if (const std::optional<int> common = plain ? common_atom(a.numerator) : std::nullopt) {
    const NormalForm rest = mul(a, from_terms({{Monomial{{{*common, Rational(-1)}}, 0}, Gaussian(1)}}));
    return mul(magnitude(*common), abs(rest));
  }
  if (plain)
    if (const std::optional<NormalForm> product = power_of_magnitude_by_factors(a.numerator, 1)) return *product;
  const Split s = plain ? split_unit(a.numerator) : Split{Gaussian(1), Monomial{}, {}};
  NormalForm rest = plain ? from_terms(s.rest) : a;
  const Gaussian lead = rest.numerator.begin()->second;
  if (lead.re.sign() < 0 || (lead.re.sign() == 0 && lead.im.sign() < 0)) rest = neg(rest);
  return mul(from_terms({{s.monomial, s.factor}}), atom(magnitude_atom(rest)));
}

NormalForm NormalForms::integer_power_of_magnitude(int id, const Rational& q) {
  const NormalForm size = magnitude(id);
  const auto& [m, c] = *size.numerator.begin();
  return c.is_one() ? atom_power(m.powers.front().first, q) : atom_power(base_atom(size), q);
}

}  // namespace posproof
