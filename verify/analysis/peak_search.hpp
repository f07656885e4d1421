#pragma once
#include <functional>
#include <queue>
#include <vector>

#include "posproof/analysis/real_range.hpp"

namespace posproof {

/// Best-first search for the maximum of sign * F over stretches of the real line, in ball arithmetic. Derived classes bound F
/// on one stretch.
class PeakSearch {
 public:
  PeakSearch(int sign, Bits bits, std::int64_t evaluations) : sign_(sign), bits_(bits), budget_(evaluations) {}
  virtual ~PeakSearch() = default;
  void add(const Stretch& stretch);

  /// Refines until `stop(upper, best)` holds for the largest remaining upper bound, or the budget is spent.
  using Stop = std::function<bool(const Rational& upper, const Rational& best)>;
  bool run(const Stop& stop);

  /// A lower bound of sign * F at `point()`, the largest seen.
  const Rational& best() const { return best_; }
  const Rational& point() const { return point_; }
  /// An upper bound over all stretches.
  Rational upper() const;
  /// The stretches that may still hold a value >= `floor`, neighbours joined.
  std::vector<Stretch> open(const Rational& floor) const;
  std::int64_t evaluations() const { return spent_; }

 protected:
  struct Node {
    Stretch stretch;
    Rational upper;
    bool finished = false;  // cannot be improved at this precision
    Stretch place;          // holds a maximiser of the stretch
    bool operator<(const Node& o) const { return upper < o.upper; }
  };
  /// An upper bound of sign * F over the stretch. Called inside a PrecisionScope; must `offer` what it evaluates.
  virtual Node bounded(const Stretch& stretch) = 0;
  /// Records sign * F(x) = value.
  void offer(const Rational& x, const Ball& value);
  int sign() const { return sign_; }

 private:
  int sign_;
  Bits bits_;
  std::int64_t budget_;
  std::int64_t spent_ = 0;
  bool any_ = false;
  Rational best_, point_;
  std::priority_queue<Node> queue_;
  std::vector<Node> stuck_;
};

}  // namespace posproof
