// expect: no match for .*operator<
#include "posproof/arith/ball.hpp"

bool f(const posproof::Ball& a, const posproof::Ball& b) { return a < b; }
