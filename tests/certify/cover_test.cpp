#include <catch2/catch.hpp>

#include "posproof/arith/rational.hpp"
#include "script.hpp"

// Oracle: covers are walked here as the checker walks them, with exact rationals; ties whose order is known by hand.

using namespace posproof;
using namespace posproof::testing;
using Catch::Matchers::Contains;

namespace {

Rational rational(const Json& j) {
  const auto q = Rational::parse(j.get<std::string>());
  REQUIRE(q.has_value());
  return *q;
}

struct Interval1 {
  Rational lo, hi;
  bool lo_closed, hi_closed;
};

/// Follows the splits of one real variable and checks that each leaf repeats the interval that is on top of the stack.
void walk_cover(const Script& s, Interval1 whole) {
  std::vector<Interval1> stack{whole};
  for (std::size_t k = 1; k < s.lines.size(); ++k) {
    const Json& line = s.lines[k];
    REQUIRE_FALSE(stack.empty());
    const Interval1 top = stack.back();
    stack.pop_back();
    if (line.contains("step")) {
      REQUIRE(line["step"] == "split");
      const Rational at = rational(line["at"]);
      CHECK((top.lo < at && at < top.hi));
      stack.push_back({at, top.hi, true, top.hi_closed});
      stack.push_back({top.lo, at, top.lo_closed, true});
      continue;
    }
    const Json& v = line["environment"].back();
    CHECK(v[1] == "reals");
    CHECK(rational(v[2]) == top.lo);
    CHECK(rational(v[3]) == top.hi);
    CHECK(v[4] == top.lo_closed);
    CHECK(v[5] == top.hi_closed);
  }
  CHECK(stack.empty());
}

}  // namespace

TEST_CASE("Boxes cover a closed and a half-open interval exactly") {
  const auto s = certificate("forall s in [0, 100]: sum(t, 0, 63, cos(s*10000^(-2*t/128))) >= 20");
  REQUIRE(s.complete);
  CHECK(s.header["relation"] == "forall-real");
  CHECK(s.leaves().size() > 5);
  walk_cover(s, {Rational(0), Rational(100), true, true});
  const auto t = certificate("forall x in (0, 10]: sin(x) < x");
  walk_cover(t, {Rational(0), Rational(10), false, true});
}

TEST_CASE("Ties at an end are stated with the order of the zero") {
  const auto order_of = [](const std::string& formula) {
    const auto leaves = certificate(formula).leaves();
    REQUIRE_FALSE(leaves.empty());
    const Json& first = leaves.front();
    CHECK(first["taylor"] == Json::array({0, 8, "0"}));
    return first["differences"][0][0].get<int>();
  };
  CHECK(order_of("forall x in [0, 10]: sin(x) <= x") == 3);
  CHECK(order_of("forall x in (0, 1]: 1 - cos(x/2) <= x^2/8") == 4);
  CHECK(order_of("forall x in [0, 1]: cos(x) <= 1 - x^2/2 + x^4/24") == 6);
}

TEST_CASE("A tie inside an interval sits at a cut or in a middle, from where its order is even") {
  const auto s = certificate("forall n in 0..3, s in [n, n + 1]: (s - n)*(n + 1 - s) <= 1/4");
  REQUIRE(s.complete);
  CHECK(s.steps("split") == 3);
  for (const auto& leaf : s.leaves()) CHECK(leaf["differences"][0][0] == 2);
}

TEST_CASE("Several real variables: boxes, directly or expanded in one of the variables") {
  const auto s = certificate("forall x in [-1, 1], y in [-1, 1]: x^2 + y^2 - x*y >= -1/100");
  REQUIRE(s.complete);
  CHECK(s.leaves().size() < 400);
  for (const auto& leaf : s.leaves()) {
    CHECK(leaf["sweep"].is_null());
    CHECK((leaf["taylor"].is_null() || leaf["taylor"][0] == 0 || leaf["taylor"][0] == 1));
  }
}

TEST_CASE("Claims leave room around what was computed, on the same side of 0") {
  // x^2/2 over [1, 3/2] lies in [1/2, 9/8]: a checker whose interval functions are wider must be satisfied.
  const auto leaves = certificate("forall x in [1, 3/2]: 1/2*x^2 > 0").leaves();
  REQUIRE(leaves.size() == 1);
  const Rational lo = rational(leaves[0]["differences"][0][1]), hi = rational(leaves[0]["differences"][0][2]);
  CHECK((lo > Rational(0) && lo < Rational(Integer(1), Integer(4))));
  CHECK(hi > Rational(2));
}

TEST_CASE("More caution makes smaller boxes") {
  const PreparedClaim c = claim("forall x in [0, 8]: cos(x) + cos(3*x) > -21/10");
  const auto verdict = decide(c, quick_settings());
  const test::Folder folder;
  CertificateLimits careful;
  careful.caution = 64;
  const auto few = certify(c, verdict, folder / "a.jsonl", quick_settings());
  const auto many = certify(c, verdict, folder / "b.jsonl", quick_settings(), careful);
  CHECK(few.boxes > 0);
  CHECK(many.boxes > few.boxes);
}

TEST_CASE("Ends that are not rational are bounded from outside") {
  const auto s = certificate("forall x in [pi, sqrt(20)]: x > 3");
  CHECK(rational(s.lines[0]["lower"]) < *Rational::parse("3.14159265358979323846"));
  CHECK(rational(s.lines[0]["lower"]) > *Rational::parse("3.14159265358979"));
  CHECK(rational(s.lines[0]["upper"]) > *Rational::parse("4.4721359549995793"));
  const auto rational_ends = certificate("forall x in [1/2, 2): x > 0");
  CHECK(rational_ends.lines[0] == Json::parse(R"({"step":"introduce","lower":"1/2","upper":"2"})"));
  const auto unbounded = certificate("forall x in (-inf, inf): x == x + 0");
  CHECK(unbounded.lines[0] == Json::parse(R"({"step":"introduce","lower":null,"upper":null})"));
}

TEST_CASE("Identities over unbounded domains take one leaf each") {
  const auto s = certificate("forall x in (-inf, inf): cos(2*x) == 2*cos(x)^2 - 1 and sin(2*x) == 2*sin(x)*cos(x)");
  CHECK(s.steps("parts") == 1);
  REQUIRE(s.leaves().size() == 2);
  CHECK(s.leaves()[0] == Json::parse(R"({"leaf":"identity","environment":[[0,"reals",null,null,false,false]]})"));
}

TEST_CASE("What boxes cannot settle has no certificate") {
  const test::Folder folder;
  const auto refused = [&](const std::string& formula, const std::string& why) {
    const PreparedClaim c = claim(formula);
    const auto verdict = decide(c, quick_settings());
    CHECK_THROWS_WITH(certify(c, verdict, folder / "c.jsonl", quick_settings()), Contains(why));
  };
  refused("forall x in (-inf, 0): 10000^x > 1 + x*log(10000)", "unbounded");
  refused("forall x in [-1, 1], y in [-1, 1]: x^2 + y^2 - x*y >= 0", "tie");
}
