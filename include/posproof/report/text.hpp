#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Texts of users and documents on their way into a format. Whatever they hold, they cannot leave the place they are put in.

namespace posproof {

/// The same text with bytes that are not UTF-8, and control characters other than tab and line feed, as U+FFFD.
std::string clean_text(std::string_view text);
/// The text on one line: line feeds and tabs become spaces.
std::string one_line(std::string_view text);

/// Both ends of a long text and its size: "77777777...77777777 (1000000 digits)", "characters" when it is no number.
/// Texts of at most `limit` bytes come back unchanged; cuts never split a character.
std::string shorten(std::string_view text, std::size_t limit = 120);

/// For element content and quoted attributes of HTML and XML.
std::string escape_markup(std::string_view text);
/// For running text of GitHub Markdown, table cells included: one line, nothing in it is markup.
std::string escape_markdown(std::string_view text);
/// A code span, for running text or table cells, whatever backticks or bars the text has.
std::string markdown_code(std::string_view text, bool in_table = false);
/// For running LaTeX text (T1, utf8); words of more than `longest_word` characters get places to break.
std::string escape_latex(std::string_view text, int longest_word = 22);
/// \texttt with places to break, so that no line overflows.
std::string latex_code(std::string_view text);
/// For a path in a URI: everything but unreserved characters and "/" percent-encoded.
std::string escape_uri_path(std::string_view path);

/// A piece of a text that may hold math between dollar signs.
struct TextPiece {
  std::string text;
  bool math = false;
};
/// Splits at unescaped dollar signs. A text with an odd number of them, or with math that is not safe, is one plain piece.
std::vector<TextPiece> split_math(std::string_view text);

/// The text with its math as plain characters, for places that cannot typeset: "$f_n$" -> "f_n".
std::string plain_math(std::string_view text);

/// Whether `latex` is math that cannot do harm: balanced braces, matched \left and \right, known control words only.
bool safe_math(std::string_view latex);
/// Whether `mathml` is one <math> element of presentation MathML: known tags, matched, no attribute that acts.
bool safe_mathml(std::string_view mathml);

/// "1234567" -> "1 234 567" with narrow no-break spaces replaced by plain ones.
std::string grouped(unsigned long long n);

}  // namespace posproof
