#include "posproof/claim/ast.hpp"

#include <array>

#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

struct Relation {
  Op op, mirrored, negated;
  const char* text;
};

constexpr std::array<Relation, 6> relations{{
    {Op::less, Op::greater, Op::greater_equal, "<"},
    {Op::less_equal, Op::greater_equal, Op::greater, "<="},
    {Op::greater, Op::less, Op::less_equal, ">"},
    {Op::greater_equal, Op::less_equal, Op::less, ">="},
    {Op::equal, Op::equal, Op::not_equal, "=="},
    {Op::not_equal, Op::not_equal, Op::equal, "!="},
}};

const Relation& find_relation(Op op) {
  for (const auto& r : relations)
    if (r.op == op) return r;
  contract_broken("not a relation");
}

Expr finish(Node node) { return std::make_shared<const Node>(std::move(node)); }

}  // namespace

bool is_relation(Op op) { return op >= Op::less && op <= Op::not_equal; }
Op mirrored(Op relation) { return find_relation(relation).mirrored; }
Op negated(Op relation) { return find_relation(relation).negated; }
const char* relation_text(Op relation) { return find_relation(relation).text; }

Expr make_number(const Rational& q) {
  Node n;
  n.op = Op::number;
  n.number = q;
  return finish(std::move(n));
}

Expr make_variable(std::string name, int slot) {
  Node n;
  n.op = Op::variable;
  n.name = std::move(name);
  n.slot = slot;
  return finish(std::move(n));
}

Expr make_constant(std::string name) {
  Node n;
  n.op = Op::constant;
  n.name = std::move(name);
  return finish(std::move(n));
}

Expr make_node(Op op, std::vector<Expr> args) {
  for (const auto& a : args) ensure(a != nullptr, "a node with an empty argument");
  Node n;
  n.op = op;
  n.args = std::move(args);
  return finish(std::move(n));
}

Expr make_call(std::string function, std::vector<Expr> args) {
  for (const auto& a : args) ensure(a != nullptr, "a call with an empty argument");
  Node n;
  n.op = Op::call;
  n.name = std::move(function);
  n.args = std::move(args);
  return finish(std::move(n));
}

Expr with_args(const Expr& e, std::vector<Expr> args) {
  if (args == e->args) return e;
  for (const auto& a : args) ensure(a != nullptr, "a node with an empty argument");
  Node n = *e;
  n.args = std::move(args);
  return finish(std::move(n));
}

}  // namespace posproof
