#include "spot_check.hpp"

#include <string>

namespace posproof {

std::uint64_t mixed(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

void spot_check(const CertifiedSweep& sweep, const BlockView& view) {
  const std::size_t i = mixed(static_cast<std::uint64_t>(view.first)) % view.count;
  const std::int64_t n = view.first + static_cast<std::int64_t>(i);
  const Ball exact = sweep.exact(n, Bits{64});
  const PrecisionScope scope(Bits{128});
  if (certainly(less(Ball::exact(view.error), abs(exact - Ball::exact(view.midpoint[i])))))
    throw InternalDisagreement("a sweep's value lies outside its error bound at n = " + std::to_string(n));
}

}  // namespace posproof
