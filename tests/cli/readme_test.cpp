#include <catch2/catch.hpp>
#include <regex>

#include "support/shell.hpp"

// Oracle: README.md itself. Its sessions are run, its files written, its table compared with the cases.

namespace {

using posproof::test::Folder;
using posproof::test::shell;
using posproof::test::slurp;

const std::filesystem::path root = POSPROOF_SOURCE_DIR;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

struct Block {
  std::string language;
  std::vector<std::string> lines;
};

std::vector<Block> blocks_of(const std::string& text) {
  std::vector<Block> out;
  bool inside = false;
  for (const auto& line : lines_of(text)) {
    if (line.rfind("```", 0) == 0) {
      inside = !inside;
      if (inside) out.push_back({line.substr(3), {}});
    } else if (inside) {
      out.back().lines.push_back(line);
    }
  }
  return out;
}

struct Step {
  std::string command;
  std::vector<std::string> expected;
};

std::vector<Step> steps_of(const Block& block) {
  std::vector<Step> out;
  for (const auto& line : block.lines) {
    if (line.rfind("$ ", 0) == 0)
      out.push_back({line.substr(2), {}});
    else if (!out.empty())
      out.back().expected.push_back(line);
  }
  return out;
}

/// "..." inside a line stands for any text.
bool line_matches(const std::string& pattern, const std::string& line) {
  const auto dots = pattern.find("...");
  if (dots == std::string::npos) return pattern == line;
  const auto head = pattern.substr(0, dots), tail = pattern.substr(dots + 3);
  return line.size() >= head.size() + tail.size() && line.compare(0, head.size(), head) == 0 &&
         line.compare(line.size() - tail.size(), tail.size(), tail) == 0;
}

/// A line "..." stands for any further lines; it comes last.
bool output_matches(const std::vector<std::string>& pattern, const std::vector<std::string>& printed) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == "..." && i + 1 == pattern.size()) return true;
    if (i >= printed.size() || !line_matches(pattern[i], printed[i])) return false;
  }
  return std::all_of(printed.begin() + static_cast<long>(std::min(pattern.size(), printed.size())), printed.end(),
                     [](const std::string& rest) { return rest.empty(); });
}

}  // namespace

TEST_CASE("every session in the README prints what it shows") {
  const Folder folder;
  std::filesystem::create_directory_symlink(root / "cases", folder / "cases");
  std::size_t sessions = 0;
  for (const auto& block : blocks_of(slurp(root / "README.md"))) {
    if (block.language == "toml") {
      REQUIRE(block.lines.at(0).rfind("# my-claims/", 0) == 0);
      std::string text;
      for (const auto& line : block.lines) text += line + "\n";
      folder.write(block.lines[0].substr(2), text);
    }
    if (block.language != "console") continue;
    for (const auto& step : steps_of(block)) {
      INFO(step.command);
      const std::string place = "build/release/";
      REQUIRE(step.command.rfind(place + "posproof", 0) == 0);
      const auto binaries = std::filesystem::path(POSPROOF_BINARY).parent_path().string();
      const auto r = shell("'" + binaries + "'/" + step.command.substr(place.size()), folder.root());
      INFO(r.out + r.err);
      CHECK(output_matches(step.expected, lines_of(r.out + r.err)));
      ++sessions;
    }
  }
  CHECK(sessions >= 12);
}

TEST_CASE("the README's table of verdicts is what the cases expect") {
  static const std::regex row(R"re(\| (proved|refuted|empirical)(?:, ([a-z]) = (\d+))? \| `([a-z-]+/[a-z0-9-]+)` \|)re");
  const std::string text = slurp(root / "README.md");
  std::size_t rows = 0;
  for (std::sregex_iterator it(text.begin(), text.end(), row), end; it != end; ++it, ++rows) {
    const auto& m = *it;
    INFO(m[4]);
    const std::string expected = slurp(root / ("cases/" + m[4].str() + ".toml"));
    CHECK(expected.find("verdict = \"" + m[1].str() + "\"") != std::string::npos);
    // "d = 512" names the setting; any other value is the witness.
    if (m[2].matched && m[2] != "d") CHECK(expected.find(m[2].str() + " = " + m[3].str()) != std::string::npos);
  }
  CHECK(rows >= 10);
}

TEST_CASE("the comparison with the README can fail") {
  CHECK(output_matches({"a", "b"}, {"a", "b", ""}));
  CHECK(output_matches({"a", "..."}, {"a", "b"}));
  CHECK(output_matches({"wrote x in ... s"}, {"wrote x in 0.1 s"}));
  CHECK_FALSE(output_matches({"a"}, {"a", "b"}));
  CHECK_FALSE(output_matches({"a", "b"}, {"a"}));
  CHECK_FALSE(output_matches({"n = 3"}, {"n = 4"}));
}

TEST_CASE("what the documents point to is there") {
  static const std::regex path(R"re(`((?:docs|scripts|cases|tests|include|verify|reports)/[A-Za-z0-9_./-]*)`)re");
  for (const char* document : {"README.md", "CONTRIBUTING.md", "docs/verdicts.md", "docs/trusted-base.md", "docs/limits.md"}) {
    const std::string text = slurp(root / document);
    for (std::sregex_iterator it(text.begin(), text.end(), path), end; it != end; ++it) {
      const std::string name = (*it)[1];
      if (name.rfind("reports/out", 0) == 0 || name.find("LAYER") != std::string::npos ||
          name.find("AREA") != std::string::npos)
        continue;
      if (name.find("ID") != std::string::npos) continue;
      INFO(document << " points to " << name);
      CHECK(std::filesystem::exists(root / name));
    }
  }
}
