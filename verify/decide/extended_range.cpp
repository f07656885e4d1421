#include "posproof/decide/extended_range.hpp"

#include "posproof/arith/ball.hpp"
#include "posproof/arith/interval.hpp"

namespace posproof {
namespace {

constexpr Bits bound_bits{64};

RangeEnd negated(const RangeEnd& e) { return {-e.infinite, -e.value, e.open}; }

/// Order of two ends as extended reals, openness apart.
int compare(const RangeEnd& a, const RangeEnd& b) {
  if (a.infinite != 0 || b.infinite != 0) return a.infinite < b.infinite ? -1 : a.infinite > b.infinite ? 1 : 0;
  return a.value < b.value ? -1 : b.value < a.value ? 1 : 0;
}

RangeEnd add(const RangeEnd& a, const RangeEnd& b) {
  if (a.infinite != 0) return a;
  if (b.infinite != 0) return b;
  return {0, a.value + b.value, a.open || b.open};
}

bool is_zero(const RangeEnd& e) { return e.infinite == 0 && e.value.sign() == 0; }

int sign(const RangeEnd& e) { return e.infinite != 0 ? e.infinite : e.value.sign(); }

// 0 * inf is 0: a factor at (or near) 0 times arbitrarily large ones gives products from 0 on, and the other ends of
// the two ranges supply the large products.
RangeEnd times(const RangeEnd& a, const RangeEnd& b) {
  if (is_zero(a) || is_zero(b)) {
    const bool attained = (is_zero(a) && !a.open) || (is_zero(b) && !b.open);
    return {0, Rational(0), !attained};
  }
  if (a.infinite != 0 || b.infinite != 0) return {sign(a) * sign(b), {}, true};
  return {0, a.value * b.value, a.open || b.open};
}

void take_lower(RangeEnd& best, const RangeEnd& e) {
  const int c = compare(e, best);
  if (c < 0 || (c == 0 && !e.open)) best = e;
}

void take_upper(RangeEnd& best, const RangeEnd& e) {
  const int c = compare(e, best);
  if (c > 0 || (c == 0 && !e.open)) best = e;
}

/// q-th power of a non-negative end, bounded from below or above; q > 0.
template <class R>
RangeEnd power_end(const RangeEnd& e, const Rational& q, bool want_upper) {
  if (e.infinite != 0 || is_zero(e)) return e;
  const std::optional<long> n = q.to_long();
  if (n && *n <= 64 && e.value.size_bits() <= 512) return {0, pow(e.value, *n), e.open};
  const PrecisionScope scope(bound_bits);
  const R b = pow(R(e.value), R(q));
  if (!fits_rational(b)) return want_upper ? RangeEnd{+1, {}, true} : RangeEnd{0, Rational(0), true};
  if (want_upper) return {0, upper(b), false};
  const Rational low = lower(b);
  return low.sign() > 0 ? RangeEnd{0, low, false} : RangeEnd{0, Rational(0), true};
}

template <class R>
ExtendedRange positive_power(const ExtendedRange& a, const Rational& q) {
  return {power_end<R>(a.lo, q, false), power_end<R>(a.hi, q, true)};
}

}  // namespace

ExtendedRange operator-(const ExtendedRange& a) { return {negated(a.hi), negated(a.lo)}; }

ExtendedRange operator+(const ExtendedRange& a, const ExtendedRange& b) { return {add(a.lo, b.lo), add(a.hi, b.hi)}; }

ExtendedRange operator*(const ExtendedRange& a, const ExtendedRange& b) {
  ExtendedRange out{times(a.lo, b.lo), times(a.lo, b.lo)};
  for (const RangeEnd& e : {times(a.lo, b.hi), times(a.hi, b.lo), times(a.hi, b.hi)}) {
    take_lower(out.lo, e);
    take_upper(out.hi, e);
  }
  return out;
}

ExtendedRange reciprocal(const ExtendedRange& a) {
  if (!a.nonzero()) return {};
  const auto invert = [&](const RangeEnd& e, int sign_of_range) -> RangeEnd {
    if (e.infinite != 0) return {0, Rational(0), true};
    if (is_zero(e)) return {sign_of_range, {}, true};
    return {0, Rational(1) / e.value, e.open};
  };
  const int s = a.positive() ? 1 : -1;
  return {invert(a.hi, s), invert(a.lo, s)};
}

template <class R>
ExtendedRange RangeFunctions<R>::power(const ExtendedRange& a, const Rational& q) {
  if (q.sign() == 0) return ExtendedRange::point(1);
  if (q.sign() < 0) return reciprocal(power(a, -q));
  if (a.nonnegative()) return positive_power<R>(a, q);
  const std::optional<long> n = q.to_long();
  if (!n) return {};
  if (*n % 2 == 0) {
    ExtendedRange magnitude{{0, Rational(0), false}, a.hi};
    if (a.nonpositive())
      magnitude = -a;
    else
      take_upper(magnitude.hi, negated(a.lo));
    return positive_power<R>(magnitude, q);
  }
  const ExtendedRange below = -positive_power<R>({{0, Rational(0), false}, negated(a.lo)}, q);
  if (a.hi.infinite == 0 && a.hi.value.sign() <= 0) {
    const ExtendedRange magnitude = -a;
    return -positive_power<R>(magnitude, q);
  }
  return {below.lo, power_end<R>(a.hi, q, true)};
}

template <class R>
ExtendedRange RangeFunctions<R>::exp(const ExtendedRange& a) {
  const PrecisionScope scope(bound_bits);
  ExtendedRange out{{0, Rational(0), true}, {+1, {}, true}};
  if (a.lo.infinite == 0 && abs(a.lo.value) < Rational(100000)) {
    const Rational low = lower(posproof::exp(R(a.lo.value)));
    if (low.sign() > 0) out.lo = {0, low, false};
  }
  if (a.hi.infinite == 0 && abs(a.hi.value) < Rational(100000)) out.hi = {0, upper(posproof::exp(R(a.hi.value))), false};
  if (a.lo.infinite == 0 && a.lo.value.sign() == 0) out.lo = {0, Rational(1), a.lo.open};
  if (a.hi.infinite == 0 && a.hi.value.sign() == 0) out.hi = {0, Rational(1), a.hi.open};
  return out;
}

template <class R>
ExtendedRange RangeFunctions<R>::log(const ExtendedRange& a) {
  if (!a.positive()) return {};
  const PrecisionScope scope(bound_bits);
  ExtendedRange out;
  if (a.lo.value.sign() > 0) out.lo = {0, lower(posproof::log(R(a.lo.value))), false};
  if (a.hi.infinite == 0) out.hi = {0, upper(posproof::log(R(a.hi.value))), false};
  if (a.lo.value == Rational(1)) out.lo = {0, Rational(0), a.lo.open};
  if (a.hi.infinite == 0 && a.hi.value == Rational(1)) out.hi = {0, Rational(0), a.hi.open};
  return out;
}

template struct RangeFunctions<Ball>;
template struct RangeFunctions<Interval>;

ExtendedRange power(const ExtendedRange& a, const Rational& q) { return RangeFunctions<Ball>::power(a, q); }
ExtendedRange exp(const ExtendedRange& a) { return RangeFunctions<Ball>::exp(a); }
ExtendedRange log(const ExtendedRange& a) { return RangeFunctions<Ball>::log(a); }

ExtendedRange intersect(const ExtendedRange& a, const ExtendedRange& b) {
  ExtendedRange out = a;
  const int low = compare(b.lo, a.lo), high = compare(b.hi, a.hi);
  if (low > 0 || (low == 0 && b.lo.open)) out.lo = b.lo;
  if (high < 0 || (high == 0 && b.hi.open)) out.hi = b.hi;
  return out;
}

ExtendedRange hull(const ExtendedRange& a, const ExtendedRange& b) {
  ExtendedRange out = a;
  take_lower(out.lo, b.lo);
  take_upper(out.hi, b.hi);
  return out;
}

}  // namespace posproof
