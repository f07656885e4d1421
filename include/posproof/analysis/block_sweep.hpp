#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

#include "posproof/analysis/trig_sum.hpp"

namespace posproof {

/// Two computations of one number that must agree do not: the caller reports an internal error (exit code 5), no verdict.
class InternalDisagreement : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The sum's size or frequencies are outside what the block bound covers; use balls instead.
class SweepNotApplicable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Faults that tests plant, to see them caught.
enum class SweepFault { none, table_entry, centre_entry, product, dropped_merge_error, dropped_rounding_error };

struct SweepOptions {
  /// Frequencies may be merged (T16) as long as that costs at most this much per unit of amplitude.
  double merge_tolerance = 0x1p-46;
  /// false: one table row per frequency, whatever it costs (for comparison).
  bool merge = true;
  SweepFault fault = SweepFault::none;
};

/// Consecutive positions with a midpoint each: |S(first + i) - midpoint[i]| <= error for i < count.
struct BlockView {
  std::int64_t first;
  std::size_t count;
  const double* midpoint;
  double error;
};

/// Certified values of a trigonometric sum at every integer of a range, by matrix products in double precision.
/// **Shape** n in [first, last] -> midpoint, one error bound for all. **Domain** |n| <= 2^40, at most 2^20 terms.
/// **Error** `error()`. **Theorem** T14, T15, T16, B1..B5.
class BlockSweep {
 public:
  /// Throws SweepNotApplicable when amplitudes or constants leave the domain of the bound.
  BlockSweep(const TrigSum& sum, std::int64_t first, std::int64_t last, const SweepOptions& options = {});
  ~BlockSweep();
  BlockSweep(BlockSweep&&) noexcept;

  std::int64_t first() const;
  std::int64_t last() const;
  /// The absolute error bound of every midpoint.
  double error() const;
  /// Multiply-adds per position of the product: table rows after merging.
  std::size_t rows() const;
  /// An upper bound of |S| over the integers: |offset| + sum |c_t|.
  double magnitude() const;
  const TrigSum& sum() const;

  /// Calls `visit` once for every part of [first, last], from up to `jobs` threads at once and in no particular order; parts and
  /// midpoints do not depend on `jobs`. Parts that begin beyond `*limit` (it may shrink meanwhile) may be skipped.
  /// Random midpoints are compared with balls in every run; checksums guard every product.
  /// Throws InternalDisagreement when a check fails, or when a thread does not round to nearest.
  void for_each(int jobs, const std::function<void(const BlockView&)>& visit,
                const std::atomic<std::int64_t>* limit = nullptr) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace posproof
