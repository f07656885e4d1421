#pragma once
#include <gmpxx.h>
#include <mpfr.h>

namespace posproof {

/// MPFR's default exponent range ends at 2^30 (exp(10^9) overflows), and numbers outside it must not meet MPFR functions at
/// all. This widens it to 2^50 for the calling thread; PrecisionScope and everything that prints do so.
inline void use_wide_exponents() {
  constexpr mpfr_exp_t range = mpfr_exp_t{1} << 50;
  mpfr_set_emin(-range);
  mpfr_set_emax(range);
}

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
