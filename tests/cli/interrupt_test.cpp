#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "support/shell.hpp"

// Oracle: two cases, one of which takes a moment and one hours; what a person at a terminal sees after Ctrl-C.

namespace {

using Catch::Matchers::Contains;
using posproof::test::Folder;
using posproof::test::shell;
using posproof::test::slurp;
using Json = nlohmann::ordered_json;

void write_cases(const Folder& folder) {
  folder.write("cases/small/document.toml",
               "id = \"small\"\ntitle = \"Small\"\n\n[[step]]\nnumber = \"1\"\nsays = \"All of it.\"\n"
               "cases = [\"small/quick\", \"small/endless\"]\n");
  folder.write(
      "cases/small/quick.toml",
      "id = \"small/quick\"\ntitle = \"Quick\"\nclaim = \"forall n in 1..10: n > 0\"\n[expect]\nverdict = \"proved\"\n");
  folder.write(
      "cases/small/endless.toml",
      "id = \"small/endless\"\ntitle = \"Endless\"\nbudget = 1000000000000000\n"
      "claim = \"forall n in 1..1000000000: floor(exp(sin(n)*log(n + 1))) < n + 2\"\n[expect]\nverdict = \"proved\"\n");
}

/// Runs posproof on a terminal of its own, waits until the quick case is done, and presses Ctrl-C. Where there are no
/// pseudo-terminals, as in bare containers, it says so and sends the signal after some seconds.
const char* const press_control_c = R"(cat >press.py <<'PY'
import os, pty, select, signal, subprocess, sys, time
try:
    pid, terminal = pty.fork()
except OSError:
    print("no terminal", flush=True)
    child = subprocess.Popen(sys.argv[1:], preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    time.sleep(5)
    child.send_signal(signal.SIGINT)
    sys.exit(child.wait(100))
if pid == 0:
    os.execv(sys.argv[1], sys.argv[1:])
seen, pressed, deadline = b"", False, time.time() + 100
while time.time() < deadline:
    if terminal in select.select([terminal], [], [], 0.5)[0]:
        try:
            data = os.read(terminal, 65536)
        except OSError:
            break
        if not data:
            break
        seen += data
    if not pressed and b"1 of 2 claims" in seen:
        os.write(terminal, b"\x03")
        pressed = True
else:
    os.kill(pid, 9)
sys.stdout.buffer.write(seen)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
PY
)";

}  // namespace

TEST_CASE("Ctrl-C ends a run with what is decided, marked as incomplete") {
  const Folder folder;
  write_cases(folder);
  const auto r = shell(std::string(press_control_c) + "python3 press.py " POSPROOF_BINARY
                                                      " run --jobs 1 --out out --format md,junit,sarif,html,latex",
                       folder.root());
  INFO(r.out << r.err);
  CHECK(r.exit_code == 4);
  if (r.out.find("no terminal") == std::string::npos)
    CHECK_THAT(r.out, Contains("1 of 2 claims") && Contains("at small/endless"));
  CHECK_THAT(r.out, Contains("1 claim: 1 PROVED") && Contains("Interrupted: 1 selected claim was not run, small/endless."));
  const Json results = Json::parse(slurp(folder / "out/results.json"));
  CHECK(results["run"]["not_run"] == Json::array({"small/endless"}));
  CHECK(results["claims"].size() == 1);
  CHECK_THAT(slurp(folder / "out/report.md"), Contains("**Interrupted"));
  CHECK_THAT(slurp(folder / "out/report.html"), Contains("class=\"cut\""));
  CHECK_THAT(slurp(folder / "out/report.tex"), Contains("Interrupted"));
  CHECK_THAT(slurp(folder / "out/junit.xml"), Contains("type=\"interrupted\""));
  CHECK(shell("posproof report out/results.json --format html --out again", folder.root()).exit_code == 0);
}
