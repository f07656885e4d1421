#pragma once
#include <nettle/sha2.h>

#include <string>
#include <string_view>

namespace posproof {

/// SHA-256 (FIPS 180-4) of a text that arrives in pieces.
class Sha256 {
 public:
  Sha256() { sha256_init(&context_); }
  void update(std::string_view text);
  /// 64 hexadecimal digits for everything so far; more may follow.
  std::string hex() const;

 private:
  sha256_ctx context_;
};

/// SHA-256 of the text, as 64 hexadecimal digits.
std::string sha256_hex(std::string_view text);

}  // namespace posproof
