#pragma once
#include <cmath>
#include <concepts>
#include <optional>

#include "posproof/arith/number.hpp"

// What the frequency schedules need of a scalar: they serve the kernels, Number over a kernel, and double.

namespace posproof::encoding {

/// Ball, Interval or Number of either (enclosures), or double (no guarantee: for plots and ports).
template <class S>
concept Scalar = Real<S> || std::same_as<S, double>;

template <Scalar S>
S from_rational(const Rational& q) {
  if constexpr (std::same_as<S, double>)
    return q.approx_double();
  else
    return S(q);
}

template <Scalar S>
S circle() {
  if constexpr (std::same_as<S, double>)
    return 6.283185307179586;
  else
    return S(2L) * S::pi();
}

namespace detail {
template <class S>
struct IsNumber : std::false_type {};
template <class R>
struct IsNumber<Number<R>> : std::true_type {};
}  // namespace detail

/// base^exponent for base > 0; exact while it can be (10000^(-1/2) = 1/100).
template <Scalar S>
S power(const Rational& base, const Rational& exponent) {
  if constexpr (std::same_as<S, double>)
    return std::pow(base.approx_double(), exponent.approx_double());
  else if constexpr (detail::IsNumber<S>::value)
    return pow(S(base), exponent);
  else
    return pow(Number<S>(base), exponent).enclosure();
}

template <Scalar S>
S logarithm(const S& x) {
  using std::log;
  return log(x);
}

/// x cut off to [0, 1].
template <Scalar S>
S clamped(const S& x) {
  if constexpr (std::same_as<S, double>)
    return std::fmin(1.0, std::fmax(0.0, x));
  else
    return min(S(1L), max(S(0L), x));
}

/// floor x when it is certain.
template <Scalar S>
std::optional<long> certain_floor(const S& x) {
  if constexpr (std::same_as<S, double>) {
    return static_cast<long>(std::floor(x));
  } else {
    if (!fits_rational(x)) return std::nullopt;
    const Integer low = floor(lower(x)), high = floor(upper(x));
    return low == high ? Rational(low).to_long() : std::nullopt;
  }
}

template <Scalar S>
S unknown() {
  if constexpr (std::same_as<S, double>)
    return std::nan("");
  else
    return S::indeterminate();
}

}  // namespace posproof::encoding
