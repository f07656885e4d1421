#include <algorithm>

#include "identity_normaliser.hpp"

// Sums and products over integer ranges (I8): moved to start at 0, split term by term, factors that do not depend on the
// index taken out, what is left interned as an atom or closed by a formula.

namespace posproof::detail {
namespace {

constexpr long largest_power_sum = 30;

Rational binomial(long n, long k) {
  Integer out;
  mpz_bin_uiui(out.get_mpz_t(), static_cast<unsigned long>(n), static_cast<unsigned long>(k));
  return Rational(out);
}

/// Bernoulli numbers with B_1 = +1/2, from sum_{j<=m} C(m+1, j) B_j = m + 1.
std::vector<Rational> bernoulli(long most) {
  std::vector<Rational> b;
  for (long m = 0; m <= most; ++m) {
    Rational rest(m + 1);
    for (long j = 0; j < m; ++j) rest -= binomial(m + 1, j) * b[static_cast<std::size_t>(j)];
    b.push_back(rest / Rational(m + 1));
  }
  return b;
}

}  // namespace

Normaliser::Range Normaliser::index_range(const Binder& b) {
  if (b.domain.kind != Domain::Kind::integers) throw NotShown{"a range that is not of integers"};
  const NormalForm lo = visit(b.domain.lo), hi = visit(b.domain.hi);
  if (!forms_.certainly_integer(lo) || !forms_.certainly_integer(hi))
    throw NotShown{"a range whose ends may not be integers: " + forms_.text(lo) + " .. " + forms_.text(hi)};
  Range r{lo, forms_.constant(1), forms_.sub(hi, lo), std::nullopt};
  if (b.domain.step) {
    r.step = visit(b.domain.step);
    const std::optional<Rational> step = NormalForms::rational_value(r.step), span = NormalForms::rational_value(r.last);
    if (!step || !step->is_integer() || step->sign() <= 0 || (*step != Rational(1) && !span))
      throw NotShown{"a range with a step that is not a number"};
    if (span) r.last = forms_.constant(Rational(floor(*span / *step)));
  }
  if (const std::optional<Rational> last = NormalForms::rational_value(r.last))
    if (const std::optional<long> n = last->to_long()) r.length = std::max(0L, *n + 1);
  return r;
}

NormalForm Normaliser::binder(const Node& n) {
  forms_.use("I8");
  const Binder& b = n.binders.at(0);
  const Range r = index_range(b);
  if (r.length && (*r.length <= strategy_.unroll_up_to || n.op == Op::maximum || n.op == Op::minimum)) return unrolled(n, r);
  if (n.op == Op::maximum || n.op == Op::minimum) throw NotShown{"a maximum over a range without fixed ends"};
  met_binder_ = true;
  const int index = fresh_index(r.last);
  const Active active(active_, index);
  const NormalForm place = forms_.add(r.first, forms_.mul(r.step, forms_.atom(index)));
  const NormalForm body = with_value(b.slot, place, n.args.at(0));
  return n.op == Op::sum ? sum_over(r, index, body) : product_over(r, index, body);
}

NormalForm Normaliser::unrolled(const Node& n, const Range& r) {
  if (*r.length > static_cast<long>(forms_.max_terms())) throw NotShown{"a range with too many elements to write out"};
  if (*r.length == 0 && (n.op == Op::maximum || n.op == Op::minimum)) throw NotShown{"a maximum over an empty range"};
  std::optional<NormalForm> out;
  for (long k = 0; k < *r.length; ++k) {
    const NormalForm value =
        with_value(n.binders[0].slot, forms_.add(r.first, forms_.scale(r.step, Rational(k))), n.args.at(0));
    if (!out)
      out = value;
    else if (n.op == Op::sum)
      out = forms_.add(*out, value);
    else if (n.op == Op::prod)
      out = forms_.mul(*out, value);
    else
      out = forms_.function(n.op == Op::maximum ? "max" : "min", {*out, value});
  }
  return out ? *out : forms_.constant(n.op == Op::sum ? 0 : 1);
}

int Normaliser::fresh_index(const NormalForm& last) {
  for (int nesting = 0;; ++nesting) {
    const int id = forms_.bound_index(last, nesting);
    if (std::find(active_.begin(), active_.end(), id) == active_.end()) return id;
  }
}

Normaliser::Parts Normaliser::split(const Monomial& m, int atom) {
  Parts out{forms_.constant(1), {}};
  Monomial free;
  for (const auto& power : m.powers) {
    const bool here = forms_.contains(Monomial{{power}, 0}, atom);
    (here ? out.dependent : free).powers.push_back(power);
  }
  out.free = forms_.from_terms({{free, Gaussian(1)}});
  if (m.exponent == 0) return out;
  const NormalForm e = forms_.exponent(m.exponent);
  if (!forms_.contains(e, atom)) {
    out.free = forms_.mul(out.free, forms_.exp(e));
    return out;
  }
  out.dependent.exponent = m.exponent;
  if (forms_.contains(forms_.from_terms(e.denominator), atom)) return out;
  Terms dependent, rest;
  for (const auto& [em, c] : e.numerator) (forms_.contains(em, atom) ? dependent : rest).emplace(em, c);
  if (rest.empty()) return out;
  const NormalForm moving = forms_.exp(forms_.fraction(dependent, e.denominator));
  const bool plain = moving.numerator.size() == 1 && moving.numerator.begin()->second.is_one() &&
                     moving.numerator.begin()->first.powers.empty() &&
                     forms_.constant_value(forms_.from_terms(moving.denominator));
  if (!plain) return out;
  forms_.use("I3");
  out.dependent.exponent = moving.numerator.begin()->first.exponent;
  out.free = forms_.mul(out.free, forms_.exp(forms_.fraction(rest, e.denominator)));
  return out;
}

NormalForm Normaliser::sum_over(const Range& r, int index, const NormalForm& body) {
  const NormalForm below = forms_.from_terms(body.denominator);
  const bool moving = forms_.contains(below, index);
  NormalForm sum = forms_.constant(0);
  for (const auto& [m, c] : body.numerator) {
    const Parts parts = split(m, index);
    const NormalForm term = forms_.from_terms({{parts.dependent, Gaussian(1)}});
    const NormalForm dependent = moving ? forms_.fraction(term.numerator, body.denominator) : term;
    const std::optional<NormalForm> closed = closed_sum(r, index, dependent);
    const NormalForm total = closed ? *closed : binder_atom(Atom::Kind::sum, r.last, index, dependent);
    sum = forms_.add(sum, forms_.scale(forms_.mul(parts.free, total), c));
  }
  return moving ? sum : forms_.mul(sum, forms_.fraction(forms_.constant(1).numerator, body.denominator));
}

std::optional<NormalForm> Normaliser::closed_sum(const Range& r, int index, const NormalForm& dependent) {
  const NormalForm length = forms_.add(r.last, forms_.constant(1));
  if (!NormalForms::constant_value(forms_.from_terms(dependent.denominator)) || dependent.numerator.size() != 1)
    return std::nullopt;
  const auto& [m, c] = *dependent.numerator.begin();
  const bool power = m.exponent == 0 && (m.powers.empty() || (m.powers.size() == 1 && m.powers[0].first == index));
  if (power) {
    const Rational q = m.powers.empty() ? Rational(0) : m.powers[0].second;
    if (!q.is_integer() || q.sign() < 0 || q > Rational(largest_power_sum) || !forms_.certainly_nonnegative(length))
      return std::nullopt;
    const long p = *q.to_long();
    if (p == 0) return forms_.scale(length, c);
    // sum_{k=1}^{n} k^p = 1/(p+1) sum_j C(p+1, j) B_j n^{p+1-j}, B_1 = +1/2
    const std::vector<Rational> b = bernoulli(p);
    NormalForm sum = forms_.constant(0);
    for (long j = 0; j <= p; ++j)
      sum = forms_.add(
          sum, forms_.scale(forms_.integer_power(r.last, p + 1 - j), binomial(p + 1, j) * b[static_cast<std::size_t>(j)]));
    return forms_.scale(sum, Gaussian(Rational(1) / Rational(p + 1)) * c);
  }
  if (!strategy_.geometric || !m.powers.empty()) return std::nullopt;
  const std::optional<Linear> linear = linear_in(forms_.exponent(m.exponent), index);
  if (!linear || !NormalForms::is_zero(linear->rest)) return std::nullopt;
  const NormalForm& a = linear->rate;
  const NormalForm below = forms_.sub(forms_.exp(a), forms_.constant(1));
  if (NormalForms::is_zero(below) || !forms_.certainly_nonzero(below) || !forms_.certainly_nonnegative(length))
    return std::nullopt;
  const NormalForm above = forms_.sub(forms_.exp(forms_.mul(a, length)), forms_.constant(1));
  return forms_.scale(forms_.div(above, below), c);
}

NormalForm Normaliser::binder_atom(Atom::Kind kind, const NormalForm& last, int index, const NormalForm& dependent) {
  int bound = index;
  NormalForm term = dependent;
  for (int nesting = 0;; ++nesting) {  // the lowest number that the term does not use, so that equal sums get equal names
    const int id = forms_.bound_index(last, nesting);
    if (id == index) break;
    if (forms_.contains(dependent, id)) continue;
    term = forms_.rename(dependent, index, id);
    bound = id;
    break;
  }
  if (kind == Atom::Kind::sum)
    if (const std::optional<NormalForm> other = from_the_other_end(last, bound, term)) return *other;
  return forms_.atom(forms_.binder_atom(kind, bound, {last, term}));
}

/// The sum read backwards, when that is one term and comes first in the order of keys: so both readings get one name.
std::optional<NormalForm> Normaliser::from_the_other_end(const NormalForm& last, int index, const NormalForm& term) {
  try {
    const NormalForm mirrored = forms_.substitute(term, index, forms_.sub(last, forms_.atom(index)));
    if (!NormalForms::constant_value(forms_.from_terms(mirrored.denominator)) || mirrored.numerator.size() != 1)
      return std::nullopt;
    const auto& [m, c] = *mirrored.numerator.begin();
    const Parts parts = split(m, index);
    const NormalForm dependent = forms_.from_terms({{parts.dependent, Gaussian(1)}});
    if (!(forms_.key(dependent) < forms_.key(term))) return std::nullopt;
    const NormalForm sum = forms_.atom(forms_.binder_atom(Atom::Kind::sum, index, {last, dependent}));
    return forms_.scale(forms_.mul(parts.free, sum), c);
  } catch (const NotShown&) {
    return std::nullopt;
  }
}

/// prod_{k=0}^{n-1} (r k + a) = r^n Gamma(a/r + n)/Gamma(a/r) for r > 0, a > 0, n >= 0.
std::optional<NormalForm> Normaliser::closed_product(const NormalForm& length, int index, const NormalForm& body) {
  const std::optional<Linear> linear = linear_in(body, index);
  if (!linear || NormalForms::is_zero(linear->rate) || !forms_.certainly_positive(linear->rate) ||
      !forms_.certainly_positive(linear->rest) || !forms_.certainly_nonnegative(length))
    return std::nullopt;
  forms_.use("I13");
  const NormalForm start = forms_.div(linear->rest, linear->rate);
  const NormalForm quotient =
      forms_.div(forms_.function("gamma", {forms_.add(start, length)}), forms_.function("gamma", {start}));
  return forms_.mul(forms_.power(linear->rate, length), quotient);
}

NormalForm Normaliser::product_over(const Range& r, int index, const NormalForm& body) {
  const NormalForm length = forms_.add(r.last, forms_.constant(1));
  if (const std::optional<NormalForm> closed = closed_product(length, index, body)) return *closed;
  const bool single = NormalForms::constant_value(forms_.from_terms(body.denominator)) && body.numerator.size() == 1;
  if (!single || !forms_.certainly_nonnegative(length)) return binder_atom(Atom::Kind::product, r.last, index, body);
  const auto& [m, c] = *body.numerator.begin();
  Parts parts = split(m, index);
  NormalForm out = forms_.power(forms_.scale(parts.free, c), length);
  if (parts.dependent.exponent != 0) {  // prod exp(E_k) = exp(sum E_k)
    out = forms_.mul(out, forms_.exp(sum_over(r, index, forms_.exponent(parts.dependent.exponent))));
    parts.dependent.exponent = 0;
  }
  for (const auto& power : parts.dependent.powers)
    out = forms_.mul(out,
                     binder_atom(Atom::Kind::product, r.last, index, forms_.from_terms({{Monomial{{power}, 0}, Gaussian(1)}})));
  return out;
}

}  // namespace posproof::detail
