#pragma once
#include <gmpxx.h>
#include <mpfr.h>

namespace posproof {

/// Owns one MPFR number of a chosen precision; rounding directions are the caller's, one per MPFR call.
class Float {
 public:
  explicit Float(long bits) { mpfr_init2(x_, bits < MPFR_PREC_MIN ? MPFR_PREC_MIN : bits); }
  Float(const Float& o) {
    mpfr_init2(x_, mpfr_get_prec(o.x_));
    mpfr_set(x_, o.x_, MPFR_RNDN);  // exact: same precision
  }
  Float(Float&& o) noexcept {
    mpfr_init2(x_, MPFR_PREC_MIN);
    mpfr_swap(x_, o.x_);
  }
  Float& operator=(Float o) noexcept {
    mpfr_swap(x_, o.x_);
    return *this;
  }
  ~Float() { mpfr_clear(x_); }

  mpfr_ptr raw() { return x_; }
  mpfr_srcptr raw() const { return x_; }
  bool is_finite() const { return mpfr_number_p(x_) != 0; }

 private:
  mpfr_t x_;
};

}  // namespace posproof
