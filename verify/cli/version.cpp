#include "version.hpp"

#include "version_data.hpp"

namespace posproof {

std::string build_version() { return version_text; }
std::string build_commit() { return commit_text; }
std::string build_flags() { return flags_text; }

std::vector<std::pair<std::string, std::uint64_t>> lines_of_code() {
  std::vector<std::pair<std::string, std::uint64_t>> out;
  for (const auto& [layer, lines] : lines_per_layer) out.emplace_back(layer, lines);
  return out;
}

}  // namespace posproof
