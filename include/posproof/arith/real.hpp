#pragma once
#include <concepts>

#include "posproof/arith/precision.hpp"
#include "posproof/arith/rational.hpp"
#include "posproof/arith/truth.hpp"

namespace posproof {

/// What both kernels (Ball over Arb, Interval over MPFI) provide, so that one expression evaluates under either.
/// The functions are found by argument-dependent lookup; see ball.hpp for their contracts.
template <class R>
concept Real = std::copyable<R> && requires(const R& a, const R& b, const Rational& q, long n) {
  R(q); R(n);
  { R::pi() } -> std::same_as<R>;
  { R::from_bounds(q, q) } -> std::same_as<R>;
  { -a } -> std::same_as<R>;
  { a + b } -> std::same_as<R>;
  { a - b } -> std::same_as<R>;
  { a * b } -> std::same_as<R>;
  { a / b } -> std::same_as<R>;
  { abs(a) } -> std::same_as<R>;
  { sqrt(a) } -> std::same_as<R>;
  { exp(a) } -> std::same_as<R>;
  { log(a) } -> std::same_as<R>;
  { sin(a) } -> std::same_as<R>;
  { cos(a) } -> std::same_as<R>;
  { pow(a, n) } -> std::same_as<R>;
  { pow(a, b) } -> std::same_as<R>;
  { less(a, b) } -> std::same_as<Truth>;
  { less_equal(a, b) } -> std::same_as<Truth>;
  { is_positive(a) } -> std::same_as<Truth>;
  { is_finite(a) } -> std::same_as<bool>;
  { lower(a) } -> std::same_as<Rational>;
  { upper(a) } -> std::same_as<Rational>;
};

}  // namespace posproof
