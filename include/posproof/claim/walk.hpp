#pragma once
#include <utility>

#include "posproof/claim/ast.hpp"

// Traversals that every pass over a syntax tree needs, to read a node's children or to put others in their place.
// `inside` says which of the node's binders are in scope in a child.

namespace posproof {

/// Calls visit(part) for every non-null expression of a domain, in the order in which they are written.
template <class AnyDomain, class Visit>
void for_each_part(AnyDomain& d, Visit&& visit) {
  for (auto* part : {&d.lo, &d.hi, &d.step})
    if (*part) visit(*part);
  for (auto& element : d.elements) visit(element);
}

/// Calls visit(child, inside) in the order in which the children are written: the first `inside` binders of `n` are in scope
/// in `child`.
template <class Visit>
void for_each_child(const Node& n, Visit&& visit) {
  for (std::size_t b = 0; b < n.binders.size(); ++b)
    for_each_part(n.binders[b].domain, [&](const Expr& part) { visit(part, b); });
  if (n.filter) visit(n.filter, n.binders.size());
  for (const auto& arg : n.args) visit(arg, n.binders.size());
}

/// The node with map(arg) in place of each argument, the rest as it was; the node itself when that changes nothing.
template <class Map>
Expr map_args(const Expr& e, Map&& map) {
  std::vector<Expr> args;
  args.reserve(e->args.size());
  for (const auto& arg : e->args) args.push_back(map(arg));
  return with_args(e, std::move(args));
}

/// The node with map(child, inside) in place of each child, as in `for_each_child` but arguments first, then domains, then
/// the filter; the node itself when that changes nothing.
template <class Map>
Expr map_children(const Expr& e, Map&& map) {
  Node n = *e;
  bool changed = false;
  const auto replace = [&](Expr& child, std::size_t inside) {
    Expr next = map(std::as_const(child), inside);
    changed |= next != child;
    child = std::move(next);
  };
  for (auto& arg : n.args) replace(arg, n.binders.size());
  for (std::size_t b = 0; b < n.binders.size(); ++b) for_each_part(n.binders[b].domain, [&](Expr& part) { replace(part, b); });
  if (n.filter) replace(n.filter, n.binders.size());
  return changed ? std::make_shared<const Node>(std::move(n)) : e;
}

/// True when the node's binders bring new variables; deriv only names one that exists.
inline bool binds(const Node& n) { return n.op != Op::deriv; }

}  // namespace posproof
