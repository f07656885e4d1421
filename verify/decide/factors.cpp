#include <utility>

#include "integral.hpp"
#include "posproof/claim/derivative.hpp"

namespace posproof::detail {
namespace {

void collect(const Expr& e, bool above, Factors& out) {
  switch (e->op) {
    case Op::mul:
      for (const auto& a : e->args) collect(a, above, out);
      return;
    case Op::div:
      collect(e->args[0], above, out);
      collect(e->args[1], !above, out);
      return;
    case Op::neg:
      out.negative = !out.negative;
      collect(e->args[0], above, out);
      return;
    default: (above ? out.above : out.below).push_back(e);
  }
}

Expr product(const std::vector<Expr>& factors) {
  Expr e = make_number(Rational(1));
  for (std::size_t i = 0; i < factors.size(); ++i) e = i == 0 ? factors[0] : make_node(Op::mul, {e, factors[i]});
  return e;
}

}  // namespace

Factors factors_of(const Expr& e) {
  Factors f;
  collect(e, true, f);
  return f;
}

Expr product_of(const Factors& f) {
  Expr e = product(f.above);
  if (!f.below.empty()) e = make_node(Op::div, {e, product(f.below)});
  return f.negative ? make_node(Op::neg, {e}) : e;
}

std::optional<LinearTerm> linear_in(const Expr& e, int slot) {
  const Expr zero = make_number(Rational(0)), one = make_number(Rational(1));
  if (!depends_on(e, slot)) return LinearTerm{zero, e};
  const auto part = [&](std::size_t i) { return linear_in(e->args[i], slot); };
  const auto times = [](const Expr& a, const Expr& b) {
    const auto is = [](const Expr& x, long n) { return x->op == Op::number && x->number == Rational(n); };
    if (is(a, 1)) return b;
    if (is(b, 1)) return a;
    if (is(a, 0)) return a;
    return is(b, 0) ? b : make_node(Op::mul, {a, b});
  };
  switch (e->op) {
    case Op::variable: return LinearTerm{one, zero};
    case Op::neg: {
      const auto a = part(0);
      if (!a) return std::nullopt;
      return LinearTerm{make_node(Op::neg, {a->slope}), make_node(Op::neg, {a->offset})};
    }
    case Op::add:
    case Op::sub: {
      const auto a = part(0), b = part(1);
      if (!a || !b) return std::nullopt;
      return LinearTerm{make_node(e->op, {a->slope, b->slope}), make_node(e->op, {a->offset, b->offset})};
    }
    case Op::mul: {
      const bool first = depends_on(e->args[0], slot), second = depends_on(e->args[1], slot);
      if (first && second) return std::nullopt;
      const auto a = part(first ? 0 : 1);
      const Expr& c = e->args[first ? 1 : 0];
      if (!a) return std::nullopt;
      return LinearTerm{times(a->slope, c), times(a->offset, c)};
    }
    case Op::div: {
      if (depends_on(e->args[1], slot)) return std::nullopt;
      const auto a = part(0);
      if (!a) return std::nullopt;
      return LinearTerm{make_node(Op::div, {a->slope, e->args[1]}), make_node(Op::div, {a->offset, e->args[1]})};
    }
    default: return std::nullopt;
  }
}

}  // namespace posproof::detail
