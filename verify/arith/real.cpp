#include "posproof/arith/real.hpp"

#include "posproof/arith/ball.hpp"
#include "posproof/arith/enclosure.hpp"
#include "posproof/arith/interval.hpp"

namespace posproof {

static_assert(Real<Ball>);
static_assert(Real<Interval>);

}  // namespace posproof
