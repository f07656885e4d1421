#pragma once
#include <string>

#include "posproof/report/audit.hpp"

namespace posproof::latex {

/// Text that may hold `$math$`.
std::string rich(const std::string& text);
/// The claim's title as a link to its place.
std::string link_to(const ClaimRecord& claim);
/// Everything about one claim; what it says is left out when its step says the same.
std::string claim_block(const ClaimRecord& claim, const std::string& step_says, const ClaimIndex& index);

}  // namespace posproof::latex
