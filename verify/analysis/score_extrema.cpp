#include "posproof/analysis/score_extrema.hpp"

#include <algorithm>

#include "posproof/analysis/score_cell.hpp"
#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

constexpr long cell_accuracy_bits = 80;
constexpr unsigned long finest_halving = 36;  // places within 2^-36 of a cell, values within its square

Rational abs_upper(const Ball& x) { return std::max(upper(x), -lower(x)); }
Rational abs_lower(const Ball& x) { return std::max({lower(x), -upper(x), Rational(0)}); }

/// A piece of a cell with an upper bound of |a| on it; x in [-1, 1] is position centre + x/2.
struct Leaf {
  Window place;
  Rational upper;
};

/// Branch and bound for max |a| on one cell (P10). Keeps `best`, a value that |a| certainly reaches somewhere.
class CellSearch {
 public:
  CellSearch(const CellExpansion::Polynomial& p, const Rational& centre, Rational& best, std::vector<Leaf>& leaves)
      : p_(p), centre_(centre), best_(best), leaves_(leaves), remainder_(upper(p.remainder)) {}

  void run(const Rational& lo, const Rational& hi, unsigned long depth = 0) {
    const Rational mid = (lo + hi) / Rational(2), r = (hi - lo) / Rational(2);
    const Ball box = Ball::from_bounds(lo, hi), slope = p_.derivative(box);
    if (!contains_zero(slope)) {  // monotone: the largest |p| is at an end
      reach(lo);
      reach(hi);
      return;
    }
    const Rational at_mid = reach_value(mid);
    if (at_mid + abs_upper(slope) * r <= best_) return;
    if (depth >= finest_halving) {
      const Rational bend = abs_upper(p_.second_derivative(box)) * r * r / Rational(2);
      leaves_.push_back({position(lo, hi), at_mid + abs_upper(p_.derivative(Ball(mid))) * r + bend});
      return;
    }
    run(lo, mid, depth + 1);
    run(mid, hi, depth + 1);
  }

 private:
  Window position(const Rational& lo, const Rational& hi) const {
    return {centre_ + lo / Rational(2), centre_ + hi / Rational(2)};
  }
  /// Upper bound of |a| at x; raises `best` by the lower one.
  Rational reach_value(const Rational& x) {
    const Ball v = p_.value(Ball(x));
    best_ = std::max(best_, abs_lower(v) - remainder_);
    return abs_upper(v) + remainder_;
  }
  void reach(const Rational& x) {
    const Rational top = reach_value(x);
    if (top >= best_) leaves_.push_back({position(x, x), top});
  }

  const CellExpansion::Polynomial& p_;
  const Rational& centre_;
  Rational& best_;
  std::vector<Leaf>& leaves_;
  Rational remainder_;
};

struct Candidate {
  long cell;
  Rational upper;
};

/// |a| <= larger end + curvature/8 on a unit cell (T9).
std::vector<Candidate> cells_above(const Balls& values, const Balls& curvature, long first, const Rational& level) {
  std::vector<Candidate> list;
  for (std::size_t i = 0; i < curvature.size(); ++i) {
    const auto n = static_cast<std::size_t>(first) + i;
    const Rational top = std::max(abs_upper(values[n]), abs_upper(values[n + 1])) + upper(curvature[i]) / Rational(8);
    if (top > level) list.push_back({static_cast<long>(n), top});
  }
  return list;
}

/// Windows closer than a few of the finest pieces are told as one: their hull holds the place as well.
Maximum collect(const Rational& best, std::vector<Leaf> leaves) {
  const Rational one_place(Integer(1), Integer(1) << (finest_halving - 2));
  Maximum m{best, best, {}};
  std::sort(leaves.begin(), leaves.end(), [](const Leaf& a, const Leaf& b) { return a.place.lower < b.place.lower; });
  for (const Leaf& leaf : leaves) {
    if (leaf.upper < best) continue;
    m.upper = std::max(m.upper, leaf.upper);
    if (!m.places.empty() && leaf.place.lower <= m.places.back().upper + one_place)
      m.places.back().upper = std::max(m.places.back().upper, leaf.place.upper);
    else
      m.places.push_back(leaf.place);
  }
  return m;
}

}  // namespace

Maximum max_abs_on_integers(const Balls& values, long first, long last) {
  ensure(0 <= first && first <= last && last < static_cast<long>(values.size()), "maximum over positions without values");
  std::vector<Leaf> leaves;
  Rational best = 0;
  for (long s = first; s <= last; ++s) {
    const Ball& v = values[static_cast<std::size_t>(s)];
    best = std::max(best, abs_lower(v));
    if (abs_upper(v) >= best) leaves.push_back({{Rational(s), Rational(s)}, abs_upper(v)});
  }
  return collect(best, std::move(leaves));
}

Maximum max_abs_on_reals(const CentredScore& score, const Balls& values, long first, long last) {
  Maximum on_integers = max_abs_on_integers(values, first, last);
  if (first == last || on_integers.upper.sign() == 0) return on_integers;
  const Rational scale = on_integers.upper;
  auto cells = cells_above(values, curvature_bounds(score, first, last, scale), first, on_integers.lower);
  std::sort(cells.begin(), cells.end(), [](const Candidate& a, const Candidate& b) { return a.upper > b.upper; });
  const CellExpansion expansion(score, scale, cell_accuracy_bits);
  Rational best = on_integers.lower;
  std::vector<Leaf> leaves;
  for (const Window& w : on_integers.places) leaves.push_back({w, on_integers.upper});
  for (const Candidate& c : cells) {
    if (c.upper < best) break;  // sorted: no later cell can hold the maximum
    const Rational centre = Rational(c.cell) + Rational(Integer(1), Integer(2));
    const auto p = expansion.about(centre);
    CellSearch(p, centre, best, leaves).run(Rational(-1), Rational(1));
  }
  return collect(best, std::move(leaves));
}

std::optional<long> first_integer_beyond(const Balls& values, long first, long last, const Rational& threshold,
                                         std::vector<long>& undecided) {
  ensure(0 <= first && last < static_cast<long>(values.size()), "threshold search over positions without values");
  for (long s = first; s <= last; ++s) {
    const Ball& v = values[static_cast<std::size_t>(s)];
    if (abs_lower(v) > threshold) return s;
    if (abs_upper(v) > threshold) undecided.push_back(s);
  }
  return std::nullopt;
}

namespace {

/// Depth-first from the left: the first x at which |a| may exceed the threshold, then the first at which it must.
class CrossingSearch {
 public:
  CrossingSearch(const CellExpansion::Polynomial& p, const Rational& threshold) : p_(p), threshold_(threshold) {}
  std::optional<Rational> possible, certain;

  void run(const Rational& lo, const Rational& hi, unsigned long depth = 0) {
    if (certain) return;
    const Rational remainder = upper(p_.remainder), r = (hi - lo) / Rational(2), mid = lo + r;
    const Ball box = Ball::from_bounds(lo, hi), left = p_.value(Ball(lo));
    if (abs_lower(left) - remainder > threshold_) {
      if (!possible) possible = lo;
      certain = lo;
      return;
    }
    const Ball centre = p_.value(Ball(mid));
    if (abs_upper(centre) + abs_upper(p_.derivative(box)) * r + remainder <= threshold_) return;
    if (depth >= finest_halving) {
      if (!possible) possible = lo;
      if (abs_lower(p_.value(Ball(hi))) - remainder > threshold_) certain = hi;
      return;
    }
    run(lo, mid, depth + 1);
    run(mid, hi, depth + 1);
  }

 private:
  const CellExpansion::Polynomial& p_;
  const Rational& threshold_;
};

}  // namespace

Crossing first_real_beyond(const CentredScore& score, const Balls& values, long first, long last, const Rational& threshold) {
  ensure(threshold.sign() >= 0, "a threshold for |a| is not negative");
  std::vector<long> undecided;
  last = first_integer_beyond(values, first, last, threshold, undecided).value_or(last);
  Crossing crossing;
  if (abs_lower(values[static_cast<std::size_t>(first)]) > threshold) return {Truth::yes, {Rational(first), Rational(first)}};
  const Rational scale = std::max(threshold, max_abs_on_integers(values, first, last).upper);
  if (first == last || scale.sign() == 0) return crossing;
  const CellExpansion expansion(score, scale, cell_accuracy_bits);
  for (const Candidate& c : cells_above(values, curvature_bounds(score, first, last, scale), first, threshold)) {
    const Rational centre = Rational(c.cell) + Rational(Integer(1), Integer(2));
    const auto p = expansion.about(centre);
    CrossingSearch search(p, threshold);
    search.run(Rational(-1), Rational(1));
    if (crossing.exists == Truth::no && search.possible)
      crossing = {Truth::unknown, {centre + *search.possible / Rational(2), Rational(last)}};
    if (search.certain) return {Truth::yes, {crossing.place.lower, centre + *search.certain / Rational(2)}};
  }
  return crossing;
}

}  // namespace posproof
