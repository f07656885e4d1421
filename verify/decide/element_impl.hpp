#pragma once
// Definitions of ElementDecider<R>; included by the files that instantiate it.
#include <algorithm>
#include <cmath>

#include "posproof/arith/contract.hpp"
#include "posproof/decide/element.hpp"

namespace posproof {

namespace detail {
/// Quadrature grows steeply with the precision: what 2048 bits do not separate is a matter for identities.
inline long last_bits(const Program& program, const Settings& settings) {
  constexpr long quadrature_bits = 2048;
  for (int i = 0; i < program.size(); ++i)
    if (program[i].op == Op::integral) return std::min(settings.last_bits, quadrature_bits);
  return settings.last_bits;
}
}  // namespace detail

template <class R>
ElementDecider<R>::ElementDecider(const Statement& statement, const Settings& settings, bool sample_loops)
    : statement_(statement), settings_(settings), sample_loops_(sample_loops || settings.sample_after > 0) {}

template <class R>
typename ElementDecider<R>::Rung& ElementDecider<R>::rung(long bits) {
  auto& r = rungs_[bits];
  if (!r) r = std::make_unique<Rung>(*statement_.program, bits, sample_loops_);
  return *r;
}

template <class R>
typename Evaluator<Number<R>>::LoopSample ElementDecider<R>::sampled_loops() const {
  typename Evaluator<Number<R>>::LoopSample most;
  for (const auto& [bits, r] : rungs_)
    if (r->evaluator.sampled().of > most.of) most = r->evaluator.sampled();
  return most;
}

template <class R>
void ElementDecider<R>::bind(Rung& r, const std::vector<ElementValue>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) r.evaluator.bind(statement_.slots[i], number_of(values[i], r.evaluator));
}

template <class R>
Truth ElementDecider<R>::attempt(Rung& r, ElementResult& result) {
  result.counts = Truth::yes;
  try {
    for (int f : statement_.filters) {
      result.counts = result.counts & r.evaluator.truth(f);
      if (certainly_not(result.counts)) return Truth::yes;
    }
    if (!certainly(result.counts)) {
      result.trouble = "the `where` condition could not be decided";
      return Truth::unknown;
    }
    const Truth t = r.evaluator.truth(statement_.body);
    if (t == Truth::unknown) result.trouble = "both sides overlap";
    return statement_.negated ? !t : t;
  } catch (const Undefined& u) {
    if (u.certain && certainly(result.counts)) throw;
    result.trouble = u.what;
    result.unsupported = u.unsupported;
    return Truth::unknown;
  }
}

template <class R>
ElementResult ElementDecider<R>::decide(const std::vector<ElementValue>& values) {
  ElementResult result;
  const long last = detail::last_bits(*statement_.program, settings_);
  for (long bits = settings_.first_bits; bits <= last; bits *= 2) {
    PrecisionScope scope{Bits{bits}};
    Rung& r = rung(bits);
    const auto before = r.evaluator.work();
    r.evaluator.set_budget(settings_.element_budget);
    bind(r, values);
    result.bits = bits;
    try {
      result.truth = attempt(r, result);
    } catch (Undefined& u) {
      if (u.where.empty()) u.where = element_text(statement_, values);
      throw;
    }
    if (certainly(result.truth) && certainly(result.counts)) result.margin = margin(r, statement_.body, statement_.negated);
    // Work at higher precision is dearer; the weight keeps the budget meaningful.
    work_ += (r.evaluator.work() - before + 1) * static_cast<std::uint64_t>(std::max(1L, bits / 64));
    if (result.truth != Truth::unknown || result.unsupported) return result;
    ++result.escalations;
  }
  return result;
}

template <class R>
std::optional<MarginBound> ElementDecider<R>::margin(Rung& r, int id, bool negated) {
  const auto& x = (*statement_.program)[id];
  if (x.op == Op::conj && !negated) {
    std::optional<MarginBound> best;
    for (int a : x.args) {
      const auto m = margin(r, a, false);
      if (!m) return std::nullopt;
      if (!best || m->lower < best->lower)
        best = best ? MarginBound{m->lower, std::min(m->upper, best->upper)} : m;
      else
        best->upper = std::min(best->upper, m->upper);
    }
    return best;
  }
  if (x.op == Op::negation) return margin(r, x.args[0], !negated);
  if (!is_relation(x.op) || x.op == Op::equal) return std::nullopt;
  const auto& lhs = r.evaluator.value(x.args[0]);
  const auto& rhs = r.evaluator.value(x.args[1]);
  if (lhs.complex || rhs.complex) return std::nullopt;
  const auto distance = abs(lhs.re - rhs.re);
  const MarginBound m{std::max(0.0, lower_double(distance)), upper_double(distance)};
  // Beyond the range of doubles there is no margin to report.
  return std::isfinite(m.lower) && std::isfinite(m.upper) ? std::optional(m) : std::nullopt;
}

template <class R>
std::optional<Sides> ElementDecider<R>::settling(Rung& r, int id) {
  const auto& x = (*statement_.program)[id];
  if (is_relation(x.op)) {
    const auto& lhs = r.evaluator.value(x.args[0]);
    const auto& rhs = r.evaluator.value(x.args[1]);
    if (lhs.complex || rhs.complex) return std::nullopt;
    return Sides{relation_text(x.op), enclose(lhs.re), enclose(rhs.re)};
  }
  switch (x.op) {
    case Op::negation: return settling(r, x.args[0]);
    case Op::conj:
    case Op::disj: {
      const Truth settles = x.op == Op::conj ? Truth::no : Truth::yes;
      for (int a : x.args)
        if (r.evaluator.truth(a) == settles) return settling(r, a);
      return settling(r, x.args.back());
    }
    case Op::implies: return settling(r, certainly(r.evaluator.truth(x.args[0])) ? x.args[1] : x.args[0]);
    default: return std::nullopt;
  }
}

template <class R>
std::optional<Sides> ElementDecider<R>::sides(const std::vector<ElementValue>& values, long bits) {
  PrecisionScope scope{Bits{bits}};
  Rung& r = rung(bits);
  try {
    bind(r, values);
    return settling(r, statement_.body);
  } catch (const Undefined&) {
    return std::nullopt;
  }
}

}  // namespace posproof
