#pragma once

namespace posproof {

/// Working precision in bits of the significand.
struct Bits {
  long value;
  constexpr explicit Bits(long b) : value(b) {}
  friend constexpr auto operator<=>(Bits, Bits) = default;
};

/// Sets the precision at which Ball and Interval operations of this thread round, until the scope ends.
/// It also widens this thread's MPFR exponent range (float.hpp), for good: numbers made inside may outlive the scope.
/// Operations outside any scope break a contract and abort: precision is never a default that one can forget.
class PrecisionScope {
 public:
  explicit PrecisionScope(Bits bits);
  ~PrecisionScope();
  PrecisionScope(const PrecisionScope&) = delete;
  PrecisionScope& operator=(const PrecisionScope&) = delete;

 private:
  long previous_;
};

/// The innermost scope's precision. Aborts when there is none.
Bits working_precision();

}  // namespace posproof
