#include <map>

#include "posproof/claim/print.hpp"
#include "print_math.hpp"

namespace posproof {
namespace {

using printing::Sign;

/// Code points of Greek names, as character references.
const std::map<std::string, std::string, std::less<>>& greek() {
  static const std::map<std::string, std::string, std::less<>> table{
      {"alpha", "&#x3B1;"},  {"beta", "&#x3B2;"},  {"gamma", "&#x3B3;"}, {"delta", "&#x3B4;"}, {"epsilon", "&#x3B5;"},
      {"zeta", "&#x3B6;"},   {"eta", "&#x3B7;"},   {"theta", "&#x3B8;"}, {"iota", "&#x3B9;"},  {"kappa", "&#x3BA;"},
      {"lambda", "&#x3BB;"}, {"mu", "&#x3BC;"},    {"nu", "&#x3BD;"},    {"xi", "&#x3BE;"},    {"pi", "&#x3C0;"},
      {"rho", "&#x3C1;"},    {"sigma", "&#x3C3;"}, {"tau", "&#x3C4;"},   {"phi", "&#x3C6;"},   {"chi", "&#x3C7;"},
      {"psi", "&#x3C8;"},    {"omega", "&#x3C9;"}, {"Gamma", "&#x393;"}, {"Delta", "&#x394;"}, {"Theta", "&#x398;"},
      {"Lambda", "&#x39B;"}, {"Xi", "&#x39E;"},    {"Pi", "&#x3A0;"},    {"Sigma", "&#x3A3;"}, {"Upsilon", "&#x3A5;"},
      {"Phi", "&#x3A6;"},    {"Psi", "&#x3A8;"},   {"Omega", "&#x3A9;"}};
  return table;
}

std::string escaped(std::string_view s) {
  std::string out;
  for (char c : s) {
    if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '&')
      out += "&amp;";
    else
      out += c;
  }
  return out;
}

class MathMl : public printing::Notation {
 public:
  std::string number(const std::string& digits) const override { return "<mn>" + digits + "</mn>"; }

  std::string identifier(const std::string& name) const override {
    const std::size_t cut = name.find('_');
    if (cut != std::string::npos && cut > 0 && cut + 1 < name.size())
      return subscript(letters(name.substr(0, cut)), letters(name.substr(cut + 1)));
    return letters(name);
  }
  std::string function(const std::string& name) const override {
    return "<mi mathvariant=\"normal\">" + escaped(name) + "</mi>";
  }
  std::string sign(Sign s) const override { return "<mo>" + std::string(s.unicode) + "</mo>"; }
  std::string infix(Sign s) const override { return sign(s); }

  std::string row(const std::vector<std::string>& parts) const override {
    std::string out = "<mrow>";
    for (const std::string& p : parts) out += p;
    return out + "</mrow>";
  }
  std::string fraction(const std::string& above, const std::string& below) const override {
    return "<mfrac>" + above + below + "</mfrac>";
  }
  std::string power(const std::string& base, const std::string& exponent) const override {
    return "<msup>" + base + exponent + "</msup>";
  }
  std::string subscript(const std::string& base, const std::string& index) const override {
    return "<msub>" + base + index + "</msub>";
  }
  std::string large(Sign s, const std::string& below, const std::string& above) const override {
    return "<munderover>" + sign(s) + below + above + "</munderover>";
  }
  std::string named_large(const std::string& name, const std::string& below) const override {
    return "<munder>" + function(name) + below + "</munder>";
  }
  std::string root(const std::string& inner) const override { return "<msqrt>" + inner + "</msqrt>"; }
  std::string fence(Sign open, const std::string& inner, Sign close) const override {
    return "<mrow>" + sign(open) + inner + sign(close) + "</mrow>";
  }
  std::string overline(const std::string& inner) const override { return "<mover>" + inner + "<mo>&#xAF;</mo></mover>"; }
  std::string words(const std::string& text) const override { return "<mtext>" + escaped(text) + "</mtext>"; }

 private:
  static std::string letters(const std::string& part) {
    const auto it = greek().find(part);
    return "<mi>" + (it == greek().end() ? escaped(part) : it->second) + "</mi>";
  }
};

}  // namespace

std::string to_mathml(const Expr& e) {
  return "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\">" + printing::typeset(e, MathMl()) + "</math>";
}

}  // namespace posproof
