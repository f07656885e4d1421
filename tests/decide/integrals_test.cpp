#include <catch2/catch.hpp>

#include "posproof/decide/value.hpp"
#include "verdicts.hpp"

// Oracles: closed forms; linearity of the integral; 40 digits of one oscillatory integral by incomplete gamma functions.

using namespace posproof;
using namespace posproof::testing;

namespace {

TermValue value(const std::string& text, int digits) {
  return evaluate_term(prepare({"<claim>", text}, {}, false), digits, 4096);
}

}  // namespace

TEST_CASE("integrals agree with their closed forms, and near misses are refuted") {
  const auto [integral, closed] = GENERATE(table<std::string, std::string>({
      {"integral(x, 0, 1, exp(x))", "e - 1"},
      {"integral(x, 1, 0, exp(x))", "1 - e"},
      {"integral(x, 0, 2, abs(x - 1))", "1"},
      {"integral(x, 0, 1, sqrt(x))", "2/3"},
      {"integral(x, 0, 1, x^(-1/2))", "2"},
      {"integral(x, 0, 1, 1/sqrt(1 - x))", "2"},
      {"integral(x, 0, 3, floor(x))", "3"},
      {"integral(x, -1, 1, if(x < 0, 0, x))", "1/2"},
      {"integral(x, 0, 1, 4/(1 + x^2))", "pi"},
      {"integral(x, 0, 1, cos(1000*x))", "sin(1000)/1000"},
      {"integral(x, 0, 1, x*sin(500*x + 1))", "sin(501)/250000 - sin(1)/250000 - cos(501)/500"},
      {"integral(x, 0, 1, sum(k, 0, 3, x^k))", "25/12"},
  }));
  CAPTURE(integral);
  CHECK(word_of("abs(" + integral + " - (" + closed + ")) < 1e-12") == "PROVED");
  CHECK(word_of("abs(" + integral + " - (" + closed + ") - 1e-9) < 1e-12") == "REFUTED");
}

TEST_CASE("a wave of ten million radians costs no more than a slow one") {
  const auto v = value("integral(x, 0, 1, sqrt(x)*cos(10000000*x))", 40);
  CHECK(v.reached);
  REQUIRE(v.confirmed_by.size() == 1);
  CHECK(v.confirmed_by[0].scope == Confirmation::Scope::same_kernel_other_precision);
  CHECK(word_of("abs(integral(x, 0, 1, sqrt(x)*cos(10000000*x))) <= 2/10000000") == "PROVED");
}

TEST_CASE("outside the domain of the integrand nothing is claimed") {
  for (const std::string text :
       {"integral(x, 0, 1, sqrt(x - 2)) >= 0", "integral(x, 0, 1, sqrt(x - 1e-300)) >= 0", "integral(x, -1, 1, 1/x) == 0",
        "integral(x, 0, 1, 1/x) > 0", "integral(x, 0, 1, x^(-3/2)) > 0", "integral(x, -1, 1, x^(1/2)) > 0"}) {
    CAPTURE(text);
    std::string word;
    try {
      word = word_of(text);
    } catch (const ClaimError&) {
      word = "error";
    }
    CHECK((word == "UNDECIDED" || word == "error"));
  }
}

TEST_CASE("derivatives in claims") {
  CHECK(word_of("forall x in [0, 1]: deriv(x, x^3) <= 3") == "PROVED");
  CHECK(word_of("forall x in [0, 1]: deriv(x, x^3) <= 3 - 1e-9") == "REFUTED");
  CHECK(word_of("forall x in (-inf, inf): deriv(x, sin(2*x)) == 2*cos(2*x)") == "PROVED");
}
