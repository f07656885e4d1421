#pragma once
#include <string_view>
#include <vector>

#include "posproof/claim/casefile.hpp"

namespace posproof::detail {

/// The built-in names of the field, defined in the claim language itself and parsed once; see the table in prelude.cpp.
const std::vector<Definition>& prelude();

/// Index of a name in a list of definitions, or -1.
int find_definition(const std::vector<Definition>& definitions, std::string_view name);

/// "f(n; d, base)": how a definition is applied. The first parameter is set off from the others by a semicolon.
std::string usage(const Definition& d);

}  // namespace posproof::detail
