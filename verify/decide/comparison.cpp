#include "comparison.hpp"

#include <algorithm>

#include "constant_terms.hpp"
#include "recognise_parts.hpp"

namespace posproof::detail {
namespace {

bool is_order(Op op) { return op == Op::less || op == Op::less_equal || op == Op::greater || op == Op::greater_equal; }

/// |c| for a constant factor in front of an absolute value: c * |x| = |c x| needs c >= 0, which is decided here.
bool certainly_nonnegative(const Expr& e) {
  try {
    return !enclosed_signs(e, sign_bits).may_be(Signs::negative());
  } catch (const Undefined&) {
    return false;
  }
}

/// The term inside |...| when `e` is c * |x|, |x| * c or |x| / c with a constant c >= 0; that term times the constant.
std::optional<Expr> inside_absolute(const Expr& e, int slot) {
  if (e->op == Op::call && e->name == "abs") return e->args[0];
  const auto constant = [&](const Expr& c) {
    const auto free = free_slots(c);
    return free.empty() && certainly_nonnegative(c);
  };
  if (e->op == Op::mul)
    for (const std::size_t i : {0u, 1u})
      if (constant(e->args[i]))
        if (auto x = inside_absolute(e->args[1 - i], slot)) return make_node(Op::mul, {e->args[i], *x});
  if (e->op == Op::div && constant(e->args[1]))
    if (auto x = inside_absolute(e->args[0], slot)) return make_node(Op::div, {*x, e->args[1]});
  return std::nullopt;
}

bool oscillates(const Expr& e, int slot) {
  if (!depends_on(e, slot)) return false;
  if (e->op == Op::sum || (e->op == Op::call && (e->name == "cos" || e->name == "sin"))) return true;
  return std::any_of(e->args.begin(), e->args.end(), [&](const Expr& a) { return oscillates(a, slot); });
}

/// term = wave + drift, drift without oscillation; a null part is 0.
struct Separated {
  Expr wave, drift;
};

Expr minus(const Expr& e) { return e ? make_node(Op::neg, {e}) : e; }

Separated separated(const Expr& e, int slot) {
  if (!oscillates(e, slot)) return {nullptr, e};
  switch (e->op) {
    case Op::neg: {
      const Separated a = separated(e->args[0], slot);
      return {minus(a.wave), minus(a.drift)};
    }
    case Op::add:
    case Op::sub: {
      const Separated a = separated(e->args[0], slot), b = separated(e->args[1], slot);
      if (e->op == Op::add) return {added(a.wave, b.wave), added(a.drift, b.drift)};
      return {added(a.wave, minus(b.wave)), added(a.drift, minus(b.drift))};
    }
    case Op::mul: {
      const bool left = !depends_on(e->args[0], slot);
      if (!left && depends_on(e->args[1], slot)) return {e, nullptr};
      const Expr& c = e->args[left ? 0 : 1];
      const Separated a = separated(e->args[left ? 1 : 0], slot);
      return {times(c, a.wave), a.drift ? times(c, a.drift) : a.drift};
    }
    case Op::div: {
      if (depends_on(e->args[1], slot)) return {e, nullptr};
      const Separated a = separated(e->args[0], slot);
      const auto over = [&](const Expr& x) { return x ? make_node(Op::div, {x, e->args[1]}) : x; };
      return {over(a.wave), over(a.drift)};
    }
    default: return {e, nullptr};
  }
}

/// sum REL bound with what stands around a running sum moved over: shift - B <= c is B >= shift - c.
Comparison moved(Swept sum, Op op, const Expr& bound, Derivation proof) {
  Expr right = bound;
  if (sum.negative()) {
    op = mirrored(op);
    right = sum.shift() ? make_node(Op::sub, {sum.shift(), right}) : make_node(Op::neg, {right});
  } else if (sum.shift()) {
    right = make_node(Op::sub, {right, sum.shift()});
  }
  return Comparison{std::move(sum), op, false, right, std::move(proof)};
}

/// wave + drift REL bound, or |wave + drift| REL bound.
std::vector<Comparison> without_drift(const Expr& left, Op op, bool absolute, const Expr& bound, const VariableFacts& variable,
                                      std::string& why) {
  const Separated parts = separated(left, variable.slot);
  if (!parts.wave || !parts.drift) return {};
  const bool below = op == Op::less || op == Op::less_equal;
  if (absolute && !below) {
    why = "a lower bound of an absolute value";
    return {};
  }
  IdentityResult same = prove_equal(left, make_node(Op::add, {parts.wave, parts.drift}), {variable});
  if (!same.proved) {
    why = "the identity prover did not confirm that what does not oscillate is a summand: " + same.reason;
    return {};
  }
  auto sum = Swept::recognise(parts.wave, variable.slot, why);
  if (!sum) return {};
  Derivation proof{"what does not oscillate goes to the bound", "I1", "", {std::move(same.derivation), sum->proof()}};
  std::vector<Comparison> out;
  out.push_back(moved(*sum, op, make_node(Op::sub, {bound, parts.drift}), proof));
  if (absolute) out.push_back(moved(*sum, mirrored(op), make_node(Op::sub, {minus(bound), parts.drift}), proof));
  return out;
}

}  // namespace

std::vector<Comparison> compared(const Expr& relation, const VariableFacts& variable, std::string& why) {
  const int slot = variable.slot;
  if (!is_order(relation->op)) {
    why = "only <, <=, >, >= are compared on blocks";
    return {};
  }
  Op op = relation->op;
  Expr left = relation->args[0], right = relation->args[1];
  if (!oscillates(left, slot) && oscillates(right, slot)) {
    std::swap(left, right);
    op = mirrored(op);
  }
  bool absolute = false;
  if (oscillates(right, slot)) {
    left = make_node(Op::sub, {left, right});
    right = make_number(Rational(0));
  } else if (auto x = inside_absolute(left, slot)) {
    left = *x;
    absolute = true;
  }
  if (auto sum = Swept::recognise(left, slot, why)) {
    const Derivation proof = sum->proof();
    if (!absolute) return {moved(std::move(*sum), op, right, proof)};
    if (sum->is_core()) return {Comparison{std::move(*sum), op, true, right, proof}};
  }
  std::string why_not;
  auto out = without_drift(left, op, absolute, right, variable, why_not);
  if (out.empty() && !why_not.empty()) why = why_not;
  return out;
}

}  // namespace posproof::detail
