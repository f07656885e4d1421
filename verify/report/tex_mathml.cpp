#include "tex_mathml.hpp"

#include <map>
#include <set>

#include "posproof/report/text.hpp"

namespace posproof {
namespace {

using Table = std::map<std::string, const char*, std::less<>>;

const Table& letters() {
  static const Table table{
      {"alpha", "α"}, {"beta", "β"},  {"gamma", "γ"}, {"delta", "δ"},   {"epsilon", "ϵ"}, {"varepsilon", "ε"}, {"zeta", "ζ"},
      {"eta", "η"},   {"theta", "θ"}, {"iota", "ι"},  {"kappa", "κ"},   {"lambda", "λ"},  {"mu", "μ"},         {"nu", "ν"},
      {"xi", "ξ"},    {"pi", "π"},    {"rho", "ρ"},   {"sigma", "σ"},   {"tau", "τ"},     {"phi", "ϕ"},        {"varphi", "φ"},
      {"chi", "χ"},   {"psi", "ψ"},   {"omega", "ω"}, {"Gamma", "Γ"},   {"Delta", "Δ"},   {"Theta", "Θ"},      {"Lambda", "Λ"},
      {"Xi", "Ξ"},    {"Pi", "Π"},    {"Sigma", "Σ"}, {"Upsilon", "Υ"}, {"Phi", "Φ"},     {"Psi", "Ψ"},        {"Omega", "Ω"},
      {"infty", "∞"}, {"ell", "ℓ"}};
  return table;
}

const Table& signs() {
  static const Table table{
      {"le", "≤"},     {"leq", "≤"},    {"ge", "≥"},       {"geq", "≥"},    {"ne", "≠"},         {"neq", "≠"},
      {"lt", "&lt;"},  {"gt", "&gt;"},  {"in", "∈"},       {"notin", "∉"},  {"to", "→"},         {"cdot", "·"},
      {"times", "×"},  {"dots", "…"},   {"ldots", "…"},    {"cdots", "⋯"},  {"colon", ":"},      {"mid", "|"},
      {"land", "∧"},   {"lor", "∨"},    {"neg", "¬"},      {"lnot", "¬"},   {"Rightarrow", "⇒"}, {"implies", "⇒"},
      {"iff", "⇔"},    {"forall", "∀"}, {"exists", "∃"},   {"sum", "∑"},    {"prod", "∏"},       {"int", "∫"},
      {"lfloor", "⌊"}, {"rfloor", "⌋"}, {"lceil", "⌈"},    {"rceil", "⌉"},  {"lvert", "|"},      {"rvert", "|"},
      {"approx", "≈"}, {"pm", "±"},     {"equiv", "≡"},    {"bmod", "mod"}, {"mod", "mod"},      {"subset", "⊂"},
      {"cup", "∪"},    {"cap", "∩"},    {"setminus", "∖"}, {"prime", "′"}};
  return table;
}

/// Sizes and spacing without a meaning of their own.
const std::set<std::string, std::less<>>& silent() {
  static const std::set<std::string, std::less<>> words{"left", "right", "bigl",         "bigr",
                                                        "Bigl", "Bigr",  "displaystyle", "limits"};
  return words;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string element(const char* tag, const std::string& inside) {
  return std::string("<") + tag + ">" + inside + "</" + tag + ">";
}

class Converter {
 public:
  explicit Converter(std::string_view text) : text_(text) {}
  std::string run() { return element("math", list()); }

 private:
  bool done() const { return at_ >= text_.size(); }
  void skip_spaces() {
    while (!done() && text_[at_] == ' ') ++at_;
  }

  std::string list() {
    std::string out;
    for (skip_spaces(); !done() && text_[at_] != '}'; skip_spaces()) out += scripted();
    return element("mrow", out);
  }

  std::string scripted() {
    std::string base = text_[at_] == '^' || text_[at_] == '_' ? "<mrow></mrow>" : atom(), sub, sup;
    for (skip_spaces(); !done() && (text_[at_] == '^' || text_[at_] == '_' || text_[at_] == '\''); skip_spaces()) {
      const char c = text_[at_++];
      if (c == '\'') {
        sup += "<mo>′</mo>";
        continue;
      }
      skip_spaces();
      (c == '^' ? sup : sub) += done() ? "" : atom();
    }
    if (!sup.empty()) sup = element("mrow", sup);
    if (sub.empty() && sup.empty()) return base;
    if (sup.empty()) return element("msub", base + sub);
    return sub.empty() ? element("msup", base + sup) : element("msubsup", base + sub + sup);
  }

  std::string atom() {
    const char c = text_[at_];
    if (c == '\\') return control();
    if (c == '{') return group();
    if (is_digit(c)) {
      std::string digits;
      while (!done() && (is_digit(text_[at_]) || (text_[at_] == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))))
        digits += text_[at_++];
      return element("mn", digits);
    }
    ++at_;
    if (is_letter(c)) return element("mi", std::string(1, c));
    return element("mo", c == '-' ? "−" : escape_markup(std::string(1, c)));
  }

  std::string group() {
    ++at_;
    std::string inside = list();
    if (!done()) ++at_;
    return inside;
  }

  std::string argument() {
    skip_spaces();
    return done() ? "<mrow></mrow>" : atom();
  }

  std::string raw_argument() {
    skip_spaces();
    if (done() || text_[at_] != '{') return done() ? "" : std::string(1, text_[at_++]);
    std::string out;
    int depth = 0;
    for (; !done(); ++at_) {
      const char c = text_[at_];
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) break;
      if (c != '{' && c != '\\') out += c == ',' && out.empty() ? ' ' : c;
    }
    if (!done()) ++at_;
    return out;
  }

  std::string control() {
    ++at_;
    if (!is_letter(text_[at_])) {
      const char c = text_[at_++];
      if (c == '|') return "<mo>‖</mo>";
      if (c == ',' || c == ';' || c == ':' || c == ' ' || c == '!') return c == '!' ? "" : "<mspace width=\"0.2em\"></mspace>";
      return element("mo", escape_markup(std::string(1, c)));
    }
    std::string word;
    while (!done() && is_letter(text_[at_])) word += text_[at_++];
    if (word == "operatorname" && !done() && text_[at_] == '*') ++at_;
    return named(word);
  }

  std::string named(const std::string& word) {
    if (word == "frac" || word == "tfrac" || word == "dfrac" || word == "binom") {
      const std::string above = argument(), below = argument();
      return element("mfrac", above + below);
    }
    if (word == "sqrt") return element("msqrt", argument());
    if (word == "overline") return element("mover", argument() + "<mo>¯</mo>");
    if (word == "text") return element("mtext", escape_markup(raw_argument()));
    if (word == "mathrm" || word == "operatorname" || word == "mathbb" || word == "mathcal")
      return "<mi mathvariant=\"normal\">" + escape_markup(raw_argument()) + "</mi>";
    if (silent().contains(word)) {
      if ((word == "left" || word == "right") && !done() && text_[at_] == '.') ++at_;
      return "";
    }
    if (word == "quad" || word == "qquad") return "<mspace width=\"1em\"></mspace>";
    if (const auto it = letters().find(word); it != letters().end()) return element("mi", it->second);
    if (const auto it = signs().find(word); it != signs().end()) return element("mo", it->second);
    return "<mi mathvariant=\"normal\">" + word + "</mi>";  // sin, lim and their kind
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::string tex_to_mathml(std::string_view latex) { return Converter(latex).run(); }

}  // namespace posproof
