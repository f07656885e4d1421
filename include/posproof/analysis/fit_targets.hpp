#pragma once
#include <cstdint>
#include <iosfwd>
#include <string>
#include <variant>
#include <vector>

#include "posproof/arith/rational.hpp"

namespace posproof {

/// `count` independent standard normal deviates, the same on every machine, each an exact multiple of 2^-48.
/// Definition: r_k = splitmix64 output k of the seed (Steele, Lea, Flood 2014), u_k = (2 floor(r_k / 2^11) + 1)/2^54 in (0, 1);
/// deviates 2i and 2i+1 are sqrt(-2 ln u_{2i}) times cos and sin of 2 pi u_{2i+1}, rounded to the nearest multiple of 2^-48.
/// The rounding is decided by enclosures, never by a floating-point library.
std::vector<Rational> normal_deviates(std::uint64_t seed, long count);

/// Output k (from 0) of the splitmix64 generator.
std::uint64_t splitmix64(std::uint64_t seed, std::uint64_t k);

/// Why a list of targets was refused, with the line (from 1) when one line is to blame.
struct TargetError {
  long line = 0;
  std::string reason;
};

/// Reads one decimal number per line, exactly. Blanks around a number and a carriage return are allowed; a blank line, a
/// number that is not finite, more than 1000 significant digits or exponents beyond 1000 are refused.
std::variant<std::vector<Rational>, TargetError> read_targets(std::istream& in);

}  // namespace posproof
