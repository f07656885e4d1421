#include "posproof/arith/libraries.hpp"

#include <arb.h>
#include <flint/flint.h>
#include <gmp.h>
#include <mpfi.h>
#include <mpfr.h>

namespace posproof {

std::vector<std::pair<std::string, std::string>> library_versions() {
  return {{"Arb", arb_version},
          {"FLINT", FLINT_VERSION},
          {"MPFI", mpfi_get_version()},
          {"MPFR", mpfr_get_version()},
          {"GMP", gmp_version}};
}

}  // namespace posproof
