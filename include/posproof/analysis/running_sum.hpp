#pragma once
#include <cstdint>
#include <functional>
#include <memory>

#include "posproof/analysis/certified_sweep.hpp"
#include "posproof/analysis/real_range.hpp"
#include "posproof/analysis/trig_sum.hpp"

namespace posproof {

/// B(x) = sum_{k=1}^{T} |A_k(x)|, A_k(x) = sum_{j<k} c_j exp(i (x w_j + p_j)): the factor of summation by parts.
/// The terms are those of a TrigSum without offset; with c = 1, p = 0 and the frequencies of a rotary encoding this is
/// B(s) of T10. **Theorem** T10. **Error** enclosure, at working precision.
Ball running_sum(const TrigTerms& terms, const Ball& x);
/// B(x) to about `bits` bits relative to its largest possible size. **Error** enclosure.
Ball running_sum(const TrigSum& terms, const Rational& x, Bits bits);

/// Certified values of B at every integer of a range; `first_violation`, `count_where`, `certified_extremum` apply.
/// **Domain** |n| <= 2^40, at most 2^16 terms. **Error** `error()`. **Theorem** S1.
class RunningSumSweep final : public CertifiedSweep {
 public:
  /// Throws SweepNotApplicable when there is an offset, or constants leave the domain of the bound.
  RunningSumSweep(const TrigSum& terms, std::int64_t first, std::int64_t last);
  ~RunningSumSweep() override;
  RunningSumSweep(RunningSumSweep&&) noexcept;

  std::int64_t first() const override;
  std::int64_t last() const override;
  double error() const override;
  double magnitude() const override;
  Ball exact(std::int64_t n, Bits bits) const override;
  void for_each(int jobs, const Visit& visit, const std::atomic<std::int64_t>* limit = nullptr) const override;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Minimum and maximum of B over the real interval [a, b]. **Theorem** S1 on the grid, S2 between its points.
RealRange running_range(const TrigSum& terms, const Rational& a, const Rational& b, int digits, const RangeBudget& budget = {});

/// Decides B(x) REL bound for all real x in [a, b]. **Theorem** S1, S2.
RealVerdict prove_running_bound(const TrigSum& terms, const Rational& a, const Rational& b, Relation relation,
                                const std::function<Ball()>& bound, const RangeBudget& budget = {});

}  // namespace posproof
