#include "posproof/analysis/complex_functions.hpp"

#include <acb_hypgeom.h>

namespace posproof {

void complex_erf(acb_ptr out, acb_srcptr z, slong prec) { acb_hypgeom_erf(out, z, prec); }
void complex_ci(acb_ptr out, acb_srcptr z, slong prec) { acb_hypgeom_ci(out, z, prec); }
void complex_si(acb_ptr out, acb_srcptr z, slong prec) { acb_hypgeom_si(out, z, prec); }
void complex_ei(acb_ptr out, acb_srcptr z, slong prec) { acb_hypgeom_ei(out, z, prec); }

}  // namespace posproof
