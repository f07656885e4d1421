#pragma once
#include <string>
#include <string_view>

namespace posproof {

/// Inline MathML of the small math in captions, cells and theorem statements; `latex` must be safe_math.
std::string tex_to_mathml(std::string_view latex);

}  // namespace posproof
