#include "posproof/analysis/variation.hpp"

#include <vector>

#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

enum class Slope { rising, falling, unknown };

class VariationSum {
 public:
  VariationSum(const DifferentiableFunction& g, const VariationBudget& budget) : g_(g), budget_(budget) {}

  TotalVariation run(const Ball& a, const Ball& b) {
    struct Cell {
      Rational left, right;
    };
    start_ = previous_ = g_.value(a);
    const Rational from = upper(a), to = lower(b);  // the slivers inside the end balls are counted with their neighbours
    std::vector<Cell> work{{from, to}};
    const Rational half(Integer(1), Integer(2));
    while (!work.empty()) {
      const Cell cell = work.back();
      work.pop_back();
      const Ball left = cell.left == from ? a : Ball(cell.left), right = cell.right == to ? b : Ball(cell.right);
      if (settle(left, right, ++cells_ >= budget_.cells)) continue;
      const Rational middle = (cell.left + cell.right) * half;
      work.push_back({middle, cell.right});
      work.push_back({cell.left, middle});
    }
    close_run();
    const Rational lo = std::max(Rational(0), lower(least_));
    const Ball total = is_finite(most_) ? Ball::from_bounds(lo, std::max(lo, upper(most_))) : Ball::indeterminate();
    return {total, runs_, unsettled_};
  }

 private:
  Slope slope(const Ball& cell) const {
    const Ball s = g_.slope_sign ? g_.slope_sign(cell) : g_.derivative(cell);
    if (!is_finite(s)) return Slope::unknown;
    if (certainly(less_equal(Ball(0L), s))) return Slope::rising;
    if (certainly(less_equal(s, Ball(0L)))) return Slope::falling;
    return Slope::unknown;
  }

  /// True when the cell needs no split: g monotone on it, its share small, or the budget spent.
  bool settle(const Ball& left, const Ball& right, bool exhausted) {
    const Ball cell = hull(left, right);
    const Slope s = slope(cell);
    if (s == Slope::unknown) {
      const Ball share = abs(g_.derivative(cell)) * (right - left);
      if (!exhausted && !(is_finite(share) && upper(share) <= budget_.enough)) return false;
      close_run();
      const Ball here = g_.value(right);
      least_ += abs(here - previous_);
      most_ += share;
      ++unsettled_;
      start_ = previous_ = here;
      return true;
    }
    if (s != direction_) close_run();
    direction_ = s;
    previous_ = g_.value(right);
    return true;
  }

  void close_run() {
    if (direction_ != Slope::unknown) {
      const Ball rise = abs(previous_ - start_);
      least_ += rise;
      most_ += rise;
      ++runs_;
    }
    start_ = previous_;
    direction_ = Slope::unknown;
  }

  const DifferentiableFunction& g_;
  const VariationBudget& budget_;
  Ball start_, previous_, least_{0L}, most_{0L};
  Slope direction_ = Slope::unknown;
  long cells_ = 0, runs_ = 0, unsettled_ = 0;
};

}  // namespace

TotalVariation total_variation(const DifferentiableFunction& g, const Ball& a, const Ball& b, const VariationBudget& budget) {
  ensure(certainly(less(a, b)), "total variation needs a < b");
  return VariationSum(g, budget).run(a, b);
}

DecayRate bounded_variation_rate(const Ball& at_a, const Ball& at_b, const Ball& variation) {
  return {abs(at_a) + abs(at_b) + abs(variation), Rational(1)};
}

DecayRate algebraic_end_rate(const Rational& p, const Ball& h_at_b, const Ball& h_variation) {
  ensure(p > Rational(-1) && p.sign() <= 0, "algebraic end rate needs -1 < p <= 0");
  const Rational one_plus = p + Rational(1);
  return {(Ball(2L) + Ball(Rational(1) / one_plus)) * (abs(h_at_b) + abs(h_variation)), one_plus};
}

DecayRate hoelder_rate(const Ball& length, const Ball& c, const Rational& q, const Ball& m) {
  ensure(q.sign() > 0 && q <= Rational(1), "Hoelder exponent must lie in (0, 1]");
  return {abs(length) * abs(c) * pow(Ball::pi(), Ball(q)) / Ball(2L) + Ball::pi() * abs(m), q};
}

}  // namespace posproof
