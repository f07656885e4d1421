#pragma once

namespace posproof {

/// Frees what FLINT, Arb and MPFR cached for this thread (constants, free lists) when it goes out of scope.
/// Balls made in the thread must be gone, or hold no exponent beyond 2^62, by then.
class FlintThread {
 public:
  FlintThread() = default;
  ~FlintThread();
  FlintThread(const FlintThread&) = delete;
  FlintThread& operator=(const FlintThread&) = delete;
};

/// Arranges for that at this thread's exit; for tasks of a pool, whose threads are not ours to scope. Cheap to repeat.
void clean_flint_at_thread_exit();

}  // namespace posproof
