#include "posproof/decide/block_path.hpp"

#include <algorithm>
#include <iterator>

#include "comparison.hpp"
#include "posproof/analysis/block_extremum.hpp"
#include "posproof/analysis/block_predicate.hpp"
#include "posproof/analysis/real_range.hpp"
#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

using detail::Comparison;

constexpr long largest_ball_bits = 4096;
constexpr std::int64_t farthest = std::int64_t{1} << 40;
constexpr long bound_bits = 64;

Relation relation_of(Op op) {
  switch (op) {
    case Op::less: return Relation::less;
    case Op::less_equal: return Relation::less_equal;
    case Op::greater: return Relation::greater;
    default: ensure(op == Op::greater_equal, "an order relation is wanted"); return Relation::greater_equal;
  }
}

/// A bound expression without oscillation: enclosed over many positions at once, or at one.
SweepBound bound_of(const Expr& e, int slot) {
  const auto program = std::make_shared<Program>();
  const int id = program->add(e);
  const auto value = [program, id, slot](const Ball& n) {
    try {
      Evaluator<Number<Ball>> evaluator(*program, {}, 100'000'000);
      evaluator.bind(slot, Number<Ball>(n));
      return evaluator.real(id).enclosure();
    } catch (const Undefined&) {
      return Ball::indeterminate();
    }
  };
  if (free_slots(e).empty()) return SweepBound::value([value] { return value(Ball(0L)); });
  return SweepBound::expression(value);
}

std::optional<Extremum> nearest_miss(const Comparison& c) {
  if (!free_slots(c.bound).empty()) return std::nullopt;
  const bool below = c.relation == Op::less || c.relation == Op::less_equal;
  if (c.absolute) return below ? Extremum::maximum_of_size : Extremum::minimum_of_size;
  return below ? Extremum::maximum : Extremum::minimum;
}

void add_margin(BlockFinding& out, const Comparison& c, const CertifiedSweep& sweep, const Settings& settings) {
  const auto kind = nearest_miss(c);
  if (!kind) return;
  PrecisionScope scope{Bits{bound_bits * 2}};
  const auto extreme = certified_extremum(sweep, *kind, settings.jobs, Bits{bound_bits});
  const Ball margin = abs(extreme.value - bound_of(c.bound, 0).at(0));
  // With several comparisons the closest one is reported.
  const auto known = out.margin ? Rational::parse(out.margin->lower) : std::nullopt;
  if (known && *known <= lower(margin)) return;
  out.margin = enclose(margin, 12);
  if (!extreme.places.empty()) out.margin_at = extreme.places[0];
}

bool take_conjuncts(const Expr& body, bool negated, std::vector<Expr>& out) {
  if (body->op == Op::negation) return take_conjuncts(body->args[0], !negated, out);
  if (body->op == (negated ? Op::disj : Op::conj)) {
    for (const auto& a : body->args)
      if (!take_conjuncts(a, negated, out)) return false;
    return true;
  }
  if (!is_relation(body->op)) return false;
  out.push_back(negated ? make_node(posproof::negated(body->op), body->args) : body);
  return true;
}

/// Comparisons that together say what the statement says; empty, with the reason, where it has no such form.
std::vector<Comparison> comparisons_of(const Expr& body, bool negated, const VariableFacts& variable, std::string& why) {
  std::vector<Expr> relations;
  if (!take_conjuncts(body, negated, relations)) {
    why = "the body is no conjunction of comparisons";
    return {};
  }
  std::vector<Comparison> out;
  for (const auto& r : relations) {
    auto all = detail::compared(r, variable, why);
    if (all.empty()) return {};
    std::move(all.begin(), all.end(), std::back_inserter(out));
  }
  return out;
}

}  // namespace

std::optional<BlockPredicate> block_predicate(const Expr& relation, int slot, std::string& why) {
  VariableFacts any;
  any.slot = slot;
  auto all = detail::compared(relation, any, why);
  if (all.size() != 1) return std::nullopt;
  auto& c = all[0];
  SweepPredicate predicate{relation_of(c.relation), bound_of(c.bound, slot), c.absolute};
  return BlockPredicate{std::move(c.sum), std::move(predicate)};
}

bool blocks_apply(const Expr& body, const VariableFacts& n, bool negated, std::string& why, std::string& form) {
  const auto comparisons = comparisons_of(body, negated, n, why);
  const bool running = std::any_of(comparisons.begin(), comparisons.end(), [](const auto& c) { return c.sum.is_running(); });
  form = running ? "a sum of running sums" : "a trigonometric sum";
  return !comparisons.empty();
}

std::optional<BlockFinding> decide_by_blocks(const Expr& body, int slot, std::int64_t first, std::int64_t last, bool negated,
                                             const Settings& settings, std::string& why) {
  if (first < -farthest || last > farthest) {
    why = "positions beyond 2^40";
    return std::nullopt;
  }
  VariableFacts position;
  position.slot = slot;
  position.integer = true;
  position.lower = Rational(static_cast<long>(first));
  position.upper = Rational(static_cast<long>(last));
  const auto comparisons = comparisons_of(body, negated, position, why);
  if (comparisons.empty()) return std::nullopt;
  BlockFinding out;
  try {
    for (const auto& c : comparisons) {
      const auto sweep = c.sum.over(first, last);
      const SweepPredicate predicate{relation_of(c.relation), bound_of(c.bound, slot), c.absolute};
      const FirstViolation r =
          first_violation(*sweep, predicate, settings.jobs, Bits{std::min(settings.last_bits, largest_ball_bits)});
      out.work.cells += static_cast<std::uint64_t>(r.work.positions);
      out.work.evaluations += static_cast<std::uint64_t>(r.work.positions) * c.sum.terms();
      out.work.escalations += static_cast<std::uint64_t>(r.work.by_ball);
      if (r.position && (!out.violation || *r.position < *out.violation)) out.violation = r.position;
      out.undecided_count += r.undecided_count;
      for (auto n : r.undecided) out.undecided.push_back(n);
      if (!r.position && r.undecided_count == 0) add_margin(out, c, *sweep, settings);
      out.recognised.push_back(c.proof);
      add_theorems(out.theorems, c.sum.theorems(false));
    }
  } catch (const SweepNotApplicable& e) {
    why = e.what();
    return std::nullopt;
  }
  std::sort(out.undecided.begin(), out.undecided.end());
  if (out.violation) {
    out.truth = Truth::no;
    // Undecided positions beyond the witness do not matter.
    std::erase_if(out.undecided, [&](std::int64_t n) { return n >= *out.violation; });
    out.undecided_count = static_cast<std::int64_t>(out.undecided.size());
    out.margin.reset();
    out.margin_at.reset();
  } else if (out.undecided_count == 0) {
    out.truth = Truth::yes;
  }
  return out;
}

namespace {

/// |S| <= c as S <= c and S >= -c; anything else about absolute values is left to boxes.
bool unfold_absolute(std::vector<Comparison>& comparisons) {
  std::vector<Comparison> out;
  for (auto& c : comparisons) {
    if (!c.absolute) {
      out.push_back(std::move(c));
      continue;
    }
    if (c.relation != Op::less && c.relation != Op::less_equal) return false;
    Comparison below = c, above = c;
    below.absolute = above.absolute = false;
    above.relation = mirrored(c.relation);
    above.bound = make_node(Op::neg, {c.bound});
    out.push_back(std::move(below));
    out.push_back(std::move(above));
  }
  comparisons = std::move(out);
  return true;
}

}  // namespace

std::optional<WaveFinding> decide_wave(const Expr& body, int slot, const Rational& a, const Rational& b, bool negated,
                                       const Settings& settings, std::string& why) {
  VariableFacts x;
  x.slot = slot;
  x.lower = a;
  x.upper = b;
  auto comparisons = comparisons_of(body, negated, x, why);
  if (comparisons.empty()) return std::nullopt;
  if (!std::all_of(comparisons.begin(), comparisons.end(), [](const auto& c) { return free_slots(c.bound).empty(); })) {
    why = "the bound is no constant";
    return std::nullopt;
  }
  if (!unfold_absolute(comparisons)) {
    why = "a lower bound of an absolute value";
    return std::nullopt;
  }
  WaveFinding out;
  out.truth = Truth::yes;
  try {
    RangeBudget budget;
    budget.jobs = settings.jobs;
    for (const auto& c : comparisons) {
      const SweepBound bound = bound_of(c.bound, slot);
      const RealVerdict r = c.sum.prove(
          a, b, relation_of(c.relation), [&bound] { return bound.at(0); }, budget);
      out.work.cells += static_cast<std::uint64_t>(r.grid_points);
      out.work.evaluations += static_cast<std::uint64_t>(r.grid_points) * c.sum.terms();
      out.work.escalations += static_cast<std::uint64_t>(r.evaluations);
      out.recognised.push_back(c.proof);
      add_theorems(out.theorems, c.sum.theorems(true));
      out.truth = out.truth & r.holds;
      if (certainly_not(r.holds) && r.witness) {
        out.witness = r.witness;
        return out;
      }
      if (r.holds == Truth::unknown && !r.open.empty() && out.open.empty())
        out.open = "[" + to_text(r.open[0].lower, r.open[0].lower) + ", " + to_text(r.open[0].upper, r.open[0].upper) + "]";
    }
  } catch (const SweepNotApplicable& e) {
    why = e.what();
    return std::nullopt;
  }
  return out;
}

}  // namespace posproof
