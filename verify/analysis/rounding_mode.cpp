#include "rounding_mode.hpp"

#include <limits>

namespace posproof {

bool rounds_to_nearest() {
  // volatile: computed at run time, in the mode of the calling thread
  volatile double one = 1, tie = 0x1p-53, odd = 1 + 0x1p-52, least = std::numeric_limits<double>::denorm_min();
  volatile double smallest = std::numeric_limits<double>::min();
  const double down = one + tie, up = odd + tie, below = -one - tie, above = -odd - tie;
  const bool nearest = down == 1 && up == 1 + 0x1p-51 && below == -1 && above == -1 - 0x1p-51;
  const double halved = smallest * 0.5, doubled = least * 2;
  return nearest && halved > 0 && doubled > 0;
}

}  // namespace posproof
