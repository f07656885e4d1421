#pragma once
#include <string>

namespace posproof::detail {

/// One-line statement of a rule of docs/theorems/identity.md, for derivations.
std::string rule_statement(const std::string& id);

}  // namespace posproof::detail
