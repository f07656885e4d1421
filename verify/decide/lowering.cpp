#include "lowering.hpp"

#include <unordered_map>

#include "posproof/claim/derivative.hpp"

namespace posproof {
namespace {

class Lowering {
 public:
  Expr of(const Expr& e) {
    if (!e) return e;
    if (const auto it = done_.find(e); it != done_.end()) return it->second;
    Expr r = rebuilt(e);
    if (r->op == Op::deriv)
      if (auto d = derivative(r->args[0], r->binders.at(0).slot))
        // Outside e's domain the formula may still have a value: 0*e carries the domain.
        r = make_node(Op::add, {*d, make_node(Op::mul, {make_number(Rational(0)), r->args[0]})});
    done_.emplace(e, r);
    return r;
  }

 private:
  Expr rebuilt(const Expr& e) {
    Node n = *e;
    bool changed = false;
    const auto replace = [&](Expr& part) {
      Expr next = of(part);
      changed |= next != part;
      part = std::move(next);
    };
    for (auto& a : n.args) replace(a);
    for (auto& b : n.binders) {
      replace(b.domain.lo);
      replace(b.domain.hi);
      replace(b.domain.step);
      for (auto& x : b.domain.elements) replace(x);
    }
    replace(n.filter);
    return changed ? std::make_shared<const Node>(std::move(n)) : e;
  }

  std::unordered_map<Expr, Expr> done_;
};

}  // namespace

Expr lower_derivatives(const Expr& e) { return Lowering().of(e); }

}  // namespace posproof
