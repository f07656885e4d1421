#include <catch2/catch.hpp>

#include "posproof/decide/decide.hpp"

// Loops that are entered while the value of an outer variable is in use: moving that value once refuted a true claim.
// Oracle: elementary arithmetic; the address sanitizer sees what luck may hide.

namespace posproof {
namespace {

std::string verdict(const std::string& text) {
  return verdict_word(decide(prepare(Source{"<test>", text, 1, 1}, {}), Settings{}));
}

TEST_CASE("an outer variable keeps its value while inner loops run", "[evaluator]") {
  for (int round = 0; round < 20; ++round) {
    CHECK(verdict("forall h in 1..2: if(h <= 3*count(k, 1, 3, 2^k <= 2), 7, 5) == 7") == "PROVED");
    CHECK(verdict("forall h in 1..2: h < sum(j, 1, 3, j + prod(k, 1, 2, k + sum(m, 1, 2, m)))") == "PROVED");
    CHECK(verdict("forall h in 3..4: h < maximum(j, 1, 3, j) + minimum(k, 1, 2, k)") == "REFUTED");
    CHECK(verdict("forall n in {1, 2, 4, 8}, h in 1..n: alibi_released(h; n) == alibi_slope(h; n)") == "PROVED");
    CHECK(verdict("forall n in 1..8, h in 1..n: alibi_released(h; n) == alibi_slope(h; n)") == "REFUTED");
  }
}

}  // namespace
}  // namespace posproof
