#include <tbb/task_arena.h>

#include "box_cover.hpp"
#include "decider.hpp"

namespace posproof {
namespace {

constexpr long end_bits = 192;

/// True when the domain certainly has an element; ends that depend on other variables are not looked into.
bool has_elements(const Program& program, const std::vector<Program::Range>& ranges, const Block& block) {
  PrecisionScope scope{Bits{end_bits}};
  Evaluator<Number<Ball>> evaluator(program, {}, 1'000'000);
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const auto& r = ranges[i];
    if (r.kind == Domain::Kind::set) continue;
    if (r.lo < 0 || r.hi < 0) continue;
    if (program[r.lo].free != 0 || program[r.hi].free != 0) return false;
    const auto lo = evaluator.real(r.lo), hi = evaluator.real(r.hi);
    const bool both_closed = block.binders[i].domain.lo_closed && block.binders[i].domain.hi_closed;
    const bool may_touch = r.kind == Domain::Kind::integers || both_closed;
    if (!certainly(may_touch ? less_equal(lo, hi) : less(lo, hi))) return false;
  }
  return true;
}

/// Whether the sides of every comparison certainly differ at one point of the domain: then no identity settles the statement.
bool sides_differ_somewhere(const Program& program, const std::vector<Program::Range>& ranges, const Statement& statement,
                            Settings settings) {
  settings.last_bits = settings.first_bits;
  try {
    const PrecisionScope scope{Bits{end_bits}};
    Evaluator<Number<Ball>> evaluator(program, {}, 1'000'000);
    std::vector<ElementValue> point;
    for (const auto& r : ranges) {
      const int lo = r.kind == Domain::Kind::set ? r.elements.empty() ? -1 : r.elements[0] : r.lo;
      const int hi = r.kind == Domain::Kind::reals ? r.hi : lo;
      if (lo < 0 || hi < 0 || program[lo].free != 0 || program[hi].free != 0) return false;
      const auto a = evaluator.real(lo), b = evaluator.real(hi);
      if (!a.is_exact() || !b.is_exact()) return false;
      point.push_back({(a.exact() + b.exact()) / Rational(2), -1});
    }
    ElementDecider<Ball> decider(statement, settings);
    const auto r = decider.decide(point);
    return r.margin && r.margin->lower > 0;
  } catch (const Undefined&) {
    return false;
  }
}

}  // namespace

/// What is settled before boxes are tried: domains that they do not cover, and identities.
std::optional<Finding> Decider::before_boxes(const Block& block, const Statement& statement,
                                             const std::vector<Program::Range>& ranges) {
  const Program& program = *statement.program;
  SlotSet real_slots = 0;
  for (const auto& r : ranges)
    if (r.kind == Domain::Kind::reals) real_slots |= slot_bit(r.slot);
  const bool bare = statement.filters.empty();
  for (const auto& r : ranges) {
    for (int bound : {r.lo, r.hi})
      if (bound >= 0 && (program[bound].free & real_slots) != 0)
        return undecided(boxes_method, "a domain that depends on another real variable is not covered by boxes",
                         "write the dependence as a `where` condition over a fixed box");
    if (r.kind == Domain::Kind::set || (r.lo >= 0 && r.hi >= 0)) continue;
    if (!bare || !has_elements(program, ranges, block))
      return undecided(boxes_method, "the domain is unbounded and no rule settles its tail",
                       "bound the domain, or state the tail as a limit");
    if (Finding o = by_identity(block); o.truth != Truth::unknown) return o;
    return unbounded(block);
  }
  try {
    if (!in_window_ && bare && has_elements(program, ranges, block) &&
        !sides_differ_somewhere(program, ranges, statement, settings_))
      if (Finding o = by_identity(block); o.truth != Truth::unknown) return o;
  } catch (const Undefined& u) {
    if (u.certain) user_error(u);
  }
  return std::nullopt;
}

Finding Decider::boxes_over_reals(const Block& block) {
  Program program;
  std::vector<Program::Range> ranges;
  const Statement statement = make_statement(program, block, ranges);
  if (auto o = before_boxes(block, statement, ranges)) return std::move(*o);
  std::string why;
  if (auto o = tbb::this_task_arena::isolate([&] { return by_wave(block, statement, ranges, program, why); }))
    return std::move(*o);
  BoxCover boxes(program, statement, ranges, block, settings_, claim_);
  try {
    boxes.cover();
  } catch (const Undefined& u) {
    return not_evaluated(u, boxes_method);
  }
  return boxes.finding();
}

}  // namespace posproof
