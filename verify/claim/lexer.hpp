#pragma once
#include <vector>

#include "posproof/claim/error.hpp"

namespace posproof::detail {

enum class Tok : std::uint8_t {
  end,
  number,
  name,
  kw_and,
  kw_or,
  kw_not,
  kw_forall,
  kw_exists,
  kw_in,
  kw_where,
  kw_step,
  plus,
  minus,
  star,
  slash,
  caret,
  left_paren,
  right_paren,
  left_bracket,
  right_bracket,
  left_brace,
  right_brace,
  comma,
  semicolon,
  colon,
  range,
  arrow,
  implies,
  less,
  less_equal,
  greater,
  greater_equal,
  equal,
  not_equal,
};

struct Token {
  Tok kind = Tok::end;
  Span span;
};

/// Longest text that is read as one claim or definition, in bytes.
inline constexpr std::size_t largest_text = std::size_t{1} << 20;

/// Longest name; messages repeat names.
inline constexpr std::size_t longest_name = 100;
/// Throws ClaimError, code "limit", for a text longer than that; the error keeps only its start.
void refuse_long_text(const Source& source);

/// Cuts a text into tokens, the last of which is Tok::end. Linear time.
/// Throws ClaimError: "limit" for a text that is too long, "syntax" for anything that is no token, with the ASCII
/// spelling when it is a mathematical sign.
std::vector<Token> tokenize(const Source& source);

/// How a token is named in a message: "')'", "the name x", "the end of the text".
std::string describe(const Token& token, const Source& source);

}  // namespace posproof::detail
