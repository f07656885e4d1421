#pragma once
#include <cmath>
#include <limits>

namespace posproof {

/// A non-negative upper bound carried in double precision: every operation returns at least the exact result.
/// fl(a + b) >= (a + b)(1 - u), which multiplying by 1 + 4u covers, its own rounding included; products add the least
/// subnormal.
class Upper {
 public:
  constexpr Upper() = default;
  /// x must be an upper bound already.
  constexpr explicit Upper(double x) : x_(x) {}
  constexpr double value() const { return x_; }

  friend constexpr Upper operator+(Upper a, Upper b) { return Upper((a.x_ + b.x_) * outward); }
  friend constexpr Upper operator*(Upper a, Upper b) {
    return Upper(a.x_ * b.x_ * outward + std::numeric_limits<double>::denorm_min());
  }
  /// Needs a lower bound > 0 as divisor.
  friend constexpr Upper operator/(Upper a, double b) {
    return Upper(a.x_ / b * outward + std::numeric_limits<double>::denorm_min());
  }
  constexpr Upper& operator+=(Upper b) { return *this = *this + b; }
  constexpr Upper& operator*=(Upper b) { return *this = *this * b; }

 private:
  static constexpr double outward = 1 + 4 * 0x1p-53;
  double x_ = 0;
};

/// The unit roundoff of double precision.
inline constexpr double unit_roundoff = 0x1p-53;

/// gamma_m = m u / (1 - m u) for m < 2^40. **Theorem** T15.
inline Upper gamma_factor(double m) { return Upper(m * unit_roundoff) / (1 - 0x1p-12); }

}  // namespace posproof
