#pragma once
#include <string_view>
#include <unordered_map>
#include <vector>

#include "posproof/claim/casefile.hpp"

namespace posproof::detail {

/// Definitions by name; refers to the list it was made from.
class DefinitionTable {
 public:
  explicit DefinitionTable(const std::vector<Definition>& list) : list_(list) {
    for (std::size_t k = 0; k < list.size(); ++k) index_.try_emplace(list[k].name, static_cast<int>(k));
  }
  /// Place in the list, or -1.
  int find(std::string_view name) const {
    const auto found = index_.find(name);
    return found == index_.end() ? -1 : found->second;
  }
  const Definition& operator[](int k) const { return list_[static_cast<std::size_t>(k)]; }
  const std::vector<Definition>& list() const { return list_; }

 private:
  const std::vector<Definition>& list_;
  std::unordered_map<std::string_view, int> index_;
};

/// The built-in names of the field, defined in the claim language itself and parsed once; see the table in prelude.cpp.
const DefinitionTable& prelude();

/// How a definition is applied: "g(a, b)"; a built-in one sets the first parameter off from the others, "f(n; d, base)".
std::string usage(const Definition& d, bool built_in);

}  // namespace posproof::detail
