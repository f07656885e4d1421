#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace posproof::detail {

struct CodePoint {
  char32_t value = 0;
  std::uint32_t bytes = 1;
  bool valid = false;  ///< false: one byte that is no UTF-8
};

/// Decodes the character that starts at `at` (contract: at < text.size()).
CodePoint decode_utf8(std::string_view text, std::size_t at);
/// Terminal columns of a character: 2 for East Asian wide ones, otherwise 1.
int display_width(char32_t c);

}  // namespace posproof::detail
