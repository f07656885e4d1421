#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace posproof {

/// SHA-256 (FIPS 180-4) of a text that arrives in pieces.
class Sha256 {
 public:
  Sha256();
  void update(std::string_view text);
  /// 64 hexadecimal digits for everything so far; more may follow.
  std::string hex() const;

 private:
  std::array<std::uint32_t, 8> state_;
  std::array<unsigned char, 64> rest_{};  ///< bytes that do not fill a block yet
  std::size_t rest_size_ = 0;
  std::uint64_t bytes_ = 0;
};

/// SHA-256 of the text, as 64 hexadecimal digits.
std::string sha256_hex(std::string_view text);

}  // namespace posproof
