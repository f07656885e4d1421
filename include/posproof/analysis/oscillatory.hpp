#pragma once
#include "posproof/analysis/analytic_function.hpp"
#include "posproof/arith/ball.hpp"

namespace posproof {

/// The integrand is (x - a)^left (b - x)^right h(x) where h is the function handed over; both exponents above -1.
struct AlgebraicEnds {
  Rational left{0};
  Rational right{0};
};

/// int_a^b (x - a)^left (b - x)^right h(x) dx. An h that is not analytic at an end but bounded there (sqrt, x log x)
/// costs more, not soundness. Not finite where h is not analytic inside (a, b): split there.
/// **Domain** a < b certainly (contract), exponents > -1. **Error** enclosure. **Source** acb_calc_integrate. **Theorem** D9.
Ball integrate(const AnalyticFunction& h, const Ball& a, const Ball& b, const AlgebraicEnds& ends = {});

enum class OscillatoryMethod {
  quadrature,  ///< certified Gauss-Legendre on [a, b]; cost grows with the number of periods
  contour      ///< path moved to the rays a + it, b + it, where e^{i w x} decays; cost independent of w
};

struct OscillatoryIntegral {
  Ball cosine;  ///< int g(x) cos(w x + phase) dx
  Ball sine;    ///< int g(x) sin(w x + phase) dx
  OscillatoryMethod method;
  long evaluations;  ///< of h
};

/// int_a^b g(x) cos(w x + phase) dx and the same with sin, g(x) = (x - a)^left (b - x)^right h(x) real on (a, b).
/// Relative accuracy near the working precision when h is analytic in a strip of height about (bits log 2)/w above [a, b].
/// **Domain** a < b certainly (contract), w finite, exponents > -1. **Units** w in radians per unit of x.
/// **Error** enclosure. **Theorem** D8 (contour), D9 (quadrature).
OscillatoryIntegral integrate_oscillatory(const AnalyticFunction& h, const Ball& a, const Ball& b, const Ball& w,
                                          const Ball& phase, const AlgebraicEnds& ends = {});

}  // namespace posproof
