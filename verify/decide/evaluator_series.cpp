#include "evaluator_impl.hpp"
#include "posproof/decide/series.hpp"

namespace posproof {

template class Evaluator<Series<Ball>>;
template class Evaluator<Series<Interval>>;

}  // namespace posproof
