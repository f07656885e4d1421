#include <catch2/catch.hpp>
#include <random>

#include "verdicts.hpp"

// Oracles: inequalities known by hand, near misses of them, and quadratic forms with a planted least eigenvalue sign.

using namespace posproof;
using namespace posproof::testing;

TEST_CASE("unbounded domains: true statements are proved") {
  for (const std::string text : {
           "forall x in [1, inf): abs(ci(x)) <= 1/x",
           "forall x in (-inf, 0): 10000^x > 1 + x*log(10000)",
           "forall n in [1, inf): abs((ci(n) - ci(n/10000))/log(10000)) <= 10001/(n*log(10000))",
           "forall n in 1..inf, x in (-inf, inf): -1/n <= sin(n*x)/n <= 1/n",
           "forall n in 1..inf: abs(integral(x, 0, 1, cos(n*x))) <= 2/n",
           "forall n in 1..inf: 1/(n^2 + 1) <= 1/2",
           "forall b in [2, inf): b^(-2/512) < 1",
           "forall u in (-inf, inf), v in (-inf, inf): abs(sin(u) - sin(v)) <= 2",
           "forall s in (-inf, inf): f(s; 128, 10000) <= 64",
           "forall x in [0, inf): exp(x) >= 1 + x + x^2/2",
           "forall x in (-inf, inf): x^2 - 2*x + 2 > 0",
           "forall n in 1..inf: sin(n) < n/1000 + 2",
           "exists x in [1, inf): ci(x) < -1/10",
       }) {
    CAPTURE(text);
    CHECK(word_of(text) == "PROVED");
  }
}

TEST_CASE("unbounded domains: near misses are refuted, or left open, never proved") {
  for (const std::string text : {
           "forall x in (-inf, 0): 10000^x > 1 + x*log(10000) + 1e-9",
           "forall x in [0, inf): exp(x) >= 1 + x + x^2/2 + 1e-9",
           "forall x in (-inf, inf): x^2 - 2*x + 1 > 0",
           "forall n in 1..inf: n < 1000",
           "forall n in 1..inf: 1/(n^2 + 1) <= 1/2 - 1e-9",
       }) {
    CAPTURE(text);
    CHECK(word_of(text) == "REFUTED");
  }
  CHECK(word_of("forall x in [1, inf): abs(ci(x)) <= (9/10)/x") == "REFUTED");
  CHECK(word_of("forall x in [0, inf): 10000^(-x) > 1 - x*log(10000)") == "REFUTED");
}

TEST_CASE("several unbounded variables: what is false nearly everywhere is refuted at a simple point") {
  CHECK(word_of("forall a in (0, inf), b in [1, inf): a*b == b*a + 1e-30") == "REFUTED");
  CHECK(word_of("forall a in (0, inf), n in 1..inf: a/n < a/n") == "REFUTED");
  CHECK(word_of("exists u in (-inf, inf), v in (-inf, inf): abs(sin(u) - sin(v)) > 1") == "PROVED");
  CHECK(word_of("forall u in (-inf, inf), v in (-inf, inf): abs(sin(u) - sin(v)) > 2 - 1e-9") == "REFUTED");
  CHECK(word_of("forall x in [1, inf): sin(x)^2 + cos(x)^2 != 1") == "REFUTED");
}

TEST_CASE("parts shown without boxes are confirmed by the second kernel") {
  for (const std::string text : {"forall x in [1, inf): abs(ci(x)) <= 1/x", "forall x in (-inf, 0): 10000^x > 1 + x*log(10000)",
                                 "forall n in [1, inf): abs((ci(n) - ci(n/10000))/log(10000)) <= 10001/(n*log(10000))"}) {
    CAPTURE(text);
    const auto v = verdict_of(text);
    REQUIRE(std::holds_alternative<Proved>(v));
    REQUIRE_FALSE(evidence_of(v).confirmed_by.empty());
    CHECK(evidence_of(v).confirmed_by[0].kernel == "mpfi");
    CHECK(evidence_of(v).confirmed_by[0].scope == Confirmation::Scope::full);
  }
  Settings mpfi;
  mpfi.kernel = Kernel::mpfi;
  mpfi.confirm = false;
  CHECK(std::holds_alternative<Proved>(decide(claim("forall x in [1, inf): abs(ci(x)) <= 1/x"), mpfi)));
}

TEST_CASE("an empty domain is an error, also beside an unbounded one") {
  for (const std::string text : {
           "forall n in 5..1, x in (-inf, inf): x^2 + n >= 0",
           "forall x in (-inf, inf), n in 5..1: x^2 + n >= 0",
           "forall x in [1, 0], y in (-inf, inf): x^2 + y^2 >= 0",
           "exists x in (0, 0), y in [1, inf): x + y > 0",
           "forall x in [pi, e], y in [1, inf): x + y > 0",
           "forall n in 1..inf, m in 5..1: n + m > 0",
           "forall d in {2, 4}: exists n in 5..1: n > d",
       }) {
    CAPTURE(text);
    try {
      verdict_of(text);
      FAIL_CHECK("decided");
    } catch (const ClaimError& e) {
      CHECK(e.code() == "empty-domain");
    }
  }
}

TEST_CASE("ties at ends and in the middle") {
  CHECK(word_of("forall x in [0, pi]: sin(x) >= 0") == "PROVED");
  CHECK(word_of("forall x in [0, pi]: sin(x) > 0") != "PROVED");
  CHECK(word_of("forall x in (0, pi): sin(x) > 1e-9") == "REFUTED");
  CHECK(word_of("forall x in [-1, 0]: 10000^x >= 1 + x*log(10000)") == "PROVED");
  CHECK(word_of("forall x in [-1, 0]: 10000^x >= 1 + x*log(10000) + 1e-9") == "REFUTED");
  CHECK(word_of("forall x in [-1, 1], y in [-1, 1]: x^2 + y^2 - x*y >= 0") == "PROVED");
  CHECK(word_of("forall x in [-1, 1], y in [-1, 1]: x^2 + y^2 - x*y > 0") == "REFUTED");
  CHECK(word_of("forall x in [-1, 1], y in [-1, 1]: x^2 + y^2 - (2 + 1e-9)*x*y >= 0") == "REFUTED");
}

TEST_CASE("quadratic forms with a planted sign") {
  // (x + p y)^2 q + r y^2 with r >= 0 is proved >= 0, and with r < 0 never.
  std::mt19937_64 random(20261122);
  std::uniform_int_distribution<int> pick(-9, 9);
  for (int round = 0; round < 200; ++round) {
    const int p = pick(random), q = std::abs(pick(random)) + 1, r = pick(random);
    const auto s = [](long n) { return "(" + std::to_string(n) + ")"; };
    const std::string form = s(q) + "*x^2 + " + s(2 * q * p) + "*x*y + " + s(static_cast<long>(q) * p * p + r) + "*y^2";
    CAPTURE(form);
    const std::string word = word_of("forall x in (-inf, inf), y in (-inf, inf): " + form + " >= 0");
    if (r >= 0)
      CHECK(word == "PROVED");
    else
      CHECK(word != "PROVED");
  }
}

TEST_CASE("rational tails with a planted margin") {
  // a/x^k <= c/x^k on [1, inf) is proved exactly when a <= c, down to margins of 1e-40.
  std::mt19937_64 random(7);
  std::uniform_int_distribution<int> exponent(1, 40), power(1, 4), side(0, 1);
  for (int round = 0; round < 60; ++round) {
    const std::string margin = "1e-" + std::to_string(exponent(random)), k = std::to_string(power(random));
    const int which = round % 20 == 19 ? 2 : side(random);
    const std::string c = which == 0 ? "1" : which == 1 ? "(1 + " + margin + ")" : "(1 - " + margin + ")";
    const std::string text = "forall x in [1, inf): abs(sin(x))/x^" + k + " <= " + c + "/x^" + k;
    CAPTURE(text);
    const std::string word = word_of(text);
    if (which == 2)
      CHECK(word != "PROVED");
    else
      CHECK(word == "PROVED");
  }
}
