#pragma once
#include <algorithm>

#include "bounds_detail.hpp"
#include "posproof/arith/contract.hpp"

// Bound forms: arithmetic, ranges, signs. Included once for each kernel.

namespace posproof::detail {

using Powers = BoundForm::Powers;

template <class R>
BoundsOf<R>::BoundsOf(std::map<int, ExtendedRange> variables, bool powers_only)
    : variables_(std::move(variables)), powers_only_(powers_only) {
  for (const auto& [slot, range] : variables_) atoms_.push_back({slot, nullptr, range});
}

template <class R>
int BoundsOf<R>::variable_atom(int slot) const {
  for (std::size_t i = 0; i < atoms_.size(); ++i)
    if (atoms_[i].slot == slot) return static_cast<int>(i);
  throw NotBounded{"a variable without a range"};
}

template <class R>
bool BoundsOf<R>::positive(const Powers& m) const {
  return std::all_of(m.begin(), m.end(),
                     [&](const auto& p) { return atoms_[static_cast<std::size_t>(p.first)].range.positive(); });
}

template <class R>
ExtendedRange BoundsOf<R>::monomial_range(const Powers& m) const {
  ExtendedRange r = ExtendedRange::point(Rational(1));
  for (const auto& [atom, q] : m) r = tidied(r * RangeFunctions<R>::power(atoms_[static_cast<std::size_t>(atom)].range, q));
  return r;
}

template <class R>
BoundForm BoundsOf<R>::over(const BoundForm& f, const Powers& m) const {
  BoundForm out;
  const Powers inverse = raised(m, Rational(-1));
  for (const auto& [n, c] : f.terms) out.terms.emplace(times(n, inverse), c);
  return out;
}

template <class R>
ExtendedRange BoundsOf<R>::range(const BoundForm& f) const {
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

template <class R>
Signs BoundsOf<R>::signs(const BoundForm& f) const {
  if (f.terms.empty()) return Signs::zero();
  Signs s = signs_of(range(f));
  // The sign of f is that of f/m for a positive monomial m.
  for (const auto& [m, c] : f.terms)
    if (!m.empty() && positive(m)) s = s & signs_of(range(over(f, m)));
  return s;
}

template <class R>
std::optional<Rational> BoundsOf<R>::growth(const BoundForm& f, int slot) const {
  std::optional<Rational> most;
  for (const auto& [m, c] : f.terms) {
    Rational q(0);
    for (const auto& [atom, p] : m)
      if (atoms_[static_cast<std::size_t>(atom)].slot == slot) q = p;
    if (!most || q > *most) most = q;
  }
  return most;
}

template <class R>
ExtendedRange BoundsOf<R>::scaled(const BoundForm& f, int slot, const Rational& power) const {
  const Powers m{{variable_atom(slot), power}};
  return range(over(f, m));
}

template <class R>
BoundForm BoundsOf<R>::divided(const BoundForm& a, const BoundForm& b) {
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

template <class R>
BoundForm BoundsOf<R>::rational_power(const BoundForm& a, const Rational& q) {
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
      f.terms.emplace(raised(m, q), tidied(RangeFunctions<R>::power(c, q)));
      return f;
    }
  }
  if (integer) {
    if (q > Rational(12)) return interval_form(RangeFunctions<R>::power(range(a), q));
    BoundForm f = interval_form(ExtendedRange::point(Rational(1)));
    for (long k = 0; k < *q.to_long(); ++k) f = times(f, a);
    return f;
  }
  for (auto it = a.terms.rbegin(); it != a.terms.rend(); ++it) {
    if (!positive(it->first)) continue;
    const ExtendedRange rest = range(over(a, it->first));
    if (q.sign() > 0 ? !rest.nonnegative() : !rest.positive()) continue;
    const ExtendedRange c = RangeFunctions<R>::power(rest, q);
    if (!c.bounded()) continue;
    BoundForm f;
    f.terms.emplace(raised(it->first, q), tidied(c));
    return f;
  }
  const ExtendedRange all = range(a);
  if (q.sign() > 0 ? !all.nonnegative() : !all.positive())
    throw NotBounded{"a fractional power of a number that may be negative"};
  return interval_form(RangeFunctions<R>::power(all, q));
}

template <class R>
BoundForm BoundsOf<R>::absolute(const BoundForm& a) {
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

template <class R>
BoundForm BoundsOf<R>::exponential(const BoundForm& exponent) {
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
  return interval_form(RangeFunctions<R>::exp(range(exponent)));
}

template <class R>
BoundForm BoundsOf<R>::logarithm(const BoundForm& u) {
  const ExtendedRange r = range(u);
  if (signs(u) != Signs::positive()) throw NotBounded{"the logarithm of a number that may not be positive"};
  if (powers_only_) {
    // log x <= 16 x^{1/16} for x >= 1 (L3).
    for (auto it = u.terms.rbegin(); it != u.terms.rend(); ++it) {
      const auto& m = it->first;
      if (m.size() != 1 || !positive(m)) continue;
      const auto& atom = atoms_[static_cast<std::size_t>(m[0].first)];
      const ExtendedRange rest = range(over(u, m));
      if (atom.slot < 0 || atom.range.lo.value < Rational(1) || !rest.positive() || !rest.bounded() ||
          rest.lo.value.sign() == 0)
        continue;
      BoundForm f = interval_form(RangeFunctions<R>::log(rest));
      BoundForm t;
      t.terms.emplace(Powers{{m[0].first, Rational(Integer(1), Integer(16))}},
                      ExtendedRange::between(Rational(0), Rational(16)) * ExtendedRange::point(m[0].second));
      return plus(f, t);
    }
  }
  return interval_form(r.positive() ? RangeFunctions<R>::log(r) : ExtendedRange::everything());
}

}  // namespace posproof::detail
