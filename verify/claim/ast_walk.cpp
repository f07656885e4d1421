#include <algorithm>
#include <unordered_map>

#include "posproof/arith/contract.hpp"
#include "posproof/claim/ast.hpp"
#include "posproof/claim/walk.hpp"

namespace posproof {
namespace {

using Slots = std::vector<int>;

Slots merged(const Slots& a, const Slots& b) {
  Slots out;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

bool contains(const Slots& slots, int slot) { return std::binary_search(slots.begin(), slots.end(), slot); }

/// Free slots of every node below a root, each node once.
class FreeSlots {
 public:
  const Slots& of(const Expr& e) {
    if (const auto found = known_.find(e.get()); found != known_.end()) return found->second;
    auto slots = of_node(*e);
    return known_.emplace(e.get(), std::move(slots)).first->second;
  }

 private:
  Slots of_node(const Node& n) {
    Slots slots;
    if (n.op == Op::variable && n.slot >= 0) slots.push_back(n.slot);
    if (n.op == Op::deriv && n.binders[0].slot >= 0) slots.push_back(n.binders[0].slot);
    for_each_child(n, [&](const Expr& child, std::size_t inside) {
      auto below = of(child);
      if (binds(n))
        for (std::size_t k = 0; k < inside; ++k) std::erase(below, n.binders[k].slot);
      slots = merged(slots, below);
    });
    return slots;
  }

  std::unordered_map<const Node*, Slots> known_;
};

class Size {
 public:
  std::uint64_t of(const Expr& e) {
    if (const auto found = known_.find(e.get()); found != known_.end()) return found->second;
    std::uint64_t size = 1;
    for_each_child(*e, [&](const Expr& child, std::size_t) { size = std::min(limit, size + of(child)); });
    known_.emplace(e.get(), size);
    return size;
  }

 private:
  static constexpr std::uint64_t limit = std::uint64_t{1} << 62;
  std::unordered_map<const Node*, std::uint64_t> known_;
};

class Substitution {
 public:
  Substitution(int slot, const Expr& value) : slot_(slot), value_(value), value_slots_(free_slots(value)) {}

  Expr in(const Expr& e) {
    if (!e || !occurs(e)) return e;
    if (e->op == Op::variable) return value_;
    if (const auto found = done_.find(e.get()); found != done_.end()) return found->second;
    auto result = in_node(e);
    done_.emplace(e.get(), result);
    return result;
  }

 private:
  bool occurs(const Expr& e) { return contains(free_.of(e), slot_); }

  Expr in_node(const Expr& e) {
    const auto& binders = e->binders;
    if (!binds(*e)) return map_children(with_renamed_derivative(e), [&](const Expr& child, std::size_t) { return in(child); });
    // Behind a binder of the same slot it is another variable.
    const auto shadow = std::find_if(binders.begin(), binders.end(), [&](const Binder& b) { return b.slot == slot_; });
    for (auto b = binders.begin(); b != shadow; ++b)
      ensure(!contains(value_slots_, b->slot), "substitution would capture a variable");
    const auto reach = static_cast<std::size_t>(shadow - binders.begin());
    return map_children(e, [&](const Expr& child, std::size_t inside) { return inside <= reach ? in(child) : child; });
  }

  /// d/dx with x replaced by another variable y: the same function of y only while y does not occur in it already.
  Expr with_renamed_derivative(const Expr& e) {
    Node n = *e;
    if (n.binders[0].slot != slot_) {
      ensure(!contains(value_slots_, n.binders[0].slot), "substitution would add a dependence on the variable of a derivative");
      return e;
    }
    ensure(value_->op == Op::variable, "the variable of a derivative can be replaced by a variable only");
    ensure(value_->slot == slot_ || !contains(free_.of(n.args[0]), value_->slot),
           "substitution would merge the variable of a derivative with another");
    n.binders[0].slot = value_->slot;
    n.binders[0].name = value_->name;
    return std::make_shared<const Node>(std::move(n));
  }

  int slot_;
  Expr value_;
  Slots value_slots_;
  FreeSlots free_;
  std::unordered_map<const Node*, Expr> done_;
};

}  // namespace

std::vector<int> free_slots(const Expr& e) { return FreeSlots().of(e); }

bool depends_on(const Expr& e, int slot) { return contains(FreeSlots().of(e), slot); }

std::uint64_t tree_size(const Expr& e) { return Size().of(e); }

Expr substitute(const Expr& e, int slot, const Expr& value) { return Substitution(slot, value).in(e); }

}  // namespace posproof
