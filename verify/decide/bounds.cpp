#include "bounds.hpp"

#include <algorithm>

#include "bounds_detail.hpp"
#include "posproof/arith/contract.hpp"

namespace posproof::detail {

using Powers = BoundForm::Powers;

ExtendedRange tidied(ExtendedRange r) {
  constexpr std::size_t most_bits = 400;
  PrecisionScope scope{Bits{128}};
  if (r.lo.infinite == 0 && r.lo.value.size_bits() > most_bits) r.lo = {0, lower(Ball(r.lo.value)), false};
  if (r.hi.infinite == 0 && r.hi.value.size_bits() > most_bits) r.hi = {0, upper(Ball(r.hi.value)), false};
  return r;
}

bool is_zero(const ExtendedRange& r) { return r.bounded() && r.lo.value.sign() == 0 && r.hi.value.sign() == 0; }

BoundForm interval_form(const ExtendedRange& r) {
  BoundForm f;
  if (!is_zero(r)) f.terms.emplace(Powers{}, tidied(r));
  return f;
}

BoundForm negated(const BoundForm& a) {
  BoundForm f;
  for (const auto& [m, c] : a.terms) f.terms.emplace(m, -c);
  return f;
}

BoundForm plus(const BoundForm& a, const BoundForm& b) {
  BoundForm f = a;
  for (const auto& [m, c] : b.terms) {
    const auto it = f.terms.find(m);
    if (it == f.terms.end()) f.terms.emplace(m, c);
    else if (const auto sum = tidied(it->second + c); is_zero(sum)) f.terms.erase(it);
    else it->second = sum;
  }
  return f;
}

Powers times(const Powers& a, const Powers& b) {
  Powers out;
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (j == b.size() || (i < a.size() && a[i].first < b[j].first)) out.push_back(a[i++]);
    else if (i == a.size() || b[j].first < a[i].first) out.push_back(b[j++]);
    else {
      const Rational q = a[i].second + b[j].second;
      if (q.sign() != 0) out.emplace_back(a[i].first, q);
      ++i, ++j;
    }
  }
  return out;
}

Powers raised(const Powers& a, const Rational& q) {
  Powers out = a;
  for (auto& [atom, p] : out) p *= q;
  return out;
}

BoundForm times(const BoundForm& a, const BoundForm& b) {
  if (a.terms.size() * b.terms.size() > 400) throw NotBounded{"too many terms"};
  BoundForm f;
  for (const auto& [m, c] : a.terms)
    for (const auto& [n, d] : b.terms) {
      BoundForm t;
      t.terms.emplace(times(m, n), tidied(c * d));
      f = plus(f, t);
    }
  return f;
}

Bounds::Bounds(std::map<int, ExtendedRange> variables, bool powers_only)
    : variables_(std::move(variables)), powers_only_(powers_only) {
  for (const auto& [slot, range] : variables_) atoms_.push_back({slot, nullptr, range});
}

int Bounds::variable_atom(int slot) const {
  for (std::size_t i = 0; i < atoms_.size(); ++i)
    if (atoms_[i].slot == slot) return static_cast<int>(i);
  throw NotBounded{"a variable without a range"};
}

bool Bounds::positive(const Powers& m) const {
  return std::all_of(m.begin(), m.end(), [&](const auto& p) { return atoms_[static_cast<std::size_t>(p.first)].range.positive(); });
}

ExtendedRange Bounds::monomial_range(const Powers& m) const {
  ExtendedRange r = ExtendedRange::point(Rational(1));
  for (const auto& [atom, q] : m) r = tidied(r * posproof::power(atoms_[static_cast<std::size_t>(atom)].range, q));
  return r;
}

BoundForm Bounds::over(const BoundForm& f, const Powers& m) const {
  BoundForm out;
  const Powers inverse = raised(m, Rational(-1));
  for (const auto& [n, c] : f.terms) out.terms.emplace(times(n, inverse), c);
  return out;
}

ExtendedRange Bounds::range(const BoundForm& f) const {
  const auto plain = [&](const BoundForm& g) {
    ExtendedRange r = ExtendedRange::point(Rational(0));
    for (const auto& [m, c] : g.terms) r = tidied(r + c * monomial_range(m));
    return r;
  };
  ExtendedRange best = plain(f);
  if (f.terms.size() < 2) return best;
  // m * (f/m): sharper where the terms pull apart.
  for (const auto& [m, c] : f.terms)
    if (!m.empty() && positive(m)) best = intersect(best, tidied(monomial_range(m) * plain(over(f, m))));
  return best;
}

Signs signs_of(const ExtendedRange& r) {
  Signs s = Signs::any();
  if (r.positive()) s = Signs::positive();
  else if (r.negative()) s = Signs::negative();
  else if (is_zero(r)) s = Signs::zero();
  else if (r.nonnegative()) s = Signs::zero() | Signs::positive();
  else if (r.nonpositive()) s = Signs::zero() | Signs::negative();
  return s;
}

Signs Bounds::signs(const BoundForm& f) const {
  if (f.terms.empty()) return Signs::zero();
  Signs s = signs_of(range(f));
  // The sign of f is that of f/m for a positive monomial m.
  for (const auto& [m, c] : f.terms)
    if (!m.empty() && positive(m)) s = s & signs_of(range(over(f, m)));
  return s;
}

std::optional<Rational> Bounds::growth(const BoundForm& f, int slot) const {
  std::optional<Rational> most;
  for (const auto& [m, c] : f.terms) {
    Rational q(0);
    for (const auto& [atom, p] : m)
      if (atoms_[static_cast<std::size_t>(atom)].slot == slot) q = p;
    if (!most || q > *most) most = q;
  }
  return most;
}

ExtendedRange Bounds::scaled(const BoundForm& f, int slot, const Rational& power) const {
  const Powers m{{variable_atom(slot), power}};
  return range(over(f, m));
}

BoundForm Bounds::divided(const BoundForm& a, const BoundForm& b) {
  const auto times_monomial = [&](const ExtendedRange& c, const Powers& m) {
    BoundForm g;
    g.terms.emplace(m, tidied(c));
    return times(a, g);
  };
  if (b.terms.empty()) throw NotBounded{"division by zero"};
  if (b.terms.size() == 1) {
    const auto& [m, c] = *b.terms.begin();
    if (!c.nonzero()) throw NotBounded{"a denominator that may vanish"};
    for (const auto& [atom, q] : m)
      if (!atoms_[static_cast<std::size_t>(atom)].range.nonzero()) throw NotBounded{"a denominator that may vanish"};
    return times_monomial(reciprocal(c), raised(m, Rational(-1)));
  }
  // b = m (b/m): the monomial whose rest is enclosed most tightly.
  std::optional<std::pair<ExtendedRange, Powers>> best;
  const auto consider = [&](const Powers& m) {
    const ExtendedRange rest = range(over(b, m));
    if (!rest.nonzero()) return;
    const ExtendedRange inverse = reciprocal(rest);
    if (!best || (inverse.bounded() && !best->first.bounded())) best = {inverse, m};
  };
  // The fastest growing monomial first: it leaves a bounded rest on unbounded domains.
  for (auto it = b.terms.rbegin(); it != b.terms.rend(); ++it)
    if (positive(it->first)) consider(it->first);
  consider({});
  if (!best) throw NotBounded{"a denominator that may vanish"};
  return times_monomial(best->first, raised(best->second, Rational(-1)));
}

BoundForm Bounds::rational_power(const BoundForm& a, const Rational& q) {
  if (q.sign() == 0) return interval_form(ExtendedRange::point(Rational(1)));
  if (a.terms.empty()) {
    if (q.sign() < 0) throw NotBounded{"zero to a negative power"};
    return a;
  }
  const bool integer = q.is_integer();
  if (integer && q.sign() < 0) return divided(interval_form(ExtendedRange::point(Rational(1))), rational_power(a, -q));
  if (a.terms.size() == 1) {
    const auto& [m, c] = *a.terms.begin();
    const bool proper = integer || (positive(m) && (q.sign() > 0 ? c.nonnegative() : c.positive()));
    if (proper) {
      BoundForm f;
      f.terms.emplace(raised(m, q), tidied(posproof::power(c, q)));
      return f;
    }
  }
  if (integer) {
    if (q > Rational(12)) return interval_form(posproof::power(range(a), q));
    BoundForm f = interval_form(ExtendedRange::point(Rational(1)));
    for (long k = 0; k < *q.to_long(); ++k) f = times(f, a);
    return f;
  }
  for (auto it = a.terms.rbegin(); it != a.terms.rend(); ++it) {
    if (!positive(it->first)) continue;
    const ExtendedRange rest = range(over(a, it->first));
    if (q.sign() > 0 ? !rest.nonnegative() : !rest.positive()) continue;
    const ExtendedRange c = posproof::power(rest, q);
    if (!c.bounded()) continue;
    BoundForm f;
    f.terms.emplace(raised(it->first, q), tidied(c));
    return f;
  }
  const ExtendedRange all = range(a);
  if (q.sign() > 0 ? !all.nonnegative() : !all.positive()) throw NotBounded{"a fractional power of a number that may be negative"};
  return interval_form(posproof::power(all, q));
}

BoundForm Bounds::absolute(const BoundForm& a) {
  const auto size = [](const ExtendedRange& r) {
    if (r.nonnegative()) return r;
    if (r.nonpositive()) return -r;
    ExtendedRange out = hull(r, -r);
    out.lo = {0, Rational(0), false};
    return out;
  };
  const Signs s = signs(a);
  if (s.within(Signs::zero() | Signs::positive())) return a;
  if (s.within(Signs::zero() | Signs::negative())) return negated(a);
  for (const auto& [m, c] : a.terms) {
    if (!positive(m) || (a.terms.size() > 1 && m.empty())) continue;
    BoundForm f;
    f.terms.emplace(m, tidied(size(range(over(a, m)))));
    if (f.terms.begin()->second.bounded() || a.terms.size() == 1) return f;
  }
  return interval_form(size(range(a)));
}

BoundForm Bounds::exponential(const BoundForm& exponent) {
  if (exponent.terms.empty()) return interval_form(ExtendedRange::point(Rational(1)));
  if (powers_only_) {
    // y >= c m > 0: e^{-y} <= k!/(c m)^k (L3).
    constexpr long k = 8, factorial = 40320;
    for (auto it = exponent.terms.rbegin(); it != exponent.terms.rend(); ++it) {
      const auto& m = it->first;
      const bool grows = !m.empty() && positive(m) && std::any_of(m.begin(), m.end(), [&](const auto& p) {
        return atoms_[static_cast<std::size_t>(p.first)].slot >= 0 && p.second.sign() > 0;
      });
      if (!grows) continue;
      const ExtendedRange rate = range(over(exponent, m));
      if (!rate.negative() || rate.hi.value.sign() == 0) continue;
      BoundForm f;
      f.terms.emplace(raised(m, Rational(-k)),
                      tidied({{0, Rational(0), true}, {0, Rational(factorial) / pow(-rate.hi.value, k), false}}));
      return f;
    }
  }
  return interval_form(exp(range(exponent)));
}

BoundForm Bounds::logarithm(const BoundForm& u) {
  const ExtendedRange r = range(u);
  if (signs(u) != Signs::positive()) throw NotBounded{"the logarithm of a number that may not be positive"};
  if (powers_only_) {
    // log x <= 16 x^{1/16} for x >= 1 (L3).
    for (auto it = u.terms.rbegin(); it != u.terms.rend(); ++it) {
      const auto& m = it->first;
      if (m.size() != 1 || !positive(m)) continue;
      const auto& atom = atoms_[static_cast<std::size_t>(m[0].first)];
      const ExtendedRange rest = range(over(u, m));
      if (atom.slot < 0 || atom.range.lo.value < Rational(1) || !rest.positive() || !rest.bounded() || rest.lo.value.sign() == 0) continue;
      BoundForm f = interval_form(log(rest));
      BoundForm t;
      t.terms.emplace(Powers{{m[0].first, Rational(Integer(1), Integer(16))}},
                      ExtendedRange::between(Rational(0), Rational(16)) * ExtendedRange::point(m[0].second));
      return plus(f, t);
    }
  }
  return interval_form(r.positive() ? log(r) : ExtendedRange::everything());
}

}  // namespace posproof::detail
