#include "posproof/arith/contract.hpp"

#include <cstdio>
#include <cstdlib>

namespace posproof {
namespace {
thread_local std::string_view current_claim;
}

ClaimScope::ClaimScope(std::string_view id) : previous_(current_claim) { current_claim = id; }
ClaimScope::~ClaimScope() { current_claim = previous_; }

void contract_broken(std::string_view what, std::source_location where) {
  std::fprintf(stderr, "posproof: internal contract broken at %s:%u: %.*s", where.file_name(),
               static_cast<unsigned>(where.line()), static_cast<int>(what.size()), what.data());
  if (!current_claim.empty())
    std::fprintf(stderr, " (claim %.*s)", static_cast<int>(current_claim.size()), current_claim.data());
  std::fputc('\n', stderr);
  std::abort();
}

}  // namespace posproof
