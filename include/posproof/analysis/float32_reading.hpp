#pragma once
#include <optional>
#include <vector>

#include "posproof/arith/ball.hpp"

namespace posproof {

/// A double with a bound on its distance from the quantity it stands for.
struct Measured {
  double value;
  double radius;
};

/// cos x rounded to nearest even in binary32, as every bit of it is defined. **Domain** |x| <= 2^24, x finite.
/// **Error** exact: a double evaluation within 2^-49 (theorem D11), or MPFR where that cannot tell the rounding.
float correctly_rounded_cosf(float x);

/// The decay sum as the article's program computes it in single precision: exponents fl(-t/d) for even t,
/// theta_t = fl(base^exponent), products fl(n theta_t), fl(cos(...)), summed in binary32.
/// **Domain** d even in 2..2^16, 1 < base < 2^23 exactly a binary32; positions 0..2^24 (all exact in binary32).
/// **Source** decay-article, section 3.
class Float32Reading {
 public:
  Float32Reading(long d, const Rational& base);

  long dim() const { return d_; }
  const Rational& base() const { return base_; }
  const std::vector<float>& exponents() const { return exponents_; }
  /// Correctly rounded theta_t.
  const std::vector<float>& frequencies() const { return frequencies_; }

  /// Every operation correctly rounded, terms added in order of t. **Error** exact.
  float value(long n) const;
  /// The same at first..first + count - 1, many at a time.
  void values(long first, std::size_t count, float* out) const;
  /// Encloses f_n itself. **Error** bound `radius`. **Theorem** D11.
  Measured truth(long n) const;
  /// f_n at the working precision. **Error** enclosure.
  Ball truth_ball(long n) const;

  /// Contains the result of every program that evaluates the same formula with pow and cos within 1 ulp of their exact
  /// values (base^0 = 1 exactly), correctly rounded products and binary32 additions in any order. **Theorem** D12.
  struct Range {
    double lower, upper;
  };
  Range any_order(long n) const;

 private:
  struct Term {
    double high;  // theta_t = high + low, high of 29 bits
    double low;
    float least, greatest;  // the values of theta_t that a pow within 1 ulp may give
  };
  long d_;
  Rational base_;
  std::vector<float> exponents_, frequencies_;
  std::vector<Term> terms_;
};

}  // namespace posproof
