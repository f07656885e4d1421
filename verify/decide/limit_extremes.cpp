#include "limit_extremes.hpp"

#include "integral.hpp"
#include "posproof/claim/print.hpp"
#include "posproof/decide/recognise.hpp"
#include "shape.hpp"

// Limes superior and inferior of almost periodic terms: suprema and infima over the integers, which a period, or density
// modulo a period, brings to finitely many values or to the real line.

namespace posproof::detail {
namespace {

constexpr long most_unrolled = 64;
constexpr long longest_cycle = 256;
constexpr std::size_t most_waves = 24;

Expr number(const Rational& q) { return make_number(q); }

bool collect_waves(const Expr& e, int slot, std::vector<WaveArgument>& out) {
  if (!depends_on(e, slot)) return true;
  if (e->op == Op::call && (e->name == "cos" || e->name == "sin")) {
    if (const auto linear = linear_in(e->args[0], slot)) {
      if (!free_slots(linear->slope).empty() || !free_slots(linear->offset).empty()) return false;
      out.push_back({linear->slope, linear->offset});
      return true;
    }
  }
  switch (e->op) {
    case Op::neg:
    case Op::add:
    case Op::sub:
    case Op::mul:
    case Op::div:
    case Op::pow:
    case Op::call: break;
    case Op::sum: {
      const auto& b = e->binders[0];
      if (!is_plain_range(b.domain, slot)) return false;
      const auto lo = exact_value(b.domain.lo), hi = exact_value(b.domain.hi);
      if (!lo || !hi || *hi - *lo > Rational(most_unrolled)) return false;
      for (Rational k = *lo; k <= *hi; k += Rational(1))
        if (!collect_waves(substitute(e->args[0], b.slot, number(k)), slot, out)) return false;
      return true;
    }
    default: return false;
  }
  for (const auto& a : e->args)
    if (!collect_waves(a, slot, out)) return false;
  return true;
}

/// True when the closed term is certainly an algebraic number, where it is defined.
bool is_algebraic(const Expr& e) {
  switch (e->op) {
    case Op::number: return true;
    case Op::neg:
    case Op::add:
    case Op::sub:
    case Op::mul:
    case Op::div:
      for (const auto& a : e->args)
        if (!is_algebraic(a)) return false;
      return true;
    case Op::pow: return is_algebraic(e->args[0]) && exact_value(e->args[1]).has_value();
    case Op::call:
      if (e->name == "sqrt" || e->name == "abs") return is_algebraic(e->args[0]);
      break;
    default: break;
  }
  return exact_value(e).has_value();
}

bool certainly_nonzero(const Expr& e) { return !constant_signs(e).may_be(Signs::zero()); }

Expr size_of(const Expr& e) {
  const Signs s = free_slots(e).empty() ? constant_signs(e) : Signs::any();
  if (s == Signs::positive()) return e;
  if (s == Signs::negative()) return make_node(Op::neg, {e});
  return make_call("abs", {e});
}

/// offset + sum of |amplitudes| (`upper`), or offset - that, of a recognised sum; its canonical form is a chain of additions of
/// constants, amplitude times wave, and loops over such.
std::optional<Expr> by_amplitudes(const Expr& canonical, int slot, bool upper) {
  Expr total = number(Rational(0));
  const Op turn = upper ? Op::add : Op::sub;
  for (Expr at = canonical;; at = at->args[0]) {
    const bool last = at->op != Op::add;
    const Expr part = last ? at : at->args[1];
    if (!depends_on(part, slot)) {
      total = make_node(Op::add, {total, part});
    } else if (part->op == Op::mul) {
      total = make_node(turn, {total, size_of(part->args[0])});
    } else if (part->op == Op::sum && part->args[0]->op == Op::mul) {
      total = make_node(turn, {total, with_args(part, {size_of(part->args[0]->args[0])})});
    } else {
      return std::nullopt;
    }
    if (last) return total;
  }
}

/// e <= value (or >=) at every real point.
bool bounded_by(const Expr& e, int slot, bool upper, const Expr& value, Derivation& why) {
  const Expr claim = make_node(upper ? Op::less_equal : Op::greater_equal, {e, value});
  try {
    Bounds bounds({{slot, ExtendedRange::everything()}});
    if (!certainly(bounds.truth(claim))) return false;
  } catch (const NotBounded&) {
    return false;
  }
  why.hypotheses.push_back({"bound on the whole line", "L2", to_text(claim), {}});
  return true;
}

/// The extreme as it is attained at the real point `at`, when it certainly is one there.
std::optional<Expr> attained_at(const Expr& e, int slot, bool upper, const Expr& at, const std::optional<Expr>& by_sizes,
                                Derivation& why) {
  const Expr there = substitute(e, slot, at);
  if (by_sizes) {
    const auto equal = prove_equal(there, *by_sizes, {});
    if (equal.proved) {
      why.hypotheses.push_back(
          {"sum of the amplitudes, attained at " + to_text(at), "L14", to_text(*by_sizes), {equal.derivation}});
      return by_sizes;
    }
  }
  const auto exact = exact_value(there);
  const Expr value = exact ? number(*exact) : there;
  if (!bounded_by(e, slot, upper, value, why)) return std::nullopt;
  why.hypotheses.back().conclusion += ", with equality at " + to_text(at);
  return value;
}

}  // namespace

std::optional<std::vector<WaveArgument>> waves_in(const Expr& e, int slot) {
  std::vector<WaveArgument> out;
  if (!collect_waves(e, slot, out) || out.empty()) return std::nullopt;
  return out;
}

std::optional<CommonPeriod> common_period(const std::vector<WaveArgument>& waves) {
  const Expr& w = waves[0].slope;
  if (waves.size() > most_waves || !certainly_nonzero(w)) return std::nullopt;
  Integer multiple = 1;
  for (const auto& wave : waves) {
    const auto ratio = exact_value(make_node(Op::div, {wave.slope, w}));
    if (!ratio) return std::nullopt;
    mpz_lcm(multiple.get_mpz_t(), multiple.get_mpz_t(), ratio->denominator().get_mpz_t());
  }
  const Expr turn = make_node(Op::mul, {number(Rational(Integer(2 * multiple))), make_constant("pi")});
  CommonPeriod p;
  p.value = make_node(Op::div, {turn, w});
  p.rational = exact_value(p.value);
  p.dense = !p.rational && is_algebraic(w);
  return p;
}

std::optional<Expr> closed_extreme(const Expr& e, int slot, bool integers, bool upper, Derivation& why) {
  std::string unused;
  std::optional<Expr> by_sizes;
  if (const auto sum = recognise_trig_sum(e, slot, unused)) by_sizes = by_amplitudes(sum->canonical, slot, upper);
  if (auto v = attained_at(e, slot, upper, number(Rational(0)), by_sizes, why)) return v;
  const auto waves = waves_in(e, slot);
  if (!waves || waves->size() > most_waves) return std::nullopt;
  const auto period = common_period(*waves);
  if (integers) {
    if (!period) return std::nullopt;
    if (period->rational) {
      const Integer cycle = abs(*period->rational).numerator();
      if (cycle > longest_cycle) return std::nullopt;
      std::vector<Expr> values;
      for (long n = 0; n < cycle.get_si(); ++n) {
        const Expr value = substitute(e, slot, number(Rational(n)));
        const auto exact = exact_value(value);
        values.push_back(exact ? number(*exact) : value);
      }
      why.hypotheses.push_back({"period " + cycle.get_str() + " on the integers", "L14", "", {}});
      return values.size() == 1 ? values[0] : make_call(upper ? "max" : "min", values);
    }
    if (!period->dense) return std::nullopt;
    why.hypotheses.push_back({"integers are dense modulo the period",
                              "L14",
                              "period " + to_text(period->value) + ", pi times an algebraic number",
                              {}});
  }
  for (const auto& wave : *waves) {
    if (!certainly_nonzero(wave.slope)) continue;
    for (long quarter = 0; quarter < 4; ++quarter) {
      const Expr phase = make_node(Op::mul, {number(Rational(Integer(quarter), Integer(2))), make_constant("pi")});
      const Expr at = make_node(Op::div, {make_node(Op::sub, {phase, wave.offset}), wave.slope});
      if (auto v = attained_at(e, slot, upper, at, by_sizes, why)) return v;
    }
  }
  return std::nullopt;
}

}  // namespace posproof::detail
