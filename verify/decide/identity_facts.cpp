#include <algorithm>

#include "identity_normaliser.hpp"
#include "posproof/decide/identity.hpp"

namespace posproof {
namespace {

/// Range of a closed term; everything when it has free variables or no normal form.
ExtendedRange range_of_closed(const Expr& e) {
  if (!e || !free_slots(e).empty()) return {};
  NormalForms forms(default_max_terms);
  detail::Normaliser normaliser(forms, {}, {false, 64});
  try {
    const NormalForm form = normaliser.visit(e);
    if (const std::optional<Rational> q = NormalForms::rational_value(form)) return ExtendedRange::point(*q);
    return forms.is_real(form) ? forms.range(form) : ExtendedRange{};
  } catch (const NotShown&) {
    return {};
  }
}

bool is_integer_point(const ExtendedRange& r) {
  return r.bounded() && r.lo.value == r.hi.value && r.lo.value.is_integer();
}

}  // namespace

VariableFacts facts_of(const Binder& b) {
  VariableFacts f;
  f.slot = b.slot;
  const Domain& d = b.domain;
  if (d.kind == Domain::Kind::set && !d.elements.empty()) {
    ExtendedRange all = range_of_closed(d.elements.front());
    f.integer = true;
    for (const Expr& e : d.elements) {
      const ExtendedRange r = range_of_closed(e);
      f.integer = f.integer && is_integer_point(r);
      all = hull(all, r);
    }
    if (all.lo.infinite == 0) f.lower = all.lo.value;
    if (all.hi.infinite == 0) f.upper = all.hi.value;
    return f;
  }
  if (d.kind != Domain::Kind::integers && d.kind != Domain::Kind::reals) return f;
  const ExtendedRange lo = range_of_closed(d.lo), hi = range_of_closed(d.hi);
  if (lo.lo.infinite == 0) {
    f.lower = lo.lo.value;
    f.lower_strict = !d.lo_closed;
  }
  if (hi.hi.infinite == 0) {
    f.upper = hi.hi.value;
    f.upper_strict = !d.hi_closed;
  }
  if (d.kind == Domain::Kind::integers) {
    f.integer = true;  // ends that are not integers are errors of the claim
    if (d.step && is_integer_point(lo)) {
      const ExtendedRange step = range_of_closed(d.step);
      if (is_integer_point(step) && step.lo.value.sign() > 0) f.step = step.lo.value.numerator();
    }
  }
  return f;
}

}  // namespace posproof
