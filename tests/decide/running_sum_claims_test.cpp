// Sums of running sums in the claim language. Oracle: elements one by one (the second kernel does not sweep), values found by
// independent floating-point code, and near misses: terms that look like B(s) and are not.
#include <catch2/catch.hpp>

#include "posproof/decide/extrema.hpp"
#include "posproof/decide/recognise.hpp"
#include "verdicts.hpp"

namespace posproof {
namespace {

using testing::evidence_of;
using testing::verdict_of;
using testing::word_of;

bool by_running_sums(const Verdict& v) {
  const auto& t = evidence_of(v).theorems;
  return std::find(t.begin(), t.end(), "S1") != t.end();
}

std::optional<RecognisedRunningSum> recognised(const std::string& term) {
  const auto prepared = testing::claim("forall s in 0..5000: " + term + " >= 0");
  const Expr& body = prepared.formula->args[0];
  std::string why;
  auto r = recognise_running_sum(body->args[0], prepared.formula->binders[0].slot, why);
  INFO(why);
  CHECK(r.has_value() == why.empty());
  return r;
}

TEST_CASE("B over integers is swept, with the values that a plain loop finds", "[running]") {
  const auto proved = verdict_of("forall s in 0..4860: B(s; 128, 10000) >= 128");
  CHECK(std::string(verdict_word(proved)) == "PROVED");
  CHECK(by_running_sums(proved));
  const auto refuted = verdict_of("forall s in 0..32767: B(s; 128, 10000) >= 128");
  CHECK(std::string(verdict_word(refuted)) == "REFUTED");
  CHECK(std::get<Refuted>(refuted).witness()->values[0].second == "4861");
  CHECK(word_of("count(s, 0, 32767, B(s; 128, 10000) < 128) == 887") == "PROVED");
  CHECK(word_of("argmin(s, 0, 131072, B(s; 128, 10000)/128) == 70508") == "PROVED");
  CHECK(word_of("abs(minimum(s, 0, 131072, B(s; 128, 10000)/128) - 0.58967648) < 1e-8") == "PROVED");
  CHECK(word_of("abs(minimum(s, 0, 131072, B(s; 128, 10000)/128) - 0.58967658) < 1e-8") == "REFUTED");
}

TEST_CASE("the swept verdict is that of the elements one by one", "[running]") {
  // 2001 positions of a small B: the second kernel walks them.
  Settings slow;
  slow.kernel = Kernel::mpfi;
  slow.confirm = false;
  for (const char* bound : {"2.2", "3.1", "4.0", "1.0"}) {
    const std::string text = "forall s in 3..2003: B(s; 8, 50) >= " + std::string(bound);
    const auto fast = verdict_of(text), walked = decide(testing::claim(text), slow);
    INFO(text);
    CHECK(std::string(verdict_word(fast)) == std::string(verdict_word(walked)));
    const auto *a = std::get_if<Refuted>(&fast), *b = std::get_if<Refuted>(&walked);
    if (a && b) CHECK(a->witness()->values == b->witness()->values);
  }
}

TEST_CASE("B over the reals", "[running]") {
  const auto v = verdict_of("forall s in [0, 4096]: B(s; 128, 10000) > 142.69728");
  CHECK(std::string(verdict_word(v)) == "PROVED");
  CHECK(by_running_sums(v));
  CHECK(word_of("forall s in [0, 4096]: B(s; 128, 10000) > 142.69729") == "REFUTED");
  CHECK(word_of("exists s in [4505, 4506]: B(s; 128, 10000) < 128") == "PROVED");
  const auto x = certified_extrema("B(s; 128, 10000)/128", "s in [0, 4096]", {}, 8, Settings{});
  CHECK(x.minimum.text.substr(0, 8) == "1.114822");
  CHECK(x.minimum.reached);
}

TEST_CASE("a user's own forms are recognised, each with its proof", "[running]") {
  const std::string theta = "10000^(-j/64)";
  for (const std::string& term : std::vector<std::string>{
           "sum(k, 1, 64, abs(sum(j, 0, k - 1, cis(s*" + theta + "))))",
           "sum(k, 0, 63, abs(sum(j, 0, k, cis(s*" + theta + "))))",
           "sum(k, 0, 64, abs(sum(j, 0, k - 1, cis(s*" + theta + "))))",
           "3*sum(k, 1, 64, abs(sum(j, 1, k, 2*cis(2*s*10000^(-(j - 1)/64) + 1))))/5 - 7",
           "10 - sum(k, 1, 64, abs(sum(j, 0, k - 1, cis(s*" + theta + "))))",
           "sum(k, 1, 64, abs(sum(j, 0, k - 1, cis(s*" + theta + ")))/2)",
           "sum(k, 1, 64, sqrt(sum(j, 0, k - 1, cos(s*" + theta + "))^2 + sum(j, 0, k - 1, sin(s*" + theta + "))^2))",
           "sum(k, 1, 64, sqrt(sum(j, 0, k - 1, sin(" + theta + "*s))^2 + sum(j, 0, k - 1, cos(s*" + theta + "))^2))"}) {
    INFO(term);
    const auto r = recognised(term);
    REQUIRE(r);
    CHECK(r->count == 64);
    CHECK(r->proof.hypotheses.size() >= 2);
  }
  CHECK(recognised("10 - sum(k, 1, 64, abs(sum(j, 0, k - 1, cis(s*" + theta + "))))")->negative);
}

TEST_CASE("near misses are not taken for running sums", "[running]") {
  const std::string theta = "10000^(-j/64)";
  for (const std::string& term : std::vector<std::string>{
           "sum(k, 2, 64, abs(sum(j, 0, k - 1, cis(s*" + theta + "))))",    // the first modulus is missing
           "sum(k, 1, 64, abs(sum(j, 0, 2*k - 1, cis(s*" + theta + "))))",  // two terms more at each step
           "sum(k, 1, 64, abs(sum(j, 0, 63, cis(s*" + theta + "))))",       // the same sum each time
           "sum(k, 1, 64, abs(sum(j, 0, k - 1, cis(s*10000^(-k*j/64)))))",  // frequencies change with k
           "sum(k, 1, 64, k*abs(sum(j, 0, k - 1, cis(s*" + theta + "))))",  // weights
           "sum(k, 1, 64, abs(sum(j, 0, k - 1, s*cis(s*" + theta + "))))",  // amplitude depends on s
           "sum(k, 1, 64, abs(sum(j, 0, k - 1, cis(s^2*" + theta + "))))",  // not linear
           "sum(k, 1, 64, abs(sum(j, 0, k - 1, cos(s*" + theta + "))))",    // no modulus of a complex sum
           "sum(k, 1, 64, sum(j, 0, k - 1, abs(cis(s*" + theta + "))))",    // modulus inside
           "sum(k, 1, 64, sqrt(sum(j, 0, k - 1, cos(s*" + theta + "))^2 + sum(j, 0, k - 1, sin(2*s*" + theta + "))^2))",
           "sum(k, 1, 64, sqrt(sum(j, 0, k - 1, cos(s*" + theta + "))^2 + sum(j, 0, k, sin(s*" + theta + "))^2))",
           "sum(k, 1, 64, sqrt(sum(j, 0, k - 1, cos(s*" + theta + "))^2 - sum(j, 0, k - 1, sin(s*" + theta + "))^2))",
           "sum(k, 1, 64, sqrt(sum(j, 0, k - 1, cos(s*" + theta + "))^2 + sum(j, 0, k - 1, cos(s*" + theta + "))^2))",
           "s*sum(k, 1, 64, abs(sum(j, 0, k - 1, cis(s*" + theta + "))))",
           "sum(k, 1, 64, abs(sum(j, 0, k - 1, cis(s*" + theta + ")) + 1))"}) {
    INFO(term);
    const auto prepared = testing::claim("forall s in 0..5000: " + term + " >= 0");
    std::string why;
    CHECK_FALSE(recognise_running_sum(prepared.formula->args[0]->args[0], prepared.formula->binders[0].slot, why));
    CHECK_FALSE(why.empty());
  }
}

TEST_CASE("what does not oscillate goes to the bound, and the verdict stays", "[running]") {
  const auto proved = verdict_of("forall n in 1..5000: abs(f(n; 64, 10000)/32 - (1 - log(n)/log(10000))) <= 0.5");
  CHECK(std::string(verdict_word(proved)) == "PROVED");
  CHECK(evidence_of(proved).method == "block sweep");
  Settings slow;
  slow.kernel = Kernel::mpfi;
  slow.confirm = false;
  for (const char* text :
       {"forall n in 1..2500: cos(n) + log(n) <= 8.7", "forall n in 1..2500: cos(n) + log(n) <= 8.8",
        "forall n in 1..2500: abs(3*cos(n) - log(n)/4) <= 4.9", "forall n in 1..2500: abs(3*cos(n) - log(n)/4) <= 5",
        "forall n in 1..2500: log(n) - 2*sin(n) > -1", "forall n in 1..2500: log(n) - 2*sin(n) > -2",
        "forall n in 1..2500: -(sin(2*n) - sqrt(n)/100)/3 <= 1/2"}) {
    INFO(text);
    const auto fast = verdict_of(text), walked = decide(testing::claim(text), slow);
    CHECK(std::string(verdict_word(fast)) == std::string(verdict_word(walked)));
    const auto *a = std::get_if<Refuted>(&fast), *b = std::get_if<Refuted>(&walked);
    if (a && b) CHECK(a->witness()->values == b->witness()->values);
  }
}

TEST_CASE("sums are compared term by term for every number of terms", "[running]") {
  CHECK(word_of("forall d in 2..inf step 2, c in (1, inf): sum(t, 0, d/2 - 1, 1 - cos(theta(t; d, c)/2)) <= sum(t, 0, d/2 - 1, "
                "theta(t; d, c)^2/8)") == "PROVED");
  // A smaller constant, odd d (no range), bases below 1, ranges that differ: never PROVED.
  for (const char* text : {"forall d in 2..inf step 2, c in (1, inf): sum(t, 0, d/2 - 1, 1 - cos(theta(t; d, c)/2)) <= sum(t, "
                           "0, d/2 - 1, theta(t; d, c)^2/8.2)",
                           "forall d in 2..inf step 2, c in (0, inf): sum(t, 0, d/2 - 1, 1 - cos(theta(t; d, c))) <= sum(t, 0, "
                           "d/2 - 1, theta(t; d, c))",
                           "forall d in 2..inf step 2, c in (1, inf): sum(t, 0, d/2, 1 - cos(theta(t; d, c)/2)) <= sum(t, 0, "
                           "d/2 - 1, theta(t; d, c)^2/8)"})
    CHECK_FALSE(word_of(text) == "PROVED");
  try {
    CHECK_FALSE(word_of("forall d in 2..inf, c in (1, inf): sum(t, 0, d/2 - 1, 1 - cos(theta(t; d, c)/2)) <= sum(t, 0, d/2 - "
                        "1, theta(t; d, c)^2/8)") == "PROVED");
  } catch (const ClaimError& e) {
    CHECK(std::string(e.code()) == "bounds");
  }
}

}  // namespace
}  // namespace posproof
