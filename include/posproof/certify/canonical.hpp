#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "posproof/claim/ast.hpp"

namespace posproof {

/// Longest line of a certificate.
inline constexpr std::size_t longest_certificate_line = std::size_t{4} << 20;

/// A resolved tree as the first line of a certificate carries it (docs/certificates.md, "Trees" and "Text").
struct CanonicalClaim {
  std::string tree;      ///< nested JSON arrays without blanks
  std::string text;      ///< in the claim language, by the rules of the format
  std::string domain;    ///< the binders of the outermost quantifier, a JSON array; "[]" when there is none
  std::string relation;  ///< "forall-real", "forall-int", "exists", "closed" or "compound"
};

/// One result for one tree. A binder whose name is taken by one around it is renamed, n to n_2. Throws NoCertificate for
/// what the format has no form for: limits, integrals, derivatives, properties, gamma, arg, erf, si and ei, and beyond the
/// length above.
CanonicalClaim canonical(const Expr& formula);

/// The text as a JSON string with its quotes; what would need an escape there, and all but printable ASCII, becomes "?".
std::string json_string(const std::string& text);

}  // namespace posproof
