#pragma once

namespace posproof {

/// True when this thread's double arithmetic rounds to nearest even and keeps subnormals, found by computing, so that it
/// holds for the instructions the kernels use. **Theorem** T15 assumes it.
bool rounds_to_nearest();

}  // namespace posproof
