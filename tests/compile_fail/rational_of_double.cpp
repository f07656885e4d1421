// expect: use of deleted function .*Rational::Rational\(double\)
#include "posproof/arith/rational.hpp"

posproof::Rational f() { return posproof::Rational(0.1); }
