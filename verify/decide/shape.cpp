#include "shape.hpp"

#include <functional>
#include <unordered_set>

#include "posproof/arith/contract.hpp"
#include "posproof/claim/walk.hpp"

namespace posproof {
namespace {

/// True when `wanted` holds somewhere in the DAG.
bool anywhere(const Expr& root, const std::function<bool(const Node&)>& wanted) {
  std::unordered_set<const Node*> seen;
  std::function<bool(const Expr&)> visit = [&](const Expr& e) {
    if (!seen.insert(e.get()).second) return false;
    if (wanted(*e)) return true;
    bool below = false;
    for_each_child(*e, [&](const Expr& child, std::size_t) { below = below || visit(child); });
    return below;
  };
  return visit(root);
}

bool is_limit(const Node& n) { return n.op == Op::limit || n.op == Op::limsup || n.op == Op::liminf || n.op == Op::property; }

bool blocks_evaluation(const Node& n) {
  if (is_limit(n)) return true;
  for (const auto& b : n.binders) {
    if (n.op == Op::integral || n.op == Op::deriv) continue;
    const auto& d = b.domain;
    if (d.kind == Domain::Kind::set) continue;
    if (d.kind != Domain::Kind::integers || !d.hi) return true;
  }
  return false;
}

}  // namespace

bool is_evaluable(const Expr& e) { return !anywhere(e, blocks_evaluation); }

bool has_quantifier(const Expr& e) {
  return anywhere(e, [](const Node& n) { return n.op == Op::forall || n.op == Op::exists || is_limit(n); });
}

bool has_limit(const Expr& e) { return anywhere(e, is_limit); }

bool is_plain_range(const Domain& d) { return d.kind == Domain::Kind::integers && d.hi && !d.step; }

bool is_plain_range(const Domain& d, int slot) {
  return is_plain_range(d) && !depends_on(d.lo, slot) && !depends_on(d.hi, slot);
}

Block flatten(const Expr& e) {
  ensure(e->op == Op::forall || e->op == Op::exists, "flatten wants a quantifier");
  Block b;
  b.universal = e->op == Op::forall;
  Expr at = e;
  while (at->op == e->op) {
    b.binders.insert(b.binders.end(), at->binders.begin(), at->binders.end());
    const bool filtered = at->filter != nullptr;
    if (filtered) b.filters.push_back(at->filter);
    at = at->args[0];
    // The domains further in need not make sense where the condition fails.
    if (filtered) break;
  }
  b.body = at;
  return b;
}

}  // namespace posproof
