#pragma once
#include "posproof/claim/ast.hpp"

// Traversals that every pass over a syntax tree needs. A node's children are visited in the order in which they are
// written; `inside` says which of the node's binders are in scope there.

namespace posproof::detail {

/// Calls visit(child) for every non-null expression of a domain.
template <class Visit>
void for_each_part(const Domain& d, Visit&& visit) {
  for (const Expr* part : {&d.lo, &d.hi, &d.step})
    if (*part) visit(*part);
  for (const auto& element : d.elements) visit(element);
}

/// Calls visit(child, inside): the first `inside` binders of `n` are in scope in `child`.
template <class Visit>
void for_each_child(const Node& n, Visit&& visit) {
  for (std::size_t b = 0; b < n.binders.size(); ++b)
    for_each_part(n.binders[b].domain, [&](const Expr& part) { visit(part, b); });
  if (n.filter) visit(n.filter, n.binders.size());
  for (const auto& arg : n.args) visit(arg, n.binders.size());
}

/// True when the node's binders bring new variables; deriv only names one that exists.
inline bool binds(const Node& n) { return n.op != Op::deriv; }

}  // namespace posproof::detail
