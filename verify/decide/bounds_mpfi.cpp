#include "bounds_impl.hpp"
#include "bounds_visit_impl.hpp"
#include "posproof/arith/interval.hpp"

namespace posproof::detail {

template class BoundsOf<Interval>;

}  // namespace posproof::detail
