#pragma once
#include <cstdint>
#include <memory>
#include <new>

#include "posproof/arith/ball.hpp"

namespace posproof {

/// An angle modulo one turn in units of 2^-128 turn; sums and integer multiples wrap exactly.
__extension__ typedef unsigned __int128 Turns;
__extension__ typedef __int128 Wide;

/// A real number's fraction in Turns, with a bound of |stored - exact| in the same units.
struct FixedTurns {
  Turns value;
  double error;
};
/// x modulo 1. The ball must be finite; precision should exceed its exponent by 136 bits or the error grows.
FixedTurns fraction_turns(const Ball& x);
/// The leading 64 bits: the phase of `kernels::sincos_turns`, at most one unit below.
inline std::uint64_t leading(Turns t) { return static_cast<std::uint64_t>(t >> 64); }

/// Signed fixed point with 124 fraction bits for |x| < 8.
class Fixed {
 public:
  static constexpr int fraction_bits = 124;
  Fixed() = default;
  explicit Fixed(int n) : x_(static_cast<Wide>(n) << fraction_bits) {}
  /// Within 2^-123 of the exact value; the ball's radius must be below 2^-124 (contract).
  static Fixed from_ball(const Ball& x);
  /// n / 2^shift exactly.
  static Fixed dyadic(long n, int shift) {
    Fixed f;
    f.x_ = static_cast<Wide>(n) << (fraction_bits - shift);
    return f;
  }
  friend Fixed operator+(Fixed a, Fixed b) {
    a.x_ += b.x_;
    return a;
  }
  friend Fixed operator-(Fixed a, Fixed b) {
    a.x_ -= b.x_;
    return a;
  }
  /// Within 2^-118 when the product is below 8 in size.
  friend Fixed operator*(Fixed a, Fixed b);
  Fixed twice() const {
    Fixed f;
    f.x_ = x_ * 2;
    return f;
  }
  Fixed half() const {
    Fixed f;
    f.x_ = x_ / 2;
    return f;
  }
  /// Leading bits as a signed integer with 61 fraction bits.
  std::int64_t q61() const { return static_cast<std::int64_t>(x_ >> (fraction_bits - 61)); }
  /// Leading bits of a number in [0, 1) with 64 fraction bits.
  std::uint64_t q64() const { return static_cast<std::uint64_t>(x_ >> (fraction_bits - 64)); }

 private:
  Wide x_ = 0;
};

/// Doubles on a cache-line boundary, zero at first.
class AlignedDoubles {
 public:
  AlignedDoubles() = default;
  explicit AlignedDoubles(std::size_t n) : data_(static_cast<double*>(::operator new[](n * sizeof(double), line))), size_(n) {
    for (std::size_t i = 0; i < n; ++i) data_[i] = 0;
  }
  double* data() { return data_.get(); }
  const double* data() const { return data_.get(); }
  std::size_t size() const { return size_; }
  double& operator[](std::size_t i) { return data_[i]; }
  double operator[](std::size_t i) const { return data_[i]; }

 private:
  static constexpr std::align_val_t line{64};
  struct Release {
    void operator()(double* p) const { ::operator delete[](p, line); }
  };
  std::unique_ptr<double[], Release> data_;
  std::size_t size_ = 0;
};

}  // namespace posproof
