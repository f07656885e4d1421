#pragma once
#include "posproof/arith/contract.hpp"
#include "posproof/arith/enclosure.hpp"
#include "posproof/arith/real.hpp"

/// The decay sum f_n = sum_{t<d/2} cos(n theta_t), theta_t = base^(-2t/d), the integrals it has been compared with, and the
/// bounds that hold between them. Templates over the scalar: the same formula under both kernels.
namespace posproof {

/// f at a real place x, term by term; slow, exact in meaning. **Domain** d even >= 2, base > 1. **Error** enclosure.
template <Real R>
R decay_sum_by_terms(const R& x, long d, const Rational& base) {
  ensure(d >= 2 && d % 2 == 0 && base > Rational(1), "decay sum needs even d >= 2 and base > 1");
  R sum(0L);
  for (long t = 0; t < d / 2; ++t) sum = sum + cos(x * pow(R(base), R(Rational(Integer(-2 * t), Integer(d)))));
  return sum;
}

/// int_lower^upper cos(n x) dx. **Domain** n > 0. **Theorem** T2.
template <Real R>
R seed_integral(const R& n, const R& lower, const R& upper) {
  return (sin(n * upper) - sin(n * lower)) / n;
}

/// g(n) = (Ci(n) - Ci(n/base))/log(base), the limit of (2/d) f_n as d grows. **Domain** n > 0, base > 1. **Theorem** T4.
template <Real R>
R continuum_limit(const R& n, const Rational& base) {
  return (ci(n) - ci(n / R(base))) / log(R(base));
}

/// Upper bound of V(n) = int_{n/base}^n |sin p| dp <= min((2/pi)(n - n/base) + 2 s - (4/pi) arccos(2/pi), n - n/base),
/// s = sqrt(1 - 4/pi^2); the excess constant is below 0.4211. **Error** upper bound. **Theorem** T4.
template <Real R>
R phase_variation_upper(const R& n, const Rational& base) {
  const R length = n - n / R(base);
  const R mean = R(2L) / R::pi() * length + R(Rational(Integer(4211), Integer(10000)));
  return certainly(less(length, mean)) ? length : mean;
}

/// |f_n - (d/2) g(n)| <= V(n). **Error** upper bound. **Theorem** T4.
template <Real R>
R continuum_distance_upper(const R& n, const Rational& base) {
  return phase_variation_upper(n, base);
}

/// (cos n - cos(n/base))/2: the end-point term with which |f_n - (d/2) g(n) - term| <= V(n)/2. **Theorem** D1.
template <Real R>
R end_point_term(const R& n, const Rational& base) {
  return (cos(n) - cos(n / R(base))) / R(2L);
}
template <Real R>
R end_point_distance_upper(const R& n, const Rational& base) {
  return phase_variation_upper(n, base) / R(2L);
}

/// (h'(1) - h'(0))/(6 d), h(x) = cos(n base^-x): the second Euler-Maclaurin term. **Theorem** D2.
template <Real R>
R derivative_term(const R& n, long d, const Rational& base) {
  const R last = n / R(base);
  return log(R(base)) * (last * sin(last) - n * sin(n)) / R(6L * d);
}
/// |f_n - (d/2) g(n) - end_point_term - derivative_term| <= (log base) ((n^2 - m^2)/2 + n - m)/(6 d), m = n/base.
/// Better than D1 while n log(base) is below about 4 d. **Error** upper bound. **Theorem** D2.
template <Real R>
R derivative_distance_upper(const R& n, long d, const Rational& base) {
  const R m = n / R(base);
  return log(R(base)) * ((n * n - m * m) / R(2L) + n - m) / R(6L * d);
}

/// |g(n)| <= (1 + base)/(n log base). **Domain** n > 0. **Error** upper bound. **Theorem** T5.
template <Real R>
R continuum_limit_upper(const R& n, const Rational& base) {
  return R(Rational(1) + base) / (n * log(R(base)));
}

/// 1 - (log n + euler_gamma)/log base: the law that g follows for 1 << n << base. **Theorem** D3.
template <Real R>
R logarithmic_law(const R& n, const R& euler_gamma, const Rational& base) {
  return R(1L) - (log(n) + euler_gamma) / log(R(base));
}
/// |g(n) - logarithmic_law(n)| <= (1/n + n^2/(4 base^2))/log base for every n > 0. **Error** upper bound. **Theorem** D3.
template <Real R>
R logarithmic_law_distance_upper(const R& n, const Rational& base) {
  const R m = n / R(base);
  return (R(1L) / n + m * m / R(4L)) / log(R(base));
}

}  // namespace posproof
