#pragma once
#include <memory>

#include "peak_search.hpp"
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

/// The maximum of sign * S for a trigonometric sum S. **Theorem** R2, R3.
class TrigPeakSearch final : public PeakSearch {
 public:
  TrigPeakSearch(const TrigSum& sum, int sign, Bits bits, std::int64_t evaluations);

 private:
  Node bounded(const Stretch& stretch) override;
  Node concave(Node node, TrigDerivatives d, const Rational& start);
  TrigDerivatives at(const Rational& x);

  std::shared_ptr<const TrigTerms> terms_;
  Ball third_;
};

}  // namespace posproof
