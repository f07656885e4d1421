#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace posproof::text_detail {

inline constexpr std::uint32_t replacement = 0xFFFD;

/// Reads one character at `at` and moves past it; malformed bytes give U+FFFD and move by one.
std::uint32_t next_character(std::string_view text, std::size_t& at);
void append_utf8(std::string& out, std::uint32_t character);
/// The largest cut not above `at` that lies between characters.
std::size_t character_boundary(std::string_view text, std::size_t at);

}  // namespace posproof::text_detail
