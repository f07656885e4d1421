#pragma once
#include <acb.h>

namespace posproof {

/// Error function, cosine, sine and exponential integrals over a complex rectangle, principal branches.
/// Arguments follow Arb: output first, precision in bits last. **Error** enclosure.
void complex_erf(acb_ptr out, acb_srcptr z, slong prec);
void complex_ci(acb_ptr out, acb_srcptr z, slong prec);
void complex_si(acb_ptr out, acb_srcptr z, slong prec);
void complex_ei(acb_ptr out, acb_srcptr z, slong prec);

}  // namespace posproof
