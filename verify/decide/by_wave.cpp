#include <algorithm>

#include "decider.hpp"
#include "posproof/decide/block_path.hpp"

namespace posproof {
namespace {

constexpr long end_bits = 192;

}  // namespace

/// A trigonometric sum against constants over one real interval: a block sweep on a grid, and what lies between (R1-R3).
std::optional<Finding> Decider::by_wave(const Block& block, const Statement& statement,
                                        const std::vector<Program::Range>& ranges, const Program& program, std::string& why) {
  if (settings_.kernel != Kernel::arb || ranges.size() != 1 || !block.filters.empty()) return std::nullopt;
  Evaluator<Number<Ball>> ends(program, {}, 1'000'000);
  PrecisionScope scope{Bits{end_bits}};
  const auto lo = ends.real(ranges[0].lo), hi = ends.real(ranges[0].hi);
  if (!lo.is_exact() || !hi.is_exact() || lo.exact() >= hi.exact()) return std::nullopt;
  auto r = decide_wave(block.body, ranges[0].slot, lo.exact(), hi.exact(), statement.negated, settings_, why);
  // What resists may be a tie that boxes settle by series at an end point.
  if (!r || r->truth == Truth::unknown) return std::nullopt;
  Finding o;
  o.truth = r->truth;
  const bool running = std::find(r->theorems.begin(), r->theorems.end(), "S2") != r->theorems.end();
  o.evidence.method = running ? "real range of a sum of running sums" : "real range of a trigonometric sum";
  o.evidence.theorems = r->theorems;
  o.evidence.bits = 53;
  o.evidence.work = r->work;
  o.evidence.derivation =
      Derivation{"grid by block sweep, between grid points by derivative bounds", running ? "S2" : "R1", "", r->recognised};
  std::vector<std::vector<ElementValue>> points;
  if (r->witness) {
    const auto& d = block.binders[0].domain;
    if ((*r->witness == lo.exact() && !d.lo_closed) || (*r->witness == hi.exact() && !d.hi_closed)) return std::nullopt;
    points.push_back(std::vector<ElementValue>{ElementValue{*r->witness, -1}});
    ElementDecider<Ball> decider(statement, settings_);
    if (!certainly_not(decider.decide(points[0]).truth))
      throw InternalDisagreement("the grid and balls disagree on claim " + claim_.id);
    o.witness = witness_of(statement, points[0]);
    o.sides = decider.sides(points[0], 128);
  } else {
    for (int k = 0; k <= 24; ++k)
      points.push_back({ElementValue{lo.exact() + (hi.exact() - lo.exact()) * Rational(Integer(2 * k + 1), Integer(50)), -1}});
  }
  if (settings_.confirm) {
    const auto again = recheck_elements(statement, points, r->truth, settings_, this_claim());
    const auto scope_of = r->witness ? Confirmation::Scope::full : Confirmation::Scope::sampled;
    o.evidence.confirmed_by.push_back(Confirmation{"mpfi", again.checked ? scope_of : Confirmation::Scope::none, again.checked,
                                                   r->witness ? 1 : o.evidence.work.cells});
  }
  if (!block.universal) o.truth = !o.truth;
  return o;
}

}  // namespace posproof
