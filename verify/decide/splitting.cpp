#include <algorithm>
#include <array>

#include "decider.hpp"
#include "end_rule.hpp"
#include "posproof/claim/print.hpp"
#include "posproof/decide/identity.hpp"

// A domain cut in two at a point inside, where the two sides of a comparison may meet.

namespace posproof {
namespace {

constexpr std::uint64_t budget_of_a_part = 200'000;
constexpr std::array<long, 7> candidates{0, 1, -1, 2, -2, 10, -10};

/// Whether the rational c certainly lies strictly between the ends; ends that depend on other variables do not count.
bool strictly_inside(const Domain& d, const Rational& c) {
  const auto beyond = [&](const Expr& end, bool low) {
    if (!end) return true;
    if (!free_slots(end).empty()) return false;
    try {
      const ExtendedRange x = detail::enclosed_constant(end);
      return low ? x.hi.value < c : c < x.lo.value;
    } catch (const detail::NotBounded&) {
      return false;
    }
  };
  return beyond(d.lo, true) && beyond(d.hi, false);
}

/// The candidates inside the domain at which both sides of the comparison are equal by identity; then, when an end is at
/// infinity, the others.
std::vector<Rational> places(const Binder& x, const Expr& body) {
  std::vector<Rational> out;
  for (const long c : candidates)
    if (strictly_inside(x.domain, Rational(c))) out.emplace_back(c);
  const bool endless = !x.domain.lo || !x.domain.hi;
  if (!is_relation(body->op)) return endless ? out : std::vector<Rational>{};
  const Expr difference = make_node(Op::sub, {body->args[0], body->args[1]});
  const auto others = std::stable_partition(out.begin(), out.end(), [&](const Rational& c) {
    return prove_zero(substitute(difference, x.slot, make_number(c)), {}).proved;
  });
  if (!endless) out.erase(others, out.end());
  return out;
}

Block part(Block block, const Rational& c, bool below) {
  Domain& d = block.binders[0].domain;
  (below ? d.hi : d.lo) = make_number(c);
  (below ? d.hi_closed : d.lo_closed) = true;
  return block;
}

void append(Evidence& all, const Evidence& more) {
  add_theorems(all.theorems, more.theorems);
  add_work(all.work, more.work);
  all.bits = std::max(all.bits, more.bits);
  add_confirmations(all.confirmed_by, more.confirmed_by);
}

}  // namespace

std::optional<Finding> Decider::by_splitting(const Block& block) {
  if (in_part_ || !block.universal || !block.filters.empty() || block.binders.size() != 1) return std::nullopt;
  Settings settings = settings_;
  settings.budget = std::min(settings_.budget, budget_of_a_part);
  Decider decider(claim_, settings);
  decider.in_part_ = true;
  const Binder& x = block.binders[0];
  for (const Rational& c : places(x, block.body)) {
    const Finding below = decider.over_reals(part(block, c, true));
    if (certainly_not(below.truth)) return below;
    if (!certainly(below.truth)) continue;
    const Finding above = decider.over_reals(part(block, c, false));
    if (certainly_not(above.truth)) return above;
    if (!certainly(above.truth)) continue;
    Finding o;
    o.truth = Truth::yes;
    o.evidence.method = "domain in two parts";
    o.evidence.theorems = {"V6"};
    append(o.evidence, below.evidence);
    append(o.evidence, above.evidence);
    const std::string at = x.name + " = " + c.str();
    o.evidence.derivation =
        Derivation{"cut at " + at,
                   "V6",
                   to_text(block.body),
                   {step_of(below.evidence, "up to " + at, "V0"), step_of(above.evidence, "from " + at + " on", "V0")}};
    return o;
  }
  return std::nullopt;
}

}  // namespace posproof
