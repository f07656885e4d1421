#include "posproof/arith/precision.hpp"

#include "posproof/arith/contract.hpp"
#include "posproof/arith/float.hpp"

namespace posproof {
namespace {
thread_local long scoped_bits = 0;
}

PrecisionScope::PrecisionScope(Bits bits) : previous_(scoped_bits) {
  ensure(bits.value >= 2 && bits.value <= 100'000'000, "precision must lie in 2..10^8 bits");
  scoped_bits = bits.value;
  use_wide_exponents();
}
PrecisionScope::~PrecisionScope() { scoped_bits = previous_; }

Bits working_precision() {
  ensure(scoped_bits != 0, "arithmetic outside any PrecisionScope");
  return Bits{scoped_bits};
}

}  // namespace posproof
