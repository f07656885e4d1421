#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "posproof/claim/casefile.hpp"

namespace posproof::detail {

/// Largest resolved claim, read as a tree.
inline constexpr std::uint64_t largest_claim = 5'000'000;
/// Most different nodes of a resolved claim; bounds memory.
inline constexpr std::size_t most_nodes = 300'000;
/// Deepest resolved claim; recursion over the tree, here and in every later pass, stays within a small stack.
inline constexpr int deepest_claim = 1200;

/// Where a node of a definition was written; nodes of the claim itself carry their place in their span.
struct Place {
  const Source* source;
  Span span;
};

struct Expansion {
  Expr root;
  std::vector<std::string> slot_names;
  std::unordered_map<const Node*, Place> places;  ///< nodes that came from definitions
};

/// Resolves a parsed claim whose names have been checked: binds variables to slots, replaces applications by the bodies of
/// their definitions, chains by conjunctions, length(list) by its value, min and max by nested pairs.
/// Equal applications (same definition, structurally equal arguments) are expanded once and shared.
/// The span of a node that came from a definition is that of the application in the claim.
/// Throws ClaimError: "limit", "type".
Expansion expand(const Source& claim, const Expr& parsed, const std::vector<Definition>& definitions);

}  // namespace posproof::detail
