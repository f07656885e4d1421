#pragma once
#include <string_view>

namespace posproof::detail {

/// How a mathematical sign outside ASCII is spelled in the claim language, or "" when it has no spelling.
std::string_view ascii_spelling(char32_t c);

}  // namespace posproof::detail
