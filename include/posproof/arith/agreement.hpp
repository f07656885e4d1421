#pragma once
#include "posproof/arith/ball.hpp"
#include "posproof/arith/interval.hpp"

namespace posproof {

/// False only when the two kernels' enclosures of what should be one number are apart; true when either is not finite.
/// Numbers of any size.
bool may_agree(const Ball& x, const Interval& y);

}  // namespace posproof
