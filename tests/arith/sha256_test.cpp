#include "posproof/arith/sha256.hpp"

#include <catch2/catch.hpp>

// Oracle: the test vectors of FIPS 180-4, and lengths around the padding's edges against each other.

using posproof::sha256_hex;

TEST_CASE("SHA-256 of the standard's messages") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256_hex(std::string(1000000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("SHA-256 of a text in pieces is that of the whole, whatever the pieces") {
  std::string text;
  for (int k = 0; k < 1000; ++k) text += std::to_string(k * 7919);
  for (const std::size_t piece : {1u, 3u, 63u, 64u, 65u, 127u, 1000u}) {
    posproof::Sha256 hash;
    for (std::size_t at = 0; at < text.size(); at += piece) {
      hash.update(std::string_view(text).substr(at, piece));
      if (at == 0) CHECK(hash.hex() == sha256_hex(text.substr(0, piece)));
    }
    CHECK(hash.hex() == sha256_hex(text));
  }
}
