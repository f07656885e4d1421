#pragma once
#include <memory>

#include "posproof/analysis/certified_sweep.hpp"
#include "posproof/analysis/trig_sum.hpp"

namespace posproof {

/// Faults that tests plant, to see them caught.
enum class SweepFault { none, table_entry, centre_entry, product, dropped_merge_error, dropped_rounding_error };

struct SweepOptions {
  /// Frequencies may be merged (T16) as long as that costs at most this much per unit of amplitude; 0 chooses about what
  /// rounding costs anyway, so that neither dominates the error.
  double merge_tolerance = 0;
  /// false: one table row per frequency, whatever it costs (for comparison).
  bool merge = true;
  SweepFault fault = SweepFault::none;
};

/// Certified values of a trigonometric sum at every integer of a range, by matrix products in double precision.
/// **Shape** n in [first, last] -> midpoint, one error bound for all. **Domain** |n| <= 2^40, at most 2^20 terms.
/// **Error** `error()`. **Theorem** T14, T15, T16, B1..B5.
class BlockSweep final : public CertifiedSweep {
 public:
  /// Throws SweepNotApplicable when amplitudes or constants leave the domain of the bound.
  BlockSweep(const TrigSum& sum, std::int64_t first, std::int64_t last, const SweepOptions& options = {});
  ~BlockSweep() override;
  BlockSweep(BlockSweep&&) noexcept;

  std::int64_t first() const override;
  std::int64_t last() const override;
  double error() const override;
  /// |offset| + sum |c_t|, rounded up.
  double magnitude() const override;
  Ball exact(std::int64_t n, Bits bits) const override;
  void for_each(int jobs, const Visit& visit, const std::atomic<std::int64_t>* limit = nullptr) const override;

  /// Multiply-adds per position of the product: table rows after merging.
  std::size_t rows() const;
  const TrigSum& sum() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace posproof
