// The right way to write what the other files here get wrong.
#include "posproof/arith/ball.hpp"
#include "posproof/arith/interval.hpp"
#include "posproof/arith/number.hpp"
#include "posproof/claim/verdict.hpp"

using namespace posproof;

int control(Truth truth) {
  const Ball a = Ball::exact(0.1);
  const Interval b = Interval::exact(0.1);
  const Rational q = Rational::from_double(0.1);
  const Number<Ball> n(q);
  return certainly(truth & less(a, Ball(q)) & !is_zero(b) & is_positive(n)) ? 1 : 0;
}
