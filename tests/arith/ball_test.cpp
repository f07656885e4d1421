#include "posproof/arith/ball.hpp"

#include <catch2/catch.hpp>

using namespace posproof;

TEST_CASE("abs of a straddling ball starts at zero") {
  PrecisionScope p{Bits{64}};
  const Ball x = abs(Ball::from_bounds(Rational(-3), Rational(2)));
  CHECK(lower(x) >= Rational(-1) * pow(Rational(2), -20));
  CHECK(contains(x, Rational(0)));
  CHECK(contains(x, Rational(3)));
  CHECK(upper(x) < Rational(4));
}
