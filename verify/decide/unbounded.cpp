#include <algorithm>
#include <functional>

#include "closed_integral.hpp"
#include "constant_terms.hpp"
#include "decider.hpp"
#include "end_rule.hpp"
#include "intermediate_value.hpp"
#include "posproof/claim/print.hpp"
#include "posproof/decide/range.hpp"

// Domains without an end, and statements that are tight at an end: bounds over the whole domain, tails beyond a finite
// point, Taylor's formula at an end.

namespace posproof {
namespace {

using detail::NotBounded;
using detail::Stretch;

const char* const rule_method = "bounds and tails";

/// What a binder says of its variable; integers are relaxed to the reals between. nullopt when an end is not closed.
std::optional<ExtendedRange> range_of(const Binder& b) {
  ExtendedRange r;
  try {
    if (b.domain.kind == Domain::Kind::set) {
      std::optional<ExtendedRange> all;
      for (const auto& e : b.domain.elements) {
        if (!free_slots(e).empty()) return std::nullopt;
        const auto x = detail::enclosed_constant(e);
        all = all ? hull(*all, x) : x;
      }
      return all;
    }
    for (const bool low : {true, false}) {
      const Expr& e = low ? b.domain.lo : b.domain.hi;
      if (!e) continue;
      if (!free_slots(e).empty()) return std::nullopt;
      const auto x = detail::enclosed_constant(e);
      RangeEnd& end = low ? r.lo : r.hi;
      end = low ? x.lo : x.hi;
      end.open =
          b.domain.kind == Domain::Kind::reals && !(low ? b.domain.lo_closed : b.domain.hi_closed) && x.lo.value == x.hi.value;
    }
  } catch (const NotBounded&) {
    return std::nullopt;
  }
  return r;
}

/// False when every binder has a point for certain.
bool domain_may_be_empty(const Block& block) {
  for (const auto& b : block.binders) {
    const auto r = range_of(b);
    if (!r) return true;
    if (b.domain.kind == Domain::Kind::set || !r->bounded()) continue;
    try {
      // Compared from inside: enclosures of irrational ends must not overlap.
      const Rational lo = detail::enclosed_constant(b.domain.lo).hi.value, hi = detail::enclosed_constant(b.domain.hi).lo.value;
      const bool point = r->lo.value == r->hi.value && b.domain.lo_closed && b.domain.hi_closed;
      if (!point && !(lo < hi)) return true;
      if (b.domain.kind == Domain::Kind::integers && floor(hi) < ceil(lo)) return true;
    } catch (const NotBounded&) {
      return true;
    }
  }
  return false;
}

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

Finding proved(Derivation tree, const detail::ShownParts& parts, const Settings& settings) {
  Finding o;
  o.truth = Truth::yes;
  if (settings.confirm) o.evidence.confirmed_by = parts.confirmations();
  o.evidence.method = rule_method;
  for (const auto& h : tree.hypotheses) add_theorems(o.evidence.theorems, {h.theorem});
  o.evidence.derivation = std::move(tree);
  return o;
}

/// The same block with other ends for one binder; null means unbounded.
Block with_ends(Block block, std::size_t i, const Expr& lo, bool lo_closed, const Expr& hi, bool hi_closed) {
  auto& d = block.binders[i].domain;
  d.lo = lo;
  d.lo_closed = lo_closed;
  d.hi = hi;
  d.hi_closed = hi_closed;
  return block;
}

bool has_reals(const Block& b) {
  return std::any_of(b.binders.begin(), b.binders.end(), [](const Binder& x) { return x.domain.kind == Domain::Kind::reals; });
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

Rational power_of_ten(int k) { return pow(Rational(10), k); }

}  // namespace

Finding Decider::unbounded(const Block& given) {
  Finding none = undecided(rule_method, "the domain is unbounded and no rule settles its tail",
                           "bound the domain, or state the tail as a limit");
  if (!given.filters.empty()) return none;
  if (Finding o = term_by_term(given); certainly(o.truth)) return o;
  Block block = given;
  std::map<int, ExtendedRange> ranges;
  std::vector<std::size_t> endless;
  for (std::size_t i = 0; i < block.binders.size(); ++i) {
    const auto r = range_of(block.binders[i]);
    if (!r) return none;
    ranges.emplace(block.binders[i].slot, *r);
    if (!r->bounded()) endless.push_back(i);
  }
  std::vector<VariableFacts> facts;
  for (const auto& b : block.binders) facts.push_back(facts_of(b));
  Derivation tree{block.universal ? "every point" : "no point", "L2", to_text(block.body), {}};
  detail::ShownParts parts(settings_.kernel);
  block.body = detail::with_closed_integrals(block.body, facts, tree);
  const Expr claim = block.universal ? block.body : make_node(Op::negation, {block.body});
  if (parts.by_bounds(claim, ranges, tree)) {
    Finding o = proved(std::move(tree), parts, settings_);
    if (!block.universal) o.truth = Truth::no;
    return o;
  }
  if (block.universal) {
    std::vector<int> slots;
    for (const auto& b : block.binders) slots.push_back(b.slot);
    if (detail::shown_by_squares(block.body, slots, tree)) return proved(std::move(tree), parts, settings_);
  }
  if (endless.size() != 1) {
    if (auto point = by_points(block)) return std::move(*point);
    return none;
  }
  const std::size_t at = endless[0];
  const Binder& b = block.binders[at];
  const bool real = b.domain.kind == Domain::Kind::reals;
  const ExtendedRange whole = ranges.at(b.slot);
  if (block.universal && real && block.binders.size() == 1) {
    const Stretch s{b.slot, whole, b.domain.lo, b.domain.hi};
    for (const bool low : {true, false})
      if ((low ? b.domain.lo : b.domain.hi) && parts.from_end(block.body, s, low, tree))
        return proved(std::move(tree), parts, settings_);
  }
  if (block.universal) {
    // Tails by bounds, what is left by boxes or by walking.
    for (int k = 0; k <= (real ? 7 : 5); ++k) {
      Rational low_cut = -power_of_ten(k), high_cut = power_of_ten(k);
      if (whole.lo.infinite == 0) high_cut = Rational(ceil(whole.lo.value)) + high_cut;
      if (whole.hi.infinite == 0) low_cut = Rational(floor(whole.hi.value)) + low_cut;
      Derivation tails = tree;
      detail::ShownParts far(settings_.kernel);
      bool shown = true;
      for (const bool low : {true, false}) {
        if ((low ? whole.lo : whole.hi).infinite == 0) continue;
        auto tail = ranges;
        if (low)
          tail[b.slot].hi = {0, low_cut, false};
        else
          tail[b.slot].lo = {0, high_cut, false};
        shown = shown && far.by_bounds(block.body, tail, tails);
      }
      if (!shown) continue;
      const Block rest = with_ends(
          block, at, whole.lo.infinite == 0 ? b.domain.lo : make_number(low_cut), b.domain.lo ? b.domain.lo_closed : true,
          whole.hi.infinite == 0 ? b.domain.hi : make_number(high_cut), b.domain.hi ? b.domain.hi_closed : true);
      Finding middle = real || has_reals(rest) ? over_reals(rest) : enumerated(rest);
      if (!certainly(middle.truth)) {
        if (certainly_not(middle.truth)) return middle;
        break;
      }
      tails.hypotheses.push_back(step_of(middle.evidence, "what lies between the tails", "V0"));
      tails.rule = "tails and the rest";
      Finding o = proved(std::move(tails), far, settings_);
      o.evidence.work = middle.evidence.work;
      o.evidence.bits = middle.evidence.bits;
      for (const auto& c : middle.evidence.confirmed_by) o.evidence.confirmed_by.push_back(c);
      o.evidence.margin = middle.evidence.margin;
      o.evidence.margin_at = middle.evidence.margin_at;
      return o;
    }
  }
  if (!real) return none;
  Settings brief = settings_;
  brief.budget = std::min<std::uint64_t>(settings_.budget, 200'000);
  Decider searcher(claim_, brief);
  searcher.in_window_ = true;
  // Short windows further and further out: a counterexample, or an example of an existential statement.
  for (int k = 0; k <= 16; ++k) {
    const Rational reach = k == 0 ? Rational(0) : pow(Rational(2), k);
    const Rational width(k < 4 ? 2 : 8);
    for (const bool up : {true, false}) {
      if ((up ? whole.hi : whole.lo).infinite == 0) continue;
      Expr lo, hi;
      bool lo_closed = true, hi_closed = true;
      if (up) {
        const Rational start = whole.lo.infinite == 0 ? Rational(ceil(whole.lo.value)) : Rational(0);
        lo = k == 0 && b.domain.lo ? b.domain.lo : make_number(start + reach);
        lo_closed = k == 0 && b.domain.lo ? b.domain.lo_closed : true;
        hi = make_number(start + reach + width);
      } else {
        const Rational start = whole.hi.infinite == 0 ? Rational(floor(whole.hi.value)) : Rational(0);
        hi = k == 0 && b.domain.hi ? b.domain.hi : make_number(start - reach);
        hi_closed = k == 0 && b.domain.hi ? b.domain.hi_closed : true;
        lo = make_number(start - reach - width);
      }
      Finding window = searcher.boxes_over_reals(with_ends(block, at, lo, lo_closed, hi, hi_closed));
      if (window.truth == (block.universal ? Truth::no : Truth::yes)) return window;
    }
  }
  if (auto point = by_points(block)) return std::move(*point);
  return none;
}

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
      !domain_may_be_empty(block)) {
    std::vector<int> slots;
    for (const auto& b : block.binders) slots.push_back(b.slot);
    Derivation tree{"every point", "L5", to_text(block.body), {}};
    if (detail::shown_by_squares(block.body, slots, tree))
      return proved(std::move(tree), detail::ShownParts(settings_.kernel), settings_);
  }
  // A tie at an end would cost boxes much work in vain.
  if (bounded && only_reals && !domain_may_be_empty(block) && ties_at_end(block))
    if (Finding rule = by_ends(block); rule.truth != Truth::unknown) return rule;
  if (auto solution = detail::by_intermediate_value(block, settings_)) return std::move(*solution);
  if (block.filters.empty() && has_finite_outer_variables(block)) return boxes_or_each_outer_value(block);
  Finding o = boxes_over_reals(block);
  if (o.truth != Truth::unknown || domain_may_be_empty(block)) return o;
  if (bounded)
    if (Finding rule = by_ends(block); rule.truth != Truth::unknown) return rule;
  if (auto parts = by_splitting(block)) return std::move(*parts);
  return o;
}

Finding Decider::by_ends(const Block& block) {
  Finding none =
      undecided(rule_method, "no rule at the ends applies", "treat the neighbourhood of the end by a claim of its own");
  if (!block.filters.empty() || !block.universal) return none;
  Derivation tree{"ends and the rest", "L4", to_text(block.body), {}};
  detail::ShownParts parts(settings_.kernel);
  std::vector<int> slots;
  std::map<int, ExtendedRange> ranges;
  for (const auto& b : block.binders) {
    if (b.domain.kind != Domain::Kind::reals) return none;
    const auto r = range_of(b);
    if (!r || !r->bounded()) return none;
    slots.push_back(b.slot);
    ranges.emplace(b.slot, *r);
  }
  if (parts.by_bounds(block.body, ranges, tree)) return proved(std::move(tree), parts, settings_);
  if (detail::shown_by_squares(block.body, slots, tree)) return proved(std::move(tree), parts, settings_);
  if (block.binders.size() != 1) return none;
  const Binder& b = block.binders[0];
  const ExtendedRange whole = ranges.at(b.slot);
  const Stretch all{b.slot, whole, b.domain.lo, b.domain.hi};
  for (const bool low : {true, false})
    if (parts.from_end(block.body, all, low, tree)) return proved(std::move(tree), parts, settings_);
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
    Finding middle = boxes_over_reals(with_ends(block, 0, make_number(p), true, make_number(q), true));
    if (!certainly(middle.truth)) return certainly_not(middle.truth) ? middle : none;
    ends.hypotheses.push_back({"exact cover by boxes", "V0", "what lies between the ends", {}});
    Finding o = proved(std::move(ends), near_parts, settings_);
    o.evidence.work = middle.evidence.work;
    o.evidence.bits = middle.evidence.bits;
    for (const auto& c : middle.evidence.confirmed_by) o.evidence.confirmed_by.push_back(c);
    return o;
  }
  return none;
}

}  // namespace posproof
