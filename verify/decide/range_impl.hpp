#pragma once
// Definition of decide_range<R>; included by the files that instantiate it.
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <exception>
#include <map>

#include "local_form_impl.hpp"
#include "posproof/decide/range.hpp"

namespace posproof {
namespace detail {

constexpr int deepest = 90;             // halvings of one path; beyond it a box resists
constexpr std::size_t most_stuck = 24;  // boxes that may resist before the search stops
constexpr long point_bits = 512;

struct Cell {
  Box box;
  int depth = 0;
};

struct CellResult {
  Truth truth = Truth::unknown;
  bool counted = true;  // the filters hold somewhere, or may
  std::optional<std::vector<ElementValue>> violation, example;
  std::string trouble;
  std::size_t split = 0;
  std::uint64_t work = 0, escalations = 0;
  long bits = 0;
  std::exception_ptr error;
};

/// Differences lhs - rhs of every relation of a formula, compiled ahead: relation instruction -> difference instruction.
class Differences {
 public:
  Differences(Program& program, int formula) { visit(program, formula); }
  int of(int relation) const { return by_relation_.at(relation); }
  const std::vector<int>& terms() const { return terms_; }

 private:
  void visit(Program& program, int id) {
    const Op op = program[id].op;
    if (is_relation(op)) {
      if (by_relation_.count(id)) return;
      const Expr l = program[program[id].args[0]].node, r = program[program[id].args[1]].node;
      const int d = program.add(make_node(Op::sub, {l, r}));
      by_relation_.emplace(id, d);
      terms_.push_back(d);
    } else if (op == Op::conj || op == Op::disj || op == Op::implies || op == Op::negation) {
      const auto args = program[id].args;
      for (int a : args) visit(program, a);
    }
  }
  std::map<int, int> by_relation_;
  std::vector<int> terms_;
};

/// Decides one box; one per thread.
template <class R>
class CellDecider {
 public:
  CellDecider(const RangeProblem& problem, const Differences& differences, const Settings& settings)
      : problem_(problem), differences_(differences), point_settings_(settings), points_(*problem.statement, point_settings_) {
    point_settings_.last_bits = std::min(point_settings_.last_bits, point_bits);
    for (std::size_t i = 0; i < problem.statement->slots.size(); ++i) {
      if (std::find(problem.real.begin(), problem.real.end(), i) != problem.real.end())
        real_slots_.push_back(problem.statement->slots[i]);
      else
        fixed_.emplace_back(problem.statement->slots[i], problem.values[i]);
    }
  }

  CellResult decide(const Cell& cell) {
    CellResult out;
    LocalForm<R>& form = at_bits(bits_for(cell.depth));
    out.bits = bits_for(cell.depth);
    const auto before = form.work() + points_.work();
    try {
      judge(form, cell, out);
      if (out.truth == Truth::unknown && out.counted) {
        try_point(cell, out);
        if (!out.violation) out.split = form.widest(differences_.terms(), cell.box);
      }
    } catch (...) {
      out.error = std::current_exception();
    }
    out.work = form.work() + points_.work() - before + 1;
    return out;
  }

 private:
  static long bits_for(int depth) { return depth < 24 ? 64 : depth < 50 ? 128 : 256; }

  LocalForm<R>& at_bits(long bits) {
    auto& f = forms_[bits];
    if (!f) f = std::make_unique<LocalForm<R>>(*problem_.statement->program, real_slots_, fixed_, Bits{bits});
    return *f;
  }

  void judge(LocalForm<R>& form, const Cell& cell, CellResult& out) {
    const auto& s = *problem_.statement;
    Truth inside = Truth::yes;
    for (int f : s.filters) {
      inside = inside & guarded(form, f, cell.box, out);
      if (certainly_not(inside)) {
        out.truth = Truth::yes;
        out.counted = false;
        return;
      }
    }
    const Truth t = guarded(form, s.body, cell.box, out);
    const Truth holds = s.negated ? !t : t;
    if (certainly(holds))
      out.truth = Truth::yes;
    else if (certainly_not(holds) && certainly(inside))
      out.truth = Truth::no;
    if (certainly(inside)) out.example = point_of(cell.box);
    if (out.truth == Truth::no) {
      // Every point of the box fails: its middle is confirmed as an exact witness.
      auto at = point_of(cell.box);
      const auto r = points_.decide(at);
      if (certainly_not(r.truth))
        out.violation = std::move(at);
      else
        out.truth = Truth::unknown;
    }
  }

  void try_point(const Cell& cell, CellResult& out) {
    auto at = point_of(cell.box);
    try {
      const auto r = points_.decide(at);
      out.escalations += r.escalations;
      if (certainly(r.counts)) out.example = at;
      if (certainly_not(r.truth)) {
        out.truth = Truth::no;
        out.violation = std::move(at);
        return;
      }
    } catch (const Undefined& u) {
      if (u.certain) throw;
    }
    // A tie at a simple rational, such as 1/3, is no middle of any box: deep down it is tried by name.
    if (cell.depth % 20 == 19) {
      auto simple = at;
      bool inside = true;
      for (std::size_t i = 0; i < cell.box.size(); ++i) {
        const auto& side = cell.box[i];
        const Rational q = simplest_rational(side.lo, side.hi);
        inside &= !(side.lo_excluded && q == side.lo) && !(side.hi_excluded && q == side.hi);
        simple[problem_.real[i]] = ElementValue{q, -1};
      }
      if (inside && certainly_not(points_.decide(simple).truth)) {
        out.truth = Truth::no;
        out.violation = std::move(simple);
        return;
      }
    }
    // Closed ends of the domain are points that halving never makes a middle.
    for (std::size_t i = 0; i < cell.box.size(); ++i) {
      for (const bool low : {true, false}) {
        const auto& side = cell.box[i];
        if (low ? side.lo_excluded || side.lo != problem_.domain[i].lo : side.hi_excluded || side.hi != problem_.domain[i].hi)
          continue;
        auto corner = point_of(cell.box);
        corner[problem_.real[i]] = ElementValue{low ? side.lo : side.hi, -1};
        const auto r = points_.decide(corner);
        if (certainly_not(r.truth)) {
          out.truth = Truth::no;
          out.violation = std::move(corner);
          return;
        }
      }
    }
  }

  std::vector<ElementValue> point_of(const Box& box) const {
    auto values = problem_.values;
    for (std::size_t i = 0; i < box.size(); ++i)
      values[problem_.real[i]] = ElementValue{box[i].is_point() ? box[i].lo : simplest_between(box[i].lo, box[i].hi), -1};
    return values;
  }

  Truth guarded(LocalForm<R>& form, int id, const Box& box, CellResult& out) {
    try {
      return truth(form, id, box);
    } catch (Undefined& u) {
      if (u.unsupported) throw;
      // Certainly undefined over a whole box is the user's error, unless a filter or a guard keeps it out.
      if (u.certain && problem_.statement->filters.empty()) {
        u.where = element_text(*problem_.statement, point_of(box));
        throw;
      }
      out.trouble = u.what;
      return Truth::unknown;
    }
  }

  Truth truth(LocalForm<R>& form, int id, const Box& box) {
    const auto& x = (*problem_.statement->program)[id];
    if (is_relation(x.op)) {
      const Truth plain = form.plain_truth(id, box);
      if (plain != Truth::unknown) return plain;
      return relation_truth(x.op, form.signs(differences_.of(id), box));
    }
    if (x.op == Op::negation) return !truth(form, x.args[0], box);
    if (x.op != Op::conj && x.op != Op::disj && x.op != Op::implies) return form.plain_truth(id, box);
    const Truth settles = x.op == Op::conj ? Truth::no : Truth::yes;
    Truth result = !settles;
    for (std::size_t i = 0; i < x.args.size(); ++i) {
      Truth t = Truth::unknown;
      try {
        t = truth(form, x.args[i], box);
      } catch (const Undefined& u) {
        if (u.unsupported || (u.certain && result != Truth::unknown)) throw;
      }
      if (x.op == Op::implies && i == 0) t = !t;
      if (t == settles) return settles;
      result = x.op == Op::conj ? result & t : result | t;
    }
    if (result == Truth::unknown && x.op != Op::conj) return apart_from_ends(form, x, box);
    return result;
  }

  /// A disjunction over one wide side: where one part holds at an end of the box, the others need not hold there.
  Truth apart_from_ends(LocalForm<R>& form, const Program::Instruction& x, const Box& box) {
    std::size_t wide = box.size();
    for (std::size_t i = 0; i < box.size(); ++i) {
      if (box[i].is_point()) continue;
      if (wide != box.size()) return Truth::unknown;
      wide = i;
    }
    if (wide == box.size()) return Truth::unknown;
    const auto part_holds = [&](const Box& where) {
      for (std::size_t i = 0; i < x.args.size(); ++i) {
        try {
          Truth t = form.plain_truth(x.args[i], where);
          if (x.op == Op::implies && i == 0) t = !t;
          if (certainly(t)) return true;
        } catch (const Undefined& u) {
          if (u.unsupported) throw;
        }
      }
      return false;
    };
    Box open = box, low = box, high = box;
    low[wide].hi = low[wide].lo;
    high[wide].lo = high[wide].hi;
    const bool at_low = !box[wide].lo_excluded && part_holds(low), at_high = !box[wide].hi_excluded && part_holds(high);
    if (!at_low && !at_high) return Truth::unknown;
    open[wide].lo_excluded |= at_low;
    open[wide].hi_excluded |= at_high;
    for (std::size_t i = 0; i < x.args.size(); ++i) {
      if (!is_relation((*problem_.statement->program)[x.args[i]].op)) continue;
      try {
        Truth t = truth(form, x.args[i], open);
        if (x.op == Op::implies && i == 0) t = !t;
        if (certainly(t)) return Truth::yes;
      } catch (const Undefined& u) {
        if (u.unsupported) throw;
      }
    }
    return Truth::unknown;
  }

  const RangeProblem& problem_;
  const Differences& differences_;
  Settings point_settings_;
  ElementDecider<R> points_;
  std::vector<int> real_slots_;
  std::vector<std::pair<int, ElementValue>> fixed_;
  std::map<long, std::unique_ptr<LocalForm<R>>> forms_;
};

inline std::vector<Cell> halves(const Cell& cell, std::size_t side) {
  const auto& s = cell.box[side];
  const Rational third = (s.hi - s.lo) / Rational(3);
  const Rational at = simplest_between(s.lo + third, s.hi - third);
  Cell a = cell, b = cell;
  a.box[side].hi = at;
  a.box[side].hi_excluded = false;
  b.box[side].lo = at;
  b.box[side].lo_excluded = false;
  ++a.depth;
  ++b.depth;
  return {std::move(a), std::move(b)};
}

}  // namespace detail

template <class R>
RangeResult decide_range(const RangeProblem& problem, const Settings& settings, std::uint64_t most_boxes) {
  using namespace detail;
  RangeResult out;
  out.vacuous = true;
  ensure(problem.program == problem.statement->program, "a range problem with two programs");
  // The program grows before any evaluator sees it.
  const Differences differences(*problem.program, problem.statement->body);
  tbb::enumerable_thread_specific<std::unique_ptr<CellDecider<R>>> deciders;
  std::vector<Cell> front{{problem.domain, 0}};
  std::size_t stuck = 0;
  while (!front.empty()) {
    std::vector<CellResult> results(front.size());
    const auto task = [&](std::size_t i) {
      auto& mine = deciders.local();
      if (!mine) mine = std::make_unique<CellDecider<R>>(problem, differences, settings);
      results[i] = mine->decide(front[i]);
    };
    if (settings.jobs <= 1 || front.size() == 1)
      for (std::size_t i = 0; i < front.size(); ++i) task(i);
    else
      tbb::this_task_arena::isolate([&] { tbb::parallel_for(std::size_t{0}, front.size(), task); });
    std::vector<Cell> next;
    for (std::size_t i = 0; i < front.size(); ++i) {
      auto& r = results[i];
      out.work.evaluations += r.work;
      out.work.escalations += r.escalations;
      out.bits = std::max(out.bits, r.bits);
      out.depth = std::max(out.depth, front[i].depth);
      out.vacuous &= !r.counted;
      if (r.error) std::rethrow_exception(r.error);
      if (r.example && !out.example) out.example = r.example;
      if (r.violation) {
        out.violation = std::move(r.violation);
        out.truth = Truth::no;
        return out;
      }
      if (certainly(r.truth)) {
        ++out.boxes;
        continue;
      }
      const bool is_point = std::all_of(front[i].box.begin(), front[i].box.end(), [](const Side& s) { return s.is_point(); });
      if (front[i].depth >= deepest || is_point) {
        if (stuck++ == 0) {
          out.stuck = front[i].box;
          out.trouble = r.trouble.empty() ? "both sides overlap" : r.trouble;
        }
        continue;
      }
      for (auto& h : halves(front[i], r.split)) next.push_back(std::move(h));
    }
    out.work.cells = out.boxes;
    if (stuck > most_stuck) return out;
    if (out.work.evaluations > settings.budget || next.size() + out.boxes > most_boxes) {
      if (out.stuck.empty() && !next.empty()) {
        out.stuck = next[0].box;
        out.trouble = "the work budget is used up";
      }
      return out;
    }
    if (settings.progress) settings.progress("boxes left " + std::to_string(next.size()), 0);
    front = std::move(next);
  }
  if (stuck == 0) out.truth = Truth::yes;
  return out;
}

}  // namespace posproof
