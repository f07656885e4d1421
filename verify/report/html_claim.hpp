#pragma once
#include <set>
#include <string>

#include "posproof/report/audit.hpp"

namespace posproof::html {

/// What claims link to: other claims, and the theorems of the appendix.
struct Context {
  const ClaimIndex& claims;
  std::set<std::string> theorems;
};

/// Text that may hold `$math$`.
std::string rich(const std::string& text);
/// Its mark alone.
const char* mark(const std::string& outcome);
/// Word of a verdict with its mark, coloured.
std::string badge(const std::string& outcome);
/// Title of the claim as a link to its place.
std::string link_to(const ClaimRecord& claim);
std::string theorem_anchor(const std::string& id);
/// <article> with everything about one claim; what it says is left out when its step says the same.
std::string claim_article(const ClaimRecord& claim, const std::string& document, const std::string& step_says,
                          const Context& context);

}  // namespace posproof::html
