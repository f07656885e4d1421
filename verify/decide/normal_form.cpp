#include "posproof/decide/normal_form.hpp"

#include <algorithm>

namespace posproof {
namespace {

const Terms& unit_terms() {
  static const Terms one{{Monomial{}, Gaussian(1)}};
  return one;
}

void accumulate(Terms& into, const Monomial& m, const Gaussian& c) {
  const auto [place, fresh] = into.try_emplace(m, c);
  if (fresh) return;
  place->second += c;
  if (place->second.is_zero()) into.erase(place);
}

/// Products that need products of their own (roots of sums) nest; deep nesting is given up, not followed.
struct DepthGuard {
  int& depth;
  explicit DepthGuard(int& d) : depth(d) {
    if (depth > 100) throw NotShown{"a product that keeps producing new roots"};
    ++depth;
  }
  ~DepthGuard() { --depth; }
  DepthGuard(const DepthGuard&) = delete;
  DepthGuard& operator=(const DepthGuard&) = delete;
};

}  // namespace

NormalForms::NormalForms(std::size_t max_terms) : max_terms_(max_terms) {
  exponents_.push_back(from_terms({}));
  exponent_ids_[key(exponents_.front())] = 0;
}

void NormalForms::charge(std::size_t terms) {
  work_ += terms + 1;
  if (terms > max_terms_ || work_ > 300 * max_terms_)
    throw NotShown{"too many terms in the normal form (limit " + std::to_string(max_terms_) + ")"};
}

NormalForm NormalForms::from_terms(Terms numerator) const { return {std::move(numerator), unit_terms()}; }

NormalForm NormalForms::constant(const Gaussian& c) const {
  Terms t;
  if (!c.is_zero()) t.emplace(Monomial{}, c);
  return from_terms(std::move(t));
}

NormalForm NormalForms::atom(int id) const {
  Monomial m;
  m.powers.emplace_back(id, Rational(1));
  return from_terms({{std::move(m), Gaussian(1)}});
}

NormalForm NormalForms::neg(const NormalForm& a) const { return scale(a, Gaussian(-1)); }

NormalForm NormalForms::scale(const NormalForm& a, const Gaussian& c) const {
  if (c.is_zero()) return from_terms({});
  NormalForm out = a;
  for (auto& [m, coefficient] : out.numerator) coefficient = coefficient * c;
  return out;
}

NormalForm NormalForms::add(const NormalForm& a, const NormalForm& b) {
  if (a.numerator.empty()) return b;
  if (b.numerator.empty()) return a;
  if (a.denominator == b.denominator) {
    Terms sum = a.numerator;
    for (const auto& [m, c] : b.numerator) accumulate(sum, m, c);
    charge(sum.size());
    return fraction(std::move(sum), a.denominator);
  }
  const NormalForm left = multiply_terms(a.numerator, b.denominator);
  const NormalForm right = multiply_terms(b.numerator, a.denominator);
  const NormalForm below = multiply_terms(a.denominator, b.denominator);
  if (left.denominator != unit_terms() || right.denominator != unit_terms() || below.denominator != unit_terms())
    throw NotShown{"a sum of fractions has no simple normal form"};
  Terms sum = left.numerator;
  for (const auto& [m, c] : right.numerator) accumulate(sum, m, c);
  return fraction(std::move(sum), below.numerator);
}

NormalForm NormalForms::sub(const NormalForm& a, const NormalForm& b) { return add(a, neg(b)); }

NormalForm NormalForms::multiply_monomials(const Monomial& a, const Monomial& b) {
  Monomial m;
  NormalForm extra = constant(1);
  auto i = a.powers.begin(), j = b.powers.begin();
  while (i != a.powers.end() || j != b.powers.end()) {
    if (j == b.powers.end() || (i != a.powers.end() && i->first < j->first)) {
      m.powers.push_back(*i++);
    } else if (i == a.powers.end() || j->first < i->first) {
      m.powers.push_back(*j++);
    } else {
      const Rational q = i->second + j->second;
      const Atom::Kind kind = atom_info(i->first).kind;
      if (q.sign() != 0) {
        if (kind == Atom::Kind::prime || kind == Atom::Kind::base || kind == Atom::Kind::magnitude)
          extra = mul(extra, atom_power(i->first, q));
        else
          m.powers.emplace_back(i->first, q);
      }
      ++i, ++j;
    }
  }
  if (a.exponent != 0 && b.exponent != 0) {
    auto found = exponent_products_.find({a.exponent, b.exponent});
    if (found == exponent_products_.end()) {
      use("I3");
      NormalForm product = exp(add(exponent(a.exponent), exponent(b.exponent)));
      found = exponent_products_.emplace(std::pair{a.exponent, b.exponent}, std::move(product)).first;
    }
    extra = mul(extra, found->second);
  } else {
    m.exponent = a.exponent != 0 ? a.exponent : b.exponent;
  }
  if (extra.numerator == unit_terms() && extra.denominator == unit_terms()) return from_terms({{std::move(m), Gaussian(1)}});
  if (m.is_one()) return extra;
  if (extra.denominator == unit_terms() && extra.numerator.size() == 1) {
    const auto& [other, c] = *extra.numerator.begin();
    if (other.powers.empty() && (other.exponent == 0 || m.exponent == 0)) {
      m.exponent += other.exponent;
      return from_terms({{std::move(m), c}});
    }
  }
  return mul(from_terms({{std::move(m), Gaussian(1)}}), extra);
}

NormalForm NormalForms::multiply_terms(const Terms& a, const Terms& b) {
  if (a == unit_terms()) return from_terms(b);
  if (b == unit_terms()) return from_terms(a);
  Terms sum;
  NormalForm fractions = from_terms({});
  for (const auto& [ma, ca] : a) {
    for (const auto& [mb, cb] : b) {
      const NormalForm product = multiply_monomials(ma, mb);
      const Gaussian c = ca * cb;
      charge(0);
      if (product.denominator == unit_terms()) {
        for (const auto& [m, factor] : product.numerator) accumulate(sum, m, factor * c);
      } else {
        fractions = add(fractions, scale(product, c));
      }
    }
    charge(sum.size());
  }
  NormalForm out = from_terms(std::move(sum));
  return fractions.numerator.empty() ? out : add(out, fractions);
}

NormalForm NormalForms::mul(const NormalForm& a, const NormalForm& b) {
  if (a.numerator.empty() || b.numerator.empty()) return from_terms({});
  const DepthGuard guard(depth_);
  const NormalForm above = multiply_terms(a.numerator, b.numerator);
  if (a.denominator == unit_terms() && b.denominator == unit_terms()) return above;
  const NormalForm below = multiply_terms(a.denominator, b.denominator);
  if (below.denominator != unit_terms()) throw NotShown{"a product of fractions has no simple normal form"};
  if (above.denominator == unit_terms()) return fraction(above.numerator, below.numerator);
  return mul(above, fraction(unit_terms(), below.numerator));
}

NormalForm NormalForms::div(const NormalForm& a, const NormalForm& b) {
  if (b.numerator.empty()) throw NotShown{"division by zero"};
  require_nonzero(b);
  const NormalForm inverse = fraction(b.denominator, b.numerator);
  return mul(a, inverse);
}

NormalForm NormalForms::inverse_monomial(const Monomial& m, const Gaussian& c) {
  NormalForm out = constant(inverse(c));
  for (const auto& [id, q] : m.powers) out = mul(out, atom_power(id, -q));
  if (m.exponent != 0) out = mul(out, exp(neg(exponent(m.exponent))));
  return out;
}

NormalForm NormalForms::integer_power(const NormalForm& b, long n) {
  if (n == 0) return constant(1);
  if (n < 0) return integer_power(div(constant(1), b), -n);
  if (b.denominator == unit_terms() && b.numerator.size() == 1) {
    const auto& [m, c] = *b.numerator.begin();
    if (static_cast<double>(c.size_bits()) * static_cast<double>(n) > 1e6 &&
        !(c.is_real() && posproof::abs(c.re) == Rational(1)))
      throw NotShown{"a power too large to write out"};
    NormalForm out = constant(1);
    for (const auto& [id, q] : m.powers) out = mul(out, atom_power(id, q * Rational(n)));
    if (m.exponent != 0) out = mul(out, exp(scale(exponent(m.exponent), Rational(n))));
    Gaussian power(1), square = c;
    for (long k = n; k != 0; k /= 2) {
      if (k % 2 != 0) power = power * square;
      if (k > 1) square = square * square;
    }
    return scale(out, power);
  }
  if (n > static_cast<long>(max_terms_)) throw NotShown{"a power with too many terms"};
  NormalForm power = constant(1), square = b;
  for (long k = n; k != 0; k /= 2) {
    if (k % 2 != 0) power = mul(power, square);
    if (k > 1) square = mul(square, square);
  }
  return power;
}

std::optional<Gaussian> NormalForms::constant_value(const NormalForm& a) {
  if (a.denominator != unit_terms()) return std::nullopt;
  if (a.numerator.empty()) return Gaussian(0);
  if (a.numerator.size() != 1 || !a.numerator.begin()->first.is_one()) return std::nullopt;
  return a.numerator.begin()->second;
}

std::optional<Rational> NormalForms::rational_value(const NormalForm& a) {
  const std::optional<Gaussian> c = constant_value(a);
  if (!c || !c->is_real()) return std::nullopt;
  return c->re;
}

}  // namespace posproof
