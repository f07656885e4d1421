#pragma once
#include "complex_ball.hpp"
#include "posproof/analysis/oscillatory.hpp"

namespace posproof {

/// One straight piece of path that starts at an end of the interval:
/// int_0^length of (near factor)(far factor) h(z) e^{i w (z - end)} dz, z = end + step v.
struct EndPath {
  const AnalyticFunction* h;
  ComplexBall end;      ///< a or b
  ComplexBall step;     ///< dz/dv: 1 or i/w at a, -1 or i/w at b
  ComplexBall inward;   ///< step at a, -step at b: (z - a) or (b - z) equals inward v
  ComplexBall growth;   ///< exponent of e^{growth v}: i w step
  Ball width;           ///< b - a
  Ball length;          ///< upper limit of v
  Rational near_power;  ///< exponent of the factor that vanishes (or is singular) at this end
  Rational far_power;   ///< exponent of the other factor
};

struct CountedIntegral {
  ComplexBall value;
  long evaluations;
};

/// Encloses the path integral by acb_calc_integrate after v = u^m, which makes the near factor a power of u that is
/// bounded at 0, and polynomial when the exponent's denominator is small. **Theorem** D9.
CountedIntegral integrate_from_end(const EndPath& path);

}  // namespace posproof
