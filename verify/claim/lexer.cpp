#include "lexer.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "lookalikes.hpp"
#include "utf8.hpp"

namespace posproof::detail {
namespace {

struct Spelling {
  std::string_view text;
  Tok kind;
};

constexpr std::array<Spelling, 8> keywords{{{"and", Tok::kw_and},
                                            {"or", Tok::kw_or},
                                            {"not", Tok::kw_not},
                                            {"forall", Tok::kw_forall},
                                            {"exists", Tok::kw_exists},
                                            {"in", Tok::kw_in},
                                            {"where", Tok::kw_where},
                                            {"step", Tok::kw_step}}};

/// Longer spellings first.
constexpr std::array<Spelling, 23> symbols{
    {{"..", Tok::range},         {"->", Tok::arrow},        {"=>", Tok::implies},   {"<=", Tok::less_equal},
     {">=", Tok::greater_equal}, {"==", Tok::equal},        {"!=", Tok::not_equal}, {"<", Tok::less},
     {">", Tok::greater},        {"+", Tok::plus},          {"-", Tok::minus},      {"*", Tok::star},
     {"/", Tok::slash},          {"^", Tok::caret},         {"(", Tok::left_paren}, {")", Tok::right_paren},
     {"[", Tok::left_bracket},   {"]", Tok::right_bracket}, {"{", Tok::left_brace}, {"}", Tok::right_brace},
     {",", Tok::comma},          {";", Tok::semicolon},     {":", Tok::colon}}};

/// Spellings of other languages. They are looked for before the symbols, so that each gets its own advice.
struct Foreign {
  std::string_view text;
  std::string_view advice;
};
constexpr std::array<Foreign, 15> foreign{{{"...", "a range is written lo..hi with two dots"},
                                           {"===", "equality is written =="},
                                           {"**", "a power is written ^"},
                                           {"&&", "write and"},
                                           {"||", "write or"},
                                           {"<>", "write !="},
                                           {"=<", "write <="},
                                           {":=", "a definition is written name = term"},
                                           {"&", "write and"},
                                           {"|", "an absolute value is written abs(x)"},
                                           {"%", "a remainder is written mod(a, b)"},
                                           {"~", "negation is written not"},
                                           {"\\", "names are written without a backslash: pi, sum(k, lo, hi, term)"},
                                           {"$", "write the formula without $"},
                                           {"\"", "write the formula without quotes"}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_name_part(char c) { return is_name_start(c) || is_digit(c); }

class Lexer {
 public:
  explicit Lexer(const Source& source) : source_(source), text_(source.text) {}

  std::vector<Token> run() {
    for (skip_blanks(); at_ < text_.size(); skip_blanks()) tokens_.push_back(next());
    tokens_.push_back({Tok::end, span(at_, at_)});
    return std::move(tokens_);
  }

 private:
  static Span span(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  [[noreturn]] void fail(const std::string& message, std::size_t length, const char* code = "syntax") const {
    throw ClaimError(code, message, source_, span(at_, at_ + length));
  }
  char peek(std::size_t ahead) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  void skip_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r')) ++at_;
  }

  Token next() {
    if (is_digit(peek(0))) return number();
    if (is_name_start(peek(0))) return name();
    if (peek(0) == '.' && is_digit(peek(1))) fail("a number starts with a digit: write 0.5, not .5", 1);
    return symbol();
  }

  std::size_t digits_after(std::size_t from) const {
    while (from < text_.size() && is_digit(text_[from])) ++from;
    return from;
  }

  /// digits [. digits] [e [+-] digits]; "1..5" is 1 then .. then 5, "2e" is 2 then the constant e.
  Token number() {
    std::size_t end = digits_after(at_);
    if (end + 1 < text_.size() && text_[end] == '.' && is_digit(text_[end + 1]))
      end = digits_after(end + 1);
    else if (end < text_.size() && text_[end] == '.' && (end + 1 == text_.size() || text_[end + 1] != '.'))
      fail("digits must follow the decimal point", end + 1 - at_);
    if (end < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
      std::size_t exponent = end + 1;
      if (exponent < text_.size() && (text_[exponent] == '+' || text_[exponent] == '-')) ++exponent;
      if (digits_after(exponent) > exponent) end = digits_after(exponent);
    }
    return take(Tok::number, end - at_);
  }

  Token name() {
    std::size_t length = 1;
    while (is_name_part(peek(length))) ++length;
    if (length > longest_name) fail("a name of more than " + std::to_string(longest_name) + " characters", length, "limit");
    const auto word = text_.substr(at_, length);
    for (const auto& k : keywords)
      if (k.text == word) return take(k.kind, length);
    return take(Tok::name, length);
  }

  Token symbol() {
    const auto rest = text_.substr(at_);
    for (const auto& f : foreign)
      if (rest.starts_with(f.text))
        fail("'" + std::string(f.text) + "' is not used here: " + std::string(f.advice), f.text.size());
    for (const auto& s : symbols)
      if (!s.text.empty() && rest.starts_with(s.text)) return take(s.kind, s.text.size());
    if (peek(0) == '=') fail("equality is written ==", 1);
    if (peek(0) == '!') fail("negation is written not, a factorial gamma(n + 1)", 1);
    unknown_character();
  }

  [[noreturn]] void unknown_character() const {
    const auto c = decode_utf8(text_, at_);
    static constexpr char hex[] = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(text_[at_]);
    if (!c.valid || c.value < 0x20 || c.value == 0x7F)
      fail(std::string("byte 0x") + hex[byte >> 4] + hex[byte & 15] + " is no part of a formula; formulas are ASCII text", 1);
    const auto shown = std::string(text_.substr(at_, c.bytes));
    const auto ascii = ascii_spelling(c.value);
    fail("unexpected character '" + shown + "'" + (ascii.empty() ? "" : ": write " + std::string(ascii)), c.bytes);
  }

  Token take(Tok kind, std::size_t length) {
    const Token token{kind, span(at_, at_ + length)};
    at_ += length;
    return token;
  }

  const Source& source_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokenize(const Source& source) {
  refuse_long_text(source);
  return Lexer(source).run();
}

void refuse_long_text(const Source& source) {
  constexpr std::size_t shown = 200;
  if (source.text.size() <= largest_text) return;
  const Source start{source.file, source.text.substr(0, shown), source.first_line, source.first_column};
  throw ClaimError("limit", "the text is longer than " + std::to_string(largest_text) + " bytes", start, {0, 0});
}

std::string describe(const Token& token, const Source& source) {
  if (token.kind == Tok::end) return "the end of the text";
  const auto text = source.text.substr(token.span.begin, std::min<std::size_t>(token.span.end - token.span.begin, 40));
  if (token.kind == Tok::number) return "the number " + text;
  if (token.kind == Tok::name) return "the name " + text;
  return "'" + text + "'";
}

}  // namespace posproof::detail
