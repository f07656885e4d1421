#pragma once
#include <string>
#include <vector>

#include "posproof/claim/casefile.hpp"
#include "posproof/claim/verdict.hpp"
#include "posproof/decide/settings.hpp"

namespace posproof {

struct Place {
  Rational lower, upper;
};

/// One extreme value and the stretches one of which holds a place that attains it.
struct Extreme {
  Enclosure value;
  std::string text;  ///< correct digits only
  std::vector<Place> places;
  bool reached = false;  ///< the digits asked for are certain
};

struct Extrema {
  Extreme minimum, maximum;
  std::string method;
};

/// Minimum and maximum of a term in one variable over `over` ("s in [a, b]" with exact ends, or "n in lo..hi").
/// Trigonometric sums go through block sweeps (B5, R1-R3), other terms through branch and bound on Taylor forms (V1, V2) or
/// element by element (E1). Throws ClaimError.
Extrema certified_extrema(const std::string& expression, const std::string& over, const std::vector<Definition>& definitions,
                          int digits, const Settings& settings);

}  // namespace posproof
