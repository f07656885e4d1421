#include <algorithm>

#include "bounds_impl.hpp"
#include "bounds_visit_impl.hpp"
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
    if (it == f.terms.end())
      f.terms.emplace(m, c);
    else if (const auto sum = tidied(it->second + c); is_zero(sum))
      f.terms.erase(it);
    else
      it->second = sum;
  }
  return f;
}

Powers times(const Powers& a, const Powers& b) {
  Powers out;
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (j == b.size() || (i < a.size() && a[i].first < b[j].first))
      out.push_back(a[i++]);
    else if (i == a.size() || b[j].first < a[i].first)
      out.push_back(b[j++]);
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

Signs signs_of(const ExtendedRange& r) {
  Signs s = Signs::any();
  if (r.positive())
    s = Signs::positive();
  else if (r.negative())
    s = Signs::negative();
  else if (is_zero(r))
    s = Signs::zero();
  else if (r.nonnegative())
    s = Signs::zero() | Signs::positive();
  else if (r.nonpositive())
    s = Signs::zero() | Signs::negative();
  return s;
}

template class BoundsOf<Ball>;

}  // namespace posproof::detail
