#include "posproof/arith/sha256.hpp"

#include <array>
#include <cstdint>

namespace posproof {

void Sha256::update(std::string_view text) {
  sha256_update(&context_, text.size(), reinterpret_cast<const std::uint8_t*>(text.data()));
}

std::string Sha256::hex() const {
  static constexpr char digits[] = "0123456789abcdef";
  sha256_ctx finished = context_;
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> bytes;
  sha256_digest(&finished, bytes.size(), bytes.data());
  std::string out;
  for (const auto b : bytes) out += {digits[b >> 4], digits[b & 15]};
  return out;
}

std::string sha256_hex(std::string_view text) {
  Sha256 hash;
  hash.update(text);
  return hash.hex();
}

}  // namespace posproof
