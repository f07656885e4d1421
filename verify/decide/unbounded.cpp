#include <algorithm>

#include "closed_integral.hpp"
#include "decider.hpp"
#include "posproof/claim/print.hpp"
#include "whole_domain.hpp"

// Domains without an end: bounds over the whole domain, tails beyond a finite point, Taylor's formula at a finite end, and
// windows further and further out.

namespace posproof {
namespace {

using detail::proved;
using detail::ShownParts;
using Ranges = std::map<int, ExtendedRange>;

bool has_reals(const Block& b) {
  return std::any_of(b.binders.begin(), b.binders.end(), [](const Binder& x) { return x.domain.kind == Domain::Kind::reals; });
}

/// Where the tails of a range begin: 10^k beyond its finite end, or beyond 0 on both sides.
struct Cuts {
  Rational low, high;
};
Cuts cuts_at(const ExtendedRange& whole, int k) {
  const Rational reach = pow(Rational(10), k);
  return {whole.hi.infinite == 0 ? Rational(floor(whole.hi.value)) - reach : -reach,
          whole.lo.infinite == 0 ? Rational(ceil(whole.lo.value)) + reach : reach};
}

/// What is left of the block between the tails.
Block between_tails(const Block& block, std::size_t at, const ExtendedRange& whole, const Cuts& cuts) {
  const Domain& d = block.binders[at].domain;
  return detail::with_ends(block, at, whole.lo.infinite == 0 ? d.lo : make_number(cuts.low), d.lo ? d.lo_closed : true,
                           whole.hi.infinite == 0 ? d.hi : make_number(cuts.high), d.hi ? d.hi_closed : true);
}

/// Shows the statement on the infinite tails of one variable by bounds.
bool tails_shown(const Block& block, int slot, const Ranges& ranges, const Cuts& cuts, ShownParts& parts, Derivation& tree) {
  const ExtendedRange& whole = ranges.at(slot);
  for (const bool low : {true, false}) {
    if ((low ? whole.lo : whole.hi).infinite == 0) continue;
    auto tail = ranges;
    if (low)
      tail[slot].hi = {0, cuts.low, false};
    else
      tail[slot].lo = {0, cuts.high, false};
    if (!parts.by_bounds(block.body, tail, tree)) return false;
  }
  return true;
}

/// The k-th short window upwards or downwards from the finite end, or from 0; each lies further out than the one before.
Block window(const Block& block, std::size_t at, const ExtendedRange& whole, int k, bool up) {
  const Domain& d = block.binders[at].domain;
  const Rational reach = k == 0 ? Rational(0) : pow(Rational(2), k);
  const Rational width(k < 4 ? 2 : 8);
  if (up) {
    const Rational start = (whole.lo.infinite == 0 ? Rational(ceil(whole.lo.value)) : Rational(0)) + reach;
    const bool own = k == 0 && d.lo;
    return detail::with_ends(block, at, own ? d.lo : make_number(start), own ? d.lo_closed : true, make_number(start + width),
                             true);
  }
  const Rational start = (whole.hi.infinite == 0 ? Rational(floor(whole.hi.value)) : Rational(0)) - reach;
  const bool own = k == 0 && d.hi;
  return detail::with_ends(block, at, make_number(start - width), true, own ? d.hi : make_number(start),
                           own ? d.hi_closed : true);
}

}  // namespace

/// Tails by bounds, what is left by boxes or by walking. nullopt when no cut settles it.
std::optional<Finding> Decider::by_tails(const Block& block, std::size_t at, const std::map<int, ExtendedRange>& ranges,
                                         const Derivation& tree) {
  const Binder& b = block.binders[at];
  const bool real = b.domain.kind == Domain::Kind::reals;
  for (int k = 0; k <= (real ? 7 : 5); ++k) {
    const Cuts cuts = cuts_at(ranges.at(b.slot), k);
    Derivation tails = tree;
    ShownParts far(settings_.kernel);
    if (!tails_shown(block, b.slot, ranges, cuts, far, tails)) continue;
    const Block rest = between_tails(block, at, ranges.at(b.slot), cuts);
    Finding middle = real || has_reals(rest) ? over_reals(rest) : enumerated(rest);
    if (certainly_not(middle.truth)) return middle;
    if (!certainly(middle.truth)) return std::nullopt;
    tails.hypotheses.push_back(step_of(middle.evidence, "what lies between the tails", "V0"));
    tails.rule = "tails and the rest";
    Finding o = proved(std::move(tails), far, settings_, middle);
    o.evidence.margin = middle.evidence.margin;
    o.evidence.margin_at = middle.evidence.margin_at;
    return o;
  }
  return std::nullopt;
}

/// A counterexample, or an example of an existential statement, in short windows further and further out.
std::optional<Finding> Decider::in_far_windows(const Block& block, std::size_t at, const ExtendedRange& whole) {
  Settings brief = settings_;
  brief.budget = std::min<std::uint64_t>(settings_.budget, 200'000);
  Decider searcher(claim_, brief);
  searcher.in_window_ = true;
  for (int k = 0; k <= 16; ++k)
    for (const bool up : {true, false}) {
      if ((up ? whole.hi : whole.lo).infinite == 0) continue;
      Finding o = searcher.boxes_over_reals(window(block, at, whole, k, up));
      if (o.truth == (block.universal ? Truth::no : Truth::yes)) return o;
    }
  return std::nullopt;
}

Finding Decider::unbounded(const Block& given) {
  const Finding none = undecided(detail::whole_domain_method, "the domain is unbounded and no rule settles its tail",
                                 "bound the domain, or state the tail as a limit");
  if (!given.filters.empty()) return none;
  if (Finding o = term_by_term(given); certainly(o.truth)) return o;
  Block block = given;
  Ranges ranges;
  std::vector<std::size_t> endless;
  std::vector<VariableFacts> facts;
  for (std::size_t i = 0; i < block.binders.size(); ++i) {
    const auto r = detail::range_of(block.binders[i]);
    if (!r) return none;
    ranges.emplace(block.binders[i].slot, *r);
    facts.push_back(facts_of(block.binders[i]));
    if (!r->bounded()) endless.push_back(i);
  }
  Derivation tree{block.universal ? "every point" : "no point", "L2", to_text(block.body), {}};
  block.body = detail::with_closed_integrals(block.body, facts, tree);
  if (auto o = detail::shown_everywhere(block, ranges, tree, settings_)) return std::move(*o);
  if (endless.size() != 1) return by_points(block).value_or(none);
  const std::size_t at = endless[0];
  if (block.universal) {
    if (auto o = detail::shown_from_end(block, ranges, tree, settings_)) return std::move(*o);
    if (auto o = by_tails(block, at, ranges, tree)) return std::move(*o);
  }
  if (block.binders[at].domain.kind != Domain::Kind::reals) return none;
  if (auto o = in_far_windows(block, at, ranges.at(block.binders[at].slot))) return std::move(*o);
  return by_points(block).value_or(none);
}

}  // namespace posproof
