#include "posproof/claim/nearest_name.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace posproof {
namespace {

/// Edits (insert, delete, replace, exchange of neighbours) from a to b, counted up to `most` + 1.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most) {
  if (a.size() > b.size() + most || b.size() > a.size() + most) return most + 1;
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t r = 1; r <= a.size(); ++r) {
    row[0] = r;
    for (std::size_t c = 1; c <= b.size(); ++c) {
      row[c] = std::min({last[c] + 1, row[c - 1] + 1, last[c - 1] + (a[r - 1] == b[c - 1] ? 0 : 1)});
      const bool exchanged = r > 1 && c > 1 && a[r - 1] == b[c - 2] && a[r - 2] == b[c - 1];
      if (exchanged) row[c] = std::min(row[c], before[c - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

std::string lowered(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

}  // namespace

std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates, std::size_t most) {
  constexpr std::size_t longest = 256;  // beyond that it is no slip of a name
  if (name.size() > longest) return {};
  std::tuple<std::size_t, bool, std::size_t, std::string> best{most + 1, true, 0, ""};
  for (const auto& candidate : candidates) {
    const auto longer = candidate.size() > name.size() ? candidate.size() - name.size() : name.size() - candidate.size();
    const auto distance = edit_distance(lowered(name), lowered(candidate), most);
    const bool begins = candidate.starts_with(name) || name.starts_with(candidate);
    if (distance <= most) best = std::min(best, {distance, !begins, longer, candidate});
  }
  return std::get<3>(best);
}

std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates) {
  return nearest_name(name, candidates, name.size() <= 2 ? 0 : name.size() <= 4 ? 1 : 2);
}

}  // namespace posproof
