#pragma once
#include <string>
#include <utility>
#include <vector>

#include "posproof/claim/ast.hpp"

namespace posproof {

/// The binders around a place in a tree, each under a name that no other of them has.
class NamesInScope {
 public:
  void enter(const Binder& b) { open_.emplace_back(b.slot, free_name(b.name)); }
  void leave(std::size_t binders) { open_.resize(open_.size() - binders); }
  const std::string& of(int slot) const;
  const std::string& innermost() const { return open_.back().second; }

 private:
  bool taken(const std::string& name) const;
  std::string free_name(const std::string& wanted) const;

  std::vector<std::pair<int, std::string>> open_;
};

}  // namespace posproof
