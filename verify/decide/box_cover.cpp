#include "box_cover.hpp"

#include <algorithm>

#include "decider.hpp"
#include "posproof/analysis/certified_sweep.hpp"
#include "posproof/claim/print.hpp"

namespace posproof {
namespace {

constexpr std::uint64_t most_boxes = 1'000'000;
constexpr std::uint64_t most_boxes_in_the_plane = 20'000;  // a tie along a curve never ends; better to say so soon
constexpr std::uint64_t confirmed_boxes = 20'000;
constexpr std::uint64_t confirmed_evaluations = 3'000'000;
constexpr long end_bits = 192;
constexpr std::uint64_t most_outer = 100'000;

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

}  // namespace

BoxCover::BoxCover(Program& program, const Statement& statement, const std::vector<Program::Range>& ranges, const Block& block,
                   const Settings& settings, const PreparedClaim& claim)
    : program_(program), statement_(statement), ranges_(ranges), block_(block), settings_(settings), claim_(claim) {
  problem_.program = &program;
  problem_.statement = &statement;
  problem_.values.resize(ranges.size());
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (ranges[i].kind == Domain::Kind::reals) {
      problem_.real.push_back(i);
      real_names_.push_back(statement.names[i]);
    } else {
      outer_.push_back(ranges[i]);
      outer_at_.push_back(i);
    }
  }
  total_.evidence.method = boxes_method;
  total_.evidence.theorems = {"V0", "V1", "V2", "V3", "V4"};
  total_.truth = Truth::yes;
}

void BoxCover::stop(std::string reason, std::string remedy) {
  total_.truth = Truth::unknown;
  total_.reason = std::move(reason);
  total_.remedy = std::move(remedy);
}

/// Ends of the real domains behind these outer values; nullopt, with the reason said, when one cannot be told from the other.
std::optional<BoxCover::Ends> BoxCover::ends_at(const std::vector<ElementValue>& outer_values) {
  Evaluator<Number<Ball>> bounds(program_, {}, 100'000'000);
  for (std::size_t k = 0; k < outer_values.size(); ++k) {
    problem_.values[outer_at_[k]] = outer_values[k];
    bounds.bind(statement_.slots[outer_at_[k]], number_of(outer_values[k], bounds));
  }
  Ends ends;
  for (const auto i : problem_.real) {
    const auto lo = bounds.real(ranges_[i].lo), hi = bounds.real(ranges_[i].hi);
    const auto& d = block_.binders[i].domain;
    const Truth order = less(lo, hi);
    const bool single = lo.is_exact() && hi.is_exact() && lo.exact() == hi.exact() && d.lo_closed && d.hi_closed;
    if (certainly_not(order) && !single) throw empty_domain(claim_.formula);
    if (!certainly(order) && !single) {
      stop("the ends of the domain of " + statement_.names[i] + " could not be told apart", "write the ends exactly");
      return std::nullopt;
    }
    ends.outside.push_back(side_of(lo, hi, d, true));
    ends.inside.push_back(side_of(lo, hi, d, false));
    ends.exact &= lo.is_exact() && hi.is_exact();
  }
  return ends;
}

/// From outside, which proves; where that does not do and the ends are enclosures, from inside, which refutes.
RangeResult BoxCover::covered(const Ends& ends, const Settings& settings) {
  problem_.domain = ends.outside;
  RangeResult r = range_with_kernel(problem_, settings);
  add_work(total_.evidence.work, r.work);
  if (ends.exact || r.truth == Truth::yes) return r;
  problem_.domain = ends.inside;
  RangeResult within = range_with_kernel(problem_, settings);
  add_work(total_.evidence.work, within.work);
  if (within.truth == Truth::yes) within.truth = Truth::unknown;  // the rim is not covered
  if (within.truth == Truth::unknown && within.trouble.empty()) {
    within.stuck = ends.outside;
    within.trouble = "the ends of the domain are not rational, and the claim is tight there";
  }
  return within;
}

void BoxCover::violated_at(const std::vector<ElementValue>& values) {
  total_.truth = Truth::no;
  total_.witness = witness_of(statement_, values);
  ElementDecider<Ball> decider(statement_, settings_);
  total_.sides = decider.sides(values, 128);
  total_.evidence.theorems = {"E1"};
  if (settings_.confirm)
    total_.evidence.confirmed_by = {
        confirmation_of(recheck_elements(statement_, {values}, Truth::no, settings_, "claim " + claim_.id), 1)};
}

/// The same boxes by the second kernel, as long as there are not too many.
void BoxCover::confirm(const RangeResult& r, const Settings& settings) {
  to_confirm_ += r.boxes;
  if (confirmed_ + r.boxes > confirmed_boxes || r.work.evaluations >= confirmed_evaluations) return;
  const RangeResult again = decide_range<Interval>(problem_, settings, most_boxes);
  if (again.truth == Truth::no) throw InternalDisagreement("the kernels disagree on claim " + claim_.id);
  if (again.truth == Truth::yes)
    confirmed_ += r.boxes;
  else
    confirm_failed_ = true;
}

/// False when there is no need to go on.
bool BoxCover::element(const std::vector<ElementValue>& outer_values) {
  const PrecisionScope scope{Bits{end_bits}};
  const auto ends = ends_at(outer_values);
  if (!ends) return false;
  ++elements_;
  Settings settings = settings_;
  const std::uint64_t spent = total_.evidence.work.evaluations;
  settings.budget = settings_.budget > spent ? settings_.budget - spent : 0;
  const RangeResult r = covered(*ends, settings);
  total_.evidence.bits = std::max(total_.evidence.bits, r.bits);
  any_point_ |= statement_.filters.empty() || r.example.has_value();
  if (r.truth == Truth::no) {
    violated_at(*r.violation);
    return false;
  }
  if (r.truth == Truth::unknown) {
    stop("the box " + box_text(real_names_, r.stuck) + " resists: " + r.trouble,
         "raise --budget, or treat the neighbourhood of that box by a claim of its own");
    return false;
  }
  if (settings_.confirm) confirm(r, settings);
  return true;
}

void BoxCover::cover() {
  if (outer_.empty()) {
    element({});
  } else {
    Cursor cursor(program_, outer_);
    while (auto s = cursor.next(1)) {
      const auto values = s->element(0);
      if (elements_ >= most_outer || total_.evidence.work.evaluations > settings_.budget) {
        stop("the work budget was used up after " + std::to_string(elements_) + " values of the outer variables",
             "raise it with --budget, or restrict the outer domain");
        break;
      }
      if (!element(values)) break;
    }
    if (elements_ == 0 && total_.truth == Truth::yes) throw empty_domain(claim_.formula);
  }
  if (total_.truth == Truth::yes && !any_point_)
    stop("no point of the domain was found at which the `where` condition holds", "state a point that satisfies it");
}

Finding BoxCover::finding() {
  using Scope = Confirmation::Scope;
  if (total_.truth == Truth::yes && settings_.confirm) {
    const bool all = confirmed_ == to_confirm_ && !confirm_failed_;
    const Scope scope = confirmed_ == 0 ? Scope::none : all ? Scope::full : Scope::sampled;
    total_.evidence.confirmed_by = {{"mpfi", scope, confirmed_, to_confirm_}};
  }
  if (!block_.universal) total_.truth = !total_.truth;
  if (!block_.universal && certainly_not(total_.truth))
    total_.evidence.derivation = Derivation{"boxes that cover the domain", "V0", "no point satisfies the statement", {}};
  return std::move(total_);
}

}  // namespace posproof
