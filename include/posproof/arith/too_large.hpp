#pragma once
#include <stdexcept>

namespace posproof {

/// Thrown by `lower`, `upper` and `midpoint` of a finite enclosure that is not `fits_rational`: exp(exp(20)) is within reach of
/// the kernels, but a number of more than 2^24 bits is not written out as a rational.
class TooLarge : public std::range_error {
 public:
  TooLarge() : std::range_error("a number of more than 2^24 bits would have to be written out") {}
};

}  // namespace posproof
