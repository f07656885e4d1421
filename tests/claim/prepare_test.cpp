#include <catch2/catch.hpp>

#include "support/claims.hpp"

// Oracle: the resolved tree of a shorter or longer way to write the same thing (`same` up to names of bound variables).

using namespace posproof;
using namespace posproof::testing;

TEST_CASE("the claims of the documents prepare") {
  const char* claims[] = {
      "forall n in 1..200000: abs(sum(t, 0, 255, cos(n*10000^(-2*t/512)))) <= 512/n",
      "forall n in 1..2000: abs((sin(n) - sin(n*10000^(-510/512)))/n) <= 2/n",
      "exists n in 1..5000: sum(t, 0, 63, cos(n*10000^(-2*t/128))) < 0",
      "sin(1)^2 + cos(1)^2 == 1",
      "forall n in 1..10: exp(log(n)) == n",
      "forall s in [0, 1), n in 1..inf step 2 where n > s: B(s; 128, 10000) >= 0 and not false",
      "limit(n -> inf, f(n; 128, 10000)) == 0",
      "convergent(n -> inf, 1/n) => increasing(n in 1..10, n^2)",
      "exists d in {64, 128}: forall x in (-inf, 0): 0 <= deriv(x, x^2 + d) < 1 != 2",
      "score(1; [1, i, 1/2], 10000) <= integral(x, 0, inf, exp(-x)) + if(1 < 2, max(1, 2, 3), 0)",
  };
  for (const auto* text : claims) {
    INFO(text);
    CHECK_NOTHROW(claim(text));
  }
}

TEST_CASE("definitions expand in any order") {
  const std::vector<std::string> where{"f(n) = sum(t, 0, l, cos(n*theta(t)))", "theta(t) = base^(-2*t/d)", "l = d/2 - 1",
                                       "base = 10000", "d = 512"};
  const auto ours = formula("forall n in 1..9: abs(f(n)) <= 2*(l + 1)/n", where);
  const auto theirs = formula("forall m in 1..9: abs(sum(k, 0, 512/2 - 1, cos(m*10000^(-2*k/512)))) <= 2*(512/2 - 1 + 1)/m");
  CHECK(same(ours, theirs));
  CHECK(hash(ours) == hash(theirs));
  CHECK(same(term("f(3; 512, 10000)"), term("f(3)", where)));
  CHECK(claim("f(1) > 0", where).notes.size() == 2);
}

TEST_CASE("equal applications are expanded once") {
  const auto both = formula("forall n in 1..3: f(n; 8, 10) < 1 or f(n; 8, 10) > 2");
  CHECK(both->args[0]->args[0]->args[0] == both->args[0]->args[1]->args[0]);
}

TEST_CASE("each binder has a slot of its own") {
  const auto c = claim("forall n in 1..3: sum(n, 1, n, n) + sum(n, 1, 2, n) > n");
  CHECK(c.slot_count == 3);
  CHECK(free_slots(c.formula).empty());
  CHECK(c.slot_names == std::vector<std::string>{"n", "n", "n"});
}
