#include "posproof/arith/flint_thread.hpp"

#include <flint/flint.h>
#include <mpfr.h>

namespace posproof {

FlintThread::~FlintThread() {
  flint_cleanup();
  mpfr_free_cache2(MPFR_FREE_LOCAL_CACHE);
}

void clean_flint_at_thread_exit() { [[maybe_unused]] static thread_local const FlintThread at_exit; }

}  // namespace posproof
