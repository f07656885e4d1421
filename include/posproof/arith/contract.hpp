#pragma once
#include <source_location>
#include <string_view>

#ifdef __FAST_MATH__
#error "posproof must not be compiled with -ffast-math: it breaks the rounding assumptions of docs/theorems.md"
#endif

namespace posproof {

/// Names the claim that this thread works on, so that a broken contract can say which one it was.
class ClaimScope {
 public:
  explicit ClaimScope(std::string_view id);
  ~ClaimScope();
  ClaimScope(const ClaimScope&) = delete;
  ClaimScope& operator=(const ClaimScope&) = delete;

 private:
  std::string_view previous_;
};

/// Prints place, message and claim id, then aborts. For broken internal contracts only; never for a user's input.
[[noreturn]] void contract_broken(std::string_view what, std::source_location where = std::source_location::current());

/// Guards soundness in every build type.
inline void ensure(bool holds, std::string_view what, std::source_location where = std::source_location::current()) {
  if (!holds) contract_broken(what, where);
}

}  // namespace posproof
