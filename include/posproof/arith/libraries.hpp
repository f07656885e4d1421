#pragma once
#include <string>
#include <utility>
#include <vector>

namespace posproof {

/// Name and version of each arithmetic library in the trusted base, as loaded or as compiled against.
std::vector<std::pair<std::string, std::string>> library_versions();

}  // namespace posproof
