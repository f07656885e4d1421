#include "lowering.hpp"

#include <unordered_map>

#include "posproof/claim/derivative.hpp"
#include "posproof/claim/walk.hpp"

namespace posproof {
namespace {

class Lowering {
 public:
  Expr of(const Expr& e) {
    if (const auto it = done_.find(e); it != done_.end()) return it->second;
    Expr r = map_children(e, [&](const Expr& child, std::size_t) { return of(child); });
    if (r->op == Op::deriv)
      if (auto d = derivative(r->args[0], r->binders.at(0).slot))
        // Outside e's domain the formula may still have a value: 0*e carries the domain.
        r = make_node(Op::add, {*d, make_node(Op::mul, {make_number(Rational(0)), r->args[0]})});
    done_.emplace(e, r);
    return r;
  }

 private:
  std::unordered_map<Expr, Expr> done_;
};

}  // namespace

Expr lower_derivatives(const Expr& e) { return Lowering().of(e); }

}  // namespace posproof
