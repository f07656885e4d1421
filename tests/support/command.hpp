#pragma once
#include <sys/wait.h>

#include <cstdio>
#include <string>

namespace posproof::test {

struct CommandResult {
  int exit_code;
  std::string out;  ///< standard output only
};

/// Runs the built `posproof` with the given arguments (shell syntax), standard error discarded.
inline CommandResult run_posproof(const std::string& arguments) {
  const std::string line = std::string("\"") + POSPROOF_BINARY + "\" " + arguments + " 2>/dev/null";
  FILE* pipe = popen(line.c_str(), "r");
  if (pipe == nullptr) return {-1, {}};
  CommandResult result{0, {}};
  char buffer[4096];
  while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, pipe)) result.out.append(buffer, n);
  const int status = pclose(pipe);
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return result;
}

}  // namespace posproof::test
