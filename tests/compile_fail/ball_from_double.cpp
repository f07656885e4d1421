// expect: (conversion from .double. to|use of deleted function .*Ball::Ball\(double\))
#include "posproof/arith/ball.hpp"

posproof::Ball f() {
  posproof::Ball b = 0.1;  // which number was meant: 1/10 or the double next to it?
  return b;
}
