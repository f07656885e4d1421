// End points of balls as exact rationals and as doubles.
#include <limits>

#include "end_points_detail.hpp"
#include "posproof/arith/ball.hpp"
#include "posproof/arith/contract.hpp"
#include "posproof/arith/too_large.hpp"

namespace posproof {
namespace {

class Arf {
 public:
  Arf() { arf_init(x_); }
  Arf(const Arf&) = delete;
  Arf& operator=(const Arf&) = delete;
  ~Arf() { arf_clear(x_); }
  arf_ptr raw() { return x_; }

 private:
  arf_t x_;
};

bool too_large(arf_srcptr x) { return arf_cmpabs_2exp_si(x, detail::rational_exponent) > 0; }
bool too_small(arf_srcptr x) { return !arf_is_zero(x) && arf_cmpabs_2exp_si(x, -detail::rational_exponent) < 0; }

Rational to_rational(arf_srcptr x) {
  fmpq_t q;
  fmpq_init(q);
  arf_get_fmpq(q, x);
  mpq_class m;
  fmpq_get_mpq(m.get_mpq_t(), q);
  fmpq_clear(q);
  return Rational(Integer(m.get_num()), Integer(m.get_den()));
}

/// Upper bound of the radius; it also pays for a midpoint that was moved to zero.
Rational radius(const Ball& x) {
  const Rational tiny = too_small(arb_midref(x.raw())) ? pow(Rational(2), -detail::rational_exponent) : Rational(0);
  Arf r;
  arf_set_mag(r.raw(), arb_radref(x.raw()));
  return tiny + (too_small(r.raw()) ? pow(Rational(2), -detail::rational_exponent) : to_rational(r.raw()));
}

double end_point(const Ball& x, bool up) {
  if (!is_finite(x)) return up ? std::numeric_limits<double>::infinity() : -std::numeric_limits<double>::infinity();
  Arf e;
  if (up)
    arb_get_ubound_arf(e.raw(), x.raw(), 64);
  else
    arb_get_lbound_arf(e.raw(), x.raw(), 64);
  return arf_get_d(e.raw(), up ? ARF_RND_CEIL : ARF_RND_FLOOR);
}

}  // namespace

bool fits_rational(const Ball& x) {
  Arf r;
  arf_set_mag(r.raw(), arb_radref(x.raw()));
  return is_finite(x) && !too_large(arb_midref(x.raw())) && !too_large(r.raw());
}

Rational midpoint(const Ball& x) {
  ensure(is_finite(x), "rational of a ball that is not finite");
  if (!fits_rational(x)) throw TooLarge();
  return too_small(arb_midref(x.raw())) ? Rational(0) : to_rational(arb_midref(x.raw()));
}
Rational lower(const Ball& x) { return midpoint(x) - radius(x); }
Rational upper(const Ball& x) { return midpoint(x) + radius(x); }
double lower_double(const Ball& x) { return end_point(x, false); }
double upper_double(const Ball& x) { return end_point(x, true); }

// mag_get_d would answer 0 for radii below 2^-1000.
long relative_accuracy_bits(const Ball& x) { return arb_rel_accuracy_bits(x.raw()); }
double radius_upper(const Ball& x) {
  if (!is_finite(x)) return std::numeric_limits<double>::infinity();
  Arf r;
  arf_set_mag(r.raw(), arb_radref(x.raw()));
  return arf_get_d(r.raw(), ARF_RND_CEIL);
}

}  // namespace posproof
