#pragma once
#include <string>

#include "posproof/report/audit.hpp"
#include "posproof/report/results.hpp"

namespace posproof::markdown {

/// "✘ REFUTED" and so on.
std::string mark(const std::string& outcome);
/// The claim's title as a link to its place in the report.
std::string link_to(const ClaimRecord& claim);
/// Text that may hold `$math$`, for table cells and headings; "pass", "fail" and "open" become marks.
std::string cell(const std::string& text);
/// Everything about one claim; what it says is left out when the step above it says the same.
std::string claim_block(const ClaimRecord& claim, const std::string& step_says, const ClaimIndex& index);
/// One line about it, for reports that would be too long.
std::string claim_line(const ClaimRecord& claim);

}  // namespace posproof::markdown
