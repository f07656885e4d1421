#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "posproof/analysis/certified_sweep.hpp"

namespace posproof {

enum class Relation { less, less_equal, greater, greater_equal };
Truth compare(const Ball& a, Relation relation, const Ball& b);

/// The other side of a comparison: a function of the position that can be enclosed over many positions at once.
struct SweepBound {
  struct Range {
    double lower;
    double upper;
  };
  /// lower <= bound(n) <= upper for every integer n in [a, b]; infinite ends say nothing. Called from several threads.
  std::function<Range(std::int64_t a, std::int64_t b)> over;
  /// bound(n) at working precision. **Error** enclosure.
  std::function<Ball(std::int64_t n)> at;

  static SweepBound constant(const Rational& c);
  /// c n^p, over positive n. **Domain** n >= 1 (elsewhere nothing is known unless p is a non-negative integer).
  static SweepBound power(const Rational& c, const Rational& p);
  /// Any expression evaluated in ball arithmetic, over ranges as well as at points.
  static SweepBound expression(std::function<Ball(const Ball& n)> f);
  /// A constant known to any precision, such as pi/2.
  static SweepBound value(std::function<Ball()> f);
};

/// The predicate F(n) REL bound(n), or |F(n)| REL bound(n).
struct SweepPredicate {
  Relation relation;
  SweepBound bound;
  bool absolute = false;
};

/// How positions were decided.
struct SweepWork {
  std::int64_t positions = 0;
  std::int64_t by_ball = 0;  // the block enclosure straddled
};

struct FirstViolation {
  /// The smallest position at which the predicate is certainly false, if any.
  std::optional<std::int64_t> position;
  /// Positions (below the violation, when there is one) that `largest_bits` could not decide: how many, and the first of them.
  std::int64_t undecided_count = 0;
  std::vector<std::int64_t> undecided;
  SweepWork work;
};

/// Looks for the first n of the sweep's range at which the predicate fails. Without violation and without undecided
/// positions it holds on the whole range. The answer does not depend on `jobs`.
/// **Theorem** B5 where blocks decide, balls elsewhere. Throws InternalDisagreement.
FirstViolation first_violation(const CertifiedSweep& sweep, const SweepPredicate& predicate, int jobs, Bits largest_bits);

struct SweepCount {
  std::int64_t holds = 0;
  std::int64_t fails = 0;
  std::optional<std::int64_t> first_holding, last_holding;
  std::int64_t undecided_count = 0;
  std::vector<std::int64_t> undecided;
  SweepWork work;
};

/// Counts the positions at which the predicate holds; with undecided ones the count is an interval
/// [holds, holds + undecided_count], and first and last are those of the decided ones.
SweepCount count_where(const CertifiedSweep& sweep, const SweepPredicate& predicate, int jobs, Bits largest_bits);

/// How many undecided positions results list.
inline constexpr std::size_t listed_undecided = 100;

}  // namespace posproof
