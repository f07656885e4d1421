#include "interrupt.hpp"

#include <atomic>
#include <csignal>

namespace posproof {
namespace {

// A handler can reach nothing but an object of static storage.
std::atomic<bool> flag{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may write lock-free atomics only");

extern "C" void on_interrupt(int) { flag.store(true); }

void install(void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART | (handler == SIG_DFL ? 0 : static_cast<int>(SA_RESETHAND));
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

}  // namespace

InterruptGuard::InterruptGuard() {
  flag.store(false);
  install(on_interrupt);
}
InterruptGuard::~InterruptGuard() { install(SIG_DFL); }
bool InterruptGuard::requested() const { return flag.load(); }

}  // namespace posproof
