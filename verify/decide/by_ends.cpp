#include "decider.hpp"
#include "posproof/claim/print.hpp"
#include "posproof/decide/range.hpp"
#include "whole_domain.hpp"

// Statements over bounded intervals that are tight at an end.

namespace posproof {

using detail::proved;
using detail::Stretch;

Finding Decider::by_ends(const Block& block) {
  Finding none = undecided(detail::whole_domain_method, "no rule at the ends applies",
                           "treat the neighbourhood of the end by a claim of its own");
  if (!block.filters.empty() || !block.universal) return none;
  const Derivation tree{"ends and the rest", "L4", to_text(block.body), {}};
  std::map<int, ExtendedRange> ranges;
  for (const auto& b : block.binders) {
    if (b.domain.kind != Domain::Kind::reals) return none;
    const auto r = detail::range_of(b);
    if (!r || !r->bounded()) return none;
    ranges.emplace(b.slot, *r);
  }
  if (auto o = detail::shown_everywhere(block, ranges, tree, settings_)) return std::move(*o);
  if (block.binders.size() != 1) return none;
  if (auto o = detail::shown_from_end(block, ranges, tree, settings_)) return std::move(*o);
  const Binder& b = block.binders[0];
  const ExtendedRange whole = ranges.at(b.slot);
  const Stretch all{b.slot, whole, b.domain.lo, b.domain.hi};
  // Neighbourhoods of the ends, and boxes between.
  for (int k = 2; k <= 8; ++k) {
    const Rational part = (whole.hi.value - whole.lo.value) / pow(Rational(2), k);
    const Rational p = simplest_between(whole.lo.value + part, whole.lo.value + Rational(2) * part);
    const Rational q = simplest_between(whole.hi.value - Rational(2) * part, whole.hi.value - part);
    if (!(p < q)) continue;
    Stretch left = all, right = all;
    left.range.hi = {0, p, false};
    left.hi = make_number(p);
    right.range.lo = {0, q, false};
    right.lo = make_number(q);
    Derivation ends = tree;
    detail::ShownParts near_parts(settings_.kernel);
    const auto near = [&](const Stretch& s, bool low) {
      return near_parts.by_bounds(block.body, {{b.slot, s.range}}, ends) || near_parts.from_end(block.body, s, low, ends);
    };
    if (!near(left, true) || !near(right, false)) continue;
    Finding middle = boxes_over_reals(detail::with_ends(block, 0, make_number(p), true, make_number(q), true));
    if (!certainly(middle.truth)) return certainly_not(middle.truth) ? middle : none;
    ends.hypotheses.push_back({"exact cover by boxes", "V0", "what lies between the ends", {}});
    return proved(std::move(ends), near_parts, settings_, middle);
  }
  return none;
}

}  // namespace posproof
