#include "posproof/decide/program.hpp"

#include <array>
#include <string_view>

#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

constexpr std::array function_names = {"abs",  "sqrt", "exp",  "log",  "log2", "sin",   "cos",  "tan",   "asin",
                                       "acos", "atan", "sinh", "cosh", "tanh", "floor", "ceil", "round", "mod",
                                       "min",  "max",  "sign", "gcd",  "erf",  "gamma", "ci",   "si",    "ei",
                                       "re",   "im",   "conj", "cis",  "arg",  "length"};
static_assert(function_names.size() == static_cast<std::size_t>(Function::none));

std::size_t mix(std::size_t h, std::size_t v) { return (h ^ v) * 0x9e3779b97f4a7c15ULL + (h >> 29); }

bool same_range(const Program::Range& a, const Program::Range& b) {
  return a.slot == b.slot && a.kind == b.kind && a.lo == b.lo && a.hi == b.hi && a.step == b.step && a.elements == b.elements;
}

bool same_shape(const Program::Instruction& a, const Program::Instruction& b) {
  if (a.op != b.op || a.function != b.function || a.slot != b.slot || a.args != b.args || a.filter != b.filter ||
      a.node->number != b.node->number || a.node->name != b.node->name || a.ranges.size() != b.ranges.size())
    return false;
  for (std::size_t i = 0; i < a.ranges.size(); ++i)
    if (!same_range(a.ranges[i], b.ranges[i])) return false;
  return true;
}

std::size_t shape_hash(const Program::Instruction& x) {
  std::size_t h = static_cast<std::size_t>(x.op) * 64 + static_cast<std::size_t>(x.function);
  h = mix(h, static_cast<std::size_t>(x.slot + 1));
  for (int a : x.args) h = mix(h, static_cast<std::size_t>(a));
  for (const auto& r : x.ranges) h = mix(h, static_cast<std::size_t>(r.slot));
  if (x.op == Op::number) h = mix(h, std::hash<std::string>{}(x.node->number.str()));
  return h;
}

}  // namespace

Function function_named(const std::string& name) {
  for (std::size_t i = 0; i < function_names.size(); ++i)
    if (name == function_names[i]) return static_cast<Function>(i);
  return Function::none;
}

Program::Range Program::add_range(const Binder& b) {
  Range r;
  r.slot = b.slot;
  r.kind = b.domain.kind;
  if (b.domain.lo) r.lo = add(b.domain.lo);
  if (b.domain.hi) r.hi = add(b.domain.hi);
  if (b.domain.step) r.step = add(b.domain.step);
  for (const auto& e : b.domain.elements) r.elements.push_back(add(e));
  return r;
}

int Program::intern(Instruction x) {
  const auto h = shape_hash(x);
  const auto [first, last] = by_shape_.equal_range(h);
  for (auto it = first; it != last; ++it)
    if (same_shape((*this)[it->second], x)) return it->second;
  const int id = size();
  instructions_.push_back(std::move(x));
  by_shape_.emplace(h, id);
  return id;
}

int Program::add(const Expr& e) {
  ensure(e != nullptr, "compiling an absent expression");
  if (const auto it = by_node_.find(e); it != by_node_.end()) return it->second;
  Instruction x;
  x.op = e->op;
  x.node = e;
  x.slot = e->slot;
  if (e->op == Op::call) {
    x.function = function_named(e->name);
    ensure(x.function != Function::none, "resolved tree calls an unknown function");
  }
  SlotSet bound = 0;
  for (const auto& b : e->binders) {
    x.ranges.push_back(add_range(b));
    for (int i : {x.ranges.back().lo, x.ranges.back().hi, x.ranges.back().step})
      if (i >= 0) x.free |= (*this)[i].free & ~bound;
    for (int i : x.ranges.back().elements) x.free |= (*this)[i].free & ~bound;
    // The shared last bit must survive: it may stand for other slots as well.
    if (b.slot < 63) bound |= slot_bit(b.slot);
  }
  for (const auto& a : e->args) {
    x.args.push_back(add(a));
    x.free |= (*this)[x.args.back()].free & ~bound;
  }
  if (e->filter) {
    x.filter = add(e->filter);
    x.free |= (*this)[x.filter].free & ~bound;
  }
  if (e->op == Op::variable) x.free |= slot_bit(e->slot);
  const int id = intern(std::move(x));
  by_node_.emplace(e, id);
  return id;
}

}  // namespace posproof
