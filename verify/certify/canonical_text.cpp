#include "canonical_text.hpp"

#include <map>

#include "names_in_scope.hpp"
#include "operation_names.hpp"
#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

std::string parenthesised(const std::string& text) { return '(' + text + ')'; }

std::string sign_of(Op op) {
  static const std::map<Op, std::string> signs = {
      {Op::add, "+"}, {Op::sub, "-"},    {Op::mul, "*"},   {Op::div, "/"},      {Op::pow, "^"},
      {Op::neg, "-"}, {Op::conj, "and"}, {Op::disj, "or"}, {Op::implies, "=>"}, {Op::negation, "not "}};
  return is_relation(op) ? relation_text(op) : signs.at(op);
}

/// docs/certificates.md, "Text".
class TextWriter {
 public:
  std::string node(const Expr& e) {
    switch (e->op) {
      case Op::number: {
        const bool natural = e->number.is_integer() && e->number.sign() >= 0;
        return natural ? e->number.str() : parenthesised(e->number.str());
      }
      case Op::constant: return e->name;
      case Op::variable: return names_.of(e->slot);
      case Op::truth: return e->number == Rational(0) ? "false" : "true";
      case Op::call: return e->name + parenthesised(joined(e->args, ", "));
      case Op::conditional: return "if" + parenthesised(joined(e->args, ", "));
      case Op::list: return '[' + joined(e->args, ", ") + ']';
      case Op::index: return node(e->args[0]) + '[' + node(e->args[1]) + ']';
      case Op::neg:
      case Op::negation: return parenthesised(sign_of(e->op) + node(e->args[0]));
      case Op::forall:
      case Op::exists: return parenthesised(quantifier(e));
      default: break;
    }
    const char* loop_word = loop_name(e->op);
    return loop_word ? loop(loop_word, e) : parenthesised(joined(e->args, ' ' + sign_of(e->op) + ' '));
  }

 private:
  std::string joined(const std::vector<Expr>& parts, const std::string& separator) {
    std::string text;
    for (const auto& p : parts) text += (text.empty() ? "" : separator) + node(p);
    return text;
  }

  std::string loop(const std::string& word, const Expr& e) {
    const Binder& b = e->binders.at(0);
    const std::string ends = node(b.domain.lo) + ", " + node(b.domain.hi);
    names_.enter(b);
    const std::string text = word + '(' + names_.innermost() + ", " + ends + ", " + node(e->args[0]) + ')';
    names_.leave(1);
    return text;
  }

  std::string quantifier(const Expr& e) {
    std::string text = e->op == Op::forall ? "forall " : "exists ";
    for (std::size_t i = 0; i < e->binders.size(); ++i) {
      const std::string in = domain(e->binders[i].domain);
      names_.enter(e->binders[i]);
      text += (i > 0 ? ", " : "") + names_.innermost() + " in " + in;
    }
    if (e->filter) text += " where " + node(e->filter);
    text += ": " + node(e->args[0]);
    names_.leave(e->binders.size());
    return text;
  }

  std::string domain(const Domain& d) {
    if (d.kind == Domain::Kind::set) return '{' + joined(d.elements, ", ") + '}';
    const std::string lo = d.lo ? node(d.lo) : "-inf", hi = d.hi ? node(d.hi) : "inf";
    if (d.kind == Domain::Kind::reals)
      return (d.lo && d.lo_closed ? "[" : "(") + lo + ", " + hi + (d.hi && d.hi_closed ? "]" : ")");
    const bool unit = !d.step || (d.step->op == Op::number && d.step->number == Rational(1));
    return lo + ".." + hi + (unit ? "" : " step " + node(d.step));
  }

  NamesInScope names_;
};

}  // namespace

std::string canonical_text(const Expr& formula) { return TextWriter().node(formula); }

}  // namespace posproof
