#include "posproof/arith/agreement.hpp"

namespace posproof {
namespace {

Ball exactly(mpfr_srcptr x) {
  Ball r;
  arf_set_mpfr(arb_midref(r.raw()), x);
  return r;
}

}  // namespace

bool may_agree(const Ball& x, const Interval& y) {
  if (!is_finite(x) || !is_finite(y)) return true;
  return !certainly(less(x, exactly(y.left()))) && !certainly(less(exactly(y.right()), x));
}

}  // namespace posproof
