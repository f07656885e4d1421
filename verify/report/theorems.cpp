#include "posproof/report/theorems.hpp"

#include <algorithm>
#include <cctype>
#include <set>
#include <string>

namespace posproof {
namespace templates {
extern const std::string_view theorems_md;
}
namespace {

using Ids = std::set<std::string>;

bool is_id(std::string_view word) {
  std::size_t digits = 0;
  while (digits + 1 < word.size() && std::isdigit(static_cast<unsigned char>(word[digits + 1]))) ++digits;
  if (digits == 0 || digits > 2 || !std::isupper(static_cast<unsigned char>(word[0]))) return false;
  const std::string_view rest = word.substr(digits + 1);
  return rest.empty() || (rest.size() == 1 && std::islower(static_cast<unsigned char>(rest[0])));
}

/// Words of a caption that have the form of an id.
void add_ids_in(std::string_view text, Ids& ids) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && std::isalnum(static_cast<unsigned char>(text[end]))) ++end;
    if (const auto word = text.substr(at, end - at); is_id(word)) ids.emplace(word);
    at = end + 1;
  }
}

void add_derivation(const Derivation& d, Ids& ids) {
  if (!d.theorem.empty()) ids.insert(d.theorem);
  for (const Derivation& h : d.hypotheses) add_derivation(h, ids);
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  return first == text.npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// "[area](theorems/area.md)" -> "docs/theorems/area.md".
std::string proof_file(std::string_view link) {
  const auto open = link.find("]("), close = link.find(')', open == link.npos ? 0 : open);
  return open == link.npos || close == link.npos ? "" : "docs/" + std::string(link.substr(open + 2, close - open - 2));
}

}  // namespace

std::vector<TheoremRecord> parse_theorem_index(std::string_view markdown) {
  std::vector<TheoremRecord> index;
  for (std::size_t at = 0; at < markdown.size();) {
    const std::size_t end = std::min(markdown.find('\n', at), markdown.size());
    const std::string_view line = markdown.substr(at, end - at);
    at = end + 1;
    const auto first = line.find('|', 1), last = line.size() > 1 ? line.rfind('|', line.size() - 2) : line.npos;
    if (!line.starts_with('|') || !line.ends_with('|') || first == line.npos || last == line.npos || first >= last) continue;
    const std::string_view id = trimmed(line.substr(1, first - 1));
    if (!is_id(id)) continue;
    index.push_back(
        {std::string(id), std::string(trimmed(line.substr(first + 1, last - first - 1))), proof_file(line.substr(last))});
  }
  return index;
}

const std::vector<TheoremRecord>& theorem_index() {
  static const std::vector<TheoremRecord> index = parse_theorem_index(templates::theorems_md);
  return index;
}

std::vector<TheoremRecord> cited_theorems(const Results& results, const std::vector<TheoremRecord>& index) {
  Ids cited, mentioned;
  for (const ClaimRecord& c : results.claims) {
    cited.insert(c.theorems.begin(), c.theorems.end());
    if (c.derivation) add_derivation(*c.derivation, cited);
  }
  for (const FigureRecord& f : results.figures) add_ids_in(f.caption, mentioned);
  for (const TableRecord& t : results.tables) add_ids_in(t.caption, mentioned);
  std::vector<TheoremRecord> out;
  for (const TheoremRecord& t : index) {
    const bool by_claims = cited.erase(t.id) > 0;
    if (by_claims || mentioned.contains(t.id)) out.push_back(t);
  }
  for (const std::string& id : cited) out.push_back({id, "not in the index of theorems", ""});
  return out;
}

}  // namespace posproof
