#pragma once
#include <acb.h>

#include "posproof/arith/ball.hpp"

namespace posproof {

/// RAII over acb_t, for the contour code of this folder only.
class ComplexBall {
 public:
  ComplexBall() { acb_init(z_); }
  explicit ComplexBall(const Ball& re) : ComplexBall() { acb_set_arb(z_, re.raw()); }
  ComplexBall(const Ball& re, const Ball& im) : ComplexBall() { acb_set_arb_arb(z_, re.raw(), im.raw()); }
  ComplexBall(const ComplexBall& o) : ComplexBall() { acb_set(z_, o.z_); }
  ComplexBall& operator=(const ComplexBall& o) {
    acb_set(z_, o.z_);
    return *this;
  }
  ~ComplexBall() { acb_clear(z_); }
  acb_ptr raw() { return z_; }
  acb_srcptr raw() const { return z_; }
  Ball real() const {
    Ball r;
    acb_get_real(r.raw(), z_);
    return r;
  }
  Ball imag() const {
    Ball r;
    acb_get_imag(r.raw(), z_);
    return r;
  }

 private:
  acb_t z_;
};

inline ComplexBall operator*(const ComplexBall& a, const ComplexBall& b) {
  ComplexBall r;
  acb_mul(r.raw(), a.raw(), b.raw(), working_precision().value);
  return r;
}
inline ComplexBall operator+(const ComplexBall& a, const ComplexBall& b) {
  ComplexBall r;
  acb_add(r.raw(), a.raw(), b.raw(), working_precision().value);
  return r;
}
inline ComplexBall operator-(const ComplexBall& a, const ComplexBall& b) {
  ComplexBall r;
  acb_sub(r.raw(), a.raw(), b.raw(), working_precision().value);
  return r;
}
/// e^{i x}
inline ComplexBall cis(const Ball& x) {
  Ball s, c;
  sin_cos(s, c, x);
  return {c, s};
}
/// |z| rounded up, as a ball without lower end.
inline Ball abs_upper(const ComplexBall& z) {
  mag_t m;
  mag_init(m);
  acb_get_mag(m, z.raw());
  Ball r;
  arf_set_mag(arb_midref(r.raw()), m);
  mag_clear(m);
  return r;
}

}  // namespace posproof
