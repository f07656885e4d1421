#pragma once
#include "posproof/claim/ast.hpp"

namespace posproof {

/// The name, in the format's trees, of an operation that carries its arguments and nothing else; nullptr for others.
constexpr const char* operation_name(Op op) {
  switch (op) {
    case Op::neg: return "neg";
    case Op::add: return "add";
    case Op::sub: return "sub";
    case Op::mul: return "mul";
    case Op::div: return "div";
    case Op::pow: return "pow";
    case Op::conditional: return "if";
    case Op::list: return "list";
    case Op::index: return "index";
    case Op::less: return "<";
    case Op::less_equal: return "<=";
    case Op::greater: return ">";
    case Op::greater_equal: return ">=";
    case Op::equal: return "==";
    case Op::not_equal: return "!=";
    case Op::conj: return "and";
    case Op::disj: return "or";
    case Op::negation: return "not";
    case Op::implies: return "=>";
    default: return nullptr;
  }
}

/// The same for an operation over one integer range.
constexpr const char* loop_name(Op op) {
  switch (op) {
    case Op::sum: return "sum";
    case Op::prod: return "prod";
    case Op::maximum: return "maximum";
    case Op::minimum: return "minimum";
    case Op::argmax: return "argmax";
    case Op::argmin: return "argmin";
    case Op::count: return "count";
    default: return nullptr;
  }
}

}  // namespace posproof
