#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "limit_rules.hpp"

namespace posproof::detail {

constexpr long limit_bits = 192;

/// A term and what becomes of it as its variable approaches its goal: along one path, or along two for a finite point, from
/// above and from below. Every path is brought to n -> +infinity. **Theorem** L0.
struct Approach {
  struct Path {
    Expr body;  ///< the term in a variable that tends to +infinity
    Behaviour behaviour;
  };
  int slot = -1;
  std::string name;
  bool integers = true;
  std::vector<Path> paths;
  Behaviour whole;  ///< what the paths have in common, else unknown
};

Approach approach(const Binder& b, const Expr& body);

/// Values of an almost periodic term at small arguments, as far as they are defined: integers, or multiples of 1/5 when the
/// variable runs through the reals. Needs a PrecisionScope. **Error** enclosure.
std::vector<std::pair<Rational, Number<Ball>>> sampled(const Expr& e, int slot, bool integers);

/// Why the term certainly has no limit; nullopt when that is not certain. **Theorem** L0, L7, T6.
std::optional<Derivation> no_limit(const Approach& a);

}  // namespace posproof::detail
