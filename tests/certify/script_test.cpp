#include "script.hpp"

#include <catch2/catch.hpp>

// Oracle: the rules of docs/certificates.md on claims small enough to write their certificates by hand.

using namespace posproof;
using namespace posproof::testing;
using Catch::Matchers::Contains;

TEST_CASE("A closed statement has one leaf and its canonical tree and text") {
  const auto s = certificate("0.1 + 0.2 == 0.3");
  REQUIRE(s.complete);
  CHECK(s.header["tree"] == Json::parse(R"(["==",["add",["q","1/10"],["q","1/5"]],["q","3/10"]])"));
  CHECK(s.header["sha256"] == sha256_hex(R"(["==",["add",["q","1/10"],["q","1/5"]],["q","3/10"]])"));
  CHECK(s.header["claim"] == "(((1/10) + (1/5)) == (3/10))");
  CHECK(s.header["relation"] == "closed");
  CHECK(s.header["verdict"] == "PROVED");
  REQUIRE(s.lines.size() == 1);
  CHECK(
      s.lines[0] ==
      Json::parse(R"({"leaf":"evaluate","environment":[],"bits":64,"sweep":null,"taylor":null,"differences":[[0,"0","0"]]})"));
}

TEST_CASE("A counterexample is a witness and an enclosure at it that is clear of 0") {
  const auto s = certificate("forall n in 1..100: sin(n) >= 1/10^3");
  REQUIRE(s.complete);
  CHECK(s.header["verdict"] == "REFUTED");
  CHECK(s.header["relation"] == "forall-int");
  REQUIRE(s.lines.size() == 2);
  CHECK(s.lines[0] == Json::parse(R"({"step":"witness","values":["4"]})"));
  CHECK(s.lines[1]["environment"] == Json::parse(R"([[0,"value","4"]])"));
  const std::string upper = s.lines[1]["differences"][0][2];
  CHECK(upper.front() == '-');
}

TEST_CASE("Blocks of a sweep abut, in order, and cover the range with its step") {
  const auto s = certificate("forall n in 3..5000 step 2: cos(n) + cos(n/10) > -2");
  REQUIRE(s.complete);
  CHECK(s.lines[0] == Json::parse(R"({"step":"introduce"})"));
  const auto leaves = s.leaves();
  REQUIRE(leaves.size() > 1);
  CHECK(s.steps("split") == leaves.size() - 1);
  long next = 3;
  for (const auto& leaf : leaves) {
    const auto& v = leaf["environment"][0];
    CHECK(v[1] == "integers");
    CHECK(leaf["sweep"] == 0);
    CHECK(v[2] == std::to_string(next));
    CHECK(v[4] == "2");
    next = std::stol(v[3].get<std::string>()) + 2;
  }
  CHECK(next == 5001);
}

TEST_CASE("Inner quantifiers, filters, lists and connectives") {
  const auto nested = certificate("forall n in 1..10: exists m in 1..200: n^2 < m and m < (n + 1)^2");
  CHECK(nested.complete);
  CHECK(nested.steps("split") == 9);
  CHECK(nested.steps("witness") == 10);
  const auto filter = certificate("forall n in 1..100 where mod(n, 2) == 0: mod(n^2, 4) == 0");
  CHECK(filter.lines[0] == Json::parse(R"({"step":"introduce","example":["2"]})"));
  CHECK(filter.leaves().back()["differences"] == Json::parse(R"([null,[0,"0","0"]])"));
  const auto listed = certificate("forall b in {3, 1/2, 3}, n in 1..4: b*n > 0");
  CHECK(listed.steps("split") == 0);
  CHECK(listed.leaves().size() == 3);
  const auto single = certificate("forall n in 5..5: n > 4");
  CHECK(single.leaves().back()["environment"] == Json::parse(R"([[0,"value","5"]])"));
  const auto parts = certificate("(forall n in 1..3: n > 0) and (1 > 2 or exists k in 1..9: k^2 == 49)");
  CHECK(parts.header["relation"] == "closed");
  CHECK(parts.header["domain"] == Json::array());
  CHECK(parts.steps("parts") == 1);
  CHECK(parts.steps("choose") == 1);
  CHECK(parts.steps("witness") == 1);
  const auto none = certificate("exists n in 1..1000: n^2 == 2");
  CHECK(none.header["verdict"] == "REFUTED");
  CHECK(none.steps("introduce") == 1);
}

TEST_CASE("Binders inside one another have different names") {
  const auto s = certificate("forall n in 1..3: g(n) >= 0", {"g(k) = sum(n, 1, 2, n + k)"});
  CHECK(s.header["claim"] == "(forall n in 1..3: (sum(n_1, 1, 2, (n_1 + n)) >= 0))");
  const auto t = certificate("sum(t, 0, 1, t*sum(t, 0, 1, t)) + sum(t, 0, 1, t) == 2");
  CHECK(t.header["claim"] == "((sum(t, 0, 1, (t * sum(t_2, 0, 1, t_2))) + sum(t, 0, 1, t)) == 2)");
}

TEST_CASE("What has no certificate says why, and leaves no file") {
  const test::Folder folder;
  const auto refused = [&](const std::string& formula, const std::string& why) {
    const PreparedClaim c = claim(formula);
    const auto verdict = decide(c, quick_settings());
    CHECK_THROWS_WITH(certify(c, verdict, folder / "c.jsonl", quick_settings()), Contains(why));
    CHECK(std::filesystem::is_empty(folder.root()));
  };
  refused("limit(n -> inf, 1/n) == 0", "limit");
  refused("abs(integral(x, 0, 1, x^2) - 1/3) < 1/100", "integral");
  refused("increasing(n in 1..100, n^2)", "property");
  refused("floor(gamma(1/3)*gamma(2/3)*sqrt(3)/(2*pi)) == 1", "UNDECIDED");
  refused("abs(gamma(1/2)^2 - pi) < 1e-40", "gamma");
  refused("forall n in 1..inf: 1/(n^2 + 1) <= 1/2", "unbounded");
  CHECK_THROWS_WITH(certify(claim("1 > 0"), Verdict(Empirical("measure it")), folder / "c.jsonl", quick_settings()),
                    Contains("EMPIRICAL"));
}

TEST_CASE("A sweep beyond the limits is refused and leaves no file") {
  const test::Folder folder;
  const PreparedClaim c = claim("forall n in 1..3000: sin(n) < 2");
  const auto verdict = decide(c, quick_settings());
  CertificateLimits work, lines;
  work.most_work = 1000;
  lines.most_lines = 3;
  CHECK_THROWS_AS(certify(c, verdict, folder / "c.jsonl", quick_settings(), work), NoCertificate);
  CHECK_THROWS_AS(certify(c, verdict, folder / "c.jsonl", quick_settings(), lines), NoCertificate);
  CHECK(std::filesystem::is_empty(folder.root()));
}

TEST_CASE("Places that cannot be written are errors") {
  const PreparedClaim c = claim("1 > 0");
  const auto verdict = decide(c, quick_settings());
  CHECK_THROWS_AS(certify(c, verdict, "/nowhere/at/all/c.jsonl", quick_settings()), CertificateError);
  const test::Folder folder;
  std::filesystem::create_directories(folder / "c.jsonl" / "inside");
  CHECK_THROWS_AS(certify(c, verdict, folder / "c.jsonl", quick_settings()), CertificateError);
  CHECK_FALSE(std::filesystem::exists(folder / "c.jsonl.part"));
}

TEST_CASE("The same bytes at any number of threads, plain and compressed") {
  const std::string text = "forall n in 1..3000: cos(n) + cos(n/10) > -2";
  const auto once = certificate_text(text);
  CHECK(once == certificate_text(text));
  CHECK(once == certificate_text(text, {}, 2));
}

TEST_CASE("Hostile ids stay inside their string") {
  const test::Folder folder;
  PreparedClaim c = claim("1 > 0");
  c.id = "a\",\"claim\":\"2 > 3\\\n\x01\xff/é";
  certify(c, decide(c, quick_settings()), folder / "c.jsonl", quick_settings());
  const auto s = read_script(test::slurp(folder / "c.jsonl"));
  CHECK(s.complete);
  CHECK(s.header["claim"] == "(1 > 0)");
  CHECK(s.header["id"] == std::string("a?,?claim?:?2 > 3???") + "?/??");
}
