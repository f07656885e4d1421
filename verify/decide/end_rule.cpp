#include "end_rule.hpp"

#include "bounds_detail.hpp"
#include "posproof/analysis/certified_sweep.hpp"
#include "posproof/arith/contract.hpp"
#include "posproof/arith/interval.hpp"
#include "posproof/claim/derivative.hpp"
#include "posproof/claim/print.hpp"
#include "posproof/decide/identity.hpp"

namespace posproof::detail {
namespace {

constexpr int highest_derivative = 6;

bool zero_or(Signs s, Signs one) { return s.within(Signs::zero() | one); }

/// Signs of g on the stretch, the end itself apart; `at_end` receives those there.
template <class R>
Signs signs_from_end(const Expr& g, const Stretch& s, bool from_low, Signs& at_end, Derivation& out) {
  const Expr& end = from_low ? s.lo : s.hi;
  // Defined and smooth on the closed stretch; signs are wanted away from the end.
  ExtendedRange closed = s.range, open = s.range;
  (from_low ? closed.lo : closed.hi).open = false;
  (from_low ? open.lo : open.hi).open = true;
  BoundsOf<R> defined({{s.slot, closed}}), bounds({{s.slot, open}});
  std::vector<Signs> there;
  Expr d = g;
  for (int j = 0; j <= highest_derivative; ++j) {
    // On the side below the end, odd powers of (x - end) are negative.
    const auto turned = [&](Signs x, int k) { return !from_low && k % 2 == 1 ? x.mirrored() : x; };
    defined.form(d);
    const Signs over = turned(bounds.signs(bounds.form(d)), j);
    for (const Signs sigma : {Signs::positive(), Signs::negative()}) {
      if (!zero_or(over, sigma)) continue;
      bool fits = true, strict = over == sigma;
      for (const Signs x : there) {
        fits &= zero_or(x, sigma);
        strict |= x == sigma;
      }
      if (!fits) continue;
      at_end = j == 0 ? defined.signs(defined.form(d)) : there[0];
      const std::string sign = sigma == Signs::positive() ? (strict ? "> 0" : ">= 0") : (strict ? "< 0" : "<= 0");
      out.hypotheses.push_back({"Taylor's formula at " + to_text(end),
                                "L4",
                                to_text(g) + " " + sign + " away from the end: derivatives up to order " +
                                    std::to_string(j - 1) + " at the end and derivative " + std::to_string(j) +
                                    " on the stretch have that sign",
                                {}});
      return strict ? sigma : Signs::zero() | sigma;
    }
    there.push_back(turned(closed_signs<R>(substitute(d, s.slot, end)), j));
    const auto next = derivative(d, s.slot);
    if (!next) break;
    d = *next;
  }
  return Signs::any();
}

template <class R>
bool shown(const Expr& f, const Stretch& s, bool from_low, Derivation& out) {
  if (f->op == Op::conj) {
    for (const auto& a : f->args)
      if (!shown<R>(a, s, from_low, out)) return false;
    return true;
  }
  if (f->op == Op::disj) {
    for (const auto& a : f->args)
      if (shown<R>(a, s, from_low, out)) return true;
    return false;
  }
  if (!is_relation(f->op)) return false;
  const Expr g = make_node(Op::sub, {f->args[0], f->args[1]});
  Signs at_end = Signs::any();
  const Signs inside = signs_from_end<R>(g, s, from_low, at_end, out);
  if (!certainly(relation_truth(f->op, inside))) return false;
  const RangeEnd& end = from_low ? s.range.lo : s.range.hi;
  return end.open || certainly(relation_truth(f->op, at_end));
}

}  // namespace

ExtendedRange enclosed_constant(const Expr& e) {
  PrecisionScope scope{Bits{128}};
  try {
    ConstantTerms terms;
    const auto v = terms.value(e);
    if (v.is_exact()) return ExtendedRange::point(v.exact());
    if (!is_finite(v.inexact())) throw NotBounded{"an end without a finite enclosure"};
    return ExtendedRange::between(lower(v.inexact()), upper(v.inexact()));
  } catch (const Undefined& u) {
    throw NotBounded{u.what};
  }
}

bool certainly_empty(const Binder& b) {
  const Domain& d = b.domain;
  if (d.kind == Domain::Kind::set || !d.lo || !d.hi || !free_slots(d.lo).empty() || !free_slots(d.hi).empty()) return false;
  try {
    const auto lo = enclosed_constant(d.lo), hi = enclosed_constant(d.hi);
    const bool points = lo.lo.value == lo.hi.value && hi.lo.value == hi.hi.value;
    const bool open = d.kind == Domain::Kind::reals && !(d.lo_closed && d.hi_closed);
    return hi.hi.value < lo.lo.value || (points && open && hi.lo.value == lo.lo.value);
  } catch (const NotBounded&) {
    return false;
  }
}

template <class R>
bool shown_from_end(const Expr& formula, const Stretch& s, bool from_low, Derivation& out) {
  Derivation d{"Taylor's formula at an end", "L4", to_text(formula), {}};
  try {
    if ((from_low ? s.range.lo : s.range.hi).infinite != 0 || !shown<R>(formula, s, from_low, d)) return false;
  } catch (const NotBounded&) {
    return false;
  } catch (const Undefined&) {
    return false;
  }
  out.hypotheses.push_back(std::move(d));
  return true;
}

template <class R>
Truth truth_by_bounds(const Expr& formula, const std::map<int, ExtendedRange>& ranges) {
  try {
    BoundsOf<R> bounds(ranges);
    return bounds.truth(formula);
  } catch (const NotBounded&) {
    return Truth::unknown;
  }
}

bool ShownParts::by_bounds(const Expr& formula, const std::map<int, ExtendedRange>& ranges, Derivation& out) {
  const Truth t = kernel_ == Kernel::arb ? truth_by_bounds<Ball>(formula, ranges) : truth_by_bounds<Interval>(formula, ranges);
  if (!certainly(t)) return false;
  out.hypotheses.push_back({"enclosure over the whole domain", "L2", to_text(formula), {}});
  parts_.push_back([=] { return truth_by_bounds<Interval>(formula, ranges); });
  return true;
}

bool ShownParts::from_end(const Expr& formula, const Stretch& s, bool from_low, Derivation& out) {
  if (!(kernel_ == Kernel::arb ? shown_from_end<Ball>(formula, s, from_low, out)
                               : shown_from_end<Interval>(formula, s, from_low, out)))
    return false;
  parts_.push_back([=] {
    Derivation again;
    return shown_from_end<Interval>(formula, s, from_low, again) ? Truth::yes : Truth::unknown;
  });
  return true;
}

std::vector<Confirmation> ShownParts::confirmations() const {
  if (parts_.empty()) return {};
  Confirmation c{"mpfi", Confirmation::Scope::full, 0, parts_.size()};
  for (const auto& part : parts_) {
    const Truth t = part();
    if (certainly_not(t)) throw InternalDisagreement("the kernels disagree on a bound over a whole domain");
    if (certainly(t)) ++c.checked;
  }
  if (c.checked < c.of) c.scope = c.checked == 0 ? Confirmation::Scope::none : Confirmation::Scope::sampled;
  return {c};
}

}  // namespace posproof::detail
