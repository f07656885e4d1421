#include "closed_integral.hpp"

#include <algorithm>

#include "bounds.hpp"
#include "integral.hpp"
#include "posproof/claim/derivative.hpp"
#include "posproof/claim/print.hpp"
#include "posproof/claim/walk.hpp"

namespace posproof::detail {
namespace {

Expr number(long n) { return make_number(Rational(n)); }
bool is_number(const Expr& e, long n) { return e->op == Op::number && e->number == Rational(n); }
Expr times(const Expr& a, const Expr& b) {
  if (is_number(a, 1)) return b;
  return is_number(b, 1) ? a : make_node(Op::mul, {a, b});
}
Expr over(const Expr& a, const Expr& b) { return is_number(b, 1) ? a : make_node(Op::div, {a, b}); }

/// A candidate only: it is believed when its derivative has been shown equal.
class Antiderivative {
 public:
  explicit Antiderivative(int slot, Expr x) : slot_(slot), x_(std::move(x)) {}

  std::optional<Expr> of(const Expr& f) {
    if (!depends_on(f, slot_)) return times(f, x_);
    switch (f->op) {
      case Op::variable: return over(make_node(Op::pow, {x_, number(2)}), number(2));
      case Op::neg: {
        const auto a = of(f->args[0]);
        if (!a) return std::nullopt;
        return make_node(Op::neg, {*a});
      }
      case Op::add:
      case Op::sub: {
        const auto a = of(f->args[0]), b = of(f->args[1]);
        if (!a || !b) return std::nullopt;
        return make_node(f->op, {*a, *b});
      }
      case Op::mul:
      case Op::div: return product(f);
      case Op::pow: return power(f);
      case Op::call: return call(f);
      default: return std::nullopt;
    }
  }

 private:
  std::optional<Expr> product(const Expr& f) {
    const Factors all = factors_of(f);
    Factors outside, inside;
    outside.negative = all.negative;
    for (const auto& a : all.above) (depends_on(a, slot_) ? inside : outside).above.push_back(a);
    for (const auto& a : all.below) (depends_on(a, slot_) ? inside : outside).below.push_back(a);
    std::optional<Expr> rest;
    if (inside.above.size() == 1 && inside.below.empty())
      rest = of(inside.above[0]);
    else
      rest = wave_over_x(inside);
    if (!rest && inside.above.empty() && inside.below.size() == 1 && inside.below[0]->op == Op::variable)
      rest = make_call("log", {x_});
    if (!rest) return std::nullopt;
    return times(product_of(outside), *rest);
  }

  /// cos(kx)/x -> ci(kx), sin(kx)/x -> si(kx)
  std::optional<Expr> wave_over_x(const Factors& f) {
    if (f.above.size() != 1 || f.below.size() != 1 || f.below[0]->op != Op::variable || f.above[0]->op != Op::call)
      return std::nullopt;
    const Expr& wave = f.above[0];
    if (wave->name == "cos") return make_call("ci", {wave->args[0]});
    if (wave->name == "sin") return make_call("si", {wave->args[0]});
    return std::nullopt;
  }

  std::optional<Expr> power(const Expr& f) {
    const Expr &base = f->args[0], &q = f->args[1];
    if (base->op == Op::variable && q->op == Op::number) {
      if (q->number == Rational(-1)) return make_call("log", {x_});
      const Expr next = make_number(q->number + Rational(1));
      return over(make_node(Op::pow, {x_, next}), next);
    }
    if (depends_on(base, slot_)) return std::nullopt;
    const auto linear = linear_in(q, slot_);
    if (!linear) return std::nullopt;
    return over(f, times(linear->slope, make_call("log", {base})));
  }

  std::optional<Expr> call(const Expr& f) {
    const Expr& u = f->args[0];
    if (const auto linear = linear_in(u, slot_)) {
      if (f->name == "cos") return over(make_call("sin", {u}), linear->slope);
      if (f->name == "sin") return make_node(Op::neg, {over(make_call("cos", {u}), linear->slope)});
      if (f->name == "exp") return over(f, linear->slope);
      return std::nullopt;
    }
    // u'/u = k log c constant, as for u = n c^{kx}: (ci(u))' = cos(u) k log c
    if (f->name != "cos" && f->name != "sin") return std::nullopt;
    const Factors parts = factors_of(u);
    for (const bool above : {true, false})
      for (const auto& p : above ? parts.above : parts.below) {
        if (p->op != Op::pow || depends_on(p->args[0], slot_)) continue;
        const auto linear = linear_in(p->args[1], slot_);
        if (!linear) continue;
        Expr rate = times(linear->slope, make_call("log", {p->args[0]}));
        if (!above) rate = make_node(Op::neg, {rate});
        return over(make_call(f->name == "cos" ? "ci" : "si", {u}), rate);
      }
    return std::nullopt;
  }

  int slot_;
  Expr x_;
};

/// A range that holds every point between the ends, for all values of the variables.
std::optional<VariableFacts> integration_facts(const Expr& e, const std::map<int, ExtendedRange>& ranges) {
  VariableFacts f;
  f.slot = e->binders[0].slot;
  const auto& d = e->binders[0].domain;
  try {
    Bounds bounds(ranges);
    const ExtendedRange r = hull(bounds.range(bounds.form(d.lo)), bounds.range(bounds.form(d.hi)));
    if (r.lo.infinite == 0) {
      f.lower = r.lo.value;
      f.lower_strict = r.lo.open;
    }
    if (r.hi.infinite == 0) {
      f.upper = r.hi.value;
      f.upper_strict = r.hi.open;
    }
  } catch (const NotBounded&) {
    // any real number
  }
  return f;
}

class Replacing {
 public:
  Replacing(const std::vector<VariableFacts>& facts, Derivation& out) : facts_(facts), out_(out) {}

  Expr of(const Expr& e) {
    const Expr rebuilt = map_children(e, [&](const Expr& child, std::size_t) { return of(child); });
    if (rebuilt->op != Op::integral) return rebuilt;
    const auto closed = closed_integral(rebuilt, facts_);
    if (!closed) return rebuilt;
    out_.hypotheses.push_back(
        {"antiderivative, shown by differentiating it", "L6", to_text(rebuilt) + " == " + to_text(*closed), {}});
    return *closed;
  }

 private:
  const std::vector<VariableFacts>& facts_;
  Derivation& out_;
};

}  // namespace

std::map<int, ExtendedRange> ranges_of(const std::vector<VariableFacts>& facts) {
  std::map<int, ExtendedRange> out;
  for (const auto& f : facts) {
    ExtendedRange r;
    if (f.lower) r.lo = {0, *f.lower, f.lower_strict};
    if (f.upper) r.hi = {0, *f.upper, f.upper_strict};
    out.emplace(f.slot, r);
  }
  return out;
}

std::optional<Expr> closed_integral(const Expr& e, const std::vector<VariableFacts>& facts) {
  const auto& d = e->binders[0].domain;
  if (!d.lo || !d.hi) return std::nullopt;
  const int slot = e->binders[0].slot;
  const auto candidate = Antiderivative(slot, make_variable(e->binders[0].name, slot)).of(e->args[0]);
  if (!candidate) return std::nullopt;
  const auto slope = derivative(*candidate, slot);
  if (!slope) return std::nullopt;
  auto all = facts;
  const auto own = integration_facts(e, ranges_of(facts));
  all.push_back(*own);
  if (!prove_equal(*slope, e->args[0], all).proved) return std::nullopt;
  return make_node(Op::sub, {substitute(*candidate, slot, d.hi), substitute(*candidate, slot, d.lo)});
}

Expr with_closed_integrals(const Expr& e, const std::vector<VariableFacts>& facts, Derivation& out) {
  return Replacing(facts, out).of(e);
}

}  // namespace posproof::detail
