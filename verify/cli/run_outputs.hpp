#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "posproof/report/results.hpp"

namespace posproof {

/// The formats to write; throws ClaimError "usage" for an unknown one. Empty means json, md, junit.
std::vector<std::string> checked_formats(const std::vector<std::string>& formats);
/// Adds what every report carries besides the claims and figures: the comparison table (when its document is there), the
/// theorems cited so far, and the trusted base.
void add_appendices(Results& results);
/// Writes results.json and the other formats under their fixed names. Throws ResultsError.
void write_outputs(const Results& results, const std::vector<std::string>& formats, const std::filesystem::path& directory);

}  // namespace posproof
