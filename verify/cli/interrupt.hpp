#pragma once

namespace posproof {

/// While it lives, the first Ctrl-C (SIGINT) or SIGTERM only sets a flag; the second ends the program as usual.
/// At most one at a time.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;
  bool requested() const;
};

}  // namespace posproof
