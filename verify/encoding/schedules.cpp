// The schedules are templates; here they are compiled once for each kernel, so that an error in one does not wait for a user.
#include "posproof/arith/ball.hpp"
#include "posproof/arith/interval.hpp"
#include "posproof/encoding/alibi.hpp"
#include "posproof/encoding/rescaled.hpp"

namespace posproof::encoding {

template Ball yarn_frequency_released<Ball>(const Rotary&, long, const Rational&, const Rational&, const Rational&,
                                            const Rational&);
template Interval yarn_frequency_released<Interval>(const Rotary&, long, const Rational&, const Rational&, const Rational&,
                                                    const Rational&);
template double yarn_frequency_released<double>(const Rotary&, long, const Rational&, const Rational&, const Rational&,
                                                const Rational&);
template Ball ntk_alibi_slope<Ball>(long, long, const Rational&);
template Interval ntk_alibi_slope<Interval>(long, long, const Rational&);

}  // namespace posproof::encoding
