#include <tbb/task_arena.h>

#include <algorithm>

#include "decider.hpp"
#include "posproof/arith/contract.hpp"
#include "posproof/claim/print.hpp"
#include "posproof/decide/block_path.hpp"
#include "posproof/decide/range.hpp"

namespace posproof {
namespace {

constexpr std::uint64_t most_boxes = 1'000'000;
constexpr std::uint64_t most_boxes_in_the_plane = 20'000;  // a tie along a curve never ends; better to say so soon
constexpr std::uint64_t confirmed_boxes = 20'000;
constexpr long end_bits = 192;
constexpr std::uint64_t most_outer = 100'000;

/// Ends of a real domain for fixed outer values: outside is what must be covered, inside what surely belongs.
struct Ends {
  Box outside, inside;
  bool exact = true;
};

Side side_of(const Number<Ball>& lo, const Number<Ball>& hi, const Domain& d, bool outward) {
  Side s;
  s.lo = lo.is_exact() ? lo.exact() : outward ? lower(lo.inexact()) : upper(lo.inexact());
  s.hi = hi.is_exact() ? hi.exact() : outward ? upper(hi.inexact()) : lower(hi.inexact());
  s.lo_excluded = lo.is_exact() && !d.lo_closed;
  s.hi_excluded = hi.is_exact() && !d.hi_closed;
  return s;
}

std::string box_text(const std::vector<std::string>& names, const Box& box) {
  std::string out;
  for (std::size_t i = 0; i < box.size(); ++i)
    out +=
        (i == 0 ? "" : ", ") + names[i] + " in [" + to_text(box[i].lo, box[i].lo) + ", " + to_text(box[i].hi, box[i].hi) + "]";
  return out;
}

RangeResult range_with_kernel(const RangeProblem& problem, const Settings& settings) {
  const auto most = problem.real.size() > 1 ? most_boxes_in_the_plane : most_boxes;
  return settings.kernel == Kernel::arb ? decide_range<Ball>(problem, settings, most)
                                        : decide_range<Interval>(problem, settings, most);
}

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

Finding Decider::boxes_over_reals(const Block& block) {
  const std::string method = "real range";
  Program program;
  std::vector<Program::Range> ranges;
  Statement statement = make_statement(program, block, ranges);
  RangeProblem problem;
  problem.program = &program;
  problem.statement = &statement;
  problem.values.resize(ranges.size());
  std::vector<Program::Range> outer;
  std::vector<std::size_t> outer_at;
  std::vector<std::string> real_names;
  SlotSet real_slots = 0;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (ranges[i].kind == Domain::Kind::reals) {
      problem.real.push_back(i);
      real_names.push_back(statement.names[i]);
      real_slots |= slot_bit(ranges[i].slot);
    } else {
      outer.push_back(ranges[i]);
      outer_at.push_back(i);
    }
  }
  for (const auto& r : ranges) {
    for (int bound : {r.lo, r.hi})
      if (bound >= 0 && (program[bound].free & real_slots) != 0)
        return undecided(method, "a domain that depends on another real variable is not covered by boxes",
                         "write the dependence as a `where` condition over a fixed box");
    if (r.lo < 0 || r.hi < 0) {
      if (r.kind == Domain::Kind::set) continue;
      if (statement.filters.empty() && has_elements(program, ranges, block)) {
        if (Finding o = by_identity(block); o.truth != Truth::unknown) return o;
        return unbounded(block);
      }
      return undecided(method, "the domain is unbounded and no rule settles its tail",
                       "bound the domain, or state the tail as a limit");
    }
  }
  try {
    if (!in_window_ && statement.filters.empty() && has_elements(program, ranges, block) &&
        !sides_differ_somewhere(program, ranges, statement, settings_))
      if (Finding o = by_identity(block); o.truth != Truth::unknown) return o;
  } catch (const Undefined& u) {
    if (u.certain) user_error(u);
  }

  std::string why;
  if (auto o = tbb::this_task_arena::isolate([&] { return by_wave(block, statement, ranges, program, why); }))
    return std::move(*o);

  Finding total;
  total.evidence.method = method;
  total.evidence.theorems = {"V0", "V1", "V2", "V3", "V4"};
  total.truth = Truth::yes;
  std::uint64_t elements = 0;
  bool any_point = false;
  std::uint64_t confirmed = 0, to_confirm = 0;
  bool confirm_failed = false;

  const auto one = [&](const std::vector<ElementValue>& outer_values) -> bool {
    Evaluator<Number<Ball>> bounds(program, {}, 100'000'000);
    PrecisionScope scope{Bits{end_bits}};
    for (std::size_t k = 0; k < outer_values.size(); ++k) {
      problem.values[outer_at[k]] = outer_values[k];
      bounds.bind(statement.slots[outer_at[k]], number_of(outer_values[k], bounds));
    }
    Ends ends;
    for (auto i : problem.real) {
      const auto lo = bounds.real(ranges[i].lo), hi = bounds.real(ranges[i].hi);
      const auto& d = block.binders[i].domain;
      const Truth order = less(lo, hi);
      const bool single = lo.is_exact() && hi.is_exact() && lo.exact() == hi.exact() && d.lo_closed && d.hi_closed;
      if (certainly_not(order) && !single) empty_domain(claim_.formula);
      if (!certainly(order) && !single) {
        total.truth = Truth::unknown;
        total.reason = "the ends of the domain of " + statement.names[i] + " could not be told apart";
        total.remedy = "write the ends exactly";
        return false;
      }
      ends.outside.push_back(side_of(lo, hi, d, true));
      ends.inside.push_back(side_of(lo, hi, d, false));
      ends.exact &= lo.is_exact() && hi.is_exact();
    }
    ++elements;
    Settings settings = settings_;
    settings.budget =
        settings_.budget > total.evidence.work.evaluations ? settings_.budget - total.evidence.work.evaluations : 0;
    problem.domain = ends.outside;
    RangeResult r = range_with_kernel(problem, settings);
    add_work(total.evidence.work, r.work);
    if (!ends.exact && r.truth != Truth::yes) {
      problem.domain = ends.inside;
      RangeResult within = range_with_kernel(problem, settings);
      add_work(total.evidence.work, within.work);
      if (within.truth == Truth::yes) within.truth = Truth::unknown;  // the rim is not covered
      if (within.truth == Truth::unknown && within.trouble.empty()) {
        within.stuck = ends.outside;
        within.trouble = "the ends of the domain are not rational, and the claim is tight there";
      }
      r = std::move(within);
    }
    total.evidence.bits = std::max(total.evidence.bits, r.bits);
    any_point |= statement.filters.empty() || r.example.has_value();
    if (r.truth == Truth::no) {
      total.truth = Truth::no;
      total.witness = witness_of(statement, *r.violation);
      ElementDecider<Ball> decider(statement, settings_);
      total.sides = decider.sides(*r.violation, 128);
      total.evidence.theorems = {"E1"};
      if (settings_.confirm)
        total.evidence.confirmed_by = {
            confirmation_of(recheck_elements(statement, {*r.violation}, Truth::no, settings_, this_claim()), 1)};
      return false;
    }
    if (r.truth == Truth::unknown) {
      total.truth = Truth::unknown;
      total.reason = "the box " + box_text(real_names, r.stuck) + " resists: " + r.trouble;
      total.remedy = "raise --budget, or treat the neighbourhood of that box by a claim of its own";
      return false;
    }
    if (settings_.confirm) {
      to_confirm += r.boxes;
      if (confirmed + r.boxes <= confirmed_boxes && r.work.evaluations < 3'000'000) {
        const RangeResult again = decide_range<Interval>(problem, settings, most_boxes);
        if (again.truth == Truth::no) throw InternalDisagreement("the kernels disagree on " + this_claim());
        if (again.truth == Truth::yes)
          confirmed += r.boxes;
        else
          confirm_failed = true;
      }
    }
    return true;
  };

  try {
    if (outer.empty()) {
      one({});
    } else {
      Cursor cursor(program, outer);
      while (auto s = cursor.next(1)) {
        if (elements >= most_outer || total.evidence.work.evaluations > settings_.budget) {
          total.truth = Truth::unknown;
          total.reason = "the work budget was used up after " + std::to_string(elements) + " values of the outer variables";
          total.remedy = "raise it with --budget, or restrict the outer domain";
          break;
        }
        if (!one(s->element(0))) break;
      }
      if (elements == 0 && total.truth == Truth::yes) empty_domain(claim_.formula);
    }
    if (total.truth == Truth::yes && !any_point) {
      total.truth = Truth::unknown;
      total.reason = "no point of the domain was found at which the `where` condition holds";
      total.remedy = "state a point that satisfies it";
    }
  } catch (const Undefined& u) {
    return not_evaluated(u, method);
  }
  if (total.truth == Truth::yes && settings_.confirm)
    total.evidence.confirmed_by = {{"mpfi",
                                    confirmed == 0                               ? Confirmation::Scope::none
                                    : confirmed == to_confirm && !confirm_failed ? Confirmation::Scope::full
                                                                                 : Confirmation::Scope::sampled,
                                    confirmed, to_confirm}};
  if (!block.universal) total.truth = !total.truth;
  if (!block.universal && certainly_not(total.truth))
    total.evidence.derivation = Derivation{"boxes that cover the domain", "V0", "no point satisfies the statement", {}};
  return total;
}

}  // namespace posproof
