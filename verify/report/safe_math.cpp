#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "posproof/report/text.hpp"

namespace posproof {
namespace {

// What the claim printer writes, and what table captions and theorem statements need. Nothing here reads files,
// defines commands or runs programs.
const std::set<std::string, std::less<>>& known_words() {
  static const std::set<std::string, std::less<>> words{
      "alpha",  "beta",       "gamma",        "delta",  "epsilon",      "varepsilon", "zeta",     "eta",   "theta",
      "iota",   "kappa",      "lambda",       "mu",     "nu",           "xi",         "pi",       "rho",   "sigma",
      "tau",    "phi",        "varphi",       "chi",    "psi",          "omega",      "Gamma",    "Delta", "Theta",
      "Lambda", "Xi",         "Pi",           "Sigma",  "Upsilon",      "Phi",        "Psi",      "Omega", "sin",
      "cos",    "tan",        "arcsin",       "arccos", "arctan",       "sinh",       "cosh",     "tanh",  "exp",
      "log",    "ln",         "min",          "max",    "gcd",          "sup",        "inf",      "lim",   "limsup",
      "liminf", "mathrm",     "operatorname", "text",   "frac",         "sqrt",       "overline", "left",  "right",
      "sum",    "prod",       "int",          "forall", "exists",       "in",         "notin",    "le",    "ge",
      "ne",     "leq",        "geq",          "neq",    "lt",           "gt",         "to",       "infty", "cdot",
      "times",  "dots",       "ldots",        "cdots",  "colon",        "mid",        "land",     "lor",   "neg",
      "lnot",   "Rightarrow", "implies",      "iff",    "lfloor",       "rfloor",     "lceil",    "rceil", "lvert",
      "rvert",  "quad",       "qquad",        "approx", "pm",           "bigl",       "bigr",     "Bigl",  "Bigr",
      "mathbb", "mathcal",    "tfrac",        "dfrac",  "displaystyle", "limits",     "prime",    "equiv", "bmod",
      "mod",    "subset",     "cup",          "cap",    "setminus",     "binom",      "ell"};
  return words;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Reads math the way LaTeX does, far enough to know that it has no error: groups, fences and scripts.
class MathScan {
 public:
  explicit MathScan(std::string_view text) : text_(text) {}

  bool run() { return list(0) && at_ == text_.size(); }

 private:
  static constexpr int deepest = 200;

  bool done() const { return at_ >= text_.size(); }
  void skip_spaces() {
    while (!done() && text_[at_] == ' ') ++at_;
  }

  /// A list up to its closing brace or the end of the text.
  bool list(int depth) {
    if (depth > deepest) return false;
    int fences = 0;
    bool raised = false, lowered = false;
    for (skip_spaces(); !done() && text_[at_] != '}'; skip_spaces()) {
      const char c = text_[at_];
      if (c == '^' || c == '_' || c == '\'') {
        bool& used = c == '_' ? lowered : raised;
        if (used && c != '\'') return false;
        ++at_;
        if (c == '\'') continue;
        used = true;
        if (!argument(depth)) return false;
      } else {
        raised = lowered = false;
        if (!atom(depth, fences) || fences < 0) return false;
      }
    }
    return fences == 0;
  }

  bool argument(int depth) {
    int fences = 0;
    skip_spaces();
    return !done() && std::string_view("}^_'").find(text_[at_]) == std::string_view::npos && atom(depth, fences) && fences == 0;
  }

  bool atom(int depth, int& fences) {
    const char c = text_[at_];
    if (c == '\\') return control(fences);
    if (c != '{') {
      ++at_;
      return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7F &&
             std::string_view("$%#&~\"`").find(c) == std::string_view::npos;
    }
    ++at_;
    if (!list(depth + 1) || done()) return false;
    ++at_;
    return true;
  }

  bool control(int& fences) {
    if (++at_ >= text_.size()) return false;
    if (!is_letter(text_[at_])) return std::string_view("{},;:! _#%&$|").find(text_[at_++]) != std::string_view::npos;
    std::size_t end = at_;
    while (end < text_.size() && is_letter(text_[end])) ++end;
    const std::string_view word = text_.substr(at_, end - at_);
    if (!known_words().contains(word)) return false;
    fences += word == "left" ? 1 : word == "right" ? -1 : 0;
    at_ = end + (word == "operatorname" && end < text_.size() && text_[end] == '*' ? 1 : 0);
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

const std::set<std::string, std::less<>>& known_elements() {
  static const std::set<std::string, std::less<>> names{"math",    "mrow",   "mi",      "mn",         "mo",       "mtext",
                                                        "mspace",  "mfrac",  "msqrt",   "mroot",      "msub",     "msup",
                                                        "msubsup", "munder", "mover",   "munderover", "mtable",   "mtr",
                                                        "mtd",     "mstyle", "mpadded", "mphantom",   "semantics"};
  return names;
}

bool safe_attributes(std::string_view rest) {
  static constexpr std::string_view known[] = {"xmlns=\"http://www.w3.org/1998/Math/MathML\"",
                                               "display=\"block\"",
                                               "display=\"inline\"",
                                               "mathvariant=\"normal\"",
                                               "stretchy=\"false\"",
                                               "stretchy=\"true\"",
                                               "fence=\"true\"",
                                               "separator=\"true\""};
  while (!rest.empty()) {
    if (rest.front() != ' ') return false;
    rest.remove_prefix(1);
    const auto found = std::find_if(std::begin(known), std::end(known), [&](auto a) { return rest.starts_with(a); });
    if (found == std::end(known)) return false;
    rest.remove_prefix(found->size());
  }
  return true;
}

}  // namespace

bool safe_math(std::string_view latex) { return !latex.empty() && latex.size() < 20000 && MathScan(latex).run(); }

bool safe_mathml(std::string_view text) {
  if (!text.starts_with("<math") || !text.ends_with("</math>") || text.size() > 100000) return false;
  std::vector<std::string_view> open;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t tag = text.find('<', at);
    if (tag == std::string_view::npos) return open.empty();
    if (tag > at && open.empty()) return false;
    const std::size_t close = text.find('>', tag);
    if (close == std::string_view::npos) return false;
    std::string_view inside = text.substr(tag + 1, close - tag - 1);
    const bool ending = inside.starts_with('/');
    if (ending) inside.remove_prefix(1);
    const std::size_t length =
        static_cast<std::size_t>(std::find_if_not(inside.begin(), inside.end(), is_letter) - inside.begin());
    const std::string_view name = inside.substr(0, length), rest = inside.substr(length);
    if (!known_elements().contains(name)) return false;
    if (ending) {
      if (!rest.empty() || open.empty() || open.back() != name) return false;
      open.pop_back();
    } else if (rest == "/") {
      if (name != "mspace") return false;
    } else {
      if (!safe_attributes(rest) || open.size() > 300 || (open.empty() && at != 0)) return false;
      open.push_back(name);
    }
    at = close + 1;
  }
  return open.empty();
}

std::vector<TextPiece> split_math(std::string_view text) {
  std::vector<TextPiece> pieces;
  bool math = false;
  std::string piece;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && text[at] != '$') {
      if (text[at] == '\\' && at + 1 < text.size() && (math || text[at + 1] == '$')) {
        if (math) piece += text[at];
        ++at;
      }
      piece += text[at];
      continue;
    }
    if (math && (at == text.size() || !safe_math(piece))) return {{std::string(text), false}};
    if (!piece.empty()) pieces.push_back({piece, math});
    piece.clear();
    math = !math;
  }
  return pieces;
}

std::string plain_math(std::string_view text) {
  static const std::map<std::string, const char*, std::less<>> signs{
      {"theta", "θ"}, {"sigma", "σ"}, {"alpha", "α"}, {"beta", "β"}, {"lambda", "λ"}, {"pi", "π"},  {"omega", "ω"}, {"le", "≤"},
      {"ge", "≥"},    {"cdot", "·"},  {"infty", "∞"}, {"to", "→"},   {"dots", "…"},   {"left", ""}, {"right", ""}};
  std::string out;
  for (const TextPiece& p : split_math(text)) {
    for (std::size_t at = 0; at < p.text.size();) {
      const char c = p.text[at++];
      if (!p.math || (c != '{' && c != '}' && c != '\\')) out += c;
      if (!p.math || c != '\\') continue;
      std::string word;
      while (at < p.text.size() && is_letter(p.text[at])) word += p.text[at++];
      if (!word.empty() && at < p.text.size() && p.text[at] == ' ') ++at;
      const auto sign = signs.find(word);
      out += sign == signs.end() ? word : sign->second;
    }
  }
  return out;
}

}  // namespace posproof
