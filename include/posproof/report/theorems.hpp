#pragma once
#include <string_view>
#include <vector>

#include "posproof/report/results.hpp"

namespace posproof {

/// Rows of a theorem index ("| id | statement | [area](file) |" lines, others are skipped), in its order.
std::vector<TheoremRecord> parse_theorem_index(std::string_view markdown);

/// docs/theorems.md as it was when this was built.
const std::vector<TheoremRecord>& theorem_index();

/// Those of `index` that the results cite (claims, derivations, captions), in its order. An id that claims cite and the
/// index lacks comes last, with a statement that says so: a report must not lose what a verdict rests on.
std::vector<TheoremRecord> cited_theorems(const Results& results, const std::vector<TheoremRecord>& index);

}  // namespace posproof
