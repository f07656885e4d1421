#include "posproof/report/process.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <memory>

namespace posproof {
namespace {

struct Closer {
  void operator()(std::FILE* f) const { std::fclose(f); }
};
using File = std::unique_ptr<std::FILE, Closer>;

constexpr int not_started = 127;

std::string contents(std::FILE* f) {
  std::string text;
  std::rewind(f);
  char block[1 << 16];
  for (std::size_t n; (n = std::fread(block, 1, sizeof block, f)) > 0;) text.append(block, n);
  return text;
}

[[noreturn]] void become(char* const* arguments, const char* directory, std::FILE* in, std::FILE* out, std::FILE* err) {
  const bool ready = dup2(fileno(in), 0) >= 0 && dup2(fileno(out), 1) >= 0 && dup2(fileno(err), 2) >= 0 &&
                     (!directory || chdir(directory) == 0);
  if (ready) execvp(arguments[0], arguments);
  _exit(not_started);
}

}  // namespace

ProgramOutput run_program(const std::vector<std::string>& command, const std::string& input,
                          const std::filesystem::path& directory) {
  // Files instead of pipes: neither side can block the other, however much is written.
  const File in(std::tmpfile()), out(std::tmpfile()), err(std::tmpfile());
  if (!in || !out || !err) return {};
  std::fwrite(input.data(), 1, input.size(), in.get());
  std::fflush(in.get());
  std::rewind(in.get());
  std::vector<char*> arguments;
  for (const std::string& a : command) arguments.push_back(const_cast<char*>(a.c_str()));
  arguments.push_back(nullptr);
  const std::string where = directory.string();

  const pid_t child = fork();
  if (child < 0) return {};
  if (child == 0) become(arguments.data(), where.empty() ? nullptr : where.c_str(), in.get(), out.get(), err.get());
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  ProgramOutput result;
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  result.started = result.exit_code != not_started;
  result.out = contents(out.get());
  result.err = contents(err.get());
  return result;
}

}  // namespace posproof
