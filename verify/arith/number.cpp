#include "posproof/arith/number.hpp"

#include "posproof/arith/ball.hpp"
#include "posproof/arith/interval.hpp"

namespace posproof {

static_assert(Real<Number<Ball>>);
static_assert(Real<Number<Interval>>);

}  // namespace posproof
