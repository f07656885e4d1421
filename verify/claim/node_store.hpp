#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "posproof/claim/ast.hpp"

namespace posproof::detail {

/// Numbers the nodes of a resolved tree so that structurally equal ones (same slots) have the same number, and shares
/// those that also have the same span. Keeps depth and tree size of each.
class NodeStore {
 public:
  struct Facts {
    int number;
    int depth;
    std::uint64_t size;  ///< as a tree, saturating at 2^62
  };

  /// The node, or an equal one that was made before. Every child must have come from this store.
  Expr keep(Node node);
  /// A copy of a kept node that records the application it was expanded from.
  Expr with_origin(const Expr& e, std::string origin);
  const Facts& facts(const Expr& e) const { return facts_.at(e.get()); }
  std::size_t count() const { return nodes_.size(); }

 private:
  Expr own(Node node, const Facts& facts);
  std::string key(const Node& node) const;

  std::unordered_map<std::string, int> numbers_;
  std::unordered_map<std::string, Expr> shared_;  ///< by number, span
  std::unordered_map<const Node*, Facts> facts_;
  std::vector<Expr> nodes_;  ///< keeps every node alive, so that no address is used twice
};

}  // namespace posproof::detail
