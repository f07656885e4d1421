#include "selection.hpp"

#include <algorithm>

#include "posproof/claim/nearest_name.hpp"

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

}  // namespace

fs::path cases_directory(const std::string& given) {
  const fs::path directory = given.empty() ? "cases" : given;
  std::error_code error;
  if (!fs::is_directory(directory, error))
    throw ClaimError(
        "case-file",
        "no directory of cases at '" + directory.string() + "'; run from the repository's root or name one with --cases",
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
  constexpr std::size_t slips = 6;  // ids are long
  std::vector<std::string> ids;
  for (const auto& c : tree.cases) {
    if (c.id == id) return c;
    ids.push_back(c.id);
  }
  std::string message = "no case has the id '" + id + "'";
  if (const std::string near = nearest_name(id, ids, slips); !near.empty()) message += "; did you mean '" + near + "'?";
  throw ClaimError("unknown-case", message, Source{"<id>", id, 1, 1}, Span{0, static_cast<std::uint32_t>(id.size())});
}

}  // namespace posproof
