#pragma once
#include <sys/resource.h>
#include <sys/wait.h>

#include <string>

#include "support/folder.hpp"

namespace posproof::test {

struct ShellResult {
  int exit_code = -1;
  std::string out, err;
  double cpu_seconds = 0;  ///< of the command and its children
};

/// Runs a shell line in the repository's root (or `directory`), with `posproof` naming the built binary; stdout and stderr
/// apart.
inline ShellResult shell(const std::string& line, const std::filesystem::path& directory = POSPROOF_SOURCE_DIR) {
  const Folder scratch;
  const std::string quoted = "cd '" + directory.string() + "' || exit 126\nposproof() { '" POSPROOF_BINARY "' \"$@\"; }\n";
  scratch.write("script", quoted + line + "\n");
  const std::string full = "bash '" + (scratch / "script").string() + "' >'" + (scratch / "out").string() + "' 2>'" +
                           (scratch / "err").string() + "' </dev/null";
  const auto used = [] {
    rusage u{};
    getrusage(RUSAGE_CHILDREN, &u);
    return static_cast<double>(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
           1e-6 * static_cast<double>(u.ru_utime.tv_usec + u.ru_stime.tv_usec);
  };
  const double before = used();
  const int status = std::system(full.c_str());
  ShellResult r;
  r.cpu_seconds = used() - before;
  r.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  r.out = slurp(scratch / "out");
  r.err = slurp(scratch / "err");
  return r;
}

}  // namespace posproof::test
