#include <cstdlib>

#include "posproof/decide/normal_form.hpp"

// Functions of the claim language as normal forms: through exponentials where that is an identity (I2), folded where
// the argument is exact (I13), otherwise as opaque atoms keyed by the function and the normal form of its arguments.

namespace posproof {
namespace {

const Rational half{Integer(1), Integer(2)};
constexpr long longest_gamma_shift = 200;

ExtendedRange range_of_function(const std::string& name) {
  if (name == "asin" || name == "atan") return ExtendedRange::between(-2, 2);
  if (name == "erf") return ExtendedRange::between(-1, 1);
  if (name == "sign") return ExtendedRange::between(-1, 1);
  return {};
}

std::optional<Rational> fold(const std::string& name, const Rational& q) {
  if (name == "floor") return Rational(floor(q));
  if (name == "ceil") return Rational(ceil(q));
  if (name == "round") return Rational(round(q));
  if (name == "sign") return Rational(q.sign());
  return std::nullopt;
}

}  // namespace

NormalForm NormalForms::opaque(const std::string& name, const std::vector<NormalForm>& args, const ExtendedRange& range,
                               bool integer) {
  std::string id = "fn:" + name;
  for (const NormalForm& a : args) {
    if (!is_real(a)) throw NotShown{name + " of a quantity that is not seen to be real"};
    id += ":" + key(a);
  }
  Atom a;
  a.kind = Atom::Kind::function;
  a.name = name;
  a.args = args;
  a.range = range;
  a.integer = integer;
  return atom(intern_atom(std::move(a), id));
}

/// f(u) for odd f: the sign of the leading coefficient goes outside.
NormalForm NormalForms::odd_function(const std::string& name, const NormalForm& u, bool integer) {
  if (is_zero(u)) return u;
  const Gaussian lead = u.numerator.begin()->second;
  const bool flip = lead.re.sign() < 0 || (lead.re.sign() == 0 && lead.im.sign() < 0);
  const NormalForm v = flip ? neg(u) : u;
  const NormalForm f = opaque(name, {v}, range_of_function(name), integer);
  return flip ? neg(f) : f;
}

NormalForm NormalForms::circular(const std::string& name, const NormalForm& u) {
  use("I2");
  const bool hyperbolic = name.back() == 'h';
  const NormalForm v = hyperbolic ? u : scale(u, Gaussian(0, 1));
  const NormalForm plus = exp(v), minus = exp(neg(v));
  const NormalForm sum = scale(add(plus, minus), half);
  const NormalForm difference = scale(sub(plus, minus), hyperbolic ? Gaussian(half) : Gaussian(0, -half));
  if (name == "cos" || name == "cosh") return sum;
  if (name == "sin" || name == "sinh") return difference;
  return div(difference, sum);
}

NormalForm NormalForms::larger_or_smaller(bool larger, const NormalForm& a, const NormalForm& b) {
  use("I6");
  const NormalForm d = sub(a, b);
  if (!is_real(a) || !is_real(b)) throw NotShown{"an order between complex quantities"};
  if (certainly_nonnegative(d)) return larger ? a : b;
  if (certainly_nonnegative(neg(d))) return larger ? b : a;
  const NormalForm size = abs(d);
  return scale(add(add(a, b), larger ? size : neg(size)), half);
}

NormalForm NormalForms::argument(const NormalForm& z) {
  use("I6");
  const NormalForm pi = atom(named_constant("pi"));
  if (is_real(z)) {
    const std::optional<int> s = sign(z);
    if (s && *s > 0) return constant(0);
    if (s && *s < 0) return pi;
  }
  if (constant_value(from_terms(z.denominator)) && z.numerator.size() == 1) {
    const auto& [m, c] = *z.numerator.begin();
    if (m.powers.empty() && m.exponent != 0 && c.is_real() && c.re.sign() > 0) {
      const NormalForm phase = im(exponent(m.exponent));
      if (certainly_positive(add(phase, pi)) && certainly_nonnegative(sub(pi, phase))) return phase;
    }
  }
  throw NotShown{"the argument of a complex quantity whose branch is not certain"};
}

NormalForm NormalForms::whole_part(const std::string& name, const NormalForm& u) {
  use("I13");
  if (const std::optional<Rational> q = rational_value(u)) return constant(*fold(name, *q));
  if (name != "sign" && certainly_integer(u)) return u;
  if (name == "sign") {
    if (const std::optional<int> s = is_real(u) ? sign(u) : std::nullopt) return constant(*s);
    return odd_function(name, u, true);
  }
  return opaque(name, {u}, {}, true);
}

/// Gamma(u), u > 0: the constant term of u is brought into (0, 1] by Gamma(x + 1) = x Gamma(x).
NormalForm NormalForms::gamma(const NormalForm& u) {
  require_positive(u);
  if (rational_value(u) == half) return nonnegative_power(atom(named_constant("pi")), half);
  if (rational_value(u) == Rational(1)) return constant(1);
  Rational fixed(0);
  if (const auto place = u.numerator.find(Monomial{}); place != u.numerator.end()) fixed = place->second.re;
  const std::optional<long> down = (Rational(ceil(fixed)) - Rational(1)).to_long();
  const auto shifted = [&](long k) { return add(u, constant(Rational(k))); };
  const bool moves = constant_value(from_terms(u.denominator)) && down && *down != 0 &&
                     std::abs(*down) <= longest_gamma_shift && certainly_positive(shifted(-*down));
  if (!moves) return opaque("gamma", {u}, ExtendedRange::at_least(0, true), false);
  use("I13");
  NormalForm out = gamma(shifted(-*down));
  for (long k = 1; k <= *down; ++k) out = mul(out, shifted(-k));
  for (long k = 0; k < -*down; ++k) out = div(out, shifted(k));
  return out;
}

NormalForm NormalForms::special(const std::string& name, const NormalForm& u) {
  if (name == "asin" || name == "acos") {
    use("I12");
    if (!certainly_nonnegative(sub(constant(1), u)) || !certainly_nonnegative(add(constant(1), u)))
      throw NotShown{name + " of a quantity that may leave [-1, 1]: " + text(u)};
    condition("-1 <= " + text(u) + " <= 1");
    const NormalForm s = odd_function("asin", u, false);
    return name == "asin" ? s : sub(scale(atom(named_constant("pi")), half), s);
  }
  if (name == "gamma") return gamma(u);
  if (name == "ci") {
    require_positive(u);
    return opaque(name, {u}, {}, false);
  }
  if (name == "ei") {
    require_nonzero(u);
    return opaque(name, {u}, {}, false);
  }
  return odd_function(name, u, false);  // atan, erf, si
}

NormalForm NormalForms::function(const std::string& name, const std::vector<NormalForm>& args) {
  const NormalForm& u = args.at(0);
  if (name == "exp") return exp(u);
  if (name == "cis") {
    use("I2");
    return exp(scale(u, Gaussian(0, 1)));
  }
  if (name == "sin" || name == "cos" || name == "tan" || name == "sinh" || name == "cosh" || name == "tanh")
    return circular(name, u);
  if (name == "sqrt") return power(u, constant(half));
  if (name == "log") return log(u);
  if (name == "log2") return div(log(u), log(constant(2)));
  if (name == "abs") return abs(u);
  if (name == "re") return re(u);
  if (name == "im") return im(u);
  if (name == "conj") return conj(u);
  if (name == "arg") return argument(u);
  if (name == "floor" || name == "ceil" || name == "round" || name == "sign") return whole_part(name, u);
  if (name == "asin" || name == "acos" || name == "atan" || name == "erf" || name == "gamma" || name == "ci" || name == "si" ||
      name == "ei")
    return special(name, u);
  if (name == "min" || name == "max") {
    NormalForm out = u;
    for (std::size_t k = 1; k < args.size(); ++k) out = larger_or_smaller(name == "max", out, args[k]);
    return out;
  }
  if (name == "mod" && args.size() == 2) {  // a - b floor(a/b)
    use("I13");
    const NormalForm quotient = div(u, args[1]);
    return sub(u, mul(args[1], whole_part("floor", quotient)));
  }
  if (name == "gcd" && args.size() == 2 && rational_value(u) && rational_value(args[1])) {
    const Rational a = *rational_value(u), b = *rational_value(args[1]);
    if (a.is_integer() && b.is_integer()) return constant(Rational(Integer(gcd(a.numerator(), b.numerator()))));
  }
  throw NotShown{"the function " + name + " has no normal form here"};
}

}  // namespace posproof
