#include "coq_print.hpp"

#include <algorithm>
#include <set>

// Levels are Coq's: a term is put in parentheses where its level is above the one that its place admits.

namespace posproof::coq {
namespace {

enum Level {
  atom = 0,
  application = 10,
  power = 30,
  sign = 35,
  factor = 40,
  sum = 50,
  relation = 70,
  negation = 75,
  conj = 80,
  disj = 85,
  arrow = 99,
  binder = 200
};

const std::set<std::string> taken = {"R",      "Z",       "S",      "O",      "N",     "Q",     "forall", "exists", "fun",
                                     "let",    "in",      "if",     "then",   "else",  "match", "with",   "end",    "fix",
                                     "cofix",  "as",      "at",     "return", "by",    "for",   "where",  "Set",    "Prop",
                                     "Type",   "SProp",   "using",  "True",   "False", "Sum",   "Prod",   "PI",     "IZR",
                                     "Listed", "powerRZ", "exp",    "ln",     "sqrt",  "sin",   "cos",    "tan",    "atan",
                                     "Rabs",   "INR",     "Rpower", "Rmin",   "Rmax",  "RInt",  "claim",  "proved", "pow"};

struct Written {
  std::string text;
  int level;
};

std::string within(const Written& w, int most) { return w.level <= most ? w.text : "(" + w.text + ")"; }

Written infix(const Written& a, const char* op, const Written& b, int level) {
  return {within(a, level) + op + within(b, level - 1), level};
}

Written number(const Integer& z) { return {z.get_str(), z < 0 ? sign : atom}; }

class Plain {
 public:
  explicit Plain(Names& names) : names_(names) {}

  Written index(const Index& i) const {
    using Kind = Index::Kind;
    switch (i.kind) {
      case Kind::number: return number(i.number);
      case Kind::variable: return {names_.of(i.slot), atom};
      case Kind::neg: return {"- " + within(index(i.args[0]), sign), sign};
      case Kind::add: return infix(index(i.args[0]), " + ", index(i.args[1]), sum);
      case Kind::sub: return infix(index(i.args[0]), " - ", index(i.args[1]), sum);
      case Kind::mul: return infix(index(i.args[0]), " * ", index(i.args[1]), factor);
      case Kind::div: break;
    }
    return infix(index(i.args[0]), " / ", index(i.args[1]), factor);
  }

  /// As an argument of a function that takes an integer: its scope is Z already.
  std::string integer(const Index& i) const { return within(index(i), application - 1); }

  Written applied(const std::string& function, const TermPtr& x) const {
    return {function + " " + within(term(*x), application - 1), application};
  }

  Written unary(const Term& t) const {
    static const std::map<std::string, std::string> functions = {{"Abs", "Rabs"}, {"Sqrt", "sqrt"}, {"Exp", "exp"},
                                                                 {"Ln", "ln"},    {"Sin", "sin"},   {"Cos", "cos"},
                                                                 {"Tan", "tan"},  {"Atan", "atan"}};
    if (t.op == "Neg") return {"- " + within(term(*t.args[0]), sign), sign};
    return applied(functions.at(t.op), t.args[0]);
  }

  Written binary(const Term& t) const {
    if (t.op == "Add" || t.op == "Sub") return infix(term(*t.args[0]), t.op == "Add" ? " + " : " - ", term(*t.args[1]), sum);
    if (t.op == "Mul" || t.op == "Div") return infix(term(*t.args[0]), t.op == "Mul" ? " * " : " / ", term(*t.args[1]), factor);
    const std::string function = t.op == "Power" ? "Rpower" : t.op == "Min" ? "Rmin" : "Rmax";
    return {function + " " + within(term(*t.args[0]), application - 1) + " " + within(term(*t.args[1]), application - 1),
            application};
  }

  Written term(const Term& t) const {
    using Kind = Term::Kind;
    switch (t.kind) {
      case Kind::number: return number(t.number);
      case Kind::pi: return {"PI", atom};
      case Kind::real: return {names_.of(t.slot), atom};
      case Kind::integer: return {"IZR " + integer(t.index), application};
      case Kind::unary: return unary(t);
      case Kind::binary: return binary(t);
      case Kind::natural_power: return {within(term(*t.args[0]), power - 1) + " ^ " + t.number.get_str(), power};
      case Kind::integer_power:
        return {"powerRZ " + within(term(*t.args[0]), application - 1) + " " + integer(t.index), application};
      case Kind::sum:
      case Kind::product:
        return {std::string(t.kind == Kind::sum ? "Sum " : "Prod ") + integer(t.index) + " " + integer(t.last) + " (" +
                    function(t.slot, "", *t.args[0]) + ")",
                application};
      case Kind::integral: break;
    }
    return {"RInt (" + function(t.slot, " : R", *t.args[2]) + ") " + within(term(*t.args[0]), application - 1) + " " +
                within(term(*t.args[1]), application - 1),
            application};
  }

  std::string function(int slot, const char* type, const Term& body) const {
    const std::string head = "fun " + names_.enter(slot) + type + " => ";
    const std::string text = head + term(body).text;
    names_.leave(slot);
    return text;
  }

  std::string premise(const Formula& f) const {
    const std::string x = names_.of(f.slot);
    if (binds_integer(f)) {
      const IntegerDomain& d = f.domain;
      using Kind = IntegerDomain::Kind;
      if (d.kind == Kind::members) {
        std::string list;
        for (const Integer& m : d.members) list += (m < 0 ? "(" + m.get_str() + ")" : m.get_str()) + " :: ";
        return "Listed " + x + " (" + list + "nil)%Z";
      }
      const std::string lo = within(index(d.lo), sum);
      if (d.kind == Kind::at_least) return "(" + lo + " <= " + x + ")%Z";
      const std::string range = "(" + lo + " <= " + x + " <= " + within(index(d.hi), sum) + ")%Z";
      if (d.kind == Kind::range) return range;
      return range + " /\\ ((" + x + " - " + within(index(d.lo), sum - 1) + ") mod " + d.step.get_str() + " = 0)%Z";
    }
    using Kind = Segment::Kind;
    const Segment& s = f.segment;
    const auto end = [&](const TermPtr& t) { return within(term(*t), sum); };
    switch (s.kind) {
      case Kind::closed: return end(s.lo) + " <= " + x + " <= " + end(s.hi);
      case Kind::left_open: return end(s.lo) + " < " + x + " <= " + end(s.hi);
      case Kind::right_open: return end(s.lo) + " <= " + x + " < " + end(s.hi);
      case Kind::open: return end(s.lo) + " < " + x + " < " + end(s.hi);
      case Kind::from: return end(s.lo) + " <= " + x;
      case Kind::above: return end(s.lo) + " < " + x;
      case Kind::up_to: return x + " <= " + end(s.hi);
      case Kind::below: return x + " < " + end(s.hi);
      case Kind::line: break;
    }
    return "True";
  }

  Written formula(const Formula& f) const {
    static const std::map<std::string, const char*> signs = {{"Less", " < "},       {"LessEq", " <= "}, {"Greater", " > "},
                                                             {"GreaterEq", " >= "}, {"Equal", " = "},   {"Unequal", " <> "}};
    using Kind = Formula::Kind;
    const auto part = [&](std::size_t k, int most) { return within(formula(*f.args[k]), most); };
    switch (f.kind) {
      case Kind::relation:
        return {within(term(*f.lhs), relation - 1) + signs.at(f.relation) + within(term(*f.rhs), relation - 1), relation};
      case Kind::conj: return {part(0, conj - 1) + " /\\ " + part(1, conj), conj};
      case Kind::disj: return {part(0, disj - 1) + " \\/ " + part(1, disj), disj};
      case Kind::implies: return {part(0, arrow - 1) + " -> " + part(1, binder), binder};
      case Kind::negation: return {"~ " + part(0, negation), negation};
      default: break;
    }
    const bool universal = f.kind == Kind::all_integers || f.kind == Kind::all_reals;
    const std::string head =
        std::string(universal ? "forall " : "exists ") + names_.enter(f.slot) + (binds_integer(f) ? " : Z, " : " : R, ");
    const std::string condition = premise(f);
    const std::string body = part(0, universal ? binder : conj);
    names_.leave(f.slot);
    if (universal) return {head + condition + " -> " + body, binder};
    const bool loose = condition.find("/\\") != std::string::npos;
    return {head + (loose ? "(" + condition + ")" : condition) + " /\\ " + body, binder};
  }

 private:
  Names& names_;
};

}  // namespace

const std::string& Names::enter(int slot) {
  const std::string& wanted = wanted_.at(static_cast<std::size_t>(slot));
  const auto free = [&](const std::string& name) {
    return !taken.contains(name) &&
           std::none_of(current_.begin(), current_.end(), [&](const auto& c) { return c.second == name; });
  };
  std::string name = wanted;
  for (int k = 1; !free(name); ++k) name = wanted + "_" + std::to_string(k);
  return current_[slot] = name;
}

std::string plain(const Formula& f, Names& names) { return Plain(names).formula(f).text; }
std::string premise(const Formula& quantifier, Names& names) { return Plain(names).premise(quantifier); }

std::string wrapped(const std::string& text, const std::string& indent) {
  constexpr std::size_t width = 110;
  std::string out = indent;
  std::size_t column = indent.size();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t stop = std::min(text.find(' ', at), text.size());
    if (column + (stop - at) > width && column > indent.size()) {
      out += "\n" + indent;
      column = indent.size();
    } else if (at > 0) {
      out += ' ';
      ++column;
    }
    out.append(text, at, stop - at);
    column += stop - at;
    at = stop + 1;
  }
  return out;
}

}  // namespace posproof::coq
