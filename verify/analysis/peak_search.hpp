#pragma once
#include <functional>
#include <queue>
#include <vector>

#include "posproof/analysis/real_range.hpp"
#include "upper.hpp"

namespace posproof {

/// S, S', S'' at one point. **Error** enclosure, at working precision.
struct TrigDerivatives {
  Ball value, first, second;
};
TrigDerivatives derivatives(const TrigTerms& sum, const Ball& x);

/// Upper bounds of sum |c_t| |w_t|^k, which bound the k-th derivative everywhere; index 0..3.
struct DerivativeBounds {
  Upper bound[4];
};
DerivativeBounds derivative_bounds(const TrigSum& sum);

/// Best-first search for the maximum of sign * S over stretches of the real line, in ball arithmetic. **Theorem** R2, R3.
class PeakSearch {
 public:
  PeakSearch(const TrigSum& sum, int sign, Bits bits, std::int64_t evaluations);
  void add(const Stretch& stretch);

  /// Refines until `stop(upper, best)` holds for the largest remaining upper bound, or the budget is spent.
  using Stop = std::function<bool(const Rational& upper, const Rational& best)>;
  bool run(const Stop& stop);

  /// A value of sign * S that is attained at `point()`, from below.
  const Rational& best() const { return best_; }
  const Rational& point() const { return point_; }
  /// An upper bound over all stretches.
  Rational upper() const;
  /// The stretches that may still hold a value >= `floor`, neighbours joined.
  std::vector<Stretch> open(const Rational& floor) const;
  std::int64_t evaluations() const { return spent_; }

 private:
  struct Node {
    Stretch stretch;
    Rational upper;
    bool finished;  // cannot be improved at this precision
    Stretch place;  // holds a maximiser of the stretch
    bool operator<(const Node& o) const { return upper < o.upper; }
  };
  TrigDerivatives at(const Rational& x);
  Node bounded(const Stretch& stretch);
  Node concave(Node node, TrigDerivatives d, const Rational& start);
  void offer(const Rational& x, const Ball& value);

  std::shared_ptr<const TrigTerms> terms_;
  int sign_;
  Bits bits_;
  std::int64_t budget_;
  std::int64_t spent_ = 0;
  Ball third_;
  bool any_ = false;
  Rational best_, point_;
  std::priority_queue<Node> queue_;
  std::vector<Node> stuck_;
};

}  // namespace posproof
