#include "posproof/claim/derivative.hpp"

#include <algorithm>
#include <deque>
#include <unordered_map>

#include "posproof/claim/walk.hpp"

namespace posproof {
namespace {

struct NoRule {};

Expr number(long n) { return make_number(Rational(n)); }
bool is_number(const Expr& e, long n) { return e->op == Op::number && e->number == Rational(n); }

Expr plus(const Expr& a, const Expr& b) {
  if (is_number(a, 0)) return b;
  if (is_number(b, 0)) return a;
  return make_node(Op::add, {a, b});
}

Expr minus(const Expr& a, const Expr& b) {
  if (is_number(b, 0)) return a;
  return make_node(Op::sub, {a, b});
}

Expr times(const Expr& a, const Expr& b) {
  if (is_number(a, 0) || is_number(b, 0)) return number(0);
  if (is_number(a, 1)) return b;
  if (is_number(b, 1)) return a;
  return make_node(Op::mul, {a, b});
}

Expr over(const Expr& a, const Expr& b) { return is_number(a, 0) ? a : make_node(Op::div, {a, b}); }
Expr square(const Expr& a) { return make_node(Op::pow, {a, number(2)}); }
Expr call(const char* name, const Expr& a) { return make_call(name, {a}); }
Expr negative(const Expr& a) { return is_number(a, 0) ? a : make_node(Op::neg, {a}); }

class Differentiator {
 public:
  explicit Differentiator(int slot) : slot_(slot) {}

  Expr of(const Expr& e) {
    if (const auto found = known_.find(e.get()); found != known_.end()) return found->second;
    Expr d = depends(e) ? compute(e) : number(0);
    known_.emplace(e.get(), d);
    return d;
  }

 private:
  bool depends(const Expr& e) {
    if (const auto found = depends_.find(e.get()); found != depends_.end()) return found->second;
    const bool yes = depends_on(e, slot_);
    depends_.emplace(e.get(), yes);
    return yes;
  }

  Expr compute(const Expr& e) {
    const Node& n = *e;
    switch (n.op) {
      case Op::variable: return number(1);
      case Op::neg: return negative(of(n.args[0]));
      case Op::add: {
        Expr sum = of(n.args[0]);
        for (std::size_t k = 1; k < n.args.size(); ++k) sum = plus(sum, of(n.args[k]));
        return sum;
      }
      case Op::sub: return minus(of(n.args[0]), of(n.args[1]));
      case Op::mul: return product(n);
      case Op::div: return quotient(n);
      case Op::pow: return power(e);
      case Op::call: return function(e);
      case Op::sum: return termwise(n);
      case Op::integral: return leibniz(n);
      case Op::deriv: kept_.push_back(Differentiator(n.binders.at(0).slot).of(n.args[0])); return of(kept_.back());
      case Op::conditional:
        if (depends(n.args[0])) throw NoRule{};
        return make_node(Op::conditional, {n.args[0], of(n.args[1]), of(n.args[2])});
      default: throw NoRule{};
    }
  }

  Expr product(const Node& n) {
    Expr sum = number(0);
    for (std::size_t k = 0; k < n.args.size(); ++k) {
      Expr term = of(n.args[k]);
      for (std::size_t j = 0; j < n.args.size(); ++j)
        if (j != k) term = times(term, n.args[j]);
      sum = plus(sum, term);
    }
    return sum;
  }

  Expr quotient(const Node& n) {
    const Expr &u = n.args[0], &v = n.args[1];
    if (!depends(v)) return over(of(u), v);
    return over(minus(times(of(u), v), times(u, of(v))), square(v));
  }

  Expr power(const Expr& e) {
    const Expr &u = e->args[0], &v = e->args[1];
    if (!depends(v)) {
      if (v->op == Op::number && v->number.is_integer()) {
        const Expr less = make_number(v->number - Rational(1));
        return times(times(v, is_number(less, 1) ? u : make_node(Op::pow, {u, less})), of(u));
      }
      return times(over(times(v, e), u), of(u));
    }
    // u^v = exp(v log u), u > 0
    const Expr logarithm = times(of(v), call("log", u));
    return times(e, depends(u) ? plus(logarithm, over(times(v, of(u)), u)) : logarithm);
  }

  Expr function(const Expr& e) {
    const std::string& f = e->name;
    if (e->args.size() != 1) throw NoRule{};
    const Expr& u = e->args[0];
    const Expr d = of(u);
    const Expr one = number(1);
    if (f == "exp") return times(e, d);
    if (f == "log") return over(d, u);
    if (f == "log2") return over(d, times(u, call("log", number(2))));
    if (f == "sqrt") return over(d, times(number(2), e));
    if (f == "sin") return times(call("cos", u), d);
    if (f == "cos") return negative(times(call("sin", u), d));
    if (f == "tan") return times(plus(one, square(e)), d);
    if (f == "asin") return over(d, call("sqrt", minus(one, square(u))));
    if (f == "acos") return negative(over(d, call("sqrt", minus(one, square(u)))));
    if (f == "atan") return over(d, plus(one, square(u)));
    if (f == "sinh") return times(call("cosh", u), d);
    if (f == "cosh") return times(call("sinh", u), d);
    if (f == "tanh") return times(minus(one, square(e)), d);
    if (f == "erf")
      return over(times(times(number(2), call("exp", negative(square(u)))), d), call("sqrt", make_constant("pi")));
    if (f == "ci") return over(times(call("cos", u), d), u);
    if (f == "si") return over(times(call("sin", u), d), u);
    if (f == "ei") return over(times(call("exp", u), d), u);
    if (f == "cis") return times(times(make_constant("i"), e), d);
    if (f == "re" || f == "im" || f == "conj") return make_call(f, {d});
    if (f == "abs" && u_is_real(u)) return over(times(u, d), e);
    throw NoRule{};
  }

  /// |u| of a complex u has another derivative.
  static bool u_is_real(const Expr& e) {
    if (e->op == Op::constant && e->name == "i") return false;
    if (e->op == Op::call) {
      if (e->name == "cis" || e->name == "conj") return false;
      if (e->name == "re" || e->name == "im" || e->name == "abs" || e->name == "arg") return true;
    }
    return std::all_of(e->args.begin(), e->args.end(), u_is_real);
  }

  Expr with_body(const Node& n, const Expr& body) {
    auto copy = std::make_shared<Node>(n);
    copy->args[0] = body;
    copy->origin.clear();
    return copy;
  }

  bool ends_depend(const Domain& d) {
    bool any = false;
    for_each_part(d, [&](const Expr& part) { any = any || depends(part); });
    return any;
  }

  Expr termwise(const Node& n) {
    if (ends_depend(n.binders.at(0).domain) || !n.binders[0].domain.hi) throw NoRule{};
    return with_body(n, of(n.args[0]));
  }

  static bool has_derivative(const Expr& e) {
    return e->op == Op::deriv || std::any_of(e->args.begin(), e->args.end(), has_derivative);
  }

  Expr leibniz(const Node& n) {
    const Binder& b = n.binders.at(0);
    if (!b.domain.lo || !b.domain.hi) throw NoRule{};
    if (has_derivative(n.args[0])) throw NoRule{};  // the variable of a derivative cannot be replaced by a term
    Expr sum = depends(n.args[0]) ? with_body(n, of(n.args[0])) : number(0);
    if (depends(b.domain.hi)) sum = plus(sum, times(substitute(n.args[0], b.slot, b.domain.hi), of(b.domain.hi)));
    if (depends(b.domain.lo)) sum = minus(sum, times(substitute(n.args[0], b.slot, b.domain.lo), of(b.domain.lo)));
    return sum;
  }

  int slot_;
  std::deque<Expr> kept_;  // results are remembered by address
  std::unordered_map<const Node*, Expr> known_;
  std::unordered_map<const Node*, bool> depends_;
};

}  // namespace

std::optional<Expr> derivative(const Expr& e, int slot) {
  try {
    return Differentiator(slot).of(e);
  } catch (const NoRule&) {
    return std::nullopt;
  }
}

}  // namespace posproof
