// expect: use of deleted function .*Interval::Interval\(double\)
#include "posproof/arith/interval.hpp"

posproof::Interval f() { return posproof::Interval(0.1); }
