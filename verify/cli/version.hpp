#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "posproof/arith/libraries.hpp"

namespace posproof {

/// "0.1.0".
std::string build_version();
/// Commit the binary was configured from, "" when unknown.
std::string build_commit();
/// Compiler, standard and flags.
std::string build_flags();
/// Lines of our own code per layer, as counted when the build was configured.
std::vector<std::pair<std::string, std::uint64_t>> lines_of_code();

}  // namespace posproof
