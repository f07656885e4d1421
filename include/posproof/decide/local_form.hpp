#pragma once
#include <map>
#include <memory>
#include <vector>

#include "posproof/decide/element.hpp"
#include "posproof/decide/series.hpp"
#include "posproof/decide/signs.hpp"

namespace posproof {

/// A closed interval of a real variable with exact ends. `lo_excluded`: the point lo itself does not belong to the domain.
struct Side {
  Rational lo, hi;
  bool lo_excluded = false, hi_excluded = false;
  bool is_point() const { return lo == hi; }
};
using Box = std::vector<Side>;

/// Possible signs of a term over a box, by Taylor forms of the whole expression tree: enclosure, monotonicity, and series at
/// an end point where the term vanishes exactly. Not thread-safe: one per thread.
/// **Theorem** V1 (Taylor form), V2 (monotonicity), V3 (series at an end point), V4 (mean value in several variables).
template <class R>
class LocalForm {
 public:
  /// `slots` are the real variables, in the order of a box's sides; `fixed` binds the others.
  LocalForm(const Program& program, std::vector<int> slots, std::vector<std::pair<int, ElementValue>> fixed, Bits bits);

  /// Signs of instruction `term` over the box (open sides respected).
  Signs signs(int term, const Box& box);
  /// An enclosure of the term over a box: the sharper of plain evaluation and, in one variable, Taylor forms.
  Number<R> bounds(int term, const Box& box);
  /// Truth of a relation or another formula over the box by plain enclosures.
  Truth plain_truth(int formula, const Box& box);
  /// Which side to halve: the one that widens the enclosure most.
  std::size_t widest(const std::vector<int>& terms, const Box& box);
  std::uint64_t work() const;

  static constexpr int order = 6;

 private:
  using N = Number<R>;
  using J = Jet<N>;
  Signs one_variable(int term, const Box& box, std::size_t side);
  Signs several_variables(int term, const Box& box, int depth);
  Signs at_end(int term, const Box& box, std::size_t side, bool low, const J& over, int k);
  N value(int term, const Box& box);
  J series(int term, const Box& box, std::size_t side, int series_order, const N& at);
  Evaluator<Series<R>>& series_evaluator(int series_order);

  const Program& program_;
  std::vector<int> slots_;
  std::vector<std::pair<int, ElementValue>> fixed_;
  Bits bits_;
  Evaluator<N> plain_;
  std::map<int, std::unique_ptr<Evaluator<Series<R>>>> by_order_;
};

}  // namespace posproof
