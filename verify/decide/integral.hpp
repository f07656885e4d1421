#pragma once
#include <optional>

#include "constant_terms.hpp"
#include "posproof/analysis/oscillatory.hpp"

namespace posproof::detail {

/// The enclosure of a resolved `integral(x, a, b, e)` whose other variables are bound in `constants`.
/// A factor cos or sin of a linear argument with many periods is taken by integrate_oscillatory, powers that vanish or
/// blow up at an end as algebraic weights, everything else by integrate. Throws Undefined where no finite enclosure is found.
/// **Error** enclosure. **Theorem** L1, D8, D9.
Number<Ball> integral_value(const Expr& node, ConstantTerms& constants);

/// A product taken apart: factors above and below the line, and the sign.
struct Factors {
  std::vector<Expr> above, below;
  bool negative = false;
};
Factors factors_of(const Expr& e);
Expr product_of(const Factors& f);

/// slope*x + offset with both free of x; nullopt when the term is not seen to be linear.
struct LinearTerm {
  Expr slope, offset;
};
std::optional<LinearTerm> linear_in(const Expr& e, int slot);

}  // namespace posproof::detail
