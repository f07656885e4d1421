#include "posproof/report/text.hpp"

#include <algorithm>

#include "utf8.hpp"

namespace posproof {
namespace {

using text_detail::append_utf8;
using text_detail::character_boundary;
using text_detail::next_character;

bool is_allowed(std::uint32_t c) {
  if (c == '\t' || c == '\n') return true;
  // Controls, and the two code points that XML excludes. Direction overrides could make a text read as another one.
  return c >= 0x20 && !(c >= 0x7F && c < 0xA0) && c != 0xFFFE && c != 0xFFFF && !(c >= 0x202A && c <= 0x202E) &&
         !(c >= 0x2066 && c <= 0x2069);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string clean_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t c = next_character(text, at);
    append_utf8(out, is_allowed(c) ? c : text_detail::replacement);
  }
  return out;
}

std::string one_line(std::string_view text) {
  std::string out = clean_text(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return out;
}

std::string shorten(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return std::string(text);
  const std::size_t digits = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
  const bool number = digits + 8 >= text.size();
  std::size_t characters = 0;
  for (const char c : text) characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  const std::string size = number ? std::to_string(digits) + " digits" : std::to_string(characters) + " characters";
  const std::size_t keep = std::max<std::size_t>(limit / 2, 24) - 16;
  const std::size_t head = character_boundary(text, keep), tail = character_boundary(text, text.size() - keep);
  return std::string(text.substr(0, head)) + "..." + std::string(text.substr(tail)) + " (" + size + ")";
}

std::string escape_markup(std::string_view text) {
  std::string out;
  for (const char c : clean_text(text)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string escape_uri_path(std::string_view path) {
  static constexpr char hex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : path) {
    const auto b = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '-' || c == '.' || c == '_' ||
                       c == '~' || c == '/';
    if (plain)
      out += c;
    else
      out += {'%', hex[b >> 4], hex[b & 15]};
  }
  return out;
}

std::string grouped(unsigned long long n) {
  const std::string digits = std::to_string(n);
  std::string out;
  for (std::size_t k = 0; k < digits.size(); ++k) {
    if (k > 0 && (digits.size() - k) % 3 == 0) out += ' ';
    out += digits[k];
  }
  return out;
}

}  // namespace posproof
