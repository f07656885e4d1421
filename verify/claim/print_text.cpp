#include "posproof/claim/print.hpp"
#include "print_common.hpp"

namespace posproof {
namespace {

using printing::Strength;

class TextPrinter {
 public:
  std::string take() && { return std::move(out_); }

  void write(const Expr& e, Strength least) {
    if (out_.size() > printing::longest_text) return;
    const bool wrap = printing::strength(e) < least;
    if (wrap) put("(");
    node(e);
    if (wrap) put(")");
  }

 private:
  std::string out_;

  void put(std::string_view s) {
    if (out_.size() <= printing::longest_text) out_ += s;
    if (out_.size() > printing::longest_text && !out_.ends_with(" ...")) out_ += " ...";
  }

  void binary(const Expr& e, std::string_view op, Strength left, Strength right) {
    write(e->args[0], left);
    put(op);
    write(e->args[1], right);
  }

  /// "a + (-b*c)": a minus sign never follows another sign.
  static Strength right_of_sum(const Expr& e) { return opens_with_minus(e) ? Strength::atom : Strength::mul; }

  static bool opens_with_minus(const Expr& e) {
    switch (e->op) {
      case Op::number: return e->number.sign() < 0;
      case Op::neg: return true;
      case Op::mul:
      case Op::div: return printing::strength(e->args[0]) >= Strength::mul && opens_with_minus(e->args[0]);
      default: return false;
    }
  }

  void list(const std::vector<Expr>& args, std::string_view between, Strength least) {
    for (std::size_t i = 0; i < args.size(); ++i) {
      if (i) put(between);
      write(args[i], least);
    }
  }

  void node(const Expr& e) {
    switch (e->op) {
      case Op::number: return put(printing::digits(e->number));
      case Op::constant:
      case Op::variable: return put(e->name);
      case Op::neg: put("-"); return write(e->args[0], Strength::pow);
      case Op::add: return binary(e, " + ", Strength::add, right_of_sum(e->args[1]));
      case Op::sub: return binary(e, " - ", Strength::add, right_of_sum(e->args[1]));
      case Op::mul: return binary(e, "*", Strength::mul, Strength::pow);
      case Op::div: return binary(e, "/", Strength::mul, Strength::pow);
      case Op::pow: return binary(e, "^", Strength::postfix, Strength::neg);
      case Op::call:
      case Op::apply: return function(e->name, e);
      case Op::conditional: return function("if", e);
      case Op::list:
        put("[");
        list(e->args, ", ", Strength::quantified);
        return put("]");
      case Op::index:
        write(e->args[0], Strength::postfix);
        put("[");
        write(e->args[1], Strength::quantified);
        return put("]");
      case Op::truth: return put(e->number.sign() ? "true" : "false");
      default: return is_relation(e->op) ? relation(e) : formula(e);
    }
  }

  void function(std::string_view name, const Expr& e) {
    put(name);
    put("(");
    const bool family = printing::is_family(e);
    for (std::size_t i = 0; i < e->args.size(); ++i) {
      if (i) put(family && i == 1 ? "; " : ", ");
      write(e->args[i], Strength::quantified);
    }
    put(")");
  }

  void relation(const Expr& e) {
    write(e->args[0], Strength::add);
    put(std::string(" ") + relation_text(e->op) + " ");
    write(e->args[1], Strength::add);
  }

  void chain(const Expr& e) {
    for (std::size_t i = 0; i < e->args.size(); ++i) {
      if (i) put(std::string(" ") + relation_text(e->relations[i - 1]) + " ");
      write(e->args[i], Strength::add);
    }
  }

  void formula(const Expr& e) {
    switch (e->op) {
      case Op::chain: return chain(e);
      case Op::conj: return list(e->args, " and ", Strength::negation);
      case Op::disj: return list(e->args, " or ", Strength::conj);
      case Op::implies: return binary(e, " => ", Strength::disj, Strength::implies);
      case Op::negation: put("not "); return write(e->args[0], Strength::relation);
      case Op::forall: return quantified("forall ", e);
      case Op::exists: return quantified("exists ", e);
      default: return bound(e);
    }
  }

  void quantified(std::string_view word, const Expr& e) {
    put(word);
    for (std::size_t i = 0; i < e->binders.size(); ++i) {
      if (i) put(", ");
      put(e->binders[i].name + " in ");
      domain(e->binders[i].domain);
    }
    if (e->filter) {
      put(" where ");
      write(e->filter, Strength::implies);
    }
    put(": ");
    write(e->args[0], Strength::quantified);
  }

  void domain(const Domain& d) {
    switch (d.kind) {
      case Domain::Kind::integers:
        write(d.lo, Strength::add);
        put("..");
        if (d.hi)
          write(d.hi, Strength::add);
        else
          put("inf");
        if (d.step) {
          put(" step ");
          write(d.step, Strength::add);
        }
        return;
      case Domain::Kind::reals:
        put(d.lo_closed && d.lo ? "[" : "(");
        if (d.lo)
          write(d.lo, Strength::add);
        else
          put("-inf");
        put(", ");
        if (d.hi)
          write(d.hi, Strength::add);
        else
          put("inf");
        return put(d.hi_closed && d.hi ? "]" : ")");
      case Domain::Kind::set:
        put("{");
        list(d.elements, ", ", Strength::add);
        return put("}");
      case Domain::Kind::approach:
        if (d.hi)
          write(d.hi, Strength::add);
        else
          put(d.toward_minus_infinity ? "-inf" : "inf");
        if (d.approach_reals && !d.hi) put(" in reals");
        return;
    }
  }

  void bound(const Expr& e) {
    const Binder& b = e->binders.at(0);
    put(word(e));
    put("(" + b.name);
    switch (e->op) {
      case Op::limit:
      case Op::limsup:
      case Op::liminf:
        put(" -> ");
        domain(b.domain);
        break;
      case Op::property:
        put(b.domain.kind == Domain::Kind::approach ? " -> " : " in ");
        domain(b.domain);
        break;
      case Op::deriv: break;
      default:
        put(", ");
        if (b.domain.lo)
          write(b.domain.lo, Strength::quantified);
        else
          put("-inf");
        put(", ");
        if (b.domain.hi)
          write(b.domain.hi, Strength::quantified);
        else
          put("inf");
    }
    put(", ");
    write(e->args[0], Strength::quantified);
    put(")");
  }

  static std::string word(const Expr& e) {
    switch (e->op) {
      case Op::sum: return "sum";
      case Op::prod: return "prod";
      case Op::maximum: return "maximum";
      case Op::minimum: return "minimum";
      case Op::argmax: return "argmax";
      case Op::argmin: return "argmin";
      case Op::count: return "count";
      case Op::integral: return "integral";
      case Op::deriv: return "deriv";
      case Op::limit: return "limit";
      case Op::limsup: return "limsup";
      case Op::liminf: return "liminf";
      default: return e->name;
    }
  }
};

}  // namespace

std::string to_text(const Expr& e) {
  TextPrinter p;
  p.write(e, Strength::quantified);
  return std::move(p).take();
}

}  // namespace posproof
