#include "whole_domain.hpp"

namespace posproof::detail {

std::optional<ExtendedRange> range_of(const Binder& b) {
  ExtendedRange r;
  try {
    if (b.domain.kind == Domain::Kind::set) {
      std::optional<ExtendedRange> all;
      for (const auto& e : b.domain.elements) {
        if (!free_slots(e).empty()) return std::nullopt;
        const auto x = enclosed_constant(e);
        all = all ? hull(*all, x) : x;
      }
      return all;
    }
    for (const bool low : {true, false}) {
      const Expr& e = low ? b.domain.lo : b.domain.hi;
      if (!e) continue;
      if (!free_slots(e).empty()) return std::nullopt;
      const auto x = enclosed_constant(e);
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

bool domain_may_be_empty(const Block& block) {
  for (const auto& b : block.binders) {
    const auto r = range_of(b);
    if (!r) return true;
    if (b.domain.kind == Domain::Kind::set || !r->bounded()) continue;
    try {
      // Compared from inside: enclosures of irrational ends must not overlap.
      const Rational lo = enclosed_constant(b.domain.lo).hi.value, hi = enclosed_constant(b.domain.hi).lo.value;
      const bool point = r->lo.value == r->hi.value && b.domain.lo_closed && b.domain.hi_closed;
      if (!point && !(lo < hi)) return true;
      if (b.domain.kind == Domain::Kind::integers && floor(hi) < ceil(lo)) return true;
    } catch (const NotBounded&) {
      return true;
    }
  }
  return false;
}

Block with_ends(Block block, std::size_t i, const Expr& lo, bool lo_closed, const Expr& hi, bool hi_closed) {
  auto& d = block.binders[i].domain;
  d.lo = lo;
  d.lo_closed = lo_closed;
  d.hi = hi;
  d.hi_closed = hi_closed;
  return block;
}

Finding proved(Derivation tree, const ShownParts& parts, const Settings& settings) {
  Finding o;
  o.truth = Truth::yes;
  if (settings.confirm) o.evidence.confirmed_by = parts.confirmations();
  o.evidence.method = whole_domain_method;
  for (const auto& h : tree.hypotheses) add_theorems(o.evidence.theorems, {h.theorem});
  o.evidence.derivation = std::move(tree);
  return o;
}

Finding proved(Derivation tree, const ShownParts& parts, const Settings& settings, const Finding& rest) {
  Finding o = proved(std::move(tree), parts, settings);
  o.evidence.work = rest.evidence.work;
  o.evidence.bits = rest.evidence.bits;
  const auto& confirmed = rest.evidence.confirmed_by;
  o.evidence.confirmed_by.insert(o.evidence.confirmed_by.end(), confirmed.begin(), confirmed.end());
  return o;
}

std::optional<Finding> shown_everywhere(const Block& block, const std::map<int, ExtendedRange>& ranges, Derivation tree,
                                        const Settings& settings) {
  ShownParts parts(settings.kernel);
  const Expr claim = block.universal ? block.body : make_node(Op::negation, {block.body});
  if (parts.by_bounds(claim, ranges, tree)) {
    Finding o = proved(std::move(tree), parts, settings);
    if (!block.universal) o.truth = Truth::no;
    return o;
  }
  if (!block.universal) return std::nullopt;
  std::vector<int> slots;
  for (const auto& b : block.binders) slots.push_back(b.slot);
  if (!shown_by_squares(block.body, slots, tree)) return std::nullopt;
  return proved(std::move(tree), parts, settings);
}

std::optional<Finding> shown_from_end(const Block& block, const std::map<int, ExtendedRange>& ranges, Derivation tree,
                                      const Settings& settings) {
  const Binder& b = block.binders[0];
  if (block.binders.size() != 1 || b.domain.kind != Domain::Kind::reals) return std::nullopt;
  const Stretch s{b.slot, ranges.at(b.slot), b.domain.lo, b.domain.hi};
  ShownParts parts(settings.kernel);
  for (const bool low : {true, false})
    if ((low ? b.domain.lo : b.domain.hi) && parts.from_end(block.body, s, low, tree))
      return proved(std::move(tree), parts, settings);
  return std::nullopt;
}

}  // namespace posproof::detail
