#include "names_in_scope.hpp"

#include <algorithm>

#include "posproof/arith/contract.hpp"

namespace posproof {

const std::string& NamesInScope::of(int slot) const {
  const auto found = std::find_if(open_.rbegin(), open_.rend(), [&](const auto& x) { return x.first == slot; });
  ensure(found != open_.rend(), "a variable without a binder around it");
  return found->second;
}

bool NamesInScope::taken(const std::string& name) const {
  return std::any_of(open_.begin(), open_.end(), [&](const auto& x) { return x.second == name; });
}

std::string NamesInScope::free_name(const std::string& wanted) const {
  std::string name = wanted;
  for (int k = 2; taken(name); ++k) name = wanted + '_' + std::to_string(k);
  return name;
}

}  // namespace posproof
