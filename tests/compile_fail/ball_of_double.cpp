// expect: use of deleted function .*Ball::Ball\(double\)
#include "posproof/arith/ball.hpp"

posproof::Ball f() { return posproof::Ball(0.1); }
