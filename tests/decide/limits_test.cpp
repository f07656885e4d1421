#include <catch2/catch.hpp>

#include "verdicts.hpp"

// Oracles: limits known by hand; every false statement is a near miss of a true one.

using namespace posproof;
using namespace posproof::testing;

TEST_CASE("limits that exist are proved, and shifted ones refuted") {
  const auto [text, value] = GENERATE(table<std::string, std::string>({
      {"(2*n + 1)/(n + 3)", "2"},
      {"sin(n)/n", "0"},
      {"sqrt(n + 1) - sqrt(n)", "0"},
      {"sqrt(n^2 + n) - n", "1/2"},
      {"(1 + 1/n)^n", "e"},
      {"n*sin(1/n)", "1"},
      {"n^3*2^(-n)", "0"},
      {"log(n)/n", "0"},
      {"(log(n) + cos(n))/sqrt(n)", "0"},
      {"atan(n)", "pi/2"},
      {"si(n) + ci(n)", "pi/2"},
      {"exp(-n) + 3", "3"},
      {"(ci(n) - ci(n/10000))/log(10000)", "0"},
      {"7", "7"},
      {"sin(pi*n)", "0"},
  }));
  CAPTURE(text);
  CHECK(word_of("limit(n -> inf, " + text + ") == " + value) == "PROVED");
  CHECK(word_of("limit(n -> inf, " + text + ") == " + value + " + 1e-12") == "REFUTED");
  CHECK(word_of("convergent(n -> inf, " + text + ")") == "PROVED");
}

TEST_CASE("limits at points and at minus infinity") {
  CHECK(word_of("limit(x -> 0, sin(x)/x) == 1") == "PROVED");
  CHECK(word_of("limit(x -> 0, (1 - cos(x))/x^2) == 1/2") == "PROVED");
  CHECK(word_of("limit(x -> 0, (1 - cos(x))/x^2) == 1/2 + 1e-9") == "REFUTED");
  CHECK(word_of("limit(x -> 2, (x^2 - 4)/(x - 2)) == 4") == "PROVED");
  CHECK(word_of("limit(x -> -inf in reals, exp(x)) == 0") == "PROVED");
}

TEST_CASE("without a limit: infinite, or almost periodic and not constant") {
  for (const std::string text :
       {"sin(n)", "cos(n)", "cos(n)^2", "abs(sin(n))", "cos(n) + 1/n", "n", "-n^2", "log(n)", "cos(n)*(1 + 1/n)"}) {
    CAPTURE(text);
    CHECK(word_of("limit(n -> inf, " + text + ") == 0") == "REFUTED");
    CHECK(word_of("convergent(n -> inf, " + text + ")") == "REFUTED");
  }
  // A product with a null sequence has one.
  CHECK(word_of("limit(n -> inf, cos(n)*(1/n)) == 0") == "PROVED");
  const auto v = verdict_of("limit(n -> inf, f(n; 128, 10000)) == 0");
  REQUIRE(std::holds_alternative<Refuted>(v));
  CHECK(rests_on(*evidence_of(v).derivation, "T6"));
}

TEST_CASE("limes superior and inferior") {
  CHECK(word_of("limsup(n -> inf, cos(n)) == 1") == "PROVED");
  CHECK(word_of("limsup(n -> inf, cos(n)) == 1 - 1e-9") == "REFUTED");
  CHECK(word_of("limsup(n -> inf, f(n; 512, 10000)) == 256") == "PROVED");
  CHECK(word_of("limsup(n -> inf, abs(f(n; 128, 10000))) == 0") == "REFUTED");
  CHECK(word_of("limsup(n -> inf, sin(n) + sin(2*n)) == 2") == "REFUTED");
  CHECK(word_of("limsup(n -> inf, sin(n) + sin(2*n)) < 1.77") == "PROVED");
  CHECK(word_of("liminf(n -> inf, -cos(n)) == -1") == "PROVED");
  CHECK(word_of("limsup(n -> inf, n) > 5") == "PROVED");
}

TEST_CASE("without a limit every comparison but != is false") {
  const std::string none = GENERATE(as<std::string>{}, "limit(n -> inf, cos(n))", "limit(n -> inf, (-1)^n)",
                                    "limit(n -> inf, n)", "limit(n -> inf, f(n; 64, 10000))", "limit(x -> 0, abs(x)/x)",
                                    "limit(x -> 0, 1/x)", "limit(x -> 0, sin(1/x))", "limit(x -> inf in reals, cos(2*pi*x))");
  CAPTURE(none);
  CHECK(word_of(none + " != 1") == "PROVED");
  for (const std::string relation : {"==", "<", "<=", ">", ">="}) {
    CAPTURE(relation);
    CHECK(word_of(none + " " + relation + " 1") == "REFUTED");
    CHECK(word_of("1 " + relation + " " + none) == "REFUTED");
  }
  // With a limit, != compares it.
  CHECK(word_of("limit(n -> inf, 1/n) != 0") == "REFUTED");
  CHECK(word_of("limit(n -> inf, 1/n) != 1e-9") == "PROVED");
}

TEST_CASE("extremes with a closed form: periods, density, two sides of a point") {
  const auto [term, low, high] = GENERATE(table<std::string, std::string, std::string>({
      {"n -> inf, sin(n)", "-1", "1"},
      {"n -> inf, 3*sin(2*n + 1) + 1", "-2", "4"},
      {"n -> inf, cos(sqrt(2)*n)", "-1", "1"},
      {"n -> inf, cos(n/3) + cos(n)", "-2", "2"},
      {"n -> inf, abs(sin(n))", "0", "1"},
      {"n -> inf, (-1)^n", "-1", "1"},
      {"n -> inf, cos(2*pi*n/3) + 1/n", "-1/2", "1"},
      {"n -> inf, cos(pi*n/3) + sin(pi*n/2)", "-2", "3/2"},  // period 12: n = 3 and n = 1
      {"x -> 0, abs(x)/x", "-1", "1"},
      {"x -> 0, sin(1/x)", "-1", "1"},
      {"x -> inf in reals, cos(2*pi*x)", "-1", "1"},
  }));
  CAPTURE(term);
  for (const auto& [limes, value] : {std::pair{std::string("limsup"), high}, std::pair{std::string("liminf"), low}}) {
    CAPTURE(limes);
    const std::string side = limes + "(" + term + ")";
    CHECK(word_of(side + " == " + value) == "PROVED");
    CHECK(word_of(side + " == " + value + " + 1e-12") == "REFUTED");
    CHECK(word_of(side + " == " + value + " - 1e-12") == "REFUTED");
    CHECK(word_of(side + " < " + value) == "REFUTED");
  }
}

TEST_CASE("extremes without a closed form are bounded over a period") {
  // sup(sin x + sin 2x) = 1.7601725930460868...
  CHECK(word_of("limsup(n -> inf, sin(n) + sin(2*n)) > 1.76017259") == "PROVED");
  CHECK(word_of("limsup(n -> inf, sin(n) + sin(2*n)) < 1.76017260") == "PROVED");
  // cos x + cos 2x >= -9/8
  CHECK(word_of("liminf(n -> inf, cos(n) + cos(2*n)) < -9/8 + 1e-9") == "PROVED");
  CHECK(word_of("liminf(n -> inf, cos(n) + cos(2*n)) > -9/8 - 1e-9") == "PROVED");
  CHECK(word_of("liminf(n -> inf, cos(n) + cos(2*n)) == -2") == "REFUTED");
  // Independent frequencies have no common period, and a rational one leaves only some values.
  CHECK(word_of("limsup(n -> inf, cos(n) - cos(sqrt(2)*n)) == 2") == "UNDECIDED");
  CHECK(word_of("limsup(n -> inf, cos(2*pi*n/3)) > 1/2") == "PROVED");
  CHECK(word_of("liminf(n -> inf, cos(2*pi*n/3)) < -1/2") == "REFUTED");
}

TEST_CASE("a refuted limit of the decay sum comes with an explicit return") {
  for (const std::string d : {"8", "16", "64", "128"}) {
    CAPTURE(d);
    const auto v = verdict_of("limit(n -> inf, f(n; " + d + ", 10000)) == 0");
    REQUIRE(std::holds_alternative<Refuted>(v));
    const auto& refuted = std::get<Refuted>(v);
    REQUIRE(refuted.witness());
    CHECK(refuted.witness()->values.at(0).first == "n");
    CHECK(rests_on(*evidence_of(v).derivation, "T6"));
    CHECK(rests_on(*evidence_of(v).derivation, "T6c"));
    // The other kernel, from the digits alone.
    const std::string n = refuted.witness()->values[0].second;
    Settings mpfi;
    mpfi.kernel = Kernel::mpfi;
    mpfi.confirm = false;
    CHECK(std::holds_alternative<Proved>(
        decide(prepare({"<claim>", "f(" + n + "; " + d + ", 10000) >= 98/100*" + d + "/2"}, {}), mpfi)));
    REQUIRE(refuted.evidence().confirmed_by.size() == 1);
    CHECK(refuted.evidence().confirmed_by[0].kernel == "mpfi");
  }
  // A limit above the return is refuted by the theorem alone.
  const auto v = verdict_of("limit(n -> inf, cos(n)) == 1");
  REQUIRE(std::holds_alternative<Refuted>(v));
  CHECK_FALSE(std::get<Refuted>(v).witness());
}

TEST_CASE("Riemann-Lebesgue: true with integrable factors, silent without") {
  for (const std::string g : {"1", "x^2", "sqrt(x)", "x^(-1/2)", "floor(4*x)", "exp(x)", "sum(k, 0, 5, 2^(-k)*cos(3^k*x))"}) {
    CAPTURE(g);
    CHECK(word_of("limit(n -> inf, integral(x, 0, 1, (" + g + ")*cos(n*x))) == 0") == "PROVED");
    CHECK(word_of("limit(n -> inf, integral(x, 0, 1, (" + g + ")*cos(n*x))) == 1e-9") == "REFUTED");
  }
  CHECK(word_of("limit(n -> inf, integral(x, -1, 1, exp(-1/(1 - x^2))*cos(n*x))) == 0") == "PROVED");
  CHECK(word_of("limit(n -> inf, integral(x, 0, inf, exp(-x)*cos(n*x))) == 0") == "PROVED");
  CHECK(word_of("limit(n -> inf, integral(x, 0, 1, (1/x)*cos(n*x))) == 0") == "UNDECIDED");
  CHECK(word_of("limit(n -> inf, integral(x, 0, 1, x^(-3/2)*cos(n*x))) == 0") == "UNDECIDED");
  CHECK(word_of("convergent(m -> inf, integral(x, -m, m, cos(x)))") == "REFUTED");
  CHECK(word_of("convergent(m -> inf, integral(x, 1/m, 1, cos(x)/x))") == "REFUTED");
  const auto v = verdict_of("limit(n -> inf, integral(x, 0, 1, x^(-1/2)*cos(n*x))) == 0");
  CHECK(rests_on(*evidence_of(v).derivation, "D6"));
}

TEST_CASE("Riemann sums") {
  const std::string mean = "limit(k -> inf, (1/k)*sum(t, 0, k - 1, cos(3*10000^(-t/k))))";
  CHECK(word_of(mean + " == integral(x, 0, 1, cos(3*10000^(-x)))") == "PROVED");
  CHECK(word_of(mean + " == integral(x, 0, 1, cos(3*10000^(-x))) + 1e-9") == "REFUTED");
  CHECK(word_of("limit(k -> inf, sum(t, 0, k - 1, cos(10000^(-t/k)))) == 5") == "REFUTED");
  // t runs to k: one term too many is not the form that the rule proves.
  CHECK(word_of("limit(k -> inf, (1/k)*sum(t, 0, k, cos(10000^(-t/k)))) == 0") != "PROVED");
}

TEST_CASE("properties") {
  CHECK(word_of("bounded(n in 1..inf, sin(n)/n + 1)") == "PROVED");
  CHECK(word_of("bounded(n in 1..inf, n^2)") == "REFUTED");
  CHECK(word_of("increasing(n in 1..100, n^2)") == "PROVED");
  CHECK(word_of("increasing(n in 1..100, (n - 50)^2)") == "REFUTED");
  CHECK(word_of("monotone(n in 1..10, sin(n))") == "REFUTED");
  CHECK(word_of("decreasing(x in [1, 2], 1/x)") == "PROVED");
}
