#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <sstream>

#include "support/claims.hpp"

// Oracle: docs/claims.md. Every fenced block of it is run; a block of a kind that is not known here fails.

using namespace posproof;
using namespace posproof::testing;

namespace {

struct Block {
  std::string kind;
  int line;
  std::vector<std::string> lines;
};

std::vector<Block> blocks_of(const std::string& file) {
  std::ifstream in(file);
  REQUIRE(in.good());
  std::vector<Block> blocks;
  bool inside = false;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.starts_with("```")) {
      inside = !inside;
      if (inside) blocks.push_back({line.substr(3), number, {}});
    } else if (inside) {
      blocks.back().lines.push_back(line);
    }
  }
  REQUIRE_FALSE(inside);
  return blocks;
}

std::string trimmed(const std::string& s) {
  const auto first = s.find_first_not_of(' '), last = s.find_last_not_of(' ');
  return first == std::string::npos ? "" : s.substr(first, last - first + 1);
}

void check_same(const std::string& line) {
  const auto middle = line.find(" means ");
  REQUIRE(middle != std::string::npos);
  const auto left = trimmed(line.substr(0, middle)), right = trimmed(line.substr(middle + 7));
  CHECK(left != right);
  const auto read = [](const std::string& text) {
    try {
      return formula(text);
    } catch (const ClaimError&) {
      return term(text);
    }
  };
  CHECK(same(read(left), read(right)));
}

void check_error(const Block& block, const std::vector<std::string>& where) {
  REQUIRE(block.lines.size() >= 2);
  std::string expected;
  for (std::size_t k = 1; k < block.lines.size(); ++k) expected += block.lines[k] + "\n";
  try {
    claim(block.lines[0], where);
    FAIL_CHECK("no error");
  } catch (const ClaimError& error) {
    CHECK(error.render() == expected);
  }
}

}  // namespace

TEST_CASE("every example of docs/claims.md is true to the program") {
  std::vector<std::string> where;
  std::map<std::string, int> seen;
  for (const auto& block : blocks_of(POSPROOF_SOURCE_DIR "/docs/claims.md")) {
    INFO("docs/claims.md:" << block.line);
    ++seen[block.kind];
    if (block.kind == "where") {
      where = block.lines;
      continue;
    }
    if (block.kind == "error")
      check_error(block, where);
    else if (block.kind != "claim" && block.kind != "same")
      FAIL_CHECK("unknown kind of block: " << block.kind);
    for (const auto& line : block.lines) {
      if (block.kind == "same") check_same(line);
      if (block.kind == "claim") CHECK_NOTHROW(claim(line, where));
    }
    where.clear();
  }
  CHECK(seen["claim"] >= 9);
  CHECK(seen["error"] >= 10);
  CHECK(seen["same"] >= 1);
}
