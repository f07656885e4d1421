#pragma once
#include <cstddef>
#include <cstdint>

namespace posproof::kernels {

/// out[i] = the binary32 sum over t, in order, of fl(cos(fl(n theta_t))) at n = first + i; doubtful[i] != 0 where the double
/// evaluation could not tell some rounding, so that out[i] must be computed otherwise. **Domain** first + count <= 2^24 + 1.
/// **Error** exact where not doubtful. **Theorem** D11.
void binary32_sums(const float* frequencies, std::size_t terms, std::int64_t first, std::size_t count, float* out,
                   std::uint32_t* doubtful);

}  // namespace posproof::kernels
