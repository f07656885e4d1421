#pragma once
#include <atomic>
#include <cstdint>
#include <mutex>
#include <vector>

#include "posproof/analysis/block_extremum.hpp"

namespace posproof {

/// Larger is better, for every kind of extremum.
double merit(Extremum kind, double x);
Ball merit(Extremum kind, const Ball& x);
/// The inverse for signed kinds; the size for the others.
Ball from_merit(Extremum kind, const Ball& m);

struct Candidate {
  std::int64_t position;
  double merit;
};

/// Collects, from the parts of a sweep in any order, the positions whose midpoint merit is within `window` of the best one.
class Candidates {
 public:
  /// Candidates kept in memory; beyond it the smallest positions stay and the others are only counted.
  static constexpr std::size_t kept = 200'000;
  Candidates(Extremum kind, double window);
  void visit(const BlockView& view);
  /// In ascending order of position; independent of the order of visits.
  std::vector<Candidate> finish();
  double best() const { return best_; }
  std::int64_t dropped() const { return dropped_; }

 private:
  void prune();
  Extremum kind_;
  double window_;
  std::mutex mutex_;
  std::atomic<double> floor_;
  double best_;
  std::vector<Candidate> found_;
  std::int64_t dropped_ = 0;
};

}  // namespace posproof
