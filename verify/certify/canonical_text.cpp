#include "canonical_text.hpp"

#include "names_in_scope.hpp"
#include "operation_names.hpp"
#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

int level_of(const Expr& e) {
  switch (e->op) {
    case Op::forall:
    case Op::exists: return 0;
    case Op::implies: return 1;
    case Op::disj: return 2;
    case Op::conj: return 3;
    case Op::negation: return 4;
    case Op::add:
    case Op::sub: return 6;
    case Op::mul:
    case Op::div: return 7;
    case Op::neg: return 8;
    case Op::pow: return 9;
    case Op::number: return !e->number.is_integer() ? 7 : e->number.sign() < 0 ? 8 : 10;
    default: return is_relation(e->op) ? 5 : 10;
  }
}

class TextWriter {
 public:
  std::string text;

  /// `after_sign`: right of + or -, where a text that begins with "-" wants parentheses.
  void operand(const Expr& e, int place, bool after_sign = false) {
    const std::size_t at = text.size();
    const bool low = level_of(e) < place;
    if (low) text += '(';
    node(e);
    if (low) text += ')';
    if (!low && after_sign && text[at] == '-') {
      text.insert(at, 1, '(');
      text += ')';
    }
  }

 private:
  void infix(const Expr& e, const char* sign, int left, int right, bool additive = false) {
    operand(e->args[0], left);
    text += sign;
    operand(e->args[1], right, additive);
  }
  void joined(const Expr& e, const char* word, int place) {
    for (std::size_t i = 0; i < e->args.size(); ++i) {
      if (i > 0) text += word;
      operand(e->args[i], place);
    }
  }
  void listed(const std::string& open, const std::vector<Expr>& args, const char* close) {
    text += open;
    for (std::size_t i = 0; i < args.size(); ++i) {
      if (i > 0) text += ", ";
      operand(args[i], 0);
    }
    text += close;
  }

  void node(const Expr& e) {
    switch (e->op) {
      case Op::number: text += e->number.str(); return;
      case Op::constant: text += e->name; return;
      case Op::variable: text += names_.of(e->slot); return;
      case Op::truth: text += e->number == Rational(0) ? "false" : "true"; return;
      case Op::neg: text += '-', operand(e->args[0], 9); return;
      case Op::add: return infix(e, " + ", 6, 7, true);
      case Op::sub: return infix(e, " - ", 6, 7, true);
      case Op::mul: return infix(e, "*", 7, 9);
      case Op::div: return infix(e, "/", 7, 9);
      case Op::pow: return infix(e, "^", 10, 9);
      case Op::implies: return infix(e, " => ", 2, 1);
      case Op::negation: text += "not ", operand(e->args[0], 5); return;
      case Op::conj: return joined(e, " and ", 4);
      case Op::disj: return joined(e, " or ", 3);
      case Op::call: return listed(e->name + '(', e->args, ")");
      case Op::conditional: return listed("if(", e->args, ")");
      case Op::list: return listed("[", e->args, "]");
      case Op::index: operand(e->args[0], 10), text += '[', operand(e->args[1], 0), text += ']'; return;
      case Op::forall:
      case Op::exists: return quantifier(e);
      default: break;
    }
    if (is_relation(e->op)) {
      const std::string sign = std::string(" ") + relation_text(e->op) + ' ';
      return infix(e, sign.c_str(), 6, 6);
    }
    const char* name = loop_name(e->op);
    ensure(name != nullptr, "text of a tree without canonical form");
    loop(name, e);
  }

  void loop(const char* name, const Expr& e) {
    const Binder& b = e->binders.at(0);
    text += name;
    text += '(';
    const std::size_t name_at = text.size();
    text += ", ", operand(b.domain.lo, 0), text += ", ", operand(b.domain.hi, 0), text += ", ";
    names_.enter(b);
    text.insert(name_at, names_.innermost());
    operand(e->args[0], 0);
    names_.leave(1);
    text += ')';
  }

  void quantifier(const Expr& e) {
    text += e->op == Op::forall ? "forall " : "exists ";
    for (std::size_t i = 0; i < e->binders.size(); ++i) {
      if (i > 0) text += ", ";
      const std::size_t name_at = text.size();
      text += " in ";
      domain(e->binders[i].domain);
      names_.enter(e->binders[i]);
      text.insert(name_at, names_.innermost());
    }
    if (e->filter) text += " where ", operand(e->filter, 1);
    text += ": ";
    operand(e->args[0], 0);
    names_.leave(e->binders.size());
  }

  void domain(const Domain& d) {
    if (d.kind == Domain::Kind::set) {
      text += '{';
      for (std::size_t i = 0; i < d.elements.size(); ++i) text += i > 0 ? ", " : "", operand(d.elements[i], 6);
      text += '}';
    } else if (d.kind == Domain::Kind::reals) {
      text += d.lo && d.lo_closed ? '[' : '(';
      if (d.lo)
        operand(d.lo, 6);
      else
        text += "-inf";
      text += ", ";
      if (d.hi)
        operand(d.hi, 6);
      else
        text += "inf";
      text += d.hi && d.hi_closed ? ']' : ')';
    } else {
      operand(d.lo, 6), text += "..";
      if (d.hi)
        operand(d.hi, 6);
      else
        text += "inf";
      const bool unit = !d.step || (d.step->op == Op::number && d.step->number == Rational(1));
      if (!unit) text += " step ", operand(d.step, 6);
    }
  }

  NamesInScope names_;
};

}  // namespace

std::string canonical_text(const Expr& formula) {
  TextWriter w;
  w.operand(formula, 0);
  return std::move(w.text);
}

}  // namespace posproof
