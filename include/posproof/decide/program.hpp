#pragma once
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "posproof/claim/ast.hpp"

namespace posproof {

/// Built-in functions of the claim language, as the evaluator dispatches on them.
enum class Function : std::uint8_t {
  abs,
  sqrt,
  exp,
  log,
  log2,
  sin,
  cos,
  tan,
  asin,
  acos,
  atan,
  sinh,
  cosh,
  tanh,
  floor,
  ceil,
  round,
  mod,
  min,
  max,
  sign,
  gcd,
  erf,
  gamma,
  ci,
  si,
  ei,
  re,
  im,
  conj,
  cis,
  arg,
  length,
  none
};
/// Function::none for a name that is no built-in.
Function function_named(const std::string& name);

/// A set of slots; slots from 63 on share the last bit, which only makes caches less eager.
using SlotSet = std::uint64_t;
constexpr SlotSet slot_bit(int slot) { return SlotSet{1} << (slot < 63 ? slot : 63); }

/// A resolved tree as an array of instructions with equal subexpressions shared (children come before parents).
class Program {
 public:
  /// Where a bound variable of an instruction ranges; -1 for an absent bound.
  struct Range {
    int slot = -1;
    Domain::Kind kind = Domain::Kind::integers;
    int lo = -1, hi = -1, step = -1;
    std::vector<int> elements;
  };
  struct Instruction {
    Op op{};
    Function function = Function::none;
    int slot = -1;
    std::vector<int> args;
    std::vector<Range> ranges;
    int filter = -1;
    SlotSet free = 0;  ///< free variables it depends on
    Expr node;         ///< for messages and exact numbers
  };

  /// Instruction of the expression, compiled on first use. Resolved trees without limits and properties only.
  int add(const Expr& e);
  const Instruction& operator[](int i) const { return instructions_[static_cast<std::size_t>(i)]; }
  int size() const { return static_cast<int>(instructions_.size()); }

 private:
  Range add_range(const Binder& b);
  int intern(Instruction instruction);

  std::vector<Instruction> instructions_;
  std::unordered_map<Expr, int> by_node_;  ///< by identity; keeps every node alive
  std::unordered_multimap<std::size_t, int> by_shape_;
};

}  // namespace posproof
