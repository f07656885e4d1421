#include "run_outputs.hpp"

#include <algorithm>

#include "comparison_table.hpp"
#include "posproof/claim/error.hpp"
#include "posproof/report/results_json.hpp"
#include "posproof/report/theorems.hpp"
#include "posproof/report/write_reports.hpp"
#include "version.hpp"

namespace posproof {
namespace {

std::vector<TrustedPart> trusted_base() {
  std::vector<TrustedPart> parts;
  for (const auto& [name, version] : library_versions()) parts.push_back({name + " " + version, "library", 0});
  parts.push_back({build_flags(), "compiler and flags", 0});
  for (const auto& [layer, lines] : lines_of_code()) parts.push_back({layer + "/", "our own code", lines});
  return parts;
}

}  // namespace

std::vector<std::string> checked_formats(const std::vector<std::string>& formats) {
  if (formats.empty()) return {"json", "md", "junit"};
  const auto& known = report_formats();
  for (const auto& f : formats)
    if (std::find(known.begin(), known.end(), f) == known.end())
      throw ClaimError("usage", "unknown format '" + f + "'; `posproof run --help` lists them", Source{"--format", f, 1, 1},
                       Span{0, static_cast<std::uint32_t>(f.size())});
  std::vector<std::string> out = formats;
  // The other reports are rendered from it: results.json is always there.
  if (std::find(out.begin(), out.end(), "json") == out.end()) out.insert(out.begin(), "json");
  return out;
}

void add_appendices(Results& results) {
  results.trusted_base = trusted_base();
  if (results.run.not_run.empty() && results.claims.size() > 1 && find_claim(results, "decay-article/discrete-sum-bound"))
    results.tables.push_back(comparison_table());
  results.theorems = cited_theorems(results, theorem_index());
}

void write_outputs(const Results& results, const std::vector<std::string>& formats, const std::filesystem::path& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) throw ResultsError("cannot make the directory '" + directory.string() + "': " + error.message());
  write_reports(results, formats, directory, directory);
}

}  // namespace posproof
