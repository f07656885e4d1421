#include "range_impl.hpp"

namespace posproof {

template RangeResult decide_range<Interval>(const RangeProblem&, const Settings&, std::uint64_t);

}  // namespace posproof
