#pragma once
#include <optional>

#include "posproof/analysis/score_values.hpp"

namespace posproof {

/// Where something happens, as an exact interval of positions; lower == upper for a single position.
struct Window {
  Rational lower;
  Rational upper;
};

/// A certified maximum of |a|: its value lies in [lower, upper]; it is attained in one of the windows and nowhere else.
struct Maximum {
  Rational lower;
  Rational upper;
  std::vector<Window> places;
};

/// max |a(s)| over the integers first..last of a list of values; more than one place where enclosures cannot tell.
/// **Domain** first <= last < values.size() (contract).
Maximum max_abs_on_integers(const Balls& values, long first, long last);

/// Upper bounds of |a''| on each unit cell [n, n+1], n = first..last-1. Terms of high frequency are bounded by their
/// size; the many low ones, whose huge coefficients cancel, by a Taylor expansion about block centres.
/// `scale` says which size matters; it changes sharpness, never truth. **Theorem** P9.
Balls curvature_bounds(const CentredScore& score, long first, long last, const Rational& scale);

/// max |a(s)| over all real s in [first, last]. `values` are those on the integers 0..last at least.
/// **Theorem** T9 discards cells, P9 bounds curvature, P10 searches the cells that are left.
Maximum max_abs_on_reals(const CentredScore& score, const Balls& values, long first, long last);

/// The first integer s in first..last with |a(s)| > threshold; nullopt when there is none.
/// `undecided` collects earlier positions whose enclosure contains the threshold.
std::optional<long> first_integer_beyond(const Balls& values, long first, long last, const Rational& threshold,
                                         std::vector<long>& undecided);

/// The first real s in [first, last] at which |a| exceeds the threshold. `yes`: |a| is at most the threshold before
/// `place.lower` and exceeds it somewhere up to `place.upper`. `no`: it never does. `unknown`: it never does before
/// `place.lower`, and whether it does later was not decided (it touches the threshold).
struct Crossing {
  Truth exists = Truth::no;
  Window place;
};
Crossing first_real_beyond(const CentredScore& score, const Balls& values, long first, long last, const Rational& threshold);

}  // namespace posproof
