#pragma once
#include <cmath>
#include <vector>

#include "posproof/arith/ball.hpp"
#include "posproof/arith/float.hpp"

// The arithmetics of the precision ladder under one interface. Each operation is one correctly rounded operation of the
// arithmetic; sums and products are never contracted (the build forbids it).

namespace posproof::ladder {

/// A machine type: float, double, long double.
template <class T>
class Native {
 public:
  using Number = T;
  Number zero() const { return T(0); }
  Number from(const Ball& x) const {
    Float f(256);
    arf_get_mpfr(f.raw(), arb_midref(x.raw()), MPFR_RNDN);
    if constexpr (sizeof(T) == sizeof(float))
      return mpfr_get_flt(f.raw(), MPFR_RNDN);
    else if constexpr (sizeof(T) == sizeof(double))
      return mpfr_get_d(f.raw(), MPFR_RNDN);
    else
      return mpfr_get_ld(f.raw(), MPFR_RNDN);
  }
  void add_product(Number& sum, const Number& a, const Number& b) const { sum += a * b; }
  void subtract_product(Number& sum, const Number& a, const Number& b) const { sum -= a * b; }
  void subtract(Number& x, const Number& y) const { x -= y; }
  void multiply(Number& x, const Number& y) const { x *= y; }
  void divide(Number& x, const Number& y) const { x /= y; }
  void root(Number& x) const { x = std::sqrt(x); }
  void negate(Number& x) const { x = -x; }
  int sign(const Number& x) const { return x > 0 ? 1 : x < 0 ? -1 : 0; }
  bool larger(const Number& a, const Number& b) const { return std::abs(a) > std::abs(b); }
  bool finite(const Number& x) const { return std::isfinite(x); }
  Ball exact(const Number& x) const {
    Float f(64);
    mpfr_set_ld(f.raw(), x, MPFR_RNDN);  // exact: no machine significand is longer than 64 bits
    Ball r;
    arf_set_mpfr(arb_midref(r.raw()), f.raw());
    return r;
  }
};

/// MPFR at a fixed precision, exponents practically unbounded.
class Mpfr {
 public:
  using Number = Float;
  explicit Mpfr(long bits) : bits_(bits), scratch_(bits) {}
  Number zero() const {
    Float f(bits_);
    mpfr_set_zero(f.raw(), 1);
    return f;
  }
  Number from(const Ball& x) const {
    Float f(bits_);
    arf_get_mpfr(f.raw(), arb_midref(x.raw()), MPFR_RNDN);
    return f;
  }
  void add_product(Number& sum, const Number& a, const Number& b) const {
    mpfr_mul(scratch_.raw(), a.raw(), b.raw(), MPFR_RNDN);
    mpfr_add(sum.raw(), sum.raw(), scratch_.raw(), MPFR_RNDN);
  }
  void subtract_product(Number& sum, const Number& a, const Number& b) const {
    mpfr_mul(scratch_.raw(), a.raw(), b.raw(), MPFR_RNDN);
    mpfr_sub(sum.raw(), sum.raw(), scratch_.raw(), MPFR_RNDN);
  }
  void subtract(Number& x, const Number& y) const { mpfr_sub(x.raw(), x.raw(), y.raw(), MPFR_RNDN); }
  void multiply(Number& x, const Number& y) const { mpfr_mul(x.raw(), x.raw(), y.raw(), MPFR_RNDN); }
  void divide(Number& x, const Number& y) const { mpfr_div(x.raw(), x.raw(), y.raw(), MPFR_RNDN); }
  void root(Number& x) const { mpfr_sqrt(x.raw(), x.raw(), MPFR_RNDN); }
  void negate(Number& x) const { mpfr_neg(x.raw(), x.raw(), MPFR_RNDN); }
  int sign(const Number& x) const { return mpfr_nan_p(x.raw()) ? 0 : mpfr_sgn(x.raw()); }
  bool larger(const Number& a, const Number& b) const { return mpfr_cmpabs(a.raw(), b.raw()) > 0; }
  bool finite(const Number& x) const { return x.is_finite(); }
  Ball exact(const Number& x) const {
    Ball r;
    arf_set_mpfr(arb_midref(r.raw()), x.raw());
    return r;
  }

 private:
  long bits_;
  mutable Float scratch_;
};

}  // namespace posproof::ladder
