#pragma once
#include <optional>
#include <string>

#include "posproof/arith/rational.hpp"

namespace posproof {

/// One end of a range of reals.
struct RangeEnd {
  int infinite = 0;   ///< -1 or +1: unbounded on that side
  Rational value;     ///< when finite
  bool open = false;  ///< the value itself is excluded
};

/// A set of reals between two ends, possibly unbounded, that contains every value a real quantity can take.
/// Used for side conditions (not zero, positive) only, never to decide an equality.
/// **Error** enclosure. **Theorem** I11.
struct ExtendedRange {
  RangeEnd lo{-1, {}, true};
  RangeEnd hi{+1, {}, true};

  static ExtendedRange everything() { return {}; }
  static ExtendedRange point(const Rational& q) { return {{0, q, false}, {0, q, false}}; }
  static ExtendedRange at_least(const Rational& q, bool open = false) { return {{0, q, open}, {+1, {}, true}}; }
  static ExtendedRange between(const Rational& a, const Rational& b) { return {{0, a, false}, {0, b, false}}; }

  bool bounded() const { return lo.infinite == 0 && hi.infinite == 0; }
  bool positive() const { return lo.infinite == 0 && (lo.value.sign() > 0 || (lo.value.sign() == 0 && lo.open)); }
  bool nonnegative() const { return lo.infinite == 0 && lo.value.sign() >= 0; }
  bool negative() const { return hi.infinite == 0 && (hi.value.sign() < 0 || (hi.value.sign() == 0 && hi.open)); }
  bool nonpositive() const { return hi.infinite == 0 && hi.value.sign() <= 0; }
  bool nonzero() const { return positive() || negative(); }
};

ExtendedRange operator-(const ExtendedRange& a);
ExtendedRange operator+(const ExtendedRange& a, const ExtendedRange& b);
ExtendedRange operator*(const ExtendedRange& a, const ExtendedRange& b);
/// 1/a; everything when a may be zero.
ExtendedRange reciprocal(const ExtendedRange& a);
/// a^q for rational q; everything where a may lie outside the domain of the power.
ExtendedRange power(const ExtendedRange& a, const Rational& q);
ExtendedRange exp(const ExtendedRange& a);
/// log over the positive part; everything when a may be zero or negative at a finite lower end.
ExtendedRange log(const ExtendedRange& a);
/// The same three by the arithmetic of one kernel; the functions above are those of Ball.
template <class R>
struct RangeFunctions {
  static ExtendedRange power(const ExtendedRange& a, const Rational& q);
  static ExtendedRange exp(const ExtendedRange& a);
  static ExtendedRange log(const ExtendedRange& a);
};
ExtendedRange intersect(const ExtendedRange& a, const ExtendedRange& b);
ExtendedRange hull(const ExtendedRange& a, const ExtendedRange& b);

}  // namespace posproof
