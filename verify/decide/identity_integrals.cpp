#include <algorithm>

#include "identity_normaliser.hpp"
#include "posproof/claim/derivative.hpp"

// Integrals with elementary antiderivatives (I9) and derivatives (I10).

namespace posproof::detail {
namespace {

constexpr long largest_degree = 30;

}  // namespace

NormalForm Normaliser::integral(const Node& n) {
  forms_.use("I9");
  const Binder& binder = n.binders.at(0);
  if (binder.domain.kind != Domain::Kind::reals || !binder.domain.lo || !binder.domain.hi)
    throw NotShown{"an integral over an unbounded range"};
  const NormalForm a = visit(binder.domain.lo), b = visit(binder.domain.hi);
  if (!forms_.is_real(a) || !forms_.is_real(b)) throw NotShown{"an integral between ends that are not seen to be real"};
  const ExtendedRange range = hull(forms_.range(a), forms_.range(b));
  int x = -1;
  for (int nesting = 0; x < 0; ++nesting) {
    const int id = forms_.bound_real(a, b, nesting, range);
    if (std::find(active_.begin(), active_.end(), id) == active_.end()) x = id;
  }
  const Active active(active_, x);
  const NormalForm body = with_value(binder.slot, forms_.atom(x), n.args.at(0));
  NormalForm sum = forms_.constant(0);
  for (const auto& [m, c] : body.numerator) sum = forms_.add(sum, integral_of_term(m, c, body.denominator, x, a, b));
  return sum;
}

NormalForm Normaliser::integral_of_term(const Monomial& m, const Gaussian& c, const Terms& denominator, int x,
                                        const NormalForm& a, const NormalForm& b) {
  const Parts parts = split(m, x);
  NormalForm dependent = forms_.from_terms({{parts.dependent, Gaussian(1)}});
  const bool moving = forms_.contains(forms_.from_terms(denominator), x);
  NormalForm outside = forms_.scale(parts.free, c);
  if (moving)
    dependent = forms_.fraction(dependent.numerator, denominator);
  else
    outside = forms_.mul(outside, forms_.fraction(forms_.constant(1).numerator, denominator));
  if (!moving)
    if (const std::optional<NormalForm> closed = closed_integral(parts.dependent, x, a, b)) return forms_.mul(outside, *closed);
  return forms_.mul(outside, forms_.atom(forms_.binder_atom(Atom::Kind::integral, x, {a, b, dependent})));
}

std::optional<Normaliser::Linear> Normaliser::linear_in(const NormalForm& e, int x) {
  if (forms_.contains(forms_.from_terms(e.denominator), x)) return std::nullopt;
  Terms rate, rest;
  for (const auto& [m, c] : e.numerator) {
    if (!forms_.contains(m, x)) {
      rest.emplace(m, c);
      continue;
    }
    Monomial factor{{}, m.exponent};
    bool linear = false;
    for (const auto& power : m.powers) {
      if (power.first == x && power.second == Rational(1))
        linear = true;
      else
        factor.powers.push_back(power);
    }
    if (!linear || forms_.contains(factor, x)) return std::nullopt;
    rate.emplace(factor, c);
  }
  return Linear{forms_.fraction(rate, e.denominator), forms_.fraction(rest, e.denominator)};
}

std::optional<NormalForm> Normaliser::closed_integral(const Monomial& dependent, int x, const NormalForm& a,
                                                      const NormalForm& b) {
  Rational q(0);
  for (const auto& [id, power] : dependent.powers) {
    if (id != x) return std::nullopt;
    q = power;
  }
  const ExtendedRange range = forms_.atom_info(x).range;
  if (dependent.exponent == 0) {
    const bool polynomial = q.is_integer() && q.sign() >= 0;
    if (!polynomial && !range.positive() && !(q.sign() > 0 && range.nonnegative())) return std::nullopt;
    if (q == Rational(-1)) return forms_.sub(forms_.log(b), forms_.log(a));
    const Rational p = q + Rational(1);
    const NormalForm up = forms_.power(b, forms_.constant(p)), down = forms_.power(a, forms_.constant(p));
    return forms_.scale(forms_.sub(up, down), Rational(1) / p);
  }
  const NormalForm e = forms_.exponent(dependent.exponent);
  const std::optional<Linear> linear = linear_in(e, x);
  if (!linear) return q.sign() == 0 ? integral_of_exponential_of_exponential(e, x, a, b) : std::nullopt;
  const NormalForm& k = linear->rate;
  if (!NormalForms::is_zero(linear->rest) || !forms_.certainly_nonzero(k)) return std::nullopt;
  if (q == Rational(-1) && range.positive()) return difference_of_ei(forms_.mul(k, a), forms_.mul(k, b), k);
  if (!q.is_integer() || q.sign() < 0 || q > Rational(largest_degree)) return std::nullopt;
  forms_.require_nonzero(k);
  // int x^q e^{kx} = e^{kx} sum_j (-1)^j q!/(q-j)! x^{q-j} / k^{j+1}
  const long degree = *q.to_long();
  const auto antiderivative = [&](const NormalForm& at) {
    NormalForm sum = forms_.constant(0);
    Rational factor(1);
    for (long j = 0; j <= degree; ++j) {
      const NormalForm term = forms_.div(forms_.integer_power(at, degree - j), forms_.integer_power(k, j + 1));
      sum = forms_.add(sum, forms_.scale(term, factor));
      factor *= Rational(-(degree - j));
    }
    return forms_.mul(sum, forms_.exp(forms_.mul(k, at)));
  };
  return forms_.sub(antiderivative(b), antiderivative(a));
}

/// int of e^z/z dz from `from` to `to` along a half-line of the real or the imaginary axis, in the direction of `sense`.
std::optional<NormalForm> Normaliser::difference_of_ei(const NormalForm& from, const NormalForm& to, const NormalForm& sense) {
  if (forms_.is_real(sense)) {
    if (!forms_.sign(sense)) return std::nullopt;
    return forms_.sub(forms_.function("ei", {to}), forms_.function("ei", {from}));
  }
  const auto turned = [&](const NormalForm& z) { return forms_.scale(z, Gaussian(0, -1)); };
  const NormalForm slope = turned(sense);
  const std::optional<int> s = forms_.is_real(slope) ? forms_.sign(slope) : std::nullopt;
  if (!s || *s == 0) return std::nullopt;
  const auto value = [&](const NormalForm& z) {  // d/dp (ci p + i si p) = e^{ip}/p, and its conjugate
    const NormalForm p = forms_.scale(turned(z), Rational(*s));
    return forms_.add(forms_.function("ci", {p}), forms_.scale(forms_.function("si", {p}), Gaussian(0, *s)));
  };
  return forms_.sub(value(to), value(from));
}

/// int exp(c e^{kx}) dx: with z = c e^{kx}, dz = k z dx.
std::optional<NormalForm> Normaliser::integral_of_exponential_of_exponential(const NormalForm& e, int x, const NormalForm& a,
                                                                             const NormalForm& b) {
  if (!NormalForms::constant_value(forms_.from_terms(e.denominator)) || e.numerator.size() != 1) return std::nullopt;
  const auto [m, c] = *e.numerator.begin();
  const Monomial factor{m.powers, 0};
  if (m.exponent == 0 || forms_.contains(factor, x)) return std::nullopt;
  const std::optional<Linear> inner = linear_in(forms_.exponent(m.exponent), x);
  if (!inner || !forms_.is_real(inner->rate) || !forms_.is_real(inner->rest) || !forms_.certainly_nonzero(inner->rate))
    return std::nullopt;
  const NormalForm outside = forms_.from_terms({{factor, c}});
  const auto place = [&](const NormalForm& at) {
    return forms_.mul(outside, forms_.exp(forms_.add(forms_.mul(inner->rate, at), inner->rest)));
  };
  const std::optional<NormalForm> difference = difference_of_ei(place(a), place(b), outside);
  if (!difference) return std::nullopt;
  return forms_.div(*difference, inner->rate);
}

NormalForm Normaliser::derivative_of(const Node& n) {
  forms_.use("I10");
  visit(n.args.at(0));  // the term itself must be defined
  const std::optional<Expr> d = derivative(n.args[0], n.binders.at(0).slot);
  if (!d) throw NotShown{"a derivative without a rule"};
  kept_.push_back(*d);
  return visit(kept_.back());
}

}  // namespace posproof::detail
