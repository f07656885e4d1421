#pragma once
#include <acb.h>

namespace posproof {

/// A function g of one variable, real on the interval of integration and evaluated on complex rectangles around it, as the
/// certified quadratures need it. Implementations must be pure, must not throw, and may be called from several threads.
class AnalyticFunction {
 public:
  virtual ~AnalyticFunction() = default;

  /// order 0: `res[0]` encloses g(w) for every point w of the rectangle z at which g is defined by its (principal) formula.
  /// order 1: the same, and `res[0]` is not finite unless g is holomorphic on the whole of z: use acb_sqrt_analytic,
  /// acb_log_analytic, acb_pow_analytic, acb_real_abs and the like with analytic = (order != 0).
  /// order >= 2: `res[0 .. order-1]` enclose the Taylor coefficients g^(k)(w)/k!; needed by nobody here.
  /// Arguments follow Arb: outputs first, precision in bits last.
  virtual void eval(acb_ptr res, acb_srcptr z, slong order, slong prec) const = 0;
};

}  // namespace posproof
