// End points of balls for printing, whatever their size: exp(10^9) has 10^9 bits before the binary point, and
// exp(exp(100)) an exponent that no machine integer holds.
#include <arb.h>

#include <algorithm>

#include "end_points_detail.hpp"
#include "posproof/arith/ball.hpp"
#include "posproof/arith/enclosure.hpp"
#include "posproof/arith/interval.hpp"

namespace posproof {
namespace detail {
namespace {

/// Exponent of the power of ten next above (or below) 2^e. log10 2 lies strictly between the two decimals.
Integer decimal_exponent(const Integer& e, bool above) {
  static const Rational below_log10_2 = *Rational::parse("0.301029995663981195213738894724");
  static const Rational above_log10_2 = *Rational::parse("0.301029995663981195213738894725");
  const Rational a = Rational(e) * below_log10_2, b = Rational(e) * above_log10_2;
  return above ? ceil(max(a, b)) : floor(min(a, b));
}

}  // namespace

std::string outer_power_of_ten(const Integer& e, bool negative, bool up) {
  const bool away = negative != up;
  return (negative ? "-1e" : "1e") + decimal_exponent(away ? e : Integer(e - 1), away).get_str();
}

}  // namespace detail

namespace {

constexpr long most_bits = 4'000'000;

class Arf {
 public:
  Arf() { arf_init(x_); }
  Arf(const Arf&) = delete;
  Arf& operator=(const Arf&) = delete;
  ~Arf() { arf_clear(x_); }
  arf_ptr raw() { return x_; }
  arf_srcptr raw() const { return x_; }

 private:
  arf_t x_;
};

Integer exponent_of(const Arf& x) {
  Integer e;
  fmpz_get_mpz(e.get_mpz_t(), ARF_EXPREF(x.raw()));
  return e;
}

EndPoint end_point(const Ball& x, bool up, long bits) {
  Arf e;
  if (up)
    arb_get_ubound_arf(e.raw(), x.raw(), bits);
  else
    arb_get_lbound_arf(e.raw(), x.raw(), bits);
  EndPoint p{Float(std::max<long>(bits, 2)), ""};
  if (arf_is_special(e.raw())) {
    if (arf_is_zero(e.raw()))
      mpfr_set_zero(p.value.raw(), 1);
    else
      mpfr_set_inf(p.value.raw(), up ? 1 : -1);
  } else if (fmpz_bits(ARF_EXPREF(e.raw())) > detail::exponent_bits) {
    p.power_of_ten = detail::outer_power_of_ten(exponent_of(e), arf_sgn(e.raw()) < 0, up);
  } else {
    arf_get_mpfr(p.value.raw(), e.raw(), up ? MPFR_RNDU : MPFR_RNDD);
  }
  return p;
}

EndPoint end_point(mpfr_srcptr x, bool up) {
  EndPoint p{Float(mpfr_get_prec(x)), ""};
  mpfr_set(p.value.raw(), x, MPFR_RNDN);  // exact: same precision
  if (mpfr_regular_p(x)) {
    const Integer e(static_cast<long>(mpfr_get_exp(x)));
    if (mpz_sizeinbase(e.get_mpz_t(), 2) > detail::exponent_bits)
      p.power_of_ten = detail::outer_power_of_ten(e, mpfr_sgn(x) < 0, up);
  }
  return p;
}

}  // namespace

EndPoints end_points(const Interval& x) { return {end_point(x.left(), false), end_point(x.right(), true)}; }

EndPoints end_points(const Ball& x) {
  use_wide_exponents();
  const long accuracy = arb_is_exact(x.raw()) ? arb_bits(x.raw()) : arb_rel_accuracy_bits(x.raw()) + 64;
  const long bits = std::clamp(accuracy, 64L, most_bits);
  return {end_point(x, false, bits), end_point(x, true, bits)};
}

}  // namespace posproof
