#pragma once
#include <algorithm>

#include "bounds_detail.hpp"
#include "posproof/arith/contract.hpp"
#include "posproof/decide/program.hpp"
#include "shape.hpp"

// Bound forms of the terms of the language. Included once for each kernel.

namespace posproof::detail {
namespace bounds_visit {

constexpr long constant_bits = 160;
constexpr long most_terms = 5000;

template <class R>
ExtendedRange between(const R& lo, const R& hi) {
  return ExtendedRange::between(lower(lo), upper(hi));
}

template <class R>
ExtendedRange enclosed(const Number<R>& x) {
  if (x.is_exact()) return ExtendedRange::point(x.exact());
  if (!is_finite(x.inexact())) throw NotBounded{"a constant without a finite enclosure"};
  return ExtendedRange::between(lower(x.inexact()), upper(x.inexact()));
}

/// The whole range as a ball, when it is bounded.
template <class R>
std::optional<R> ball_of(const ExtendedRange& r) {
  if (!r.bounded()) return std::nullopt;
  return R::from_bounds(r.lo.value, r.hi.value);
}

/// f increasing: its values at the ends, or its limits there.
template <class R, class F>
ExtendedRange increasing(const ExtendedRange& r, F f, const std::optional<R>& at_minus_infinity,
                         const std::optional<R>& at_infinity) {
  ExtendedRange out;
  if (r.lo.infinite == 0)
    out.lo = {0, lower(f(R(r.lo.value))), false};
  else if (at_minus_infinity)
    out.lo = {0, lower(*at_minus_infinity), false};
  if (r.hi.infinite == 0)
    out.hi = {0, upper(f(R(r.hi.value))), false};
  else if (at_infinity)
    out.hi = {0, upper(*at_infinity), false};
  return out;
}

template <class R>
ExtendedRange of_ball(const R& b) {
  if (!is_finite(b)) throw NotBounded{"a function without a finite enclosure"};
  return between(b, b);
}

}  // namespace bounds_visit

template <class R>
BoundForm BoundsOf<R>::real(const Expr& e) {
  const Complex z = visit(e);
  if (z.complex && !z.im.terms.empty()) throw NotBounded{"a complex value where a real one is needed"};
  return z.re;
}

template <class R>
BoundForm BoundsOf<R>::form(const Expr& e) {
  PrecisionScope scope{Bits{bounds_visit::constant_bits}};
  return real(e);
}

template <class R>
BoundForm BoundsOf<R>::constant(const Expr& e) {
  Number<R> v(0L);
  try {
    ConstantTermsOf<R> terms;
    v = terms.value(e);
  } catch (const Undefined& u) {
    throw NotBounded{u.what};
  }
  const ExtendedRange r = bounds_visit::enclosed(v);
  if (v.is_exact() || !r.nonzero()) return interval_form(r);
  // A positive constant, or the size of a negative one, becomes an atom: equal constants cancel exactly.
  const int sign = r.positive() ? 1 : -1;
  int id = -1;
  for (std::size_t i = 0; i < atoms_.size(); ++i)
    if (atoms_[i].constant && same(atoms_[i].constant, e)) id = static_cast<int>(i);
  if (id < 0) {
    id = static_cast<int>(atoms_.size());
    atoms_.push_back({-1, e, sign > 0 ? r : -r});
  }
  BoundForm f;
  f.terms.emplace(BoundForm::Powers{{id, Rational(1)}}, ExtendedRange::point(Rational(sign)));
  return f;
}

template <class R>
typename BoundsOf<R>::Complex BoundsOf<R>::visit(const Expr& e) {
  if (const auto it = known_.find(e.get()); it != known_.end()) return it->second;
  Complex z = compute(e);
  kept_.push_back(e);
  known_.emplace(e.get(), z);
  return z;
}

template <class R>
typename BoundsOf<R>::Complex BoundsOf<R>::compute(const Expr& e) {
  const auto complex = [](BoundForm re, BoundForm im) { return Complex{std::move(re), std::move(im), true}; };
  switch (e->op) {
    case Op::number: return {interval_form(ExtendedRange::point(e->number)), {}, false};
    case Op::constant:
      if (e->name == "i") return complex({}, interval_form(ExtendedRange::point(Rational(1))));
      return {constant(e), {}, false};
    case Op::variable: {
      BoundForm f;
      f.terms.emplace(BoundForm::Powers{{variable_atom(e->slot), Rational(1)}}, ExtendedRange::point(Rational(1)));
      return {f, {}, false};
    }
    default: break;
  }
  if (e->op == Op::call && (e->name == "re" || e->name == "im" || e->name == "cis" || e->name == "conj" || e->name == "abs"))
    return call(e);
  if (e->op == Op::index) {
    const Expr& list = e->args[0];
    if (list->op != Op::list || !free_slots(e->args[1]).empty()) throw NotBounded{"an index that is not constant"};
    const BoundForm k = constant(e->args[1]);
    Rational at(0);
    if (!k.terms.empty()) at = k.terms.begin()->second.lo.value;
    const auto i = at.to_long();
    if (k.terms.size() > 1 || !i || *i < 0 || *i >= static_cast<long>(list->args.size()))
      throw NotBounded{"a list index out of range"};
    return visit(list->args[static_cast<std::size_t>(*i)]);
  }
  const bool arithmetic = e->op == Op::neg || e->op == Op::add || e->op == Op::sub || e->op == Op::mul;
  if (!arithmetic && free_slots(e).empty()) return {constant(e), {}, false};
  switch (e->op) {
    case Op::neg: {
      const Complex a = visit(e->args[0]);
      return {negated(a.re), negated(a.im), a.complex};
    }
    case Op::add:
    case Op::sub: {
      const Complex a = visit(e->args[0]), b = visit(e->args[1]);
      const bool minus = e->op == Op::sub;
      return {plus(a.re, minus ? negated(b.re) : b.re), plus(a.im, minus ? negated(b.im) : b.im), a.complex || b.complex};
    }
    case Op::mul: {
      const Complex a = visit(e->args[0]), b = visit(e->args[1]);
      if (!a.complex && !b.complex) return {times(a.re, b.re), {}, false};
      return complex(plus(times(a.re, b.re), negated(times(a.im, b.im))), plus(times(a.re, b.im), times(a.im, b.re)));
    }
    case Op::div: {
      const Complex a = visit(e->args[0]);
      const BoundForm b = real(e->args[1]);
      return {divided(a.re, b), a.complex ? divided(a.im, b) : BoundForm{}, a.complex};
    }
    case Op::pow: return power(e);
    case Op::call: return call(e);
    case Op::sum:
    case Op::prod: return unrolled(e);
    case Op::conditional: {
      const Truth t = truth(e->args[0]);
      if (certainly(t)) return visit(e->args[1]);
      if (certainly_not(t)) return visit(e->args[2]);
      return {interval_form(hull(range(real(e->args[1])), range(real(e->args[2])))), {}, false};
    }
    default: throw NotBounded{"a construct without a bound"};
  }
}

template <class R>
typename BoundsOf<R>::Complex BoundsOf<R>::unrolled(const Expr& e) {
  const auto& b = e->binders[0];
  if (!is_plain_range(b.domain)) throw NotBounded{"a range without a bound"};
  ConstantTermsOf<R> terms;
  Rational lo(0), hi(0);
  try {
    if (!free_slots(b.domain.lo).empty() || !free_slots(b.domain.hi).empty()) throw NotBounded{"a sum whose range moves"};
    const auto l = terms.value(b.domain.lo), h = terms.value(b.domain.hi);
    if (!l.is_exact() || !h.is_exact() || !l.exact().is_integer() || !h.exact().is_integer())
      throw NotBounded{"a range that is not exact"};
    lo = l.exact();
    hi = h.exact();
  } catch (const Undefined& u) {
    throw NotBounded{u.what};
  }
  if (hi - lo > Rational(bounds_visit::most_terms)) throw NotBounded{"a long sum"};
  Complex acc{interval_form(ExtendedRange::point(Rational(e->op == Op::prod ? 1 : 0))), {}, false};
  for (Rational k = lo; k <= hi; k += Rational(1)) {
    const Complex item = visit(substitute(e->args[0], b.slot, make_number(k)));
    if (e->op == Op::sum)
      acc = {plus(acc.re, item.re), plus(acc.im, item.im), acc.complex || item.complex};
    else if (item.complex)
      throw NotBounded{"a product of complex terms"};
    else
      acc.re = times(acc.re, item.re);
  }
  return acc;
}

template <class R>
typename BoundsOf<R>::Complex BoundsOf<R>::power(const Expr& e) {
  if (free_slots(e->args[1]).empty()) {
    const BoundForm q = constant(e->args[1]);
    if (q.terms.empty()) return {interval_form(ExtendedRange::point(Rational(1))), {}, false};
    const auto& [m, c] = *q.terms.begin();
    if (q.terms.size() == 1 && m.empty() && c.lo.value == c.hi.value && c.bounded()) {
      const Complex base = visit(e->args[0]);
      if (base.complex) throw NotBounded{"a power of a complex value"};
      const Rational& n = c.lo.value;
      // Even powers of sums: the square of the range is sharper than the product of two copies.
      if (n.is_integer() && n.sign() > 0 && base.re.terms.size() > 1 && n.numerator() % 2 == 0 && !powers_only_ &&
          range(base.re).bounded())
        return {interval_form(RangeFunctions<R>::power(range(base.re), n)), {}, false};
      return {rational_power(base.re, n), {}, false};
    }
  }
  // u^v = exp(v log u), u > 0
  return {exponential(times(real(e->args[1]), logarithm(real(e->args[0])))), {}, false};
}

template <class R>
typename BoundsOf<R>::Complex BoundsOf<R>::call(const Expr& e) {
  using F = Function;
  const Function function = function_named(e->name);
  const Complex z = visit(e->args[0]);
  switch (function) {
    case F::re: return {z.re, {}, false};
    case F::im: return {z.im, {}, false};
    case F::conj: return {z.re, negated(z.im), z.complex};
    case F::cis: {
      if (z.complex) throw NotBounded{"a phase that is not real"};
      const ExtendedRange unit = ExtendedRange::between(Rational(-1), Rational(1));
      return {interval_form(unit), interval_form(unit), true};
    }
    case F::abs:
      if (!z.complex) return {absolute(z.re), {}, false};
      return {rational_power(plus(rational_power(z.re, Rational(2)), rational_power(z.im, Rational(2))),
                             Rational(Integer(1), Integer(2))),
              {},
              false};
    default: break;
  }
  const BoundForm u = real(e->args[0]);
  const auto r = range(u);
  const auto whole = bounds_visit::ball_of<R>(r);
  const auto of = [&](const ExtendedRange& x) { return Complex{interval_form(x), {}, false}; };
  const R half_pi = R::pi() / R(2L);
  switch (function) {
    case F::sqrt: return {rational_power(u, Rational(Integer(1), Integer(2))), {}, false};
    case F::exp: return {exponential(u), {}, false};
    case F::log: return {logarithm(u), {}, false};
    case F::log2: return {divided(logarithm(u), constant(make_call("log", {make_number(Rational(2))}))), {}, false};
    case F::sin:
    case F::cos: {
      const ExtendedRange unit = ExtendedRange::between(Rational(-1), Rational(1));
      if (!whole) return of(unit);
      return of(intersect(unit, bounds_visit::of_ball(function == F::sin ? sin(*whole) : cos(*whole))));
    }
    case F::atan:
      return of(bounds_visit::increasing<R>(
          r, [](const R& x) { return atan(x); }, -half_pi, half_pi));
    case F::erf:
      return of(bounds_visit::increasing<R>(
          r, [](const R& x) { return erf(x); }, R(-1L), R(1L)));
    case F::tanh:
      return of(bounds_visit::increasing<R>(
          r, [](const R& x) { return tanh(x); }, R(-1L), R(1L)));
    case F::sinh:
      return of(bounds_visit::increasing<R>(
          r, [](const R& x) { return sinh(x); }, std::nullopt, std::nullopt));
    case F::cosh:
      if (whole) return of(bounds_visit::of_ball(cosh(*whole)));
      return of(ExtendedRange::at_least(Rational(1)));
    case F::si: {
      if (whole) return of(bounds_visit::of_ball(si(*whole)));
      // Si has its extrema at the multiples of pi, the largest Si(pi) < 1.852, and is odd.
      const Rational most(Integer(1852), Integer(1000));
      if (r.nonnegative()) return of(ExtendedRange::between(Rational(0), most));
      return of(ExtendedRange::between(-most, most));
    }
    case F::ci: {
      if (signs(u) != Signs::positive()) throw NotBounded{"ci of a number that may not be positive"};
      if (whole && r.lo.value.sign() > 0 && !powers_only_) return of(bounds_visit::of_ball(ci(*whole)));
      // |Ci(u)| < 1/u (T5)
      const ExtendedRange open_unit{{0, Rational(-1), true}, {0, Rational(1), true}};
      return {times(interval_form(open_unit), divided(interval_form(ExtendedRange::point(Rational(1))), u)), {}, false};
    }
    case F::asin:
    case F::acos:
      if (r.lo.infinite != 0 || r.hi.infinite != 0 || r.lo.value < Rational(-1) || Rational(1) < r.hi.value)
        throw NotBounded{"an argument outside [-1, 1]"};
      return of(function == F::asin ? bounds_visit::between(-half_pi, half_pi) : bounds_visit::between(R(0L), R::pi()));
    case F::floor: return {plus(u, interval_form({{0, Rational(-1), true}, {0, Rational(0), false}})), {}, false};
    case F::ceil: return {plus(u, interval_form({{0, Rational(0), false}, {0, Rational(1), true}})), {}, false};
    case F::round:
      return {
          plus(u, interval_form(ExtendedRange::between(Rational(Integer(-1), Integer(2)), Rational(Integer(1), Integer(2))))),
          {},
          false};
    case F::mod: {
      const BoundForm b = real(e->args[1]);
      if (signs(b) != Signs::positive()) throw NotBounded{"mod by a number that may not be positive"};
      return {times(b, interval_form({{0, Rational(0), false}, {0, Rational(1), true}})), {}, false};
    }
    case F::sign: {
      const Signs s = signs(u);
      if (s == Signs::positive()) return of(ExtendedRange::point(Rational(1)));
      if (s == Signs::negative()) return of(ExtendedRange::point(Rational(-1)));
      return of(ExtendedRange::between(Rational(-1), Rational(1)));
    }
    case F::min:
    case F::max: {
      ExtendedRange best = r;
      for (std::size_t k = 1; k < e->args.size(); ++k) {
        const ExtendedRange other = range(real(e->args[k]));
        const ExtendedRange joined = hull(best, other);
        // max: at least each lower end; min: at most each upper end.
        if (function == F::max)
          best = {intersect(best, ExtendedRange{other.lo, {+1, {}, true}}).lo, joined.hi};
        else
          best = {joined.lo, intersect(best, ExtendedRange{{-1, {}, true}, other.hi}).hi};
      }
      return of(best);
    }
    default: throw NotBounded{"a function without a bound: " + e->name};
  }
}

template <class R>
Truth BoundsOf<R>::truth(const Expr& f) {
  PrecisionScope scope{Bits{bounds_visit::constant_bits}};
  if (is_relation(f->op)) {
    const Complex a = visit(f->args[0]), b = visit(f->args[1]);
    if (a.complex || b.complex) return Truth::unknown;
    return relation_truth(f->op, signs(plus(a.re, negated(b.re))));
  }
  switch (f->op) {
    case Op::truth: return truth_of(f->number.sign() != 0);
    case Op::negation: return !truth(f->args[0]);
    case Op::conj:
    case Op::disj:
    case Op::implies: {
      const Truth settles = f->op == Op::conj ? Truth::no : Truth::yes;
      Truth result = !settles;
      for (std::size_t i = 0; i < f->args.size(); ++i) {
        Truth t = truth(f->args[i]);
        if (f->op == Op::implies && i == 0) t = !t;
        if (t == settles && result == !settles) return settles;
        result = f->op == Op::conj ? result & t : result | t;
      }
      return result;
    }
    default: return Truth::unknown;
  }
}

}  // namespace posproof::detail
