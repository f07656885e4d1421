#include "posproof/decide/normal_form.hpp"

// Forms as text, for reasons and side conditions.

namespace posproof {
namespace {

class Writer {
 public:
  explicit Writer(const NormalForms& forms) : forms_(forms) {}

  std::string form(const NormalForm& a) const {
    const std::string above = terms(a.numerator);
    if (NormalForms::constant_value(forms_.from_terms(a.denominator))) return above;
    return "(" + above + ")/(" + terms(a.denominator) + ")";
  }

 private:
  std::string terms(const Terms& t) const {
    if (t.empty()) return "0";
    std::string out;
    int written = 0;
    for (auto it = t.rbegin(); it != t.rend(); ++it) {
      if (++written > 12) return out + " + ... (" + std::to_string(t.size()) + " terms)";
      std::string piece = term(it->first, it->second);
      if (out.empty())
        out = piece;
      else if (piece.front() == '-')
        out += " - " + piece.substr(1);
      else
        out += " + " + piece;
    }
    return out;
  }

  static std::string coefficient(const Gaussian& c) {
    if (c.is_real()) return c.re.str();
    if (c.re.sign() == 0) return c.im == Rational(1) ? "i" : c.im == Rational(-1) ? "-i" : c.im.str() + "*i";
    return "(" + c.re.str() + (c.im.sign() < 0 ? " - " : " + ") + posproof::abs(c.im).str() + "*i)";
  }

  std::string term(const Monomial& m, const Gaussian& c) const {
    if (m.is_one()) return coefficient(c);
    std::string out;
    if (c == Gaussian(-1))
      out = "-";
    else if (!c.is_one())
      out = coefficient(c) + "*";
    std::string product;
    for (const auto& [id, q] : m.powers) {
      if (!product.empty()) product += "*";
      product += atom(id);
      if (q != Rational(1)) product += q.is_integer() && q.sign() > 0 ? "^" + q.str() : "^(" + q.str() + ")";
    }
    if (m.exponent != 0) product += (product.empty() ? "exp(" : "*exp(") + form(forms_.exponent(m.exponent)) + ")";
    return out + product;
  }

  std::string atom(int id) const {
    const Atom& a = forms_.atom_info(id);
    switch (a.kind) {
      case Atom::Kind::variable:
      case Atom::Kind::bound:
      case Atom::Kind::constant: return a.name;
      case Atom::Kind::prime: return a.prime.get_str();
      case Atom::Kind::base: return "(" + form(a.args.front()) + ")";
      case Atom::Kind::logarithm: return "log(" + atom(a.of) + ")";
      case Atom::Kind::magnitude: return "abs(" + form(a.args.front()) + ")";
      case Atom::Kind::function: return a.name + "(" + list(a) + ")";
      case Atom::Kind::sum: return "sum(" + atom(a.of) + ", 0, " + list(a) + ")";
      case Atom::Kind::product: return "prod(" + atom(a.of) + ", 0, " + list(a) + ")";
      case Atom::Kind::integral: return "integral(" + atom(a.of) + ", " + list(a) + ")";
    }
    return "?";
  }

  std::string list(const Atom& a) const {
    std::string out;
    for (const NormalForm& arg : a.args) out += (out.empty() ? "" : ", ") + form(arg);
    return out;
  }

  const NormalForms& forms_;
};

}  // namespace

std::string NormalForms::text(const NormalForm& a) const { return Writer(*this).form(a); }

}  // namespace posproof
