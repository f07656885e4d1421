#include "local_form_impl.hpp"

namespace posproof {

template class LocalForm<Ball>;
template class LocalForm<Interval>;

}  // namespace posproof
