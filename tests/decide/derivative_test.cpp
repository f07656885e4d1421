#include "posproof/claim/derivative.hpp"

#include <catch2/catch.hpp>

#include "posproof/decide/evaluator.hpp"
#include "support/claims.hpp"

// Oracle: the central difference quotient with step 1e-20, which is off by about 1e-40 times a third derivative.

namespace {

using namespace posproof;

struct Subject {
  Expr body;
  int slot;
};

Subject subject(const std::string& term) {
  const Expr e = testing::formula("forall x in [1/5, 4/5]: " + term + " > 0");
  return {e->args.at(0)->args.at(0), e->binders.at(0).slot};
}

Ball value(const Expr& e, int slot, const Rational& x) {
  Program program;
  const int id = program.add(e);
  Evaluator<Number<Ball>> evaluator(program, {}, 1'000'000);
  evaluator.bind(slot, Number<Ball>(x));
  return evaluator.real(id).enclosure();
}

/// Difference between the tree and the quotient, relative to 1 + its size.
bool agrees(const Expr& d, const Subject& f, const Rational& x) {
  const PrecisionScope scope(Bits{400});
  const Rational h = *Rational::parse("1e-20");
  const Ball quotient = (value(f.body, f.slot, x + h) - value(f.body, f.slot, x - h)) / Ball(Rational(2) * h);
  const Ball off = abs(value(d, f.slot, x) - quotient);
  return certainly(less(off, Ball(*Rational::parse("1e-30")) * (Ball(1) + abs(quotient))));
}

}  // namespace

TEST_CASE("derivatives agree with difference quotients", "[derivative]") {
  for (const char* text : {
           "x",
           "x^3",
           "x^(-2)",
           "x^(7/3)",
           "x^x",
           "2^x",
           "1/(1 + x^2)",
           "x*sin(x)*exp(x)",
           "-x + 3*x - x/2",
           "exp(-x^2)",
           "log(1 + x)",
           "log2(1 + x)",
           "sqrt(x)",
           "sin(3*x)",
           "cos(x)^2",
           "tan(x)",
           "asin(x)",
           "acos(x)",
           "atan(x^2)",
           "sinh(x)",
           "cosh(x)",
           "tanh(x)",
           "erf(x)",
           "ci(x)",
           "si(x)",
           "ei(x)",
           "abs(x - 1/2)*abs(x + 1)",
           "abs(x - 9/10)",
           "re(cis(3*x)*(1 + 2*i))",
           "im(cis(x^2))",
           "re(conj(x*i + cis(x)))",
           "sum(k, 1, 5, sin(k*x)/k)",
           "sum(t, 0, 7, cos(x*10000^(-2*t/16)))",
           "if(1 < 2, x^2, x)",
           "deriv(x, x^4)",
           "[x, x^2][1]*0 + x",
       }) {
    const Subject f = subject(text);
    INFO(text);
    const std::optional<Expr> d = derivative(f.body, f.slot);
    if (std::string(text) == "[x, x^2][1]*0 + x") {
      CHECK_FALSE(d.has_value());  // no rule for lists
      continue;
    }
    REQUIRE(d.has_value());
    if (std::string(text) == "deriv(x, x^4)") {
      CHECK(agrees(*d, subject("4*x^3"), Rational(1) / Rational(3)));
      continue;
    }
    for (const char* at : {"1/4", "1/3", "7/11"}) CHECK(agrees(*d, f, *Rational::parse(at)));
  }
}

TEST_CASE("the difference quotient tells a wrong derivative", "[derivative]") {
  const Subject f = subject("sin(2*x)");
  CHECK_FALSE(agrees(subject("cos(2*x)").body, f, Rational(1) / Rational(3)));
  CHECK_FALSE(agrees(subject("2*cos(2*x) + 1/10^20").body, f, Rational(1) / Rational(3)));
}

TEST_CASE("terms without a derivative rule", "[derivative]") {
  for (const char* text : {"floor(x)", "max(x, 1/2)", "sign(x)", "mod(x, 2)", "round(3*x)", "if(x < 1/2, x, 1)",
                           "prod(k, 1, 3, x + k)", "gamma(x)", "arg(cis(x))", "abs(x + i)"}) {
    const Subject f = subject(text);
    INFO(text);
    CHECK_FALSE(derivative(f.body, f.slot).has_value());
  }
  const Subject constant = subject("floor(7/2) + gamma(3)");
  CHECK(same(*derivative(constant.body, constant.slot), make_number(Rational(0))));
}

TEST_CASE("an end of an integral moves", "[derivative]") {
  const Subject f = subject("integral(y, x^2, 3*x, exp(-x*y^2))");
  const std::optional<Expr> d = derivative(f.body, f.slot);
  REQUIRE(d.has_value());
  CHECK((*d)->op == Op::sub);
  CHECK_FALSE(derivative(subject("integral(y, 0, inf, exp(-x*y^2))").body, f.slot).has_value());
}
