#include <cstdio>
#include <map>

#include "posproof/report/text.hpp"
#include "utf8.hpp"

namespace posproof {
namespace {

constexpr int longest_code = 6;  ///< in code, which is never hyphenated, before a place to break is offered

const std::map<std::uint32_t, const char*>& symbols() {
  static const std::map<std::uint32_t, const char*> table{{0xB1, "\\pm"},
                                                          {0xD7, "\\times"},
                                                          {0xB7, "\\cdot"},
                                                          {0xAC, "\\neg"},
                                                          {0x2260, "\\ne"},
                                                          {0x2264, "\\le"},
                                                          {0x2265, "\\ge"},
                                                          {0x2192, "\\to"},
                                                          {0x21D2, "\\Rightarrow"},
                                                          {0x2208, "\\in"},
                                                          {0x2200, "\\forall"},
                                                          {0x2203, "\\exists"},
                                                          {0x2211, "\\sum"},
                                                          {0x220F, "\\prod"},
                                                          {0x222B, "\\int"},
                                                          {0x221E, "\\infty"},
                                                          {0x221A, "\\surd"},
                                                          {0x2212, "-"},
                                                          {0x2248, "\\approx"},
                                                          {0x2016, "\\|"},
                                                          {0x230A, "\\lfloor"},
                                                          {0x230B, "\\rfloor"},
                                                          {0x2308, "\\lceil"},
                                                          {0x2309, "\\rceil"},
                                                          {0x2227, "\\land"},
                                                          {0x2228, "\\lor"},
                                                          {0x3B1, "\\alpha"},
                                                          {0x3B2, "\\beta"},
                                                          {0x3B3, "\\gamma"},
                                                          {0x3B4, "\\delta"},
                                                          {0x3B5, "\\varepsilon"},
                                                          {0x3B6, "\\zeta"},
                                                          {0x3B7, "\\eta"},
                                                          {0x3B8, "\\theta"},
                                                          {0x3BA, "\\kappa"},
                                                          {0x3BB, "\\lambda"},
                                                          {0x3BC, "\\mu"},
                                                          {0x3BD, "\\nu"},
                                                          {0x3BE, "\\xi"},
                                                          {0x3C0, "\\pi"},
                                                          {0x3C1, "\\rho"},
                                                          {0x3C3, "\\sigma"},
                                                          {0x3C4, "\\tau"},
                                                          {0x3C6, "\\varphi"},
                                                          {0x3C7, "\\chi"},
                                                          {0x3C8, "\\psi"},
                                                          {0x3C9, "\\omega"},
                                                          {0x393, "\\Gamma"},
                                                          {0x394, "\\Delta"},
                                                          {0x398, "\\Theta"},
                                                          {0x39B, "\\Lambda"},
                                                          {0x3A3, "\\Sigma"},
                                                          {0x3A6, "\\Phi"},
                                                          {0x3A9, "\\Omega"},
                                                          {0xB2, "^2"},
                                                          {0xB3, "^3"},
                                                          {0x207B, "^-"},
                                                          {0x2070, "^0"},
                                                          {0xB9, "^1"}};
  return table;
}

void append_special(std::string& out, std::uint32_t c) {
  switch (c) {
    case '\\': out += "\\textbackslash{}"; return;
    case '^': out += "\\textasciicircum{}"; return;
    case '~': out += "\\textasciitilde{}"; return;
    case '`': out += "\\textasciigrave{}"; return;
    case '\'': out += "\\textquotesingle{}"; return;
    case '"': out += "\\textquotedbl{}"; return;
    case '-': out += "-{}"; return;  // no ligature to a dash
    case '<': out += "\\textless{}"; return;
    case '>': out += "\\textgreater{}"; return;
    case '|': out += "\\textbar{}"; return;
    case '\n':
    case '\t': out += ' '; return;
    case '#':
    case '$':
    case '%':
    case '&':
    case '_':
    case '{':
    case '}': out += '\\'; break;
    default: break;
  }
  out += static_cast<char>(c);
}

void append_character(std::string& out, std::uint32_t c) {
  if (c < 0x80) return append_special(out, c);
  if (const auto symbol = symbols().find(c); symbol != symbols().end()) {
    out += std::string("\\ensuremath{") + symbol->second + "}";
  } else if ((c >= 0xC0 && c < 0x180) || c == 0x2013 || c == 0x2014 || (c >= 0x2018 && c <= 0x201D && c != 0x201B)) {
    text_detail::append_utf8(out, c);  // what the T1 encoding has
  } else if (c == 0xA0 || c == 0x2009 || c == 0x202F) {
    out += "~";
  } else if (c == 0x2026) {
    out += "\\dots{}";
  } else {
    char hex[16];
    std::snprintf(hex, sizeof hex, "%04X", static_cast<unsigned>(c));
    out += std::string("\\codepoint{") + hex + "}";
  }
}

std::string broken(std::string_view text, int longest) {
  const std::string clean = clean_text(text);
  std::string out;
  int word = 0;
  for (std::size_t at = 0; at < clean.size();) {
    const std::uint32_t c = text_detail::next_character(clean, at);
    append_character(out, c);
    word = c == ' ' || c == '\n' || c == '\t' ? 0 : word + 1;
    if (word >= longest && at < clean.size()) {
      out += "\\allowbreak{}";
      word = 0;
    }
  }
  return out;
}

}  // namespace

std::string escape_latex(std::string_view text, int longest_word) { return broken(text, longest_word); }

std::string latex_code(std::string_view text) { return "\\texttt{" + broken(text, longest_code) + "}"; }

}  // namespace posproof
