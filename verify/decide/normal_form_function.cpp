#include "posproof/decide/normal_form.hpp"

// Functions of the claim language as normal forms: through exponentials where that is an identity (I2), folded where
// the argument is exact (I13), otherwise as opaque atoms keyed by the function and the normal form of its arguments.

namespace posproof {
namespace {

const Rational half{Integer(1), Integer(2)};

ExtendedRange range_of_function(const std::string& name, const ExtendedRange& arg) {
  if (name == "asin" || name == "atan") return ExtendedRange::between(-2, 2);
  if (name == "erf") return ExtendedRange::between(-1, 1);
  if (name == "gamma" && arg.positive()) return ExtendedRange::at_least(0, true);
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
  const NormalForm f = opaque(name, {v}, range_of_function(name, range(v)), integer);
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
  if (const std::optional<int> s = sign(d)) return (*s >= 0) == larger ? a : b;
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

NormalForm NormalForms::special(const std::string& name, const NormalForm& u) {
  if (name == "asin" || name == "acos") {
    use("I12");
    if (!certainly_nonnegative(sub(constant(1), u)) || !certainly_nonnegative(add(constant(1), u)))
      throw NotShown{name + " of a quantity that may leave [-1, 1]: " + text(u)};
    condition("-1 <= " + text(u) + " <= 1");
    const NormalForm s = odd_function("asin", u, false);
    return name == "asin" ? s : sub(scale(atom(named_constant("pi")), half), s);
  }
  if (name == "gamma") {
    const std::optional<Rational> q = rational_value(u);
    if (q && q->is_integer() && q->sign() > 0 && *q <= Rational(60)) {
      Integer factorial = 1;
      for (long k = 2; k < *q->to_long(); ++k) factorial *= k;
      return constant(Rational(factorial));
    }
    require_positive(u);
    return opaque(name, {u}, range_of_function(name, range(u)), false);
  }
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
