#pragma once
// Definitions of Evaluator<S>; included by the files that instantiate it. Here: variables, budget and what is remembered.
#include <algorithm>
#include <bit>
#include <type_traits>

#include "evaluator_calls_impl.hpp"
#include "evaluator_detail.hpp"
#include "evaluator_formulas_impl.hpp"
#include "evaluator_loops_impl.hpp"
#include "evaluator_terms_impl.hpp"

namespace posproof {

namespace detail {

constexpr std::size_t largest_shared_table = std::size_t{1} << 18, longest_shared_row = std::size_t{1} << 14;
constexpr std::uint64_t patience = 1000;  // outdated entries before a table is given up

}  // namespace detail

template <class S>
Evaluator<S>::Evaluator(const Program& program, ScalarContext<S> context, std::uint64_t budget)
    : program_(program), context_(std::move(context)), budget_(budget) {
  cache_.resize(static_cast<std::size_t>(program.size()));
  tables_.resize(cache_.size());
  make_room_for_slots();
}

/// Every slot that the program binds gets its place beforehand: a loop that is entered while a reference to the value of an
/// outer variable is held must not move that value.
template <class S>
void Evaluator<S>::make_room_for_slots() {
  int last = -1;
  for (int id = 0; id < program_.size(); ++id) {
    last = std::max(last, program_[id].slot);
    for (const auto& r : program_[id].ranges) last = std::max(last, r.slot);
  }
  if (static_cast<std::size_t>(last + 1) > slots_.size()) slots_.resize(static_cast<std::size_t>(last + 1));
}

template <class S>
void Evaluator<S>::reset() {
  cache_.assign(static_cast<std::size_t>(program_.size()), Cache{});
  tables_.assign(cache_.size(), {});
  table_entries_ = 0;
  log_of_base_.reset();
  make_room_for_slots();
}

template <class S>
void Evaluator<S>::drive(int slot, S value, long index) {
  const auto i = static_cast<std::size_t>(slot);
  if (i >= slots_.size()) slots_.resize(i + 1);
  slots_[i].value = V{};
  slots_[i].value.re = std::move(value);
  slots_[i].stamp = ++clock_;
  slots_[i].index = index;
}

template <class S>
void Evaluator<S>::bind(int slot, S value) {
  drive(slot, std::move(value), -1);
}

template <class S>
void Evaluator<S>::spend(std::uint64_t units, const Expr& node) {
  work_ += units;
  if (work_ > budget_) detail::unsupported(node, "the work budget is used up");
}

template <class S>
std::uint64_t Evaluator<S>::stamp_of(SlotSet free) const {
  if (free & slot_bit(63)) return clock_;
  std::uint64_t stamp = 0;
  for (; free != 0; free &= free - 1) {
    const auto slot = static_cast<std::size_t>(__builtin_ctzll(free));
    ensure(slot < slots_.size(), "evaluating an expression with an unbound variable");
    stamp = std::max(stamp, slots_[slot].stamp);
  }
  return stamp;
}

template <class S>
int Evaluator<S>::driven_slot(SlotSet free) const {
  if (free & slot_bit(63)) return -1;
  int best = -1;
  for (; free != 0; free &= free - 1) {
    const int slot = std::countr_zero(free);
    const auto& s = slots_[static_cast<std::size_t>(slot)];
    if (s.index >= 0 && (best < 0 || s.stamp > slots_[static_cast<std::size_t>(best)].stamp)) best = slot;
  }
  return best;
}

template <class S>
typename Evaluator<S>::Cache* Evaluator<S>::table_entry(int id, const Program::Instruction& x) {
  auto& table = tables_[static_cast<std::size_t>(id)];
  if (table.given_up) return nullptr;
  const int slot = driven_slot(x.free);
  if (slot < 0 || (table.slot >= 0 && table.slot != slot)) return nullptr;
  const auto index = static_cast<std::size_t>(slots_[static_cast<std::size_t>(slot)].index);
  const SlotSet other_slots = x.free & ~slot_bit(slot);
  // Series are long, and boxes change with every evaluation.
  if (other_slots != 0 && !std::is_same_v<S, Number<KernelOf<S>>>) return nullptr;
  if (index >= table.entries.size()) {
    if (table_entries_ >= (other_slots == 0 ? detail::largest_table : detail::largest_shared_table)) return nullptr;
    if (other_slots != 0 && index >= detail::longest_shared_row) return nullptr;
    table_entries_ += index + 1 - table.entries.size();
    table.entries.resize(index + 1);
    table.slot = slot;
  }
  auto& entry = table.entries[index];
  const auto others = stamp_of(other_slots);
  if (entry.valid && entry.stamp == others) {
    ++table.served;
    return &entry;
  }
  if (entry.valid && ++table.outdated > detail::patience + 2 * table.served) {
    table_entries_ -= table.entries.size();
    table.entries = {};
    table.given_up = true;
    return nullptr;
  }
  entry.valid = false;
  entry.stamp = others;
  return &entry;
}

template <class S>
const Value<S>& Evaluator<S>::value(int id) {
  const auto& x = program_[id];
  if (x.op == Op::variable) {
    ensure(static_cast<std::size_t>(x.slot) < slots_.size(), "evaluating an unbound variable");
    return slots_[static_cast<std::size_t>(x.slot)].value;
  }
  auto& cache = cache_[static_cast<std::size_t>(id)];
  const auto stamp = stamp_of(x.free);
  if (cache.valid && cache.stamp == stamp) return cache.value;
  if (const Cache* entry = table_entry(id, x); entry && entry->valid) return entry->value;
  V v = compute(id);
  // Looked up again: loops inside may have moved the table.
  if (Cache* entry = table_entry(id, x)) {
    entry->value = std::move(v);
    entry->valid = true;
    return entry->value;
  }
  cache.value = std::move(v);
  cache.stamp = stamp;
  cache.valid = true;
  return cache.value;
}

template <class S>
Value<S> Evaluator<S>::compute(int id) {
  const auto& x = program_[id];
  if (x.op >= Op::truth) {
    V v;
    v.truth = formula(x);
    return v;
  }
  return term(x);
}

template <class S>
Truth Evaluator<S>::truth(int id) {
  return value(id).truth;
}

template <class S>
S Evaluator<S>::real(int id) {
  const V& v = value(id);
  if (v.complex && !certainly(is_zero(head(*v.im))))
    detail::unsupported(program_[id].node, "a real value is needed here, and the imaginary part is not known to vanish");
  return v.re;
}

template <class S>
Integer Evaluator<S>::exact_integer(int id, const char* what) {
  const auto number = head(real(id));
  if (!number.is_exact()) detail::unsupported(program_[id].node, std::string(what) + " must be an exact integer");
  if (!number.exact().is_integer())
    throw Undefined{program_[id].node, std::string(what) + " must be an integer, here " + number.exact().str(), true, false,
                    "bounds"};
  return number.exact().numerator();
}

template <class S>
const S& Evaluator<S>::real_arg(const Program::Instruction& x, std::size_t i) {
  const V& v = value(x.args[i]);
  if (v.complex) detail::unsupported(x.node, "this function is defined for real arguments");
  return v.re;
}

}  // namespace posproof
