#include "fixed_point.hpp"

#include <cmath>

#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

class Fmpz {
 public:
  Fmpz() { fmpz_init(x_); }
  Fmpz(const Fmpz&) = delete;
  Fmpz& operator=(const Fmpz&) = delete;
  ~Fmpz() { fmpz_clear(x_); }
  fmpz* raw() { return x_; }

 private:
  fmpz_t x_;
};

/// floor(midpoint * 2^shift).
void scaled_floor(Fmpz& out, const Ball& x, long shift) {
  arf_t scaled;
  arf_init(scaled);
  arf_mul_2exp_si(scaled, arb_midref(x.raw()), shift);
  arf_floor(scaled, scaled);
  arf_get_fmpz(out.raw(), scaled, ARF_RND_DOWN);
  arf_clear(scaled);
}

Turns two_limbs(Fmpz& nonnegative) {
  ulong limb[2];
  fmpz_get_ui_array(limb, 2, nonnegative.raw());
  return static_cast<Turns>(limb[1]) << 64 | limb[0];
}

}  // namespace

FixedTurns fraction_turns(const Ball& x) {
  ensure(is_finite(x) && radius_upper(x) < 0x1p900, "the phase of an enclosure that is not finite");
  Fmpz n;
  scaled_floor(n, x, 128);
  fmpz_fdiv_r_2exp(n.raw(), n.raw(), 128);
  // the floor loses less than one unit
  return {two_limbs(n), radius_upper(x) * 0x1p128 * (1 + 0x1p-50) + 1};
}

Fixed Fixed::from_ball(const Ball& x) {
  ensure(is_finite(x) && radius_upper(x) < 0x1p-124, "fixed point from too wide a ball");
  Fmpz n;
  scaled_floor(n, x, fraction_bits);
  ensure(fmpz_bits(n.raw()) <= fraction_bits + 3, "fixed point overflow");
  const bool negative = fmpz_sgn(n.raw()) < 0;
  fmpz_abs(n.raw(), n.raw());
  const Wide magnitude = static_cast<Wide>(two_limbs(n));
  Fixed f;
  f.x_ = negative ? -magnitude : magnitude;
  return f;
}

Fixed operator*(Fixed a, Fixed b) {
  const bool negative = (a.x_ < 0) != (b.x_ < 0);
  const Turns p = static_cast<Turns>(a.x_ < 0 ? -a.x_ : a.x_), q = static_cast<Turns>(b.x_ < 0 ? -b.x_ : b.x_);
  const Turns mask = ~std::uint64_t{0};
  const Turns p1 = p >> 64, p0 = p & mask, q1 = q >> 64, q0 = q & mask;
  // (p q) >> 124; p0 q0 and the low halves of the cross products, dropped, are less than 3 units of 2^-120
  const Turns cross = ((p1 * q0) >> 64) + ((p0 * q1) >> 64);
  const Turns high = p1 * q1 + cross;
  const Wide product = static_cast<Wide>(high << 4);
  Fixed f;
  f.x_ = negative ? -product : product;
  return f;
}

}  // namespace posproof
