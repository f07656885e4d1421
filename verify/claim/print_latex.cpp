#include <array>
#include <cctype>

#include "posproof/claim/print.hpp"
#include "print_math.hpp"

namespace posproof {
namespace {

using printing::Sign;

bool is_greek(std::string_view name) {
  static constexpr std::array letters{"alpha", "beta",   "gamma",   "delta", "epsilon", "zeta",  "eta",   "theta",  "iota",
                                      "kappa", "lambda", "mu",      "nu",    "xi",      "pi",    "rho",   "sigma",  "tau",
                                      "phi",   "chi",    "psi",     "omega", "Gamma",   "Delta", "Theta", "Lambda", "Xi",
                                      "Pi",    "Sigma",  "Upsilon", "Phi",   "Psi",     "Omega"};
  for (std::string_view letter : letters)
    if (letter == name) return true;
  return false;
}

std::string letters(const std::string& part) {
  if (is_greek(part)) return "\\" + part + " ";
  return part.size() == 1 ? part : "\\mathrm{" + part + "}";
}

class Latex : public printing::Notation {
 public:
  std::string number(const std::string& digits) const override { return digits; }

  std::string identifier(const std::string& name) const override {
    const std::size_t cut = name.find('_');
    if (cut == std::string::npos || cut == 0 || cut + 1 == name.size()) return letters(escaped(name));
    return letters(escaped(name.substr(0, cut))) + "_{" + letters(escaped(name.substr(cut + 1))) + "}";
  }

  std::string function(const std::string& name) const override {
    static constexpr std::array known{"sin",  "cos",  "tan", "arcsin", "arccos", "arctan", "sinh",
                                      "cosh", "tanh", "exp", "log",    "min",    "max",    "gcd"};
    for (std::string_view k : known)
      if (k == name) return "\\" + name;
    return name.size() == 1 ? "\\mathrm{" + name + "}" : "\\operatorname{" + escaped(name) + "}";
  }

  std::string sign(Sign s) const override { return std::string(s.latex) + (s.latex[0] == '\\' ? " " : ""); }
  std::string infix(Sign s) const override { return " " + std::string(s.latex) + " "; }

  std::string row(const std::vector<std::string>& parts) const override {
    std::string out;
    for (const std::string& p : parts) out += p;
    return out;
  }

  std::string fraction(const std::string& above, const std::string& below) const override {
    return "\\frac{" + above + "}{" + below + "}";
  }
  std::string power(const std::string& base, const std::string& exponent) const override {
    return "{" + base + "}^{" + exponent + "}";
  }
  std::string subscript(const std::string& base, const std::string& index) const override {
    return "{" + base + "}_{" + index + "}";
  }
  std::string large(Sign s, const std::string& below, const std::string& above) const override {
    return std::string(s.latex) + (below.empty() ? "" : "_{" + below + "}") + (above.empty() ? "" : "^{" + above + "}") + " ";
  }
  std::string named_large(const std::string& name, const std::string& below) const override {
    if (name == "arg max" || name == "arg min") return "\\operatorname*{arg\\," + name.substr(4) + "}_{" + below + "} ";
    if (name == "lim sup") return "\\limsup_{" + below + "} ";
    if (name == "lim inf") return "\\liminf_{" + below + "} ";
    return "\\" + name + "_{" + below + "} ";
  }
  std::string root(const std::string& inner) const override { return "\\sqrt{" + inner + "}"; }
  std::string fence(Sign open, const std::string& inner, Sign close) const override {
    if (is_tall(inner)) return "\\left" + std::string(open.latex) + " " + inner + "\\right" + std::string(close.latex);
    if (open.latex == "|") return "\\lvert " + inner + "\\rvert ";
    return std::string(open.latex) + (open.latex[0] == '\\' ? " " : "") + inner + std::string(close.latex) +
           (close.latex[0] == '\\' ? " " : "");
  }
  std::string overline(const std::string& inner) const override { return "\\overline{" + inner + "}"; }
  std::string words(const std::string& text) const override { return "\\text{" + escaped(text) + "}"; }

 private:
  /// \left and \right stretch, but also add space, so they are kept for what needs them.
  static bool is_tall(const std::string& inner) {
    for (const char* part : {"\\frac", "\\sum", "\\prod", "\\int", "\\left", "\\overline", "\\sqrt", "\\lim", "\\max", "\\min"})
      if (inner.find(part) != std::string::npos) return true;
    return false;
  }

  static std::string escaped(const std::string& s) {
    std::string out;
    for (char c : s) {
      if (c == '_' || c == '#' || c == '%' || c == '&' || c == '$' || c == '{' || c == '}') out += '\\';
      out += c;
    }
    return out;
  }
};

}  // namespace

std::string to_latex(const Expr& e) { return printing::typeset(e, Latex()); }

}  // namespace posproof
