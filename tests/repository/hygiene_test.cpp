#include <catch2/catch.hpp>
#include <regex>

#include "tree.hpp"

// Oracle: the house rules that a machine can check.

namespace {

using namespace posproof::test;

bool is_text(const fs::path& file) {
  const auto e = file.extension();
  return e != ".png" && e != ".pdf";
}

std::string joined(const char* a, const char* b) { return std::string(a) + b; }

}  // namespace

TEST_CASE("no paths of one machine, no unfinished business") {
  // Written in two halves, so that this file passes its own test.
  const std::vector<std::string> forbidden = {joined("/ho", "me/"),  joined("/wo", "rk/"),  joined("/ro", "ot/"),
                                              joined("/Us", "ers/"), joined("/tmp/", "wt"), joined("TO", "DO"),
                                              joined("FIX", "ME"),   joined("XX", "X:")};
  for (const auto& file : files_below({""})) {
    if (!is_text(file)) continue;
    const std::string text = text_of(repository_root() / file);
    for (const auto& word : forbidden) {
      INFO(file.generic_string() << " contains " << word);
      CHECK(text.find(word) == std::string::npos);
    }
  }
}

TEST_CASE("text files end with a line end and have no trailing blanks or carriage returns") {
  static const std::regex blanks("[ \t\r]\n");
  for (const auto& file : files_below({"include", "verify", "tests", "docs", "scripts", "cmake", "cases"})) {
    const auto name = file.generic_string();
    if (name.find("golden") != std::string::npos || !is_text(file)) continue;
    const std::string text = text_of(repository_root() / file);
    INFO(name);
    CHECK((text.empty() || text.back() == '\n'));
    CHECK_FALSE(std::regex_search(text, blanks));
  }
}

TEST_CASE("headers are guarded and open no namespace for everybody") {
  for (const auto& file : files_below({"include", "verify", "tests"})) {
    if (file.extension() != ".hpp") continue;
    const auto name = file.generic_string();
    const std::string text = text_of(repository_root() / file);
    INFO(name);
    // Highway includes kernel sources once per instruction set and has guards of its own.
    if (text.find("HWY_TARGET_TOGGLE") == std::string::npos) CHECK(text.find("#pragma once") != std::string::npos);
    if (name.rfind("include/", 0) == 0) CHECK(text.find("\nusing namespace") == std::string::npos);
  }
}

TEST_CASE("scripts can be executed, stop at the first error and say what they are for") {
  std::size_t scripts = 0;
  for (const auto& file : files_below({"scripts", ".ci"})) {
    const auto path = repository_root() / file;
    const auto lines = lines_of(path);
    if (lines.empty() || lines[0].rfind("#!/usr/bin/env bash", 0) != 0) continue;
    INFO(file.generic_string());
    CHECK((fs::status(path).permissions() & fs::perms::owner_exec) != fs::perms::none);
    CHECK(text_of(path).find("set -euo pipefail") != std::string::npos);
    CHECK(lines.size() > 1);
    CHECK(lines[1].rfind("# ", 0) == 0);
    ++scripts;
  }
  CHECK(scripts >= 4);
}

TEST_CASE("no fast-math and no contraction in any flag") {
  for (const auto& file : files_below({"cmake"}))
    CHECK(text_of(repository_root() / file).find("-ffast-math") == std::string::npos);
  const std::string top = text_of(repository_root() / "CMakeLists.txt");
  CHECK(top.find("-ffast-math") == std::string::npos);
  CHECK(top.find("-ffp-contract=off") != std::string::npos);
}
