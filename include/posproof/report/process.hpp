#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace posproof {

struct ProgramOutput {
  bool started = false;  ///< false: no such program
  int exit_code = -1;
  std::string out, err;
};

/// Runs a program by name (no shell), with `input` on its standard input, in `directory` when that is given.
ProgramOutput run_program(const std::vector<std::string>& command, const std::string& input,
                          const std::filesystem::path& directory = {});

}  // namespace posproof
