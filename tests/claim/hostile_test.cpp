#include <catch2/catch.hpp>
#include <ctime>
#include <random>

#include "support/claims.hpp"

// Oracle: whatever the text, the answer is a claim or a ClaimError, soon.

using namespace posproof;
using namespace posproof::testing;

namespace {

/// Processor time, so that a busy machine does not count; generous for sanitizer builds, while exponential work takes ages.
constexpr double patience_s = 5;

std::string repeated(const std::string& part, std::size_t times) {
  std::string text;
  text.reserve(part.size() * times);
  for (std::size_t k = 0; k < times; ++k) text += part;
  return text;
}

/// The code of the error that preparing gives, or "" when it succeeds; the time is checked.
std::string outcome(const std::string& text, const std::vector<Definition>& where = {}) {
  const auto start = std::clock();
  std::string code;
  try {
    prepare({"<claim>", text}, where);
  } catch (const ClaimError& error) {
    code = error.code();
    CHECK(error.render().size() < 2000);
  }
  CHECK(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC < patience_s);
  return code;
}

}  // namespace

TEST_CASE("nesting bombs end at the nesting limit") {
  constexpr std::size_t deep = 200'000;
  for (const auto* opening : {"(", "[", "-", "not ", "sin(", "f(", "2^", "p => ", "x[", "forall n in 1..2: ", "sum(k, 1, ",
                              "if(", "forall n in (", "forall n in {", "limit(n -> ", "1 + (", "deriv(x, "}) {
    INFO(opening);
    const auto part = std::string(opening);
    CHECK(outcome(repeated(part, deep / part.size() + 1)) == "limit");
  }
  CHECK(outcome(repeated("(", 1'000'000) + "1" + repeated(")", 1'000'000)) == "limit");
  CHECK(outcome(repeated("(", 150) + "1 > 0" + repeated(")", 150)).empty());
}

TEST_CASE("long chains end at the depth limit or stay flat") {
  CHECK(outcome("0" + repeated("+1", 100'000) + " > 0") == "limit");
  CHECK(outcome("0" + repeated("+1", 500) + " > 0").empty());
  CHECK(outcome("1 > 0" + repeated(" and 1 > 0", 50'000)).empty());
  CHECK(outcome("1" + repeated(" < 2", 50'000)).empty());
  CHECK(outcome("x" + repeated("[0]", 100'000) + " > 0") == "limit");
  CHECK(outcome("max(1" + repeated(", 2", 50'000) + ") > 0").empty());
}

TEST_CASE("texts that are too long are refused at once") {
  CHECK(outcome(std::string(100'000'000, '1')) == "limit");
  CHECK(outcome(std::string(100'000'000, '\0')) == "limit");
  CHECK_THROWS_AS(parse_definition({"<where>", "a = " + std::string(100'000'000, '(')}), ClaimError);
  CHECK(outcome(std::string(1'000'000, '7') + " > 0").empty());
  CHECK(outcome(std::string(1'000'000, 'n') + " > 0") == "limit");
  CHECK(outcome("0" + repeated(" + 1e900000", 400) + " > 0") == "limit");
}

TEST_CASE("definitions that explode are stopped") {
  std::vector<std::string> doubling{"a0(x) = x"}, shifting{"a0(x) = x"}, long_line{"a0(x) = x"};
  for (int k = 1; k <= 60; ++k) {
    const auto last = "a" + std::to_string(k - 1), head = "a" + std::to_string(k) + "(x) = ";
    doubling.push_back(head + last + "(x) + " + last + "(x)");
    shifting.push_back(head + last + "(x) + " + last + "(x + 1)");
  }
  for (int k = 1; k <= 3000; ++k) long_line.push_back("a" + std::to_string(k) + "(x) = a" + std::to_string(k - 1) + "(x) + 1");
  CHECK(outcome("a60(1) > 0", define(doubling)) == "limit");
  CHECK(outcome("a10(1) > 0", define(doubling)).empty());
  CHECK(outcome("a60(1) > 0", define(shifting)) == "limit");
  CHECK(outcome("a3000(1) > 0", define(long_line)) == "limit");
  CHECK(outcome("a500(1) > 0", define(long_line)).empty());
}

TEST_CASE("a very long cycle is found without recursion") {
  std::vector<std::string> ring;
  for (int k = 0; k < 20'000; ++k) ring.push_back("c" + std::to_string(k) + " = c" + std::to_string((k + 1) % 20'000));
  CHECK(outcome("1 > 0", define(ring)) == "cycle");
}

TEST_CASE("random bytes and mutated claims give a claim or an error") {
  const std::vector<std::string> seeds{
      "forall n in 1..200000: abs(sum(t, 0, 255, cos(n*10000^(-2*t/512)))) <= 512/n",
      "forall s in [0, 1), n in (1 + 2)..inf step 2 where n > s: B(s; 128, 10000) >= 0 and not false",
      "exists d in {64, 128}: forall x in (-inf, 0]: 0 <= deriv(x, x^2 + d) < 1 != 2 => true",
      "score(1; [1, i, 1/2], 10000)[0] <= integral(x, 0, inf, exp(-x)) + if(1 < 2, max(1, 2, 3), 1e-9)",
      "limit(x -> -inf in reals, 1/x) == 0 or convergent(n -> inf, 1/n)",
  };
  const std::string alphabet = "()[]{}<>=!+-*/^.,;:0123456789eipnkx \t\n\xE2\x89\xA4\xFF\x01|&";
  const std::vector<std::string> words{"forall ", " in ",   "sum(", "..",    "->",   "where ", " step ",
                                       "inf",     "limit(", "if(",  " and ", "not ", "f("};
  std::mt19937 random(20240828);
  const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  int claims = 0;
  for (int round = 0; round < 10'000; ++round) {
    std::string text = round % 10 == 0 ? std::string(below(60), ' ') : seeds[below(seeds.size())];
    if (round % 10 == 0)
      for (char& c : text) c = static_cast<char>(below(256));
    for (auto edits = below(4); edits > 0 && !text.empty(); --edits) {
      const auto at = below(text.size());
      switch (below(5)) {
        case 0: text.erase(at, 1 + below(4)); break;
        case 1: text.insert(at, 1, alphabet[below(alphabet.size())]); break;
        case 2: text[at] = alphabet[below(alphabet.size())]; break;
        case 3: text.insert(at, words[below(words.size())]); break;
        default: text.insert(at, text.substr(below(text.size()), 1 + below(12)));
      }
    }
    try {
      const auto prepared = prepare({"<claim>", text}, {});
      ++claims;
      REQUIRE(free_slots(prepared.formula).empty());
      REQUIRE(same(prepared.formula, prepare({"<claim>", text}, {}).formula));
    } catch (const ClaimError& error) {
      REQUIRE(error.column() >= 1);
      REQUIRE_FALSE(error.render().empty());
      REQUIRE(error.span().begin <= error.source().text.size());
      REQUIRE(error.span().end <= error.source().text.size());
    }
  }
  CHECK(claims > 500);
}
