#include <catch2/catch.hpp>
#include <string>

#include "verdicts.hpp"

// Solutions by a change of sign (V5) and domains cut in two (V6). Oracles: solvability known by hand.

using namespace posproof;
using namespace posproof::testing;

TEST_CASE("existence: solutions of equations are found by a change of sign") {
  for (const std::string text : {
           "exists x in [0, 2]: x^2 == 2",
           "exists x in (0, 1): x^2 == 1/2",
           "exists x in (0, 1): log(x) == -1",
           "exists x in [0, 2*pi): sin(x) == -1/3",
           "exists s in [0, 4096]: f(s; 128, 10000) == 1",
           "exists s in [0, inf): f(s; 128, 10000) == 0",
           "exists x in (-inf, 0]: exp(x) == 1/100",
           "exists x in [0, 1]: prod(k, 1, 5, x - k/7) == 0",
       }) {
    CAPTURE(text);
    CHECK(word_of(text) == "PROVED");
  }
}

TEST_CASE("existence: the contrary of an equation without exceptions is refuted by theorem") {
  const Verdict v = verdict_of("forall s in [0, 4096]: f(s; 128, 10000) != 1");
  REQUIRE(std::string(verdict_word(v)) == "REFUTED");
  REQUIRE(evidence_of(v).derivation);
  CHECK(rests_on(*evidence_of(v).derivation, "V5"));
}

TEST_CASE("existence: a rational solution is named") {
  const auto v = verdict_of("exists x in [-1, 3]: x^3 == 8/27");
  REQUIRE(std::holds_alternative<Proved>(v));
  REQUIRE(std::get<Proved>(v).witness());
  CHECK(std::get<Proved>(v).witness()->values.at(0).second == "2/3");
}

TEST_CASE("existence: a jump or a pole is no solution") {
  for (const std::string text : {
           "exists x in [0, 10]: floor(x) == 1/2",
           "exists x in [-1, 1]: sign(x) == 1/2",
           "exists x in [1, 2]: tan(x) == 10^40 + tan(x)",
           "exists x in [1, 2]: atan(tan(x)) == 10",
           "exists x in [-1/3, 1]: if(x < 0, -1, 1) == 1/2",
           "exists x in [0, 3]: sin(x) == 2",
           "exists x in [0, 1]: x^2 == 2",
           "exists x in [0, 1): x == 1",
           "exists x in (0, 1]: x == 0",
           "exists x in [1/10, 1]: mod(7*x, 1) == 3/2",
       }) {
    CAPTURE(text);
    CHECK(word_of(text) != "PROVED");
  }
  CHECK(word_of("forall x in [1/5, 10]: floor(x) != 1/2") != "REFUTED");
}

TEST_CASE("existence: zeros at both ends of an open interval do not count") {
  CHECK(word_of("exists x in (0, pi): sin(x) == 0") != "PROVED");
  CHECK(word_of("exists x in (0, 4): sin(x) == 0") == "PROVED");
}

TEST_CASE("cut domains: ties inside the domain") {
  for (const std::string text : {
           "forall x in (-inf, inf): exp(x) >= 1 + x",
           "forall x in (0, inf): log(x) <= x - 1",
           "forall x in (0, inf): log(x) < x",
       }) {
    CAPTURE(text);
    const Verdict v = verdict_of(text);
    REQUIRE(std::string(verdict_word(v)) == "PROVED");
    CHECK(rests_on(*evidence_of(v).derivation, "V6"));
  }
}

TEST_CASE("cut domains: near misses are refuted, or left open, never proved") {
  for (const std::string text : {
           "forall x in (-inf, inf): exp(x) > 1 + x",
           "forall x in (-inf, inf): exp(x) >= 1 + x + 1e-9",
           "forall x in (0, inf): log(x) < x - 1",
           "forall x in (0, inf): log(x) <= x - 1 - 1e-9",
           "forall x in (-inf, inf): exp(x) >= 1 + x + x^2/2",
       }) {
    CAPTURE(text);
    CHECK(word_of(text) != "PROVED");
  }
  CHECK(word_of("forall x in (0, inf): log(x) <= x - 1 - 1e-9") == "REFUTED");
}

TEST_CASE("finite outer variables: ties in the real variable are settled for each outer value") {
  for (const std::string text : {
           "forall t in 0..63, s in [1, 32]: ntk_theta(t; 128, 10000, s) <= theta(t; 128, 10000)",
           "forall t in {1, 5, 63}, s in (1, 32]: ntk_theta(t; 128, 10000, s) < theta(t; 128, 10000)",
           "forall t in 0..63, s in [1, 32]: yarn(t; 128, 10000, s, 4096) <= theta(t; 128, 10000)",
       }) {
    CAPTURE(text);
    CHECK(word_of(text) == "PROVED");
  }
  CHECK(word_of("forall t in 0..63, s in (1, 32]: ntk_theta(t; 128, 10000, s) < theta(t; 128, 10000)") == "REFUTED");
  CHECK(word_of("forall t in 0..63, s in [1, 32]: yarn(t; 128, 10000, s, 4096) < theta(t; 128, 10000)") == "REFUTED");
  CHECK(word_of("exists t in 0..3, s in [2, 3]: s^2 == t + 2") == "PROVED");
}

TEST_CASE("extrema over long ranges: what the second kernel cannot reach in full is not said to be confirmed in full") {
  const Verdict v = verdict_of("argmin(n, 0, 100000, f(n; 128, 10000)) == 83180");
  REQUIRE(std::string(verdict_word(v)) == "PROVED");
  for (const auto& c : evidence_of(v).confirmed_by) CHECK(c.scope != Confirmation::Scope::full);
}
