#include <algorithm>

#include "constant_terms.hpp"
#include "decider.hpp"
#include "intermediate_value.hpp"
#include "posproof/claim/print.hpp"
#include "posproof/decide/identity.hpp"
#include "whole_domain.hpp"

// Statements over real variables: which of boxes and rules are tried, and in which order.

namespace posproof {
namespace {

/// Whether a closed term is certainly not 0, by its enclosure.
bool certainly_nonzero(const Expr& e) {
  try {
    return !detail::enclosed_signs(e, 64).may_be(Signs::zero());
  } catch (const Undefined&) {
    return false;
  }
}

/// Whether a comparison in one variable holds with equality at an end of its interval, by identity.
bool ties_at_end(const Block& block) {
  if (block.binders.size() != 1 || !is_relation(block.body->op)) return false;
  const Binder& b = block.binders[0];
  const Expr g = make_node(Op::sub, {block.body->args[0], block.body->args[1]});
  for (const Expr& end : {b.domain.lo, b.domain.hi}) {
    const Expr there = substitute(g, b.slot, end);
    if (!certainly_nonzero(there) && prove_zero(there, {}).proved) return true;
  }
  return false;
}

/// Real variables behind variables of finite domains that do not depend on them.
bool has_finite_outer_variables(const Block& block) {
  std::vector<int> reals;
  for (const auto& b : block.binders)
    if (b.domain.kind == Domain::Kind::reals) reals.push_back(b.slot);
  const auto fixed = [&](const Expr& e) {
    return !e || std::none_of(reals.begin(), reals.end(), [&](int slot) { return depends_on(e, slot); });
  };
  for (const auto& b : block.binders) {
    const Domain& d = b.domain;
    if (d.kind == Domain::Kind::reals) continue;
    if ((d.kind == Domain::Kind::integers && !d.hi) || !fixed(d.lo) || !fixed(d.hi) || !fixed(d.step)) return false;
    if (!std::all_of(d.elements.begin(), d.elements.end(), fixed)) return false;
  }
  return !reals.empty() && reals.size() < block.binders.size();
}

}  // namespace

/// Boxes for all outer values at once are quickest; ties, which no box decides, are left to rules for each outer value.
Finding Decider::boxes_or_each_outer_value(const Block& block) {
  constexpr std::uint64_t budget_of_boxes = 2'000'000;
  Settings brief = settings_;
  brief.budget = std::min(settings_.budget, budget_of_boxes);
  Finding boxes = Decider(claim_, brief).boxes_over_reals(block);
  if (boxes.truth != Truth::unknown) return boxes;
  Finding each = each_outer_value(block);
  return each.truth == Truth::unknown && settings_.budget > brief.budget ? boxes_over_reals(block) : each;
}

Finding Decider::over_reals(const Block& block) {
  const bool bounded = std::all_of(block.binders.begin(), block.binders.end(), [](const Binder& b) {
    return b.domain.kind == Domain::Kind::set || (b.domain.lo && b.domain.hi);
  });
  const bool only_reals = std::all_of(block.binders.begin(), block.binders.end(),
                                      [](const Binder& b) { return b.domain.kind == Domain::Kind::reals; });
  if (bounded && only_reals && block.binders.size() > 1 && block.universal && block.filters.empty() &&
      !detail::domain_may_be_empty(block)) {
    std::vector<int> slots;
    for (const auto& b : block.binders) slots.push_back(b.slot);
    Derivation tree{"every point", "L5", to_text(block.body), {}};
    if (detail::shown_by_squares(block.body, slots, tree))
      return detail::proved(std::move(tree), detail::ShownParts(settings_.kernel), settings_);
  }
  // A tie at an end would cost boxes much work in vain.
  if (bounded && only_reals && !detail::domain_may_be_empty(block) && ties_at_end(block))
    if (Finding rule = by_ends(block); rule.truth != Truth::unknown) return rule;
  if (auto solution = detail::by_intermediate_value(block, settings_)) return std::move(*solution);
  if (block.filters.empty() && has_finite_outer_variables(block)) return boxes_or_each_outer_value(block);
  Finding o = boxes_over_reals(block);
  if (o.truth != Truth::unknown || detail::domain_may_be_empty(block)) return o;
  if (bounded)
    if (Finding rule = by_ends(block); rule.truth != Truth::unknown) return rule;
  if (auto parts = by_splitting(block)) return std::move(*parts);
  return o;
}

}  // namespace posproof
