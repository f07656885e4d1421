#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "posproof/analysis/decay.hpp"
#include "posproof/arith/ball.hpp"
#include "support/command.hpp"

using namespace posproof;
using test::run_posproof;

namespace {

/// f_n at the printed n, computed here term by term.
Ball value_at(const std::string& digits, long d, const Rational& base) {
  PrecisionScope p{Bits{static_cast<long>(digits.size()) * 4 + 128}};
  return decay_sum_by_terms(Ball(Integer(digits)), d, base);
}

}  // namespace

TEST_CASE("recur prints n on its first line, and f_n there is what it says") {
  const auto r = run_posproof("recur --dim 128 --base 10000 --ratio 0.999");
  REQUIRE(r.exit_code == 0);
  REQUIRE(r.out.rfind("n = ", 0) == 0);
  const std::string digits = r.out.substr(4, r.out.find('\n') - 4);
  REQUIRE(digits.find_first_not_of("0123456789") == std::string::npos);
  CHECK(r.out.find("digits = " + std::to_string(digits.size()) + "\n") != std::string::npos);
  PrecisionScope p{Bits{128}};
  CHECK(certainly(less_equal(Ball(Rational(Integer(999), Integer(1000))) * Ball(64L), value_at(digits, 128, Rational(10000)))));
}

TEST_CASE("recur --json encloses the value at its n") {
  const auto r = run_posproof("recur --dim 8 --base 10000 --ratio 0.98 --json");
  REQUIRE(r.exit_code == 0);
  const auto j = nlohmann::json::parse(r.out);
  CHECK(j.at("n") == "6283");
  const Ball f = value_at("6283", 8, Rational(10000));
  PrecisionScope p{Bits{128}};
  CHECK(Rational::parse(j.at("value").at("lower").get<std::string>()).value() <= upper(f));
  CHECK(lower(f) <= Rational::parse(j.at("value").at("upper").get<std::string>()).value());
}

TEST_CASE("recur refuses what makes no sense with exit code 2 and gives up with 4") {
  for (const char* arguments :
       {"--dim 7 --base 10000 --ratio 0.5", "--dim 0 --base 10000 --ratio 0.5", "--dim 8 --base 1 --ratio 0.5",
        "--dim 8 --base 10000 --ratio 1", "--dim 8 --base 10000 --ratio -0.1", "--dim 8 --base ten --ratio 0.5",
        "--dim 8 --base 10000", "--dim eight --base 10000 --ratio 0.5"}) {
    INFO(arguments);
    const auto r = run_posproof(std::string("recur ") + arguments);
    CHECK(r.exit_code == 2);
    CHECK(r.out.empty());
  }
  CHECK(run_posproof("recur --dim 1024 --base 500000 --ratio 0.999").exit_code == 4);
}
