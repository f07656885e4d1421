#include <catch2/catch.hpp>

#include "support/shell.hpp"

// Oracle: whatever the file, the answer is exit code 2 with a message, soon, in little memory.

namespace {

using Catch::Matchers::Contains;
using posproof::test::Folder;
using posproof::test::shell;

constexpr double patience_s = 20;  // processor time; generous for sanitizer builds
constexpr const char* limits = "ulimit -c 0; ulimit -f 4000000; ";

std::string repeated(const std::string& part, std::size_t times) {
  std::string text;
  text.reserve(part.size() * times);
  while (times-- > 0) text += part;
  return text;
}

void refuses(const std::string& command, const Folder& folder) {
  INFO(command);
  const auto r = shell(limits + command, folder.root());
  INFO(r.err.substr(0, 500));
  CHECK(r.exit_code == 2);
  CHECK_FALSE(r.err.empty());
  CHECK(r.err.size() < 3000);
  CHECK(r.cpu_seconds < patience_s);
}

const char* const document = "id = \"d\"\ntitle = \"D\"\n[[step]]\nnumber = \"1\"\nsays = \"S.\"\ncases = [\"d/c\"]\n";

}  // namespace

TEST_CASE("a case file that is no case ends the run with 2") {
  const std::string good =
      "id = \"d/c\"\ntitle = \"C\"\nsays = \"S.\"\nclaim = \"1 < 2\"\n[expect]\nverdict = \"proved\"\n[notes]\nwhy = \"W.\"\n";
  {
    const Folder folder;
    folder.write("cases/d/document.toml", document);
    folder.write("cases/d/c.toml", good);
    const auto r = shell("posproof run", folder.root());
    INFO(r.err);
    REQUIRE(r.exit_code == 0);  // the frame is right, so what follows is refused for its content
  }
  std::string binary(4096, '\0');
  for (std::size_t i = 0; i < binary.size(); ++i) binary[i] = static_cast<char>(i * 37 % 256);
  const std::string contents[] = {
      "",
      binary,
      good.substr(0, 60),
      std::string(100u << 20, 'x'),
      "id = \"d/c\"\nx = " + repeated("[", 100000),
      "a" + repeated(".a", 100000) + " = 1\n",
      "id = \"d/c\"\ntitle = \"C\"\nsays = \"S.\"\nclaim = \"" + repeated("(", 200000) + "\"\n[expect]\nverdict = \"proved\"\n",
  };
  for (const auto& content : contents) {
    const Folder folder;
    folder.write("cases/d/document.toml", document);
    folder.write("cases/d/c.toml", content);
    INFO("a case file of " << content.size() << " bytes");
    refuses("posproof run", folder);
  }
  const Folder folder;
  folder.write("cases/d/document.toml", document);
  std::filesystem::create_directories(folder / "cases/d/c.toml");
  refuses("posproof run", folder);
}

TEST_CASE("a results file that is none ends recheck, report and diff with 2") {
  const Folder folder;
  folder.write("empty.json", "");
  folder.write("binary.json", std::string("\x7f"
                                          "ELF\0\1\2\xff",
                                          8) +
                                  std::string(5000, '\xfe'));
  folder.write("truncated.json", "{\"schema\": \"posproof-results/1\", \"run\": {\"version\"");
  folder.write("deep.json", repeated("[", 2'000'000));
  folder.write("deeper.json", repeated("{\"a\":", 500'000));
  folder.write("other.json", "{\"schema\": \"something-else/1\"}");
  folder.write("large.json", "\"" + std::string(100u << 20, 'a') + "\"");
  for (const char* file : {"empty.json", "binary.json", "truncated.json", "deep.json", "deeper.json", "other.json",
                           "large.json", "absent.json", "."})
    refuses(std::string("posproof recheck ") + file, folder);
  refuses("posproof report deep.json --format md", folder);
  refuses("posproof diff other.json truncated.json", folder);
}

TEST_CASE("formulas that are nesting bombs end with 2") {
  const Folder folder;
  refuses("posproof check \"$(printf '(%.0s' $(seq 20000))\"", folder);
  refuses("posproof eval \"$(printf 'sin(%.0s' $(seq 20000))\"", folder);
  refuses("posproof check \"$(head -c 60000 /dev/urandom | tr -d '\\0')\"", folder);
  const auto huge = shell("posproof eval '10^10^10^10'");
  CHECK((huge.exit_code == 2 || huge.exit_code == 4));
  CHECK(huge.cpu_seconds < patience_s);
}

TEST_CASE("an output directory that cannot be written ends run with 2") {
  const Folder folder;
  folder.write("file", "in the way");
  refuses("posproof run controls/pythagoras --cases " POSPROOF_SOURCE_DIR "/cases --out file/out", folder);
  refuses("posproof run controls/pythagoras --cases " POSPROOF_SOURCE_DIR "/cases --out /proc/posproof", folder);
}

TEST_CASE("no escape codes without a terminal or under NO_COLOR") {
  for (const char* line : {"posproof check '1 < 2'", "NO_COLOR=1 posproof doctor",
                           "TERM=xterm-256color posproof run controls/pythagoras --out \"$(mktemp -d)\""}) {
    const auto r = shell(line);
    CHECK_THAT(r.out + r.err, !Contains("\033"));
  }
}
