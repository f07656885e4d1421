#include <algorithm>
#include <array>

#include "decider.hpp"
#include "end_rule.hpp"
#include "posproof/arith/contract.hpp"

// A few simple points of domains without an end: enough to refute what is false nearly everywhere.

namespace posproof {
namespace {

constexpr std::size_t most_points = 256;

bool holds(const ExtendedRange& r, const Rational& x) {
  const bool above = r.lo.infinite != 0 || (r.lo.open ? r.lo.value < x : r.lo.value <= x);
  const bool below = r.hi.infinite != 0 || (r.hi.open ? x < r.hi.value : x <= r.hi.value);
  return above && below;
}

/// Simple elements of the domain, certainly in it; ends must be rational.
std::vector<Rational> simple_elements(const Binder& b) {
  const Domain& d = b.domain;
  std::vector<Rational> out;
  if (d.kind == Domain::Kind::set) {
    for (const auto& e : d.elements)
      if (const auto q = exact_value(e); q && out.size() < 3) out.push_back(*q);
    return out;
  }
  ExtendedRange r;
  for (const bool low : {true, false}) {
    const Expr& e = low ? d.lo : d.hi;
    if (!e) continue;
    const auto q = free_slots(e).empty() ? exact_value(e) : std::nullopt;
    if (!q) return out;
    (low ? r.lo : r.hi) = {0, *q, d.kind == Domain::Kind::reals && !(low ? d.lo_closed : d.hi_closed)};
  }
  if (d.kind == Domain::Kind::integers) {
    const Rational step = d.step ? exact_value(d.step).value_or(Rational(0)) : Rational(1);
    for (long k = 0; k < 4 && step.sign() > 0; ++k)
      if (const Rational x = r.lo.value + Rational(k) * step; r.lo.infinite == 0 && holds(r, x)) out.push_back(x);
    return out;
  }
  std::vector<Rational> candidates;
  if (r.lo.infinite == 0) candidates = {r.lo.value + Rational(1), r.lo.value + Rational(Integer(1), Integer(3)), r.lo.value};
  if (r.hi.infinite == 0)
    candidates.insert(candidates.end(), {r.hi.value - Rational(1), r.hi.value - Rational(Integer(1), Integer(3)), r.hi.value});
  for (const long x : {2L, 1L, -1L, 0L, 7L}) candidates.emplace_back(x);
  for (const auto& x : candidates)
    if (out.size() < 4 && holds(r, x) && std::find(out.begin(), out.end(), x) == out.end()) out.push_back(x);
  return out;
}

}  // namespace

std::optional<Finding> Decider::by_points(const Block& block) {
  if (settings_.kernel != Kernel::arb || !block.filters.empty()) return std::nullopt;
  Program program;
  std::vector<Program::Range> ranges;
  const Statement statement = make_statement(program, block, ranges);
  std::vector<std::vector<ElementValue>> points{{}};
  for (const Binder& b : block.binders) {
    const auto elements = simple_elements(b);
    std::vector<std::vector<ElementValue>> longer;
    for (const auto& p : points)
      for (const auto& x : elements) {
        if (longer.size() == most_points) break;
        longer.push_back(p);
        longer.back().push_back(ElementValue{x, -1});
      }
    points = std::move(longer);
  }
  Settings brief = settings_;
  brief.last_bits = std::min(settings_.last_bits, 512L);
  ElementDecider<Ball> decider(statement, brief);
  for (const auto& p : points) {
    try {
      if (!certainly_not(decider.decide(p).truth)) continue;
      Finding o;
      o.truth = block.universal ? Truth::no : Truth::yes;
      o.evidence.method = "real range";
      o.evidence.theorems = {"E1"};
      o.evidence.bits = brief.last_bits;
      o.witness = witness_of(statement, p);
      o.sides = decider.sides(p, 128);
      if (settings_.confirm)
        o.evidence.confirmed_by = {confirmation_of(recheck_elements(statement, {p}, Truth::no, settings_, this_claim()), 1)};
      return o;
    } catch (const Undefined&) {
    }
  }
  return std::nullopt;
}

}  // namespace posproof
