#pragma once
#include <string>
#include <vector>

#include "posproof/claim/casefile.hpp"

namespace posproof {

/// A claim ready for the deciders: parsed, names resolved, definitions expanded, sorts checked.
struct PreparedClaim {
  std::string id;  ///< "" on the command line
  Source source;
  Expr parsed;         ///< as written, for printing
  Expr formula;        ///< resolved
  int slot_count = 0;  ///< slots are 0..slot_count-1
  std::vector<std::string> slot_names;
  std::vector<std::string> notes;  ///< shadowed built-ins
};

/// Parses a formula or a term. Throws ClaimError.
Expr parse(const Source& source);
/// Parses "name = expr" or "name(a, b) = expr" as in --where.
Definition parse_definition(const Source& source);
/// The same from a head "name" or "name(a; b)" and a body with places of their own, as in a `where` table.
Definition make_definition(const Source& head, const Source& body);

/// Resolves and checks; `formula` true wants a claim, false a term (for eval). Throws ClaimError.
PreparedClaim prepare(const Source& source, const std::vector<Definition>& definitions, bool formula = true);

}  // namespace posproof
