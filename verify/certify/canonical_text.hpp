#pragma once
#include <string>

#include "posproof/claim/ast.hpp"

namespace posproof {

/// The text of a resolved tree by the rules of docs/certificates.md, "Text". For trees that have a canonical form only.
std::string canonical_text(const Expr& formula);

}  // namespace posproof
