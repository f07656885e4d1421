#include "posproof/claim/error.hpp"

#include <algorithm>

#include "utf8.hpp"

namespace posproof {
namespace {

using detail::decode_utf8;
using detail::display_width;

constexpr int context_columns = 72;  ///< shown on each side of the caret in a long line

/// One line of a source and the marked part of it, as byte positions in the text.
struct MarkedLine {
  std::size_t begin, end, mark_begin, mark_end;
};

MarkedLine marked_line(const std::string& text, Span span) {
  const std::size_t at = std::min<std::size_t>(span.begin, text.size());
  const auto before = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
  const std::size_t begin = before == std::string::npos ? 0 : before + 1;
  std::size_t end = std::min(text.find('\n', at), text.size());
  if (end > at && text[end - 1] == '\r') --end;
  const std::size_t mark_end = std::clamp<std::size_t>(span.end, at, end);
  return {begin, end, at, mark_end};
}

std::size_t count_characters(const std::string& text, std::size_t begin, std::size_t end) {
  std::size_t count = 0;
  for (std::size_t at = begin; at < end; ++count) at += decode_utf8(text, at).bytes;
  return count;
}

/// The byte position `columns` characters before `at`, not before `begin`.
std::size_t step_back(const std::string& text, std::size_t begin, std::size_t at, int columns) {
  for (; at > begin && columns > 0; --columns) {
    --at;
    while (at > begin && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  }
  return at;
}

std::size_t step_forward(const std::string& text, std::size_t at, std::size_t end, int columns) {
  for (; at < end && columns > 0; --columns) at += decode_utf8(text, at).bytes;
  return std::min(at, end);
}

/// Appends the characters of [begin, end) to `shown` and what stands under them to `under`. Bytes that a terminal
/// would act upon are shown as '?'; a tab stands over a tab, so that both lines advance alike.
void append(const std::string& text, std::size_t begin, std::size_t end, char mark, std::string& shown, std::string& under) {
  for (std::size_t at = begin; at < end;) {
    const auto c = decode_utf8(text, at);
    const bool printable = c.valid && c.value >= 0x20 && c.value != 0x7F && !(c.value >= 0x80 && c.value < 0xA0);
    const bool tab = c.valid && c.value == '\t';
    shown += tab ? "\t" : printable ? text.substr(at, c.bytes) : "?";
    under += tab && mark == ' ' ? std::string("\t") : std::string(printable ? display_width(c.value) : 1, mark);
    at += c.bytes;
  }
}

}  // namespace

ClaimError::ClaimError(std::string code, std::string message, Source source, Span span)
    : std::runtime_error(message), code_(std::move(code)), source_(std::move(source)), span_(span) {}

int ClaimError::line() const {
  const auto end = source_.text.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(span_.begin, source_.text.size()));
  return source_.first_line + static_cast<int>(std::count(source_.text.begin(), end, '\n'));
}

int ClaimError::column() const {
  const auto line = marked_line(source_.text, span_);
  const auto characters = static_cast<int>(count_characters(source_.text, line.begin, line.mark_begin));
  return (line.begin == 0 ? source_.first_column : 1) + characters;
}

std::string ClaimError::render() const {
  const auto& text = source_.text;
  const auto line = marked_line(text, span_);
  const auto from = step_back(text, line.begin, line.mark_begin, context_columns);
  const auto to = step_forward(text, line.mark_begin, line.end, context_columns);
  const auto mark_end = std::min(line.mark_end, to);
  std::string shown = from > line.begin ? "..." : "";
  std::string under(shown.size(), ' ');
  append(text, from, line.mark_begin, ' ', shown, under);
  std::string marks;
  append(text, line.mark_begin, mark_end, '~', shown, marks);
  if (marks.empty()) marks = "^";
  marks[0] = '^';
  std::string rest;
  append(text, mark_end, to, ' ', shown, rest);
  if (to < line.end) shown += "...";
  return source_.file + ":" + std::to_string(this->line()) + ":" + std::to_string(column()) + ": error[" + code_ +
         "]: " + what() + "\n  " + shown + "\n  " + under + marks + "\n";
}

}  // namespace posproof
