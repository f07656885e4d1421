#pragma once
#include <mpfr.h>

#include "checker/number.hpp"

// Real numbers with 4000 bits by MPFR, as oracle for enclosures.

namespace oracle {

/// What a number of units in the last place stands for.
inline mpq_class exactly(const mpz_class& x) {
  mpq_class q(x, check::unit());
  q.canonicalize();
  return q;
}

struct Real {
  mpfr_t x;
  explicit Real(const mpq_class& q) {
    mpfr_init2(x, 4000);
    mpfr_set_q(x, q.get_mpq_t(), MPFR_RNDN);
  }
  ~Real() { mpfr_clear(x); }
  Real(const Real&) = delete;
  Real& operator=(const Real&) = delete;
};

using Unary = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);
using Binary = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_srcptr, mpfr_rnd_t);

/// With room for the oracle's own rounding, 2^-3000 relative.
inline bool contains(const check::Number& x, const Real& y) {
  mpfr_t slack;
  mpfr_init2(slack, 4000);
  mpfr_abs(slack, y.x, MPFR_RNDN);
  mpfr_mul_2si(slack, slack, -3000, MPFR_RNDN);
  Real below(0), above(0);
  mpfr_sub(below.x, y.x, slack, MPFR_RNDD);
  mpfr_add(above.x, y.x, slack, MPFR_RNDU);
  mpfr_clear(slack);
  return mpfr_cmp_q(above.x, exactly(x.lo).get_mpq_t()) >= 0 && mpfr_cmp_q(below.x, exactly(x.hi).get_mpq_t()) <= 0;
}

}  // namespace oracle
