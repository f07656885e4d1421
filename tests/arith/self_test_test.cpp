// Oracle: the self-test passes here, and notices each thing that it is there to notice.
#include "posproof/arith/self_test.hpp"

#include <catch2/catch.hpp>
#include <cfenv>
#include <chrono>
#include <thread>
#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

#include "posproof/arith/ball.hpp"
#include "posproof/arith/flint_thread.hpp"

using namespace posproof;

TEST_CASE("the self-test passes, and quickly") {
  for (const std::string& failure : self_test()) FAIL_CHECK(failure);
  const auto start = std::chrono::steady_clock::now();
  self_test();
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::milliseconds(50));
}

TEST_CASE("a changed rounding mode is noticed, and the kernels do not care") {
  PrecisionScope p{Bits{96}};
  const Ball before = exp(Ball(Rational(Integer(1), Integer(3))));
  for (const int mode : {FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO}) {
    std::fesetround(mode);
    const bool noticed = !float_environment_failures().empty();
    const Ball now = exp(Ball(Rational(Integer(1), Integer(3))));
    const double low = lower_double(now), high = upper_double(now);
    std::fesetround(FE_TONEAREST);
    CHECK(noticed);
    CHECK(overlap(before, now));
    CHECK(low <= upper_double(before));
    CHECK(lower_double(before) <= high);
    CHECK(Rational::from_double(low) <= lower(now));
    CHECK(upper(now) <= Rational::from_double(high));
  }
  CHECK(float_environment_failures().empty());
}

#if defined(__SSE2__)
TEST_CASE("flushed subnormals are noticed") {
  for (const unsigned flag : {0x8000U, 0x0040U}) {
    const unsigned state = _mm_getcsr();
    _mm_setcsr(state | flag);
    const bool noticed = !float_environment_failures().empty();
    _mm_setcsr(state);
    CHECK(noticed);
  }
}
#endif

TEST_CASE("threads can leave and hand over their balls") {
  Ball result;
  std::thread([&result] {
    clean_flint_at_thread_exit();
    PrecisionScope p{Bits{4000}};
    result = Ball::pi() * exp(Ball(7)) + Ball::euler_gamma();
  }).join();
  PrecisionScope p{Bits{4000}};
  CHECK(overlap(result, Ball::pi() * exp(Ball(7)) + Ball::euler_gamma()));
}
