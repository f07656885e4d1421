#pragma once
#include <map>
#include <optional>

#include "end_rule.hpp"
#include "posproof/decide/finding.hpp"
#include "shape.hpp"

// What the rules that settle a whole domain at once share.

namespace posproof::detail {

inline constexpr const char* whole_domain_method = "bounds and tails";

/// What a binder says of its variable; integers are relaxed to the reals between. nullopt when an end is not closed.
std::optional<ExtendedRange> range_of(const Binder& b);

/// False when every binder has a point for certain.
bool domain_may_be_empty(const Block& block);

/// The same block with other ends for one binder; null means unbounded.
Block with_ends(Block block, std::size_t i, const Expr& lo, bool lo_closed, const Expr& hi, bool hi_closed);

/// A universal statement proved by the parts that were shown; their theorems are those of the tree's hypotheses.
Finding proved(Derivation tree, const ShownParts& parts, const Settings& settings);

/// The same, when boxes or single elements settled what the parts leave open.
Finding proved(Derivation tree, const ShownParts& parts, const Settings& settings, const Finding& rest);

/// By bounds (L2) or, when it is universal, by squares (L5) over all of the domain. The steps are added to `tree`.
std::optional<Finding> shown_everywhere(const Block& block, const std::map<int, ExtendedRange>& ranges, Derivation tree,
                                        const Settings& settings);

/// A universal statement in one real variable by Taylor's formula at a finite end of its domain (L4).
std::optional<Finding> shown_from_end(const Block& block, const std::map<int, ExtendedRange>& ranges, Derivation tree,
                                      const Settings& settings);

}  // namespace posproof::detail
