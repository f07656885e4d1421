#include "coq_check.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <sstream>

namespace posproof {
namespace {

namespace fs = std::filesystem;

constexpr int not_started = 127;
constexpr rlim_t memory_bytes = rlim_t{4} << 30;

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

struct Compiled {
  int exit_code = -1;
  bool out_of_time = false;
  std::string output;
  double seconds = 0;
};

double processor_seconds(const rusage& u) {
  return static_cast<double>(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
         1e-6 * static_cast<double>(u.ru_utime.tv_usec + u.ru_stime.tv_usec);
}

[[noreturn]] void become_coqc(const char* directory, const char* file, const char* log, int seconds) {
  const rlimit time{static_cast<rlim_t>(seconds), static_cast<rlim_t>(seconds) + 1};
  const rlimit memory{memory_bytes, memory_bytes};
  const int out = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  const int in = open("/dev/null", O_RDONLY);
  const bool ready = out >= 0 && in >= 0 && dup2(in, 0) >= 0 && dup2(out, 1) >= 0 && dup2(out, 2) >= 0 &&
                     chdir(directory) == 0 && setrlimit(RLIMIT_CPU, &time) == 0 && setrlimit(RLIMIT_AS, &memory) == 0;
  if (ready) execlp("coqc", "coqc", "-q", "-w", "-all", "-Q", ".", "", file, static_cast<char*>(nullptr));
  _exit(not_started);
}

Compiled compile(const fs::path& directory, const std::string& file, int seconds) {
  const std::string where = fs::absolute(directory).string();
  const std::string log = (fs::absolute(directory) / (file + ".log")).string();
  Compiled result;
  const pid_t child = fork();
  if (child < 0) return result;
  if (child == 0) become_coqc(where.c_str(), file.c_str(), log.c_str(), seconds);
  int status = 0;
  rusage used{};
  while (wait4(child, &status, 0, &used) < 0 && errno == EINTR) {
  }
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  result.out_of_time = WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL);
  result.output = text_of(log);
  result.seconds = processor_seconds(used);
  fs::remove(log);
  return result;
}

bool up_to_date(const fs::path& directory, const std::string& file) {
  const fs::path source = directory / file, object = fs::path(source).replace_extension(".vo");
  return file.starts_with("Posproof") && fs::exists(object) && fs::last_write_time(object) > fs::last_write_time(source);
}

std::string first_lines(const std::string& text, std::size_t most) {
  return text.size() <= most ? text : text.substr(0, most) + "...";
}

}  // namespace

void write_coq_files(const CoqScript& script, const fs::path& directory) {
  fs::create_directories(directory);
  for (const auto& [name, text] : script.files) {
    const fs::path file = directory / name;
    if (fs::exists(file) && text_of(file) == text) continue;
    std::ofstream out(file, std::ios::binary);
    out << text;
    out.close();
    if (!out) throw std::runtime_error("cannot write " + file.string());
  }
}

CoqRun run_coq(const CoqScript& script, const fs::path& directory, int seconds) {
  CoqRun run;
  std::string last;
  for (const auto& [name, text] : script.files) {
    if (up_to_date(directory, name)) continue;
    const Compiled c = compile(directory, name, seconds);
    if (c.exit_code == not_started) return run;
    run.started = true;
    run.seconds += c.seconds;
    if (c.exit_code != 0) {
      run.reason = c.out_of_time ? name + ": not within " + std::to_string(seconds) + " s of processor time"
                                 : first_lines(c.output, 2000);
      return run;
    }
    last = c.output;
  }
  run.assumptions = coq_assumptions(last);
  const auto& permitted = permitted_coq_assumptions();
  for (const std::string& a : run.assumptions)
    if (std::find(permitted.begin(), permitted.end(), a) == permitted.end()) {
      run.reason = "the theorem rests on " + a + ", which is not on the list of permitted assumptions";
      return run;
    }
  run.accepted = true;
  return run;
}

}  // namespace posproof
