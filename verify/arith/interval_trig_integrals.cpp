// Sine and cosine integral on intervals: points by power series or auxiliary functions (Theorem A1), ranges from the
// places where they turn (Theorem A2).
#include <algorithm>
#include <cmath>

#include "interval_detail.hpp"
#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

enum class Kind { sine, cosine };

/// Below this the term no longer matters at `bits`.
bool negligible(const Interval& term, const Interval& scale, long bits) {
  const Interval small = scale * pow(Interval(2), -bits);
  return mpfr_cmpabs(term.right(), small.right()) <= 0;
}

/// Si x = sum (-1)^k x^(2k+1) / ((2k+1) (2k+1)!), Ci x = gamma + log x + sum_{k>=1} (-1)^k x^(2k) / (2k (2k)!), x > 0.
/// From n > x on the terms x^n / (n n!) decrease, so the rest is at most the first one left out.
Interval power_series(const Interval& x, Kind kind, long bits) {
  const long size = static_cast<long>(std::ceil(upper_double(x)));
  PrecisionScope more{Bits{bits + 3 * size / 2 + 48}};  // the largest term is below e^x < 2^(1.45 x)
  const Interval scale = kind == Kind::sine ? min(x, Interval(1)) : Interval(1);
  const Interval minus_x2 = -sqr(x);
  Interval power = kind == Kind::sine ? x : Interval(1);  // +-x^n / n!
  Interval sum = kind == Kind::sine ? x : Interval::euler_gamma() + log(x);
  for (long n = kind == Kind::sine ? 3 : 2;; n += 2) {
    power = power * minus_x2 / Interval((n - 1) * n);
    const Interval term = power / Interval(n);
    if (n > size + 1 && negligible(abs(term), scale, bits + 16)) return widened(sum, term);
    sum += term;
  }
}

/// Si x = pi/2 - f cos x - g sin x, Ci x = f sin x - g cos x with f = sum (-1)^k (2k)!/x^(2k+1),
/// g = sum (-1)^k (2k+1)!/x^(2k+2); each rest is at most the first term left out. x >= 0.7 bits + 20 makes the
/// smallest term, about e^-x, negligible.
Interval by_auxiliary_functions(const Interval& x, Kind kind, long bits) {
  PrecisionScope more{Bits{bits + 32}};
  const long turn = static_cast<long>(std::min(1e9, std::floor(lower_double(x))));
  Interval f(0), g(0);
  Interval u = Interval(1) / x, v = u / x;  // (2k)!/x^(2k+1) and (2k+1)!/x^(2k+2)
  for (long n = 0;; n += 2) {
    if (n + 2 > turn || negligible(u * x, Interval(1), bits + 16)) {
      f = widened(f, u);
      g = widened(g, v);
      break;
    }
    f = n % 4 == 0 ? f + u : f - u;
    g = n % 4 == 0 ? g + v : g - v;
    u = v * Interval(n + 2) / x;
    v = u * Interval(n + 3) / x;
  }
  Interval s, c;
  sin_cos(s, c, x);
  if (kind == Kind::cosine) return f * s - g * c;
  return Interval::pi() / Interval(2) - f * c - g * s;
}

Interval at_point(const Interval& x, Kind kind, long bits) {
  const double small = 0.7 * static_cast<double>(bits) + 20;
  return mpfr_cmp_d(x.left(), small) >= 0 ? by_auxiliary_functions(x, kind, bits) : power_series(x, kind, bits);
}

/// The value at a narrow enclosure of a point beyond pi/2, where both derivatives are at most 1/x < 1.
Interval near_point(const Interval& x, Kind kind, long bits) {
  const Interval m = midpoint_ball(x);
  return widened(at_point(m, kind, bits), x - m);
}

/// Places where the function turns: multiples of pi for Si, odd multiples of pi/2 for Ci.
Interval turning_place(const Integer& k, Kind kind) {
  const Integer half_turns = kind == Kind::sine ? Integer(2 * k) : Integer(2 * k + 1);
  return Interval(half_turns) * Interval::pi() / Interval(2);
}

/// k of a turning place that is not after x, or a little earlier.
Integer place_before(const Interval& x, Kind kind) {
  Interval k = x / Interval::pi();
  if (kind == Kind::cosine) k = k - Interval(1) / Interval(2);
  Integer n;
  mpfr_get_z(n.get_mpz_t(), k.left(), MPFR_RNDD);
  return n < (kind == Kind::sine ? 1 : 0) ? Integer(kind == Kind::sine ? 1 : 0) : n;
}

Interval end(mpfr_srcptr x) {
  Interval r = Interval::with_precision(Bits{mpfr_get_prec(x)});
  mpfi_set_fr(r.raw(), x);
  return detail::finished(r);
}

/// 0 < x: the end points, and the first turning places inside (later ones turn back earlier). Theorem A2.
Interval over_positive(const Interval& x, Kind kind, long bits) {
  Interval r = at_point(end(x.left()), kind, bits);
  if (is_exact(x)) return r;
  r = hull(r, at_point(end(x.right()), kind, bits));
  // Telling multiples of pi apart takes as many bits more as x has before the binary point.
  PrecisionScope more{Bits{bits + 32 + std::max<long>(0, mpfr_get_exp(x.left()))}};
  const Integer first = place_before(end(x.left()), kind);
  int inside = 0;
  for (Integer k = first; k < first + 4 && inside < 3; ++k) {
    const Interval place = turning_place(k, kind);
    if (!overlap(place, x)) continue;
    r = hull(r, near_point(place, kind, bits));
    ++inside;
  }
  return r;
}

/// From here on sine and cosine are not worth their computation; f < 1/x and g < 1/x^2 bound the function.
bool far_out(mpfr_srcptr x) { return mpfr_regular_p(x) && mpfr_get_exp(x) > 4096; }

Interval far_value(const Interval& x, Kind kind) {
  const Interval limit = kind == Kind::sine ? Interval::pi() / Interval(2) : Interval(0);
  return widened(limit, Interval(2) / end(x.left()));
}

Interval over(const Interval& x, Kind kind, long bits) {
  if (far_out(x.left())) return far_value(x, kind);
  if (!far_out(x.right())) return over_positive(x, kind, bits);
  Interval near = x;
  mpfr_set_ui_2exp(near.right(), 1, 4096, MPFR_RNDU);
  Interval far = x;
  mpfr_set(far.left(), near.right(), MPFR_RNDD);
  return hull(over_positive(near, kind, bits), far_value(far, kind));
}

template <class F>
Interval at_higher_precision(const F& f) {
  const long bits = working_precision().value;
  Interval r;
  {
    PrecisionScope more{Bits{bits + 32}};
    r = f(bits + 16);
  }
  return hull(r, r);
}

/// Range of Si over [0, b].
Interval from_zero_to(const Interval& b) {
  if (mpfr_zero_p(b.left())) return Interval(0);
  Interval r = hull(Interval(0), si(b));
  if (!possibly(less(Interval::pi(), b))) return r;
  const auto top = [](long bits) { return near_point(Interval::pi(), Kind::sine, bits); };
  return hull(r, at_higher_precision(top));
}

}  // namespace

Interval ci(const Interval& x) {
  if (!is_finite(x) || mpfr_sgn(x.left()) <= 0) return Interval::indeterminate();
  return at_higher_precision([&](long bits) { return over(x, Kind::cosine, bits); });
}

// Si is odd, increases on [-pi, pi] and is largest at pi.
Interval si(const Interval& x) {
  if (!is_finite(x)) return Interval::indeterminate();
  if (mpfr_sgn(x.left()) > 0) return at_higher_precision([&](long bits) { return over(x, Kind::sine, bits); });
  if (mpfr_sgn(x.right()) < 0) return -si(-x);
  return hull(-from_zero_to(-end(x.left())), from_zero_to(end(x.right())));
}

namespace detail {

Interval trig_integral_at(const Interval& x, bool cosine, long bits) {
  return at_point(x, cosine ? Kind::cosine : Kind::sine, bits);
}

}  // namespace detail
}  // namespace posproof
