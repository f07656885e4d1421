#pragma once
#include <concepts>

#include "posproof/arith/enclosure.hpp"
#include "posproof/arith/precision.hpp"
#include "posproof/arith/rational.hpp"
#include "posproof/arith/truth.hpp"

namespace posproof {

/// What both kernels (Ball over Arb, Interval over MPFI) provide, so that one expression evaluates under either.
/// The functions are found by argument-dependent lookup; see ball.hpp for their contracts.
template <class R>
concept Real = std::copyable<R> && requires(const R& a, const R& b, R& out, const Rational& q, const Integer& z, long n) {
  R();
  R(q);
  R(z);
  R(n);
  { R::kernel } -> std::convertible_to<const char*>;
  { R::exact(1.0) } -> std::same_as<R>;
  { R::from_bounds(q, q) } -> std::same_as<R>;
  { R::pi() } -> std::same_as<R>;
  { R::e() } -> std::same_as<R>;
  { R::euler_gamma() } -> std::same_as<R>;
  { R::indeterminate() } -> std::same_as<R>;
  { -a } -> std::same_as<R>;
  { a + b } -> std::same_as<R>;
  { a - b } -> std::same_as<R>;
  { a* b } -> std::same_as<R>;
  { a / b } -> std::same_as<R>;
  { out += b } -> std::same_as<R&>;
  { out -= b } -> std::same_as<R&>;
  { out *= b } -> std::same_as<R&>;
  { abs(a) } -> std::same_as<R>;
  { sqr(a) } -> std::same_as<R>;
  { sqrt(a) } -> std::same_as<R>;
  { exp(a) } -> std::same_as<R>;
  { log(a) } -> std::same_as<R>;
  { sin(a) } -> std::same_as<R>;
  { cos(a) } -> std::same_as<R>;
  { sin_cos(out, out, a) } -> std::same_as<void>;
  { tan(a) } -> std::same_as<R>;
  { asin(a) } -> std::same_as<R>;
  { acos(a) } -> std::same_as<R>;
  { atan(a) } -> std::same_as<R>;
  { atan2(a, b) } -> std::same_as<R>;
  { sinh(a) } -> std::same_as<R>;
  { cosh(a) } -> std::same_as<R>;
  { tanh(a) } -> std::same_as<R>;
  { erf(a) } -> std::same_as<R>;
  { gamma(a) } -> std::same_as<R>;
  { ci(a) } -> std::same_as<R>;
  { si(a) } -> std::same_as<R>;
  { ei(a) } -> std::same_as<R>;
  { pow(a, n) } -> std::same_as<R>;
  { pow(a, b) } -> std::same_as<R>;
  { min(a, b) } -> std::same_as<R>;
  { max(a, b) } -> std::same_as<R>;
  { floor(a) } -> std::same_as<R>;
  { ceil(a) } -> std::same_as<R>;
  { less(a, b) } -> std::same_as<Truth>;
  { less_equal(a, b) } -> std::same_as<Truth>;
  { equal(a, b) } -> std::same_as<Truth>;
  { is_positive(a) } -> std::same_as<Truth>;
  { is_negative(a) } -> std::same_as<Truth>;
  { is_zero(a) } -> std::same_as<Truth>;
  { is_finite(a) } -> std::same_as<bool>;
  { is_exact(a) } -> std::same_as<bool>;
  { contains_zero(a) } -> std::same_as<bool>;
  { contains(a, q) } -> std::same_as<bool>;
  { overlap(a, b) } -> std::same_as<bool>;
  { lower(a) } -> std::same_as<Rational>;
  { upper(a) } -> std::same_as<Rational>;
  { midpoint(a) } -> std::same_as<Rational>;
  { fits_rational(a) } -> std::same_as<bool>;
  { lower_double(a) } -> std::same_as<double>;
  { upper_double(a) } -> std::same_as<double>;
  { radius_upper(a) } -> std::same_as<double>;
  { hull(a, b) } -> std::same_as<R>;
  { midpoint_ball(a) } -> std::same_as<R>;
  { widened(a, b) } -> std::same_as<R>;
  { end_points(a) } -> std::same_as<EndPoints>;
};

}  // namespace posproof
