#pragma once
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

// The repository's own text files, for tests about the repository.

namespace posproof::test {

namespace fs = std::filesystem;

inline const fs::path& repository_root() {
  static const fs::path root = POSPROOF_SOURCE_DIR;
  return root;
}

inline std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

inline std::vector<std::string> lines_of(const fs::path& file) {
  std::vector<std::string> lines;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// Files below the named folders ("" for the whole tree), relative to the root; build trees, git's own and generated reports
/// left out.
inline std::vector<fs::path> files_below(const std::vector<std::string>& folders) {
  std::vector<fs::path> out;
  for (const auto& folder : folders) {
    for (fs::recursive_directory_iterator it(repository_root() / folder), end; it != end; ++it) {
      const fs::path relative = it->path().lexically_relative(repository_root());
      const std::string name = relative.generic_string();
      if (name == ".git" || name == "build" || name == "reports/out" || name.rfind("build-", 0) == 0) {
        if (it->is_directory()) it.disable_recursion_pending();
        continue;
      }
      if (it->is_regular_file()) out.push_back(relative);
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace posproof::test
