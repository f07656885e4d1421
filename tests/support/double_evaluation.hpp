#pragma once
#include <cmath>
#include <complex>
#include <map>
#include <stdexcept>
#include <vector>

#include "posproof/claim/ast.hpp"

// A plain evaluator of resolved trees in double precision: an oracle that shares nothing with the rigorous kernels.
// It only serves tests; there is no error bound.

namespace posproof::testing {

class DoubleEvaluation {
 public:
  using Value = std::complex<double>;

  /// Gives a free variable its value.
  void bind(int slot, double value) { variables_[slot] = value; }

  double real(const Expr& e) { return value(e).real(); }

  bool holds(const Expr& e) {
    const auto& n = *e;
    switch (n.op) {
      case Op::truth: return n.number.sign() != 0;
      case Op::less: return real(n.args[0]) < real(n.args[1]);
      case Op::less_equal: return real(n.args[0]) <= real(n.args[1]);
      case Op::greater: return real(n.args[0]) > real(n.args[1]);
      case Op::greater_equal: return real(n.args[0]) >= real(n.args[1]);
      case Op::equal: return value(n.args[0]) == value(n.args[1]);
      case Op::not_equal: return value(n.args[0]) != value(n.args[1]);
      case Op::negation: return !holds(n.args[0]);
      case Op::implies: return !holds(n.args[0]) || holds(n.args[1]);
      case Op::conj:
        for (const auto& arg : n.args)
          if (!holds(arg)) return false;
        return true;
      case Op::disj:
        for (const auto& arg : n.args)
          if (holds(arg)) return true;
        return false;
      default: throw std::logic_error("no oracle for this formula");
    }
  }

  Value value(const Expr& e) {
    const auto& n = *e;
    const auto arg = [&](std::size_t k) { return value(n.args[k]); };
    switch (n.op) {
      case Op::number: return n.number.approx_double();
      case Op::constant: return constant(n.name);
      case Op::variable: return variables_.at(n.slot);
      case Op::neg: return -arg(0);
      case Op::add: return arg(0) + arg(1);
      case Op::sub: return arg(0) - arg(1);
      case Op::mul: return arg(0) * arg(1);
      case Op::div: return arg(0) / arg(1);
      case Op::pow: return std::pow(arg(0).real(), arg(1).real());
      case Op::call: return call(n);
      case Op::conditional: return holds(n.args[0]) ? arg(1) : arg(2);
      case Op::index: return value(n.args[0]->args.at(static_cast<std::size_t>(real(n.args[1]))));
      case Op::sum: return folded(n, 0, [&](Value& total, const Expr& body) { total += value(body); });
      case Op::count: return folded(n, 0, [&](Value& total, const Expr& body) { total += holds(body) ? 1 : 0; });
      default: throw std::logic_error("no oracle for this term");
    }
  }

 private:
  template <class Step>
  Value folded(const Node& n, Value start, Step step) {
    const auto& d = n.binders[0].domain;
    const auto lo = real(d.lo), hi = real(d.hi);
    for (double k = lo; k <= hi; ++k) {
      variables_[n.binders[0].slot] = k;
      step(start, n.args[0]);
    }
    return start;
  }

  static Value constant(const std::string& name) {
    if (name == "pi") return M_PI;
    if (name == "e") return M_E;
    if (name == "i") return Value(0, 1);
    return 0.57721566490153286;
  }

  Value call(const Node& n) {
    const auto z = value(n.args[0]);
    const double x = z.real();
    if (n.name == "abs") return std::abs(z);
    if (n.name == "re") return x;
    if (n.name == "im") return z.imag();
    if (n.name == "conj") return std::conj(z);
    if (n.name == "cis") return std::polar(1.0, x);
    if (n.name == "sin") return std::sin(x);
    if (n.name == "cos") return std::cos(x);
    if (n.name == "exp") return std::exp(x);
    if (n.name == "log") return std::log(x);
    if (n.name == "sqrt") return std::sqrt(x);
    if (n.name == "floor") return std::floor(x);
    if (n.name == "ceil") return std::ceil(x);
    if (n.name == "min") return std::min(x, real(n.args[1]));
    if (n.name == "max") return std::max(x, real(n.args[1]));
    throw std::logic_error("no oracle for " + n.name);
  }

  std::map<int, Value> variables_;
};

}  // namespace posproof::testing
