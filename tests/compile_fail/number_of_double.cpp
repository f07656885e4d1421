// expect: use of deleted function .*Number\(double\)
#include "posproof/arith/ball.hpp"
#include "posproof/arith/number.hpp"

posproof::Number<posproof::Ball> f() { return posproof::Number<posproof::Ball>(0.1); }
