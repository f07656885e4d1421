#pragma once
#include <optional>

#include "constant_terms.hpp"

namespace posproof::detail {

/// A place at which a sum of cosines is back near its value at 0.
struct Return {
  Integer n;
  Number<Ball> value;  ///< encloses the term at n, as the evaluator gives it
  Rational ratio;      ///< certified: value >= ratio * value at 0
  long bits = 0;
};

/// For sums of cosines without phases whose amplitudes are certainly positive: an explicit n >= 1 with e(n) >= 98/100 e(0).
/// nullopt when the term is no such sum, or none was found within the budget. **Error** enclosure. **Theorem** T6, T6c.
std::optional<Return> find_return(const Expr& e, int slot);

}  // namespace posproof::detail
