#pragma once
#include <zlib.h>

#include <array>
#include <cstdint>
#include <string>

#include "interval.hpp"

namespace check {

/// SHA-256 (FIPS 180-4) of bytes that come in pieces.
class Sha256 {
 public:
  void add(const std::string& bytes) {
    length_ += bytes.size();
    pending_ += bytes;
    std::size_t at = 0;
    for (; at + 64 <= pending_.size(); at += 64) block(reinterpret_cast<const unsigned char*>(pending_.data()) + at);
    pending_.erase(0, at);
  }
  /// Of everything added so far, in hexadecimal digits.
  std::string digest() const {
    Sha256 last = *this;
    std::string padding(1 + (119 - length_ % 64) % 64, '\0');
    padding[0] = static_cast<char>(0x80);
    for (int i = 7; i >= 0; --i) padding += static_cast<char>(length_ * 8 >> (8 * i));
    last.add(padding);
    std::string hex;
    for (std::uint32_t word : last.state_)
      for (int shift = 28; shift >= 0; shift -= 4) hex += "0123456789abcdef"[word >> shift & 15];
    return hex;
  }

 private:
  std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::string pending_;
  std::uint64_t length_ = 0;

  static std::uint32_t turned(std::uint32_t x, int n) { return (x >> n) | (x << (32 - n)); }
  void block(const unsigned char* p) {
    static constexpr std::uint32_t k[64] = {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01,
        0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc,
        0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
        0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08,
        0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
        0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};
    std::uint32_t w[64];
    for (int i = 0; i < 16; ++i)
      w[i] =
          std::uint32_t(p[4 * i]) << 24 | std::uint32_t(p[4 * i + 1]) << 16 | std::uint32_t(p[4 * i + 2]) << 8 | p[4 * i + 3];
    for (int i = 16; i < 64; ++i)
      w[i] = w[i - 16] + (turned(w[i - 15], 7) ^ turned(w[i - 15], 18) ^ w[i - 15] >> 3) + w[i - 7] +
             (turned(w[i - 2], 17) ^ turned(w[i - 2], 19) ^ w[i - 2] >> 10);
    std::array<std::uint32_t, 8> s = state_;  // a, b, ..., h, moved on by one in each round
    for (int i = 0; i < 64; ++i) {
      const std::uint32_t t =
          s[7] + (turned(s[4], 6) ^ turned(s[4], 11) ^ turned(s[4], 25)) + ((s[4] & s[5]) ^ (~s[4] & s[6])) + k[i] + w[i];
      const std::uint32_t u =
          (turned(s[0], 2) ^ turned(s[0], 13) ^ turned(s[0], 22)) + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
      s = {t + u, s[0], s[1], s[2], s[3] + t, s[4], s[5], s[6]};
    }
    for (int i = 0; i < 8; ++i) state_[i] += s[i];
  }
};

/// The lines of a file, plain or gzip, one at a time.
class Lines {
 public:
  explicit Lines(const std::string& path) : file_(gzopen(path.c_str(), "rb")) {
    if (!file_) throw Unreadable("cannot open " + path);
  }
  ~Lines() { gzclose(file_); }
  Lines(const Lines&) = delete;
  Lines& operator=(const Lines&) = delete;
  /// The next line without its line feed; false at the end of the file.
  bool next(std::string& line) {
    line.clear();
    int c = gzgetc(file_), error = Z_OK;
    for (; c >= 0 && c != '\n'; c = gzgetc(file_)) {
      line += static_cast<char>(c);
      if (line.size() > 1 << 22) throw Unreadable("a line longer than 4 MiB");
    }
    gzerror(file_, &error);
    if (c < 0 && (!line.empty() || (error != Z_OK && error != Z_STREAM_END))) throw Unreadable("interrupted, or damaged");
    return c == '\n';
  }

 private:
  gzFile file_;
};

}  // namespace check
