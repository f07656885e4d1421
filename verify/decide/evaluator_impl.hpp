#pragma once
// Definitions of Evaluator<S>; included by the files that instantiate it.
#include <algorithm>
#include <bit>
#include <type_traits>

#include "posproof/analysis/certified_sweep.hpp"
#include "posproof/arith/contract.hpp"
#include "posproof/claim/print.hpp"
#include "posproof/decide/evaluator.hpp"
#include "posproof/decide/series.hpp"

namespace posproof {

namespace detail {

[[noreturn]] inline void undefined(const Expr& node, std::string what, Truth inside) {
  throw Undefined{node, std::move(what), certainly_not(inside), false};
}
[[noreturn]] inline void unsupported(const Expr& node, std::string what) {
  throw Undefined{node, std::move(what), false, true};
}

/// Throws unless `inside` is certain: the argument must lie in the function's domain.
inline void require(Truth inside, const Expr& node, const char* what) {
  if (!certainly(inside)) undefined(node, what, inside);
}

constexpr std::size_t largest_table = std::size_t{1} << 22;
constexpr std::size_t largest_shared_table = std::size_t{1} << 18, longest_shared_row = std::size_t{1} << 14;
/// Whether x^q may be rational, or a square root: `pow` is sharper there.
inline bool has_root(const Rational& x, const Rational& q) {
  const auto root = Rational(q.denominator()).to_long();
  return root && (*root == 2 || (*root <= 4096 && exact_root(x, static_cast<unsigned long>(*root))));
}
constexpr long spare_bits = 32;
constexpr std::size_t widest_exponent = 64;
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

template <class S>
Value<S> Evaluator<S>::term(const Program::Instruction& x) {
  V v;
  switch (x.op) {
    case Op::number: v.re = context_.lift(x.node->number); return v;
    case Op::constant:
      if (x.node->name == "pi")
        v.re = context_.pi();
      else if (x.node->name == "e")
        v.re = context_.e();
      else if (x.node->name == "euler_gamma")
        v.re = context_.euler_gamma();
      else {
        ensure(x.node->name == "i", "unknown constant in a resolved tree");
        v.re = context_.lift(Rational(0));
        v.im = context_.lift(Rational(1));
        v.complex = true;
      }
      return v;
    case Op::neg:
    case Op::add:
    case Op::sub:
    case Op::mul:
    case Op::div: return arithmetic(x);
    case Op::pow: return power(x);
    case Op::call: return call(x);
    case Op::conditional: return conditional(x);
    case Op::sum:
    case Op::prod:
    case Op::maximum:
    case Op::minimum:
    case Op::argmax:
    case Op::argmin: return loop(x);
    case Op::count: return count(x);
    case Op::list: {
      auto items = std::make_shared<std::vector<V>>();
      for (int a : x.args) items->push_back(value(a));
      v.list = std::move(items);
      return v;
    }
    case Op::index: return element(x);
    case Op::integral:
      if (auto r = context_.integral(x.node, *this, program_)) {
        v.re = std::move(*r);
        return v;
      }
      detail::unsupported(x.node, "this kernel has no quadrature for the integral");
    default: detail::unsupported(x.node, "this construct is decided by rules, not evaluated");
  }
}

template <class S>
Value<S> Evaluator<S>::arithmetic(const Program::Instruction& x) {
  const V& a = value(x.args[0]);
  V v;
  if (x.op == Op::neg) {
    v.re = -a.re;
    v.complex = a.complex;
    if (a.complex) v.im = -*a.im;
    return v;
  }
  const V& b = value(x.args[1]);
  v.complex = a.complex || b.complex;
  const S zero = v.complex ? context_.lift(Rational(0)) : S{};
  const S& ai = a.complex ? *a.im : zero;
  const S& bi = b.complex ? *b.im : zero;
  switch (x.op) {
    case Op::add:
      v.re = a.re + b.re;
      if (v.complex) v.im = ai + bi;
      return v;
    case Op::sub:
      v.re = a.re - b.re;
      if (v.complex) v.im = ai - bi;
      return v;
    case Op::mul:
      if (!v.complex) {
        v.re = a.re * b.re;
        return v;
      }
      v.re = a.re * b.re - ai * bi;
      v.im = a.re * bi + ai * b.re;
      return v;
    default: break;
  }
  if (!v.complex) {
    detail::require(!is_zero(head(b.re)), x.node, "division by zero");
    v.re = a.re / b.re;
    return v;
  }
  const S norm = sqr(b.re) + sqr(bi);
  detail::require(!is_zero(head(norm)), x.node, "division by zero");
  v.re = (a.re * b.re + ai * bi) / norm;
  v.im = (ai * b.re - a.re * bi) / norm;
  return v;
}

template <class S>
Value<S> Evaluator<S>::power(const Program::Instruction& x) {
  const V& a = value(x.args[0]);
  const V& b = value(x.args[1]);
  if (b.complex) detail::unsupported(x.node, "complex exponents are written exp(...)");
  V v;
  const auto exponent = head(b.re);
  const bool exact = exponent.is_exact() && is_constant(b.re);
  if (exact && exponent.exact().is_integer()) {
    const auto n = exponent.exact().to_long();
    if (!n) detail::unsupported(x.node, "the exponent is too large");
    if (*n < 0) {
      const Truth zero = a.complex ? is_zero(head(a.re)) & is_zero(head(*a.im)) : is_zero(head(a.re));
      detail::require(!zero, x.node, "division by zero (zero to a negative power)");
    }
    if (!a.complex) {
      v.re = pow(a.re, *n);
      return v;
    }
    if (std::abs(*n) > 100000) detail::unsupported(x.node, "the exponent is too large for a complex base");
    S re = context_.lift(Rational(1)), im = context_.lift(Rational(0));
    for (long k = 0; k < std::abs(*n); ++k) {
      S next = re * a.re - im * *a.im;
      im = re * *a.im + im * a.re;
      re = std::move(next);
    }
    if (*n < 0) {
      const S norm = sqr(re) + sqr(im);
      re = re / norm;
      im = -im / norm;
    }
    v.re = std::move(re);
    v.im = std::move(im);
    v.complex = true;
    return v;
  }
  if (a.complex) detail::unsupported(x.node, "a complex base needs an integer exponent");
  if (program_[x.args[0]].op == Op::constant && program_[x.args[0]].node->name == "e") {
    v.re = exp(b.re);
    return v;
  }
  const auto base = head(a.re);
  if (exact) {
    detail::require(!is_negative(base), x.node, "a fractional power of a negative number");
    if (exponent.exact().sign() < 0) detail::require(is_positive(base), x.node, "zero to a negative power");
    v.re = rational_power(a.re, exponent.exact());
    return v;
  }
  if (certainly(is_zero(base))) {
    detail::require(is_positive(exponent), x.node, "zero to a power that is not an integer nor positive");
    v.re = context_.lift(Rational(0));
    return v;
  }
  detail::require(is_positive(base), x.node, "a real power needs a positive base");
  v.re = pow(a.re, b.re);
  return v;
}

template <class S>
S Evaluator<S>::rational_power(const S& base, const Rational& q) {
  if constexpr (std::is_same_v<S, Number<Interval>>) {
    // x^q = exp(q log x), the argument with bits to spare: MPFR's power takes the logarithm anew each time.
    if (base.is_exact() && base.exact().sign() > 0 && !q.is_integer() && q.size_bits() <= detail::widest_exponent &&
        !detail::has_root(base.exact(), q)) {
      Interval argument;
      {
        const PrecisionScope wider{Bits{working_precision().value + detail::spare_bits}};
        if (!log_of_base_ || log_of_base_->first != base.exact())
          log_of_base_.emplace(base.exact(), log(Interval(base.exact())));
        argument = Interval(q) * log_of_base_->second;
      }
      return S(exp(argument));
    }
  }
  return pow(base, q);
}

template <class S>
Value<S> Evaluator<S>::complex_call(const Program::Instruction& x, const V& z) {
  V v;
  switch (x.function) {
    case Function::re: v.re = z.re; return v;
    case Function::im: v.re = *z.im; return v;
    case Function::conj:
      v.re = z.re;
      v.im = -*z.im;
      v.complex = true;
      return v;
    case Function::abs: v.re = sqrt(sqr(z.re) + sqr(*z.im)); return v;
    case Function::arg: {
      const auto zero = is_zero(head(z.re)) & is_zero(head(*z.im));
      detail::require(!zero, x.node, "arg of zero");
      v.re = atan2(*z.im, z.re);
      return v;
    }
    case Function::exp:
    case Function::cis: {
      // exp(a + ib) = e^a (cos b + i sin b); cis(a + ib) = e^-b (cos a + i sin a)
      const bool cis = x.function == Function::cis;
      const S scale = exp(cis ? S(-*z.im) : z.re);
      const S& angle = cis ? z.re : *z.im;
      v.re = scale * cos(angle);
      v.im = scale * sin(angle);
      v.complex = true;
      return v;
    }
    default: detail::unsupported(x.node, "this function is defined for real arguments");
  }
}

template <class S>
Value<S> Evaluator<S>::call(const Program::Instruction& x) {
  using F = Function;
  spend(1, x.node);
  V v;
  if (x.function == F::length) {
    const V& l = value(x.args[0]);
    ensure(l.list != nullptr, "length of something that is no list passed the sort check");
    v.re = context_.lift(Rational(static_cast<long>(l.list->size())));
    return v;
  }
  const V& first = value(x.args[0]);
  if (first.complex) return complex_call(x, first);
  const S& a = first.re;
  const auto h = [&] { return head(a); };
  const Number<KernelOf<S>> one{Rational(1)};
  switch (x.function) {
    case F::abs: v.re = abs(a); return v;
    case F::sqrt:
      detail::require(!is_negative(h()), x.node, "square root of a negative number");
      v.re = sqrt(a);
      return v;
    case F::exp: v.re = exp(a); return v;
    case F::log:
      detail::require(is_positive(h()), x.node, "logarithm of a number that is not positive");
      v.re = log(a);
      return v;
    case F::log2:
      detail::require(is_positive(h()), x.node, "logarithm of a number that is not positive");
      v.re = context_.log2(a);
      return v;
    case F::sin: v.re = sin(a); return v;
    case F::cos: v.re = cos(a); return v;
    case F::tan:
      detail::require(!is_zero(head(cos(a))), x.node, "tangent at a pole");
      v.re = tan(a);
      return v;
    case F::asin:
    case F::acos:
      detail::require(less_equal(abs(h()), one), x.node, "argument outside [-1, 1]");
      v.re = x.function == F::asin ? S(asin(a)) : S(acos(a));
      return v;
    case F::atan: v.re = atan(a); return v;
    case F::sinh: v.re = sinh(a); return v;
    case F::cosh: v.re = cosh(a); return v;
    case F::tanh: v.re = tanh(a); return v;
    case F::floor: v.re = floor(a); return v;
    case F::ceil: v.re = ceil(a); return v;
    case F::round: v.re = round(a); return v;
    case F::sign: v.re = sign(a); return v;
    case F::erf: v.re = erf(a); return v;
    case F::gamma: {
      const auto g = h();
      if (!certainly(is_positive(g))) {
        const bool pole = g.is_exact() && g.exact().is_integer();
        if (pole) detail::undefined(x.node, "gamma at a pole", Truth::no);
        detail::unsupported(x.node, "gamma is supported for positive arguments");
      }
      v.re = gamma(a);
      return v;
    }
    case F::ci:
      detail::require(is_positive(h()), x.node, "ci of a number that is not positive");
      v.re = ci(a);
      return v;
    case F::si: v.re = si(a); return v;
    case F::ei:
      detail::require(!is_zero(h()), x.node, "ei at zero");
      v.re = ei(a);
      return v;
    case F::re:
    case F::conj: v.re = a; return v;
    case F::im: v.re = context_.lift(Rational(0)); return v;
    case F::arg:
      detail::require(!is_zero(h()), x.node, "arg of zero");
      if (certainly(is_positive(h())))
        v.re = context_.lift(Rational(0));
      else if (certainly(is_negative(h())))
        v.re = context_.pi();
      else
        detail::undefined(x.node, "the sign of the argument is not known", Truth::unknown);
      return v;
    case F::cis:
      v.re = cos(a);
      v.im = sin(a);
      v.complex = true;
      return v;
    case F::mod: {
      const S a0 = a;
      const S& b = real_arg(x, 1);
      detail::require(!is_zero(head(b)), x.node, "mod by zero");
      v.re = a0 - b * floor(a0 / b);
      return v;
    }
    case F::min:
    case F::max: {
      S best = a;
      for (std::size_t i = 1; i < x.args.size(); ++i)
        best = x.function == F::min ? S(min(best, real_arg(x, i))) : S(max(best, real_arg(x, i)));
      v.re = std::move(best);
      return v;
    }
    case F::gcd: {
      Integer g = exact_integer(x.args[0], "gcd's argument");
      for (std::size_t i = 1; i < x.args.size(); ++i) g = gcd(g, exact_integer(x.args[i], "gcd's argument"));
      v.re = context_.lift(Rational(Integer(abs(g))));
      return v;
    }
    default: contract_broken("a function without an evaluation rule");
  }
}

template <class S>
Value<S> Evaluator<S>::conditional(const Program::Instruction& x) {
  const Truth t = guarded(x.args[0]);
  if (certainly(t)) return value(x.args[1]);
  if (certainly_not(t)) return value(x.args[2]);
  V a = value(x.args[1]);
  const V& b = value(x.args[2]);
  if (a.complex || b.complex || a.list || b.list) detail::undefined(x.node, "the condition is not decided", Truth::unknown);
  V v;
  v.re = either(a.re, b.re);
  return v;
}

template <class S>
Value<S> Evaluator<S>::element(const Program::Instruction& x) {
  const V& l = value(x.args[0]);
  ensure(l.list != nullptr, "index into something that is no list passed the sort check");
  const auto items = l.list;
  const Integer k = exact_integer(x.args[1], "a list index");
  if (k < 0 || k >= Integer(static_cast<unsigned long>(items->size())))
    throw Undefined{x.node, "list index " + k.get_str() + " outside 0.." + std::to_string(items->size() - 1), true, false};
  return (*items)[k.get_ui()];
}

template <class S>
template <class Body>
void Evaluator<S>::for_range(const Program::Range& r, const Expr& node, Body body) {
  if (r.kind == Domain::Kind::set) {
    for (int e : r.elements) {
      drive(r.slot, real(e), -1);
      if (!body()) return;
    }
    return;
  }
  if (r.kind != Domain::Kind::integers || r.hi < 0)
    detail::unsupported(node, "only finite integer ranges and sets can be enumerated here");
  const Integer lo = exact_integer(r.lo, "a lower bound"), hi = exact_integer(r.hi, "an upper bound");
  const Integer step = r.step >= 0 ? exact_integer(r.step, "a step") : Integer(1);
  if (step <= 0) throw Undefined{node, "a step must be positive", true, false, "bounds"};
  for (Integer k = lo; k <= hi; k += step) {
    spend(1, node);
    const bool tabulated = k >= 0 && k < Integer(static_cast<unsigned long>(detail::largest_table));
    drive(r.slot, context_.lift(Rational(k)), tabulated ? k.get_si() : -1);
    if (!body()) return;
  }
}

template <class S>
std::optional<S> Evaluator<S>::fast_loop(const Program::Instruction& x) {
  if constexpr (std::is_same_v<S, Number<Ball>> || std::is_same_v<S, Number<Interval>>) {
    constexpr bool first_kernel = std::is_same_v<S, Number<Ball>>;
    if (!first_kernel && !samples_loops_) return std::nullopt;
    const auto& r = x.ranges[0];
    // Only the ends may depend on outer variables.
    if (r.kind != Domain::Kind::integers || r.hi < 0 || r.step >= 0 || x.op == Op::sum || x.op == Op::prod) return std::nullopt;
    if (program_[x.args[0]].free != slot_bit(r.slot)) return std::nullopt;
    const Integer lo = exact_integer(r.lo, "a lower bound"), hi = exact_integer(r.hi, "an upper bound");
    if (hi - lo < FastLoops::worth) return std::nullopt;
    const auto v = fast_loops_.value(x.node, lo, hi);
    if (!v) return std::nullopt;
    spend(Integer((hi - lo) / 64).get_ui() + 1, x.node);
    if constexpr (first_kernel) {
      return v->value;
    } else {
      look_at_sample(x, *v, lo, hi);
      return v->value.is_exact() ? S(v->value.exact()) : S::from_bounds(lower(v->value), upper(v->value));
    }
  } else {
    return std::nullopt;
  }
}

template <class S>
void Evaluator<S>::look_at_sample(const Program::Instruction& x, const FastLoops::Result& swept, const Integer& lo,
                                  const Integer& hi) {
  const auto at = [&](const Integer& n) { drive(x.ranges[0].slot, context_.lift(Rational(n)), -1); };
  const auto contradicted = [&](const Integer& n) {
    throw InternalDisagreement("the kernels disagree on `" + to_text(x.node) + "` at " + n.get_str());
  };
  std::vector<Integer> positions;
  for (const auto n : swept.telling) positions.push_back(Integer(static_cast<long>(n)));
  for (long k = 0; k < FastLoops::confirmed_positions; ++k)
    positions.push_back(lo + (hi - lo) * k / (FastLoops::confirmed_positions - 1));
  const bool greatest = x.op == Op::maximum || x.op == Op::argmax;
  std::optional<S> extreme;
  for (const auto& n : positions) {
    at(n);
    if (x.op == Op::count) {
      const Truth mine = guarded(x.args[0]), swept_truth = fast_loops_.counts(x.node, n.get_si());
      if (mine != Truth::unknown && swept_truth != Truth::unknown && mine != swept_truth) contradicted(n);
      continue;
    }
    const S item = real(x.args[0]);
    // Against the place that attains the extreme, which comes first.
    if (!extreme && !swept.telling.empty()) extreme = item;
    if (extreme && certainly(greatest ? less(head(*extreme), head(item)) : less(head(item), head(*extreme)))) contradicted(n);
    if (x.op == Op::argmax || x.op == Op::argmin) continue;
    const S value = context_.between(lower(swept.value), upper(swept.value));
    if (certainly(greatest ? less(head(value), head(item)) : less(head(item), head(value)))) contradicted(n);
  }
  if (extreme && (x.op == Op::maximum || x.op == Op::minimum) &&
      !overlap(head(*extreme), head(context_.between(lower(swept.value), upper(swept.value)))))
    contradicted(positions[0]);
  sampled_.checked += positions.size();
  sampled_.of += Integer(hi - lo).get_ui() + 1;
}

template <class S>
Value<S> Evaluator<S>::loop(const Program::Instruction& x) {
  V acc;
  if (auto v = fast_loop(x)) {
    acc.re = std::move(*v);
    return acc;
  }
  bool first = true;
  const auto& range = x.ranges[0];
  S place;
  for_range(range, x.node, [&] {
    const V& item = value(x.args[0]);
    if (item.list) detail::unsupported(x.node, "lists cannot be added");
    if (first) {
      first = false;
      acc = item;
      place = slots_[static_cast<std::size_t>(range.slot)].value.re;
      return true;
    }
    switch (x.op) {
      case Op::sum:
        acc.re = acc.re + item.re;
        if (item.complex) acc.im = acc.complex ? S(*acc.im + *item.im) : *item.im;
        acc.complex |= item.complex;
        break;
      case Op::prod:
        if (!acc.complex && !item.complex) {
          acc.re = acc.re * item.re;
        } else {
          const S zero = context_.lift(Rational(0));
          const S ai = acc.complex ? *acc.im : zero, bi = item.complex ? *item.im : zero;
          const S re = acc.re * item.re - ai * bi;
          acc.im = acc.re * bi + ai * item.re;
          acc.re = re;
          acc.complex = true;
        }
        break;
      default: {
        if (acc.complex || item.complex) detail::unsupported(x.node, "complex values have no order");
        const bool wants_max = x.op == Op::maximum || x.op == Op::argmax;
        if (x.op == Op::argmax || x.op == Op::argmin) {
          const Truth better = wants_max ? less(head(acc.re), head(item.re)) : less(head(item.re), head(acc.re));
          if (better == Truth::unknown) detail::undefined(x.node, "two candidates cannot be told apart", Truth::unknown);
          if (certainly(better)) place = slots_[static_cast<std::size_t>(range.slot)].value.re;
        }
        acc.re = wants_max ? S(max(acc.re, item.re)) : S(min(acc.re, item.re));
      }
    }
    return true;
  });
  if (first) {
    if (x.op == Op::sum)
      acc.re = context_.lift(Rational(0));
    else if (x.op == Op::prod)
      acc.re = context_.lift(Rational(1));
    else
      throw Undefined{x.node, "the maximum or minimum over an empty range does not exist", true, false};
  }
  if (x.op == Op::argmax || x.op == Op::argmin) acc.re = place;
  return acc;
}

template <class S>
Value<S> Evaluator<S>::count(const Program::Instruction& x) {
  if (auto fast = fast_loop(x)) {
    V v;
    v.re = std::move(*fast);
    return v;
  }
  long yes = 0, unknown = 0;
  for_range(x.ranges[0], x.node, [&] {
    const Truth t = guarded(x.args[0]);
    if (certainly(t))
      ++yes;
    else if (possibly(t))
      ++unknown;
    return true;
  });
  V v;
  v.re = unknown == 0 ? context_.lift(Rational(yes)) : context_.between(Rational(yes), Rational(yes + unknown));
  return v;
}

template <class S>
Truth Evaluator<S>::guarded(int id) {
  try {
    return truth(id);
  } catch (const Undefined& u) {
    if (u.certain || u.unsupported) throw;
    return Truth::unknown;
  }
}

template <class S>
Truth Evaluator<S>::formula(const Program::Instruction& x) {
  switch (x.op) {
    case Op::truth: return truth_of(x.node->number.sign() != 0);
    case Op::conj:
    case Op::disj:
    case Op::negation:
    case Op::implies: return connective(x);
    case Op::forall:
    case Op::exists: return quantifier(x, 0);
    default:
      if (is_relation(x.op)) return relation(x);
      detail::unsupported(x.node, "this statement is decided by rules, not evaluated");
  }
}

template <class S>
Truth Evaluator<S>::connective(const Program::Instruction& x) {
  if (x.op == Op::negation) return !truth(x.args[0]);
  // Left to right; stops at the first argument that settles it. After an unknown argument, the next may be undefined
  // just where the unknown one would have stopped, so undefinedness there is only "unknown".
  const Truth settles = x.op == Op::conj ? Truth::no : Truth::yes;
  Truth result = !settles;
  for (std::size_t i = 0; i < x.args.size(); ++i) {
    Truth t;
    if (result == Truth::unknown) {
      try {
        t = truth(x.args[i]);
      } catch (const Undefined& u) {
        if (u.unsupported) throw;
        t = Truth::unknown;
      }
    } else {
      t = truth(x.args[i]);
    }
    if (x.op == Op::implies && i == 0) t = !t;
    if (t == settles) return settles;
    result = x.op == Op::conj ? result & t : result | t;
  }
  return result;
}

template <class S>
Truth Evaluator<S>::relation(const Program::Instruction& x) {
  spend(1, x.node);
  const V& a = value(x.args[0]);
  const V& b = value(x.args[1]);
  if (a.complex || b.complex) {
    if (x.op != Op::equal && x.op != Op::not_equal) detail::unsupported(x.node, "complex values have no order");
    const S zero = context_.lift(Rational(0));
    const Truth t = equal(head(a.re), head(b.re)) & equal(head(a.complex ? *a.im : zero), head(b.complex ? *b.im : zero));
    return x.op == Op::equal ? t : !t;
  }
  return compare(x.op, a.re, b.re);
}

template <class S>
Truth Evaluator<S>::quantifier(const Program::Instruction& x, std::size_t depth) {
  const bool all = x.op == Op::forall;
  if (depth == x.ranges.size()) {
    const Truth inside = x.filter >= 0 ? guarded(x.filter) : Truth::yes;
    if (certainly_not(inside)) return truth_of(all);
    if (certainly(inside)) return truth(x.args[0]);
    return Truth::unknown;  // the body may be undefined just where the filter fails
  }
  Truth result = truth_of(all);
  bool any = false;
  for_range(x.ranges[depth], x.node, [&] {
    any = true;
    const Truth t = quantifier(x, depth + 1);
    result = all ? result & t : result | t;
    return result != truth_of(!all);
  });
  if (!any) throw Undefined{x.node, "the domain is empty", true, false, "empty-domain"};
  return result;
}

}  // namespace posproof
