// End points of balls for printing, whatever their size: exp(10^9) has 10^9 bits before the binary point, and
// exp(exp(100)) an exponent that no machine integer holds.
#include <arb.h>

#include <algorithm>

#include "posproof/arith/ball.hpp"
#include "posproof/arith/enclosure.hpp"

namespace posproof {
namespace {

constexpr long most_bits = 4'000'000;
constexpr int exponent_bits = 40;

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

/// Exponent of the power of ten next above (or below) 2^e. log10 2 lies strictly between the two decimals.
Integer decimal_exponent(const Integer& e, bool above) {
  static const Rational below_log10_2 = *Rational::parse("0.301029995663981195213738894724");
  static const Rational above_log10_2 = *Rational::parse("0.301029995663981195213738894725");
  const Rational a = Rational(e) * below_log10_2, b = Rational(e) * above_log10_2;
  return above ? ceil(std::max(a, b)) : floor(std::min(a, b));
}

/// The power of ten on the outer side of x; 2^(e-1) <= |x| < 2^e.
std::string outer_power_of_ten(const Arf& x, bool up) {
  const bool negative = arf_sgn(x.raw()) < 0;
  const bool away = negative != up;
  const Integer e = away ? exponent_of(x) : Integer(exponent_of(x) - 1);
  return (negative ? "-1e" : "1e") + decimal_exponent(e, away).get_str();
}

EndPoint end_point(const Ball& x, bool up, long bits) {
  Arf e;
  if (up) arb_get_ubound_arf(e.raw(), x.raw(), bits);
  else arb_get_lbound_arf(e.raw(), x.raw(), bits);
  EndPoint p{Float(std::max<long>(bits, 2)), ""};
  if (arf_is_special(e.raw())) {
    if (arf_is_zero(e.raw())) mpfr_set_zero(p.value.raw(), 1);
    else mpfr_set_inf(p.value.raw(), up ? 1 : -1);
  } else if (fmpz_bits(ARF_EXPREF(e.raw())) > exponent_bits) {
    p.power_of_ten = outer_power_of_ten(e, up);
  } else {
    arf_get_mpfr(p.value.raw(), e.raw(), up ? MPFR_RNDU : MPFR_RNDD);
  }
  return p;
}

}  // namespace

EndPoints end_points(const Ball& x) {
  const long accuracy = arb_is_exact(x.raw()) ? arb_bits(x.raw()) : arb_rel_accuracy_bits(x.raw()) + 64;
  const long bits = std::clamp(accuracy, 64L, most_bits);
  return {end_point(x, false, bits), end_point(x, true, bits)};
}

}  // namespace posproof
