#include "posproof/analysis/float32_study.hpp"

namespace posproof {

Ball error_upper(const Float32Reading& reading, long n, Float32Family family) {
  const Ball unit = pow(Ball(2L), -24L), two(2L), x(n);
  const long count = static_cast<long>(reading.frequencies().size());
  Ball sum(0L);
  for (long t = 0; t < count; ++t) {
    const float theta = reading.frequencies()[static_cast<std::size_t>(t)];
    const Ball exact = pow(Ball(reading.base()), Ball(Rational(Integer(-2 * t), Integer(reading.dim()))));
    // a pow within one ulp differs from the correctly rounded value by less than two ulps of it
    const Ball used = Ball::exact(theta);
    const Ball slack = t == 0 || family == Float32Family::correctly_rounded ? Ball(0L) : Ball(4L) * unit * used;
    const Ball phase = x * (abs(used - exact) + slack) + x * (used + slack) * unit;
    sum += min(two, phase + two * unit);
  }
  const Ball adds = Ball(count - 1) * unit / (Ball(1L) - Ball(count - 1) * unit);
  return sum + adds * Ball(count) * (Ball(1L) + two * unit);
}

}  // namespace posproof
