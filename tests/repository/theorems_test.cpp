#include <catch2/catch.hpp>
#include <map>
#include <regex>
#include <set>

#include "tree.hpp"

// Oracle: docs/theorems.md. What the code cites is in the index, and what the index lists has a heading with a proof.

namespace {

using namespace posproof::test;

using Cited = std::map<std::string, std::string>;  ///< id -> a place that cites it

/// "T14", "B1-B6", "I1..I13", "P5, P6" as ids.
void add_ids(const std::string& text, const std::string& place, Cited& out) {
  static const std::regex one(R"re(\b([A-Z])(\d{1,2}[a-z]?)\b(?:\s*(?:-|\.\.)\s*([A-Z])(\d{1,2})\b)?)re");
  for (std::sregex_iterator it(text.begin(), text.end(), one), end; it != end; ++it) {
    const auto& m = *it;
    out.emplace(m[1].str() + m[2].str(), place);
    if (!m[3].matched || m[3] != m[1]) continue;
    for (int k = std::stoi(m[2]); k <= std::stoi(m[4]); ++k) out.emplace(m[1].str() + std::to_string(k), place);
  }
}

/// Ids that a source cites: string literals that are nothing but an id, and contract lines.
Cited cited_in(const std::string& name, const std::vector<std::string>& lines) {
  static const std::regex literal(R"re("([A-Z]\d{1,2}[a-z]?)")re");
  static const std::string mark = "**Theorem**";
  Cited out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto place = name + ":" + std::to_string(i + 1);
    for (std::sregex_iterator it(lines[i].begin(), lines[i].end(), literal), end; it != end; ++it) out.emplace((*it)[1], place);
    const auto at = lines[i].find(mark);
    if (at == std::string::npos) continue;
    const auto stop = lines[i].find("**", at + mark.size());
    add_ids(lines[i].substr(at + mark.size(), stop == std::string::npos ? stop : stop - at - mark.size()), place, out);
  }
  return out;
}

struct Entry {
  std::string statement, file;
};

std::map<std::string, Entry> index_of_theorems() {
  static const std::regex row(R"re(^\| ([A-Z]\d{1,2}[a-z]?) \| (.+) \| \[[^\]]*\]\(([^)]+)\) \|$)re");
  std::map<std::string, Entry> out;
  for (const auto& line : lines_of(repository_root() / "docs/theorems.md")) {
    std::smatch m;
    if (!std::regex_match(line, m, row)) continue;
    INFO(line);
    CHECK(out.emplace(m[1], Entry{m[2], m[3]}).second);
  }
  return out;
}

}  // namespace

TEST_CASE("every theorem that the code cites is in the index") {
  const auto index = index_of_theorems();
  REQUIRE(index.size() > 40);
  for (const auto& file : files_below({"include/posproof", "verify", "checker"}))
    for (const auto& [id, place] : cited_in(file.generic_string(), lines_of(repository_root() / file))) {
      INFO(place << " cites " << id);
      CHECK(index.count(id) == 1);
    }
}

TEST_CASE("every theorem of the index has a heading in its file, and every file is in the index") {
  std::set<std::string> files;
  for (const auto& [id, entry] : index_of_theorems()) {
    INFO(id << " in " << entry.file);
    files.insert(entry.file);
    const std::string text = "\n" + text_of(repository_root() / "docs" / entry.file);
    CHECK(std::regex_search(text, std::regex("\n(#+ |\\*\\*)[^\n]*\\b" + id + "\\b")));
  }
  for (const auto& file : files_below({"docs/theorems"})) {
    INFO(file.generic_string());
    CHECK(files.count("theorems/" + file.filename().string()) == 1);
  }
}

TEST_CASE("the reader of citations sees lists and ranges") {
  const auto found = cited_in("x", {"o.theorems = {\"E1\", \"T6c\"};",
                                    "/// **Theorem** T14, B1-B3 and I8. **Error** none, see Z9.", "\"not T9 alone\""});
  std::set<std::string> ids;
  for (const auto& [id, place] : found) ids.insert(id);
  CHECK(ids == std::set<std::string>{"E1", "T6c", "T14", "B1", "B2", "B3", "I8"});
}
