#include "posproof/arith/sha256.hpp"

#include <algorithm>
#include <bit>

// FIPS 180-4. The constants are the first 32 bits of the fractional parts of cube and square roots of primes; they are
// computed here from integer roots, so that no table can hold a wrong digit.

namespace posproof {
namespace {

using Word = std::uint32_t;
__extension__ typedef unsigned __int128 Wide;

constexpr bool is_prime(unsigned n) {
  for (unsigned k = 2; k * k <= n; ++k)
    if (n % k == 0) return false;
  return true;
}

/// floor(2^32 n^(1/power)) mod 2^32: the largest x with x^power <= n 2^(32 power), power 2 or 3.
constexpr Word root_fraction(unsigned n, int power) {
  std::uint64_t low = 0, high = std::uint64_t{1} << 37;
  while (high - low > 1) {
    const std::uint64_t x = (low + high) / 2;
    const Wide square = static_cast<Wide>(x) * x;
    // For cubes compare x^2 <= n 2^96 / x, which is exact enough in integers: x^3 <= m is x^2 <= floor(m / x).
    const bool fits = power == 2 ? square <= static_cast<Wide>(n) << 64 : square <= (static_cast<Wide>(n) << 96) / x;
    (fits ? low : high) = x;
  }
  return static_cast<Word>(low);
}

template <std::size_t N>
constexpr std::array<Word, N> root_table(int power) {
  std::array<Word, N> table{};
  unsigned prime = 1;
  for (Word& entry : table) {
    do ++prime;
    while (!is_prime(prime));
    entry = root_fraction(prime, power);
  }
  return table;
}

constexpr std::array<Word, 64> round_constants = root_table<64>(3);
static_assert(round_constants[0] == 0x428a2f98 && round_constants[63] == 0xc67178f2);

void mix(std::array<Word, 8>& h, const unsigned char* block) {
  std::array<Word, 64> w{};
  for (std::size_t k = 0; k < 16; ++k)
    w[k] = Word{block[4 * k]} << 24 | Word{block[4 * k + 1]} << 16 | Word{block[4 * k + 2]} << 8 | Word{block[4 * k + 3]};
  for (std::size_t k = 16; k < 64; ++k) {
    const Word a = std::rotr(w[k - 15], 7) ^ std::rotr(w[k - 15], 18) ^ (w[k - 15] >> 3);
    const Word b = std::rotr(w[k - 2], 17) ^ std::rotr(w[k - 2], 19) ^ (w[k - 2] >> 10);
    w[k] = w[k - 16] + a + w[k - 7] + b;
  }
  std::array<Word, 8> s = h;
  for (std::size_t k = 0; k < 64; ++k) {
    const Word s1 = std::rotr(s[4], 6) ^ std::rotr(s[4], 11) ^ std::rotr(s[4], 25);
    const Word choice = (s[4] & s[5]) ^ (~s[4] & s[6]);
    const Word t1 = s[7] + s1 + choice + round_constants[k] + w[k];
    const Word s0 = std::rotr(s[0], 2) ^ std::rotr(s[0], 13) ^ std::rotr(s[0], 22);
    const Word majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);
    s = {t1 + s0 + majority, s[0], s[1], s[2], s[3] + t1, s[4], s[5], s[6]};
  }
  for (std::size_t k = 0; k < 8; ++k) h[k] += s[k];
}

}  // namespace

Sha256::Sha256() : state_(root_table<8>(2)) {}

void Sha256::update(std::string_view text) {
  bytes_ += text.size();
  while (!text.empty()) {
    const std::size_t n = std::min(text.size(), rest_.size() - rest_size_);
    std::copy_n(text.begin(), n, rest_.begin() + static_cast<std::ptrdiff_t>(rest_size_));
    rest_size_ += n;
    text.remove_prefix(n);
    if (rest_size_ < rest_.size()) return;
    mix(state_, rest_.data());
    rest_size_ = 0;
  }
}

std::string Sha256::hex() const {
  static constexpr char digits[] = "0123456789abcdef";
  Sha256 padded = *this;
  const std::uint64_t bits = 8 * bytes_;
  std::string tail(1, '\x80');
  while ((rest_size_ + tail.size()) % 64 != 56) tail += '\0';
  for (int k = 56; k >= 0; k -= 8) tail += static_cast<char>(bits >> k);
  padded.update(tail);
  std::string out;
  for (const Word word : padded.state_)
    for (int k = 28; k >= 0; k -= 4) out += digits[(word >> k) & 15];
  return out;
}

std::string sha256_hex(std::string_view text) {
  Sha256 hash;
  hash.update(text);
  return hash.hex();
}

}  // namespace posproof
