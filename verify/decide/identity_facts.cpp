#include <algorithm>

#include "identity_normaliser.hpp"
#include "posproof/decide/identity.hpp"

namespace posproof {
namespace {

/// Range of a real term; everything when it has no normal form.
ExtendedRange range_of(const Expr& e, const std::vector<VariableFacts>& facts) {
  if (!e) return {};
  NormalForms forms(default_max_terms);
  detail::Normaliser normaliser(forms, facts, {false, 64});
  try {
    const NormalForm form = normaliser.visit(e);
    if (const std::optional<Rational> q = NormalForms::rational_value(form)) return ExtendedRange::point(*q);
    return forms.is_real(form) ? forms.range(form) : ExtendedRange{};
  } catch (const NotShown&) {
    return {};
  }
}

bool is_integer_point(const ExtendedRange& r) { return r.bounded() && r.lo.value == r.hi.value && r.lo.value.is_integer(); }

VariableFacts facts_of_set(const Binder& b, const std::vector<VariableFacts>& earlier) {
  VariableFacts f;
  f.slot = b.slot;
  f.integer = true;
  ExtendedRange all = range_of(b.domain.elements.front(), earlier);
  for (const Expr& e : b.domain.elements) {
    const ExtendedRange r = range_of(e, earlier);
    f.integer = f.integer && is_integer_point(r);
    all = hull(all, r);
  }
  if (all.lo.infinite == 0) f.lower = all.lo.value;
  if (all.hi.infinite == 0) f.upper = all.hi.value;
  return f;
}

/// Lists the values of one binder; false when that cannot be done exactly.
bool list_values(const Binder& b, const std::vector<VariableFacts>& earlier, std::size_t most, std::vector<Rational>& out) {
  if (b.domain.kind == Domain::Kind::set) {
    for (const Expr& e : b.domain.elements) {
      const std::optional<Rational> q = exact_value(e, earlier);
      if (!q) return false;
      out.push_back(*q);
    }
    return true;
  }
  const auto end = [&](const Expr& e) { return e ? exact_value(e, earlier) : std::nullopt; };
  const std::optional<Rational> lo = end(b.domain.lo), hi = end(b.domain.hi);
  const std::optional<Rational> step = b.domain.step ? end(b.domain.step) : Rational(1);
  if (!lo || !hi || !step || !lo->is_integer() || !hi->is_integer() || !step->is_integer() || step->sign() <= 0) return false;
  if ((*hi - *lo) / *step > Rational(static_cast<long>(most))) return false;
  for (Rational q = *lo; q <= *hi; q += *step) out.push_back(q);
  return true;
}

struct Lister {
  const std::vector<Binder>& binders;
  const std::vector<Expr>& filters;
  std::size_t left;
  const std::function<bool(const std::vector<VariableFacts>&)>& visit;
  std::vector<VariableFacts> facts;
  bool listed = true;

  /// False to stop.
  bool run(std::size_t k) {
    if (k == binders.size()) return element();
    const Binder& b = binders[k];
    if (b.domain.kind == Domain::Kind::reals) {
      facts.push_back(facts_of(b, facts));
      const bool on = run(k + 1);
      facts.pop_back();
      return on;
    }
    std::vector<Rational> values;
    if (!list_values(b, facts, left, values)) return listed = false;
    for (const Rational& value : values) {
      facts.push_back(fixed_at(b.slot, value));
      const bool on = run(k + 1);
      facts.pop_back();
      if (!on) return false;
    }
    return true;
  }

  bool element() {
    for (const Expr& filter : filters) {
      const std::optional<bool> inside = certain_truth(filter, facts);
      if (!inside) return listed = false;
      if (!*inside) return true;
    }
    if (left == 0) return listed = false;
    --left;
    return visit(facts);
  }
};

}  // namespace

VariableFacts fixed_at(int slot, const Rational& value) {
  VariableFacts f;
  f.slot = slot;
  f.integer = value.is_integer();
  f.lower = f.upper = value;
  return f;
}

VariableFacts facts_of(const Binder& b, const std::vector<VariableFacts>& earlier) {
  const Domain& d = b.domain;
  if (d.kind == Domain::Kind::set && !d.elements.empty()) return facts_of_set(b, earlier);
  VariableFacts f;
  f.slot = b.slot;
  if (d.kind != Domain::Kind::integers && d.kind != Domain::Kind::reals) return f;
  const ExtendedRange lo = range_of(d.lo, earlier), hi = range_of(d.hi, earlier);
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
      const ExtendedRange step = range_of(d.step, earlier);
      if (is_integer_point(step) && step.lo.value.sign() > 0) f.step = step.lo.value.numerator();
    }
  }
  return f;
}

std::vector<VariableFacts> facts_of(const std::vector<Binder>& binders) {
  std::vector<VariableFacts> facts;
  for (const Binder& b : binders) facts.push_back(facts_of(b, facts));
  return facts;
}

std::optional<bool> for_each_element(const std::vector<Binder>& binders, const std::vector<Expr>& filters, std::size_t most,
                                     const std::function<bool(const std::vector<VariableFacts>&)>& visit) {
  Lister lister{binders, filters, most, visit, {}, true};
  const bool all = lister.run(0);
  if (!lister.listed) return std::nullopt;
  return all;
}

}  // namespace posproof
