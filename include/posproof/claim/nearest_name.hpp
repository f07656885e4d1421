#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace posproof {

/// The candidate that `name` is a slip of the pen for, or "". At most `most` edits (insert, delete, replace, exchange of
/// neighbours) apart, letters of either case alike; the nearest, then one that the
/// name begins with or that begins with it, then the one of nearest length, then the first in order.
std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates, std::size_t most);
/// The same for a name in a formula: none for up to 2 letters, one edit for up to 4, two beyond.
std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace posproof
