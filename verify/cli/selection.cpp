#include "selection.hpp"

#include <algorithm>
#include <set>

namespace posproof {
namespace {

namespace fs = std::filesystem;

bool has_tag(const Case& c, const std::string& tag) { return std::find(c.tags.begin(), c.tags.end(), tag) != c.tags.end(); }

bool lies_in(const fs::path& file, const fs::path& place) {
  std::error_code error;
  const auto f = fs::weakly_canonical(file, error), p = fs::weakly_canonical(place, error);
  const auto [end, _] = std::mismatch(p.begin(), p.end(), f.begin(), f.end());
  return end == p.end();
}

bool matches(const Case& c, const std::string& target) {
  if (c.id == target || c.id.rfind(target + "/", 0) == 0 || has_tag(c, target)) return true;
  std::error_code error;
  return fs::exists(target, error) && lies_in(c.file, target);
}

std::size_t edit_distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

fs::path cases_directory(const std::string& given) {
  const fs::path directory = given.empty() ? "cases" : given;
  std::error_code error;
  if (!fs::is_directory(directory, error))
    throw ClaimError("case-file", "no directory of cases at '" + directory.string() + "'; run from the repository's root or name one with --cases",
                     Source{directory.string(), "", 1, 1}, Span{});
  return directory;
}

std::vector<Case> select_cases(const CaseTree& tree, const std::vector<std::string>& targets, bool slow) {
  std::vector<Case> out;
  for (const auto& c : tree.cases) {
    const bool named = std::find(targets.begin(), targets.end(), c.id) != targets.end();
    if (has_tag(c, "slow") && !slow && !named) continue;
    if (targets.empty() || std::any_of(targets.begin(), targets.end(), [&](const auto& t) { return matches(c, t); }))
      out.push_back(c);
  }
  return out;
}

const Case& case_by_id(const CaseTree& tree, const std::string& id) {
  const Case* nearest = nullptr;
  std::size_t best = ~std::size_t{0};
  for (const auto& c : tree.cases) {
    if (c.id == id) return c;
    if (const auto d = edit_distance(id, c.id); d < best) {
      best = d;
      nearest = &c;
    }
  }
  std::string message = "no case has the id '" + id + "'";
  if (nearest && best <= 6) message += "; did you mean '" + nearest->id + "'?";
  throw ClaimError("unknown-case", message, Source{"<id>", id, 1, 1}, Span{0, static_cast<std::uint32_t>(id.size())});
}

}  // namespace posproof
