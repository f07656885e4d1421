#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "support/shell.hpp"

// Oracle: what the commands promise to show, with their exit codes. Values were computed independently (mpmath, 80 digits).

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using posproof::test::shell;

namespace {

struct Transcript {
  const char* command;
  int exit_code;
  const char* opening;  ///< of stdout; of stderr when the exit code is 2 or 3
  std::vector<const char*> contained;
};

void check(const Transcript& t) {
  INFO(t.command);
  const auto r = shell(t.command);
  INFO(r.out);
  INFO(r.err);
  CHECK(r.exit_code == t.exit_code);
  const std::string& text = t.exit_code == 2 || t.exit_code == 3 ? r.err : r.out;
  CHECK_THAT(text, StartsWith(t.opening));
  for (const auto* part : t.contained) CHECK_THAT(text, Contains(part));
  CHECK_THAT(r.out + r.err, !Contains("\033["));
}

}  // namespace

TEST_CASE("verdicts come first, then the evidence") {
  const Transcript all[] = {
      {"posproof check 'forall n in 1..200000: abs(sum(t, 0, 255, cos(n*10000^(-2*t/512)))) <= 512/n'",
       1,
       "REFUTED\n",
       {"witness     n = 3\n", "left side   211.7494434276924", "right side  170.6666666666"}},
      {"posproof check 'forall n in 1..2000: abs((sin(n) - sin(n*10000^(-510/512)))/n) <= 2/n'",
       0,
       "PROVED\n",
       {"2000 of 2000", "at n = 1984"}},
      {"posproof check 'exists n in 1..5000: sum(t, 0, 63, cos(n*10000^(-2*t/128))) < 0'",
       0,
       "PROVED\n",
       {"witness     n = 1707\n", "left side   -0.49893"}},
      {"posproof check 'sin(1)^2 + cos(1)^2 == 1'", 0, "PROVED\n", {"identity"}},
      {"posproof check 'sin(1)^2 + cos(1)^2 == 1 + 1/10^50'", 1, "REFUTED\n", {"mpfi in full"}},
      {"posproof check 'forall n in 1..10: exp(log(n)) == n'", 0, "PROVED\n", {"identity"}},
      {"posproof check 'forall n in 1..100: sin(n) >= 1/10^3'", 1, "REFUTED\n", {"witness     n = 4\n", "-0.756802495"}},
      {"posproof check 'forall x in (0, 10]: sin(x) < x'", 0, "PROVED\n", {"real range"}},
  };
  for (const auto& t : all) check(t);
}

TEST_CASE("the early witness of a long sweep is found in under a second of processor time") {
  const auto r = shell("posproof check 'forall n in 1..200000: abs(sum(t, 0, 255, cos(n*10000^(-2*t/512)))) <= 512/n'");
  CHECK(r.exit_code == 1);
  CHECK(r.cpu_seconds < 1);
}

TEST_CASE("eval prints correct digits only and outward bounds") {
  check({"posproof eval 'ci(1) - ci(1/10000)' --digits 60",
         0,
         "8.97052863247561800908643326610901998414363748185148661988178",
         {}});
  check({"posproof eval 'sin(pi)'", 4, "[-", {}});
  const auto r = shell("posproof eval 'ci(1) - ci(1/10000)' --digits 20 --json");
  REQUIRE(r.exit_code == 0);
  const auto j = nlohmann::json::parse(r.out);
  // The true digits go on ...0864332..., so the bounds must straddle them.
  CHECK(j.at("value").at("lower").get<std::string>() <= "8.97052863247561800908643");
  CHECK(j.at("value").at("upper").get<std::string>() >= "8.97052863247561800908644");
}

TEST_CASE("range gives certified extrema and their places") {
  check({"posproof range 'sin(s)' --over 's in [0, 4]'",
         0,
         "minimum  -0.75680249",
         {"maximum  1.0000000", "at  1.570796326", "at  4\n"}});
}

TEST_CASE("errors name column, neighbour and sub-expression, and end with 2") {
  const Transcript all[] = {
      {"posproof check 'forall n in 1..10: abs(f(n) <= 3'",
       2,
       "<claim>:1:33: error[syntax]",
       {"expected ')'", "column 23", "^"}},
      {"posproof check 'sine(1) > 0'", 2, "<claim>:1:1: error[unknown-name]", {"did you mean sin?"}},
      {"posproof check 'forall n in 5..1: n > 0'", 2, "<claim>", {"error[empty-domain]"}},
      {"posproof eval 'sum(k, 1, inf, k)'", 2, "<claim>:1:1: error[infinite-sum]", {}},
      {"posproof check '1/0 > 0'", 2, "<claim>", {"error[domain-error]", "division by zero: `1/0`"}},
      {"posproof check 'sqrt(-1) > 0'", 2, "<claim>", {"error[domain-error]", "`sqrt(-1)`"}},
      {"posproof check 'log(0) < 0'", 2, "<claim>", {"error[domain-error]", "`log(0)`"}},
      {"posproof check 'forall n in 0..5: 1/n > 0'", 2, "<claim>", {"error[domain-error]", "`1/n` at n = 0"}},
      {"posproof check 'forall n in 1..9: n > 0' --where 'n = '", 2, "<where 1>", {"error["}},
      {"posproof run nosuch", 3, "posproof run: no case matches 'nosuch'", {"posproof list"}},
      {"posproof show decay-article/discrete-sum-bonud", 2, "<id>", {"did you mean 'decay-article/discrete-sum-bound'?"}},
  };
  for (const auto& t : all) check(t);
}

TEST_CASE("usage errors end with 2, whatever the option parser's own code") {
  for (const char* arguments :
       {"", "frobnicate", "check", "check '1 > 0' --frobnicate", "eval 1 --digits none", "eval 1 --digits 0",
        "run --format pdf2 controls/pythagoras", "recheck", "range 'sin(s)'", "check '1 > 0' --jobs -1"}) {
    INFO(arguments);
    CHECK(shell(std::string("posproof ") + arguments).exit_code == 2);
  }
  for (const char* command : {"", "run", "check", "eval", "range", "list", "show", "explain", "recheck", "certify", "report",
                              "diff", "recur", "fit", "doctor"}) {
    INFO(command);
    const auto r = shell(std::string("posproof ") + command + " --help");
    CHECK(r.exit_code == 0);
    CHECK_THAT(r.out, Contains("Usage:"));
  }
}

TEST_CASE("check --json is one object with exact witness and outward bounds") {
  const auto r = shell("posproof check 'forall n in 1..100: sin(n) >= 1/10^3' --json");
  CHECK(r.exit_code == 1);
  const auto j = nlohmann::json::parse(r.out);
  CHECK(j.at("verdict") == "REFUTED");
  CHECK(j.at("witness").at("n") == "4");
  CHECK(j.at("lhs").at("lower").get<std::string>().rfind("-0.756802495307928", 0) == 0);
  CHECK(j.contains("schema"));
  for (const char* key : {"rhs", "method", "theorems", "bits", "work", "confirmed_by"}) CHECK(j.contains(key));
}
