#pragma once
#include <type_traits>

#include "evaluator_detail.hpp"
#include "posproof/analysis/certified_sweep.hpp"
#include "posproof/claim/print.hpp"

// Evaluator<S>: sums, products, extrema and counts over finite ranges.

namespace posproof {

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
          acc = complex_product(acc, item);
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

}  // namespace posproof
