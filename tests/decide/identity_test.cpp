#include "posproof/decide/identity.hpp"

#include <catch2/catch.hpp>

#include "posproof/claim/prepare.hpp"

// Oracle: tables of identities known to be true and of near-identities known to be false or undefined somewhere.

namespace {

using namespace posproof;

struct Equation {
  Expr lhs, rhs;
  std::vector<VariableFacts> facts;
};

Equation equation(const std::string& text) {
  const PreparedClaim claim = prepare(Source{"<test>", text, 1, 1}, {});
  Equation out;
  Expr e = claim.formula;
  while (e->op == Op::forall) {
    for (const Binder& b : e->binders) out.facts.push_back(facts_of(b, out.facts));
    e = e->args.at(0);
  }
  REQUIRE(e->op == Op::equal);
  out.lhs = e->args.at(0);
  out.rhs = e->args.at(1);
  return out;
}

IdentityResult decide(const std::string& text, std::size_t max_terms = default_max_terms) {
  const Equation q = equation(text);
  return prove_equal(q.lhs, q.rhs, q.facts, max_terms);
}

void require_proved(const std::string& text) {
  const IdentityResult r = decide(text);
  INFO(text << "\n" << r.reason);
  CHECK(r.proved);
  if (r.proved) CHECK(r.derivation.theorem == "I1");
}

void require_not_shown(const std::string& text) {
  const IdentityResult r = decide(text);
  INFO(text);
  CHECK_FALSE(r.proved);
  CHECK_FALSE(r.reason.empty());
}

}  // namespace

TEST_CASE("closed identities", "[identity]") {
  for (const char* text : {
           "sin(1)^2 + cos(1)^2 == 1",
           "sqrt(2)^2 == 2",
           "sqrt(2)*sqrt(3) == sqrt(6)",
           "sqrt(8) == 2*sqrt(2)",
           "1/(1 + sqrt(2)) == sqrt(2) - 1",
           "log(6) == log(2) + log(3)",
           "log(1/8) == -3*log(2)",
           "log2(1024) == 10",
           "exp(log(7)) == 7",
           "exp(2)*exp(3) == e^5",
           "cos(pi) == -1",
           "cos(pi/3) == 1/2",
           "sin(pi/4) == sqrt(2)/2",
           "cos(pi/6) == sqrt(3)/2",
           "cos(pi/5) == (1 + sqrt(5))/4",
           "cos(pi/8)^2 == (2 + sqrt(2))/4",
           "cos(pi/7)*cos(2*pi/7)*cos(4*pi/7) == -1/8",
           "cos(pi/9)*cos(2*pi/9)*cos(4*pi/9) == 1/8",
           "16*cos(2*pi/15)*cos(4*pi/15)*cos(8*pi/15)*cos(14*pi/15) == 1",
           "tan(pi/4) == 1",
           "i^2 == -1",
           "(1 + i)^8 == 16",
           "abs(3 + 4*i) == 5",
           "27^(2/3) == 9",
           "10000^(-2*64/128) == 1/10000",
           "2^(-8*8/8) == 1/256",
           "sum(k, 1, 100, k) == 5050",
           "prod(k, 1, 5, k) == gamma(6)",
           "floor(7/2) == 3",
           "max(2, 3) - min(2, 3) == 1",
           "arg(cis(1)) == 1",
           "arg(-2) == pi",
           "acos(1/3) + asin(1/3) == pi/2",
           "sin(acos(3/5)) == 4/5",
           "sinh(log(2)) == 3/4",
           "log(e^2) == 2",
       })
    require_proved(text);
}

TEST_CASE("identities with variables", "[identity]") {
  for (const char* text : {
           "forall n in 1..10: exp(log(n)) == n",
           "forall x in [-5, 5]: sin(x)^2 + cos(x)^2 == 1",
           "forall x in [-5, 5]: cos(3*x) == 4*cos(x)^3 - 3*cos(x)",
           "forall x in [-5, 5], y in [-5, 5]: 2*cos(x)*cos(y) == cos(x - y) + cos(x + y)",
           "forall x in [-5, 5]: cosh(x)^2 - sinh(x)^2 == 1",
           "forall x in [-5, 5]: tanh(2*x) == 2*tanh(x)/(1 + tanh(x)^2)",
           "forall x in [0, 1]: tan(x) == sin(x)/cos(x)",
           "forall x in [-1, 1]: abs(x)^2 == x^2",
           "forall x in [-1, 1]: sqrt(x^2) == abs(x)",
           "forall x in [0, 1]: sqrt(x)^2 == x",
           "forall x in [0, 1]: sqrt(x)*x^(3/2) == x^2",
           "forall x in (0, 1]: x/x == 1",
           "forall x in (0, 4]: log(x^2) == 2*log(x)",
           "forall x in (0, 4]: x^pi*x^(1 - pi) == x",
           "forall x in [-1, 1]: max(x, -x) == abs(x)",
           "forall x in [-9, 9]: abs(cis(x)) == 1",
           "forall x in [-9, 9]: re(cis(x)) == cos(x)",
           "forall x in [-9, 9]: conj(cis(x))*cis(x) == 1",
           "forall n in 0..100: cos(n*pi) == (-1)^n",
           "forall n in 0..100: sin(n*pi) == 0",
           "forall n in 0..100: i^(4*n) == 1",
           "forall n in 0..100: floor(n + 1) == n + 1",
           "forall x in [-1, 1]: cos(5*acos(x)) == 16*x^5 - 20*x^3 + 5*x",
           "forall x in [-1, 1]: cos(atan(x)) == 1/sqrt(1 + x^2)",
           "forall x in [1, 9]: (x^2 - 1)/(x + 1) == x - 1",
           "forall x in [1, 9]: exp(x*(x + 1)/(x^2 + x)) == e",
           "forall x in [-9, 9], y in [-9, 9]: sqrt((x - y)^2) == abs(y - x)",
           "forall x in [-9, 9], y in [-9, 9]: sqrt(x^2 - 2*x*y + y^2) == abs(x - y)",
           "forall x in [-9, 9], y in [-9, 9]: abs(x^2 - y^2) == abs(x - y)*abs(x + y)",
           "forall n in 0..inf: log(n^2 + 3*n + 2) == log(n + 1) + log(n + 2)",
           "forall x in [1, inf): sqrt(x^2 + 2*x + 1) == x + 1",
           "forall n in 1..inf: gamma(n + 1) == n*gamma(n)",
           "forall n in 1..inf: gamma(n + 3)/gamma(n) == n^3 + 3*n^2 + 2*n",
           "gamma(5/2) == 3/4*sqrt(pi)",
           "forall n in 0..inf: prod(k, 1, n, k) == gamma(n + 1)",
           "forall n in 0..inf: prod(k, 1, n, 2*k) == 2^n*gamma(n + 1)",
           "forall n in -5..5: if(n < 0, -n, n) == abs(n)",
           "forall x in [-2, 2], y in [-2, 2]: if(y < 2, x, x) + if(y <= -2, 1, 1) == x + 1",
           "forall x in [-2, 2], y in [-2, 2]: abs(y*(1 + sin(x) - x)) == abs(y)*abs(x - 1 - sin(x))",
           "forall x in [-2, 2]: if(x <= -1, -1, if(x >= 1, 1, x)) == min(1, max(-1, x))",
           "forall n in 0..50, x in [0, 9]: sum(t, 0, n, cos(x*2^t)) == sum(t, 0, n, cos(x*2^(n - t)))",
           "forall n in 0..50: sum(t, 0, n, gamma(t + 1)*gamma(n - t + 1)/2^t) == sum(t, 0, n, gamma(n - t + 1)*gamma(t + "
           "1)*2^(t - n))",
       })
    require_proved(text);
}

TEST_CASE("statements of the documents", "[identity]") {
  for (const char* text : {
           // T1
           "forall p in 1..5, q in 1..9: sum(t, 0, 63, cos(p*10000^(-2*t/128))*cos(q*10000^(-2*t/128)) + "
           "sin(p*10000^(-2*t/128))*sin(q*10000^(-2*t/128))) == sum(t, 0, 63, cos((q - p)*10000^(-2*t/128)))",
           "forall l in 0..1000, p in 0..100, q in 0..100: sum(t, 0, l, cos(p*gamma(t + 1))*cos(q*gamma(t + 1))) + "
           "sum(t, 0, l, sin(p*gamma(t + 1))*sin(q*gamma(t + 1))) == sum(k, 0, l, cos((q - p)*gamma(k + 1)))",
           "forall d in 2..512 step 2, n in 0..10: f(n; d, 10000) == sum(t, 1, d/2, cos(n*10000^(-2*(t - 1)/d)))",
           // T2
           "forall n in 1..1000, a in [0, 1]: integral(x, a, 1, cos(n*x)) == (sin(n) - sin(n*a))/n",
           // T17, T18
           "forall m in [0, 100], L in [1, 100], r in (0, 100], b in (0, 10]: pi_position(m; L, L*r) == m/r",
           "forall d in [3, 512], s in (0, 100], b in (0, 100000]: ntk_theta(0; d, b, s) == 1",
           "forall d in (2, 512], s in (0, 100], b in (0, 100000]: ntk_theta(d/2 - 1; d, b, s) == theta(d/2 - 1; d, b)/s",
           "forall H in 2..128, h in 1..128, a in (0, 1000]: ntk_alibi(h; H, a) == "
           "a^(1/(H - 1))/(2^(8/H)*a^(1/(H - 1)))^h",
           "forall H in 2..128, a in (0, 1000]: ntk_alibi(1; H, a) == 2^(-8/H)",
           "forall H in 2..128, a in (0, 1000]: ntk_alibi(H; H, a) == 1/(2^8*a)",
           "forall t in 0..63: 10000^(-2*t/128) == 10*10000^(-2*(t + 16)/128)",
           // T9, T11
           "forall d in 2..512 step 2, c in [2, 100000]: sum(t, 0, d/2 - 1, theta(t; d, c)^2) == (1 - c^(-2))/(1 - c^(-4/d))",
           "forall L in 1..1000, p in [1/10, 6]: sum(s, 0, L - 1, cos(s*p)) == sin(L*p/2)*cos((L - 1)*p/2)/sin(p/2)",
           "forall L in 1..1000, p in [1/10, 6]: sum(s, 0, L - 1, sin(s*p)) == sin(L*p/2)*sin((L - 1)*p/2)/sin(p/2)",
       })
    require_proved(text);
}

TEST_CASE("sums, products, integrals, derivatives", "[identity]") {
  for (const char* text : {
           "forall n in 0..1000: sum(k, 1, n, k^3) == (n*(n + 1)/2)^2",
           "forall n in 0..1000: sum(k, 0, n, 2^k) == 2^(n + 1) - 1",
           "forall n in 0..1000: prod(k, 1, n, 2^k) == 2^(n*(n + 1)/2)",
           "forall n in 1..1000: sum(k, 1, n, 3*gamma(k)) == 3*sum(j, 0, n - 1, gamma(j + 1))",
           "forall x in [0, 9]: integral(y, 0, x, y^2) == x^3/3",
           "forall x in [1, 9]: integral(y, 1, x, 1/y) == log(x)",
           "forall x in [0, 9]: integral(y, 0, x, sqrt(y)) == 2/3*x^(3/2)",
           "forall x in [0, 9]: integral(y, 0, x, y*exp(y)) == (x - 1)*exp(x) + 1",
           "integral(y, 0, pi, sin(y)^2) == pi/2",
           "forall x in [0, 9]: deriv(x, x^3*sin(x)) == 3*x^2*sin(x) + x^3*cos(x)",
           "forall x in [1, 9]: deriv(x, log(x)) == 1/x",
           "forall x in [1, 9]: deriv(x, x^x) == x^x*(log(x) + 1)",
           "forall n in 1..1000: integral(x, 0, 1, cos(n*10000^(-x))) == (ci(n) - ci(n/10000))/log(10000)",
           "forall n in 1..1000: integral(x, 0, 1, cos(n*10000^(-x))) == integral(x, 1/10000, 1, cos(n*x)/x)/log(10000)",
           "forall n in 1..1000: integral(x, 1, 2, sin(n*x)/x) == si(2*n) - si(n)",
           "forall a in [1, 9]: integral(x, 1, a, exp(-2*x)/x) == ei(-2*a) - ei(-2)",
           "forall n in 1..9: abs(integral(x, 0, 1, cos(n*x))) == abs(sin(n))/n",
           "forall x in [0, 9]: deriv(x, integral(y, 0, x, exp(-y^2))) == exp(-x^2)",
       })
    require_proved(text);
}

TEST_CASE("near misses and undefined sides are not proved", "[identity]") {
  for (const char* text : {
           "sin(1)^2 + cos(1)^2 == 1 + 1/10^50",
           "sqrt(2)^2 == 2 + 1/10^50",
           "exp(log(7)) == 7 - 1/10^50",
           "forall x in [-1, 1]: sqrt(x^2) == x",
           "forall x in [-1, 1]: x/x == 1",
           "forall x in [-1, 1]: log(x^2) == 2*log(x)",
           "forall x in [-1, 1]: log(x^2) == 2*log(abs(x))",
           "forall x in [-1, 1], y in [-1, 1]: sqrt(x*y) == sqrt(x)*sqrt(y)",
           "forall x in [-1, 1]: x^(1/3)*x^(2/3) == x",
           "forall x in [0, 1]: x^(1/2)*x^(-1/2) == 1",
           "forall x in [-1, 1]: abs(x) == x",
           "forall x in [0, 2]: tan(x) == sin(x)/cos(x)",
           "forall x in [-9, 9]: asin(sin(x)) == x",
           "forall x in [-2, 2]: sin(asin(x)) == x",
           "forall x in [-9, 9]: arg(cis(x)) == x",
           "forall x in [-9, 9]: log(exp(x)) == x + 1/10^50",
           "forall n in 0..9: cos(n*pi) == 1",
           "forall x in [0, 9]: cos(x*pi) == (-1)^x",
           "forall x in [0, 9]: floor(x + 1) == x + 1",
           "forall d in [2, 512], s in (0, 100]: s^(d/(d - 2))*s^(-d/(d - 2)) == 1",
           "forall H in 1..128, a in (0, 1000]: ntk_alibi(H; H, a) == 1/(2^8*a)",
           "forall n in -9..9: sum(k, 1, n, 1) == n",
           "forall n in 0..9: sum(k, 0, n, 2^k) == 2^(n + 1)",
           "forall n in 0..9: integral(x, 0, 1, cos(n*x)) == sin(n)/n",
           "forall x in [-1, 9]: integral(y, 1, x, 1/y) == log(x)",
           "forall x in [-1, 1]: deriv(x, abs(x)) == x/abs(x)",
           "forall x in [0, 1]: deriv(x, sqrt(x)) == 1/(2*sqrt(x))",
           "forall t in 0..63: 10000^(-2*t/128) == 10*10000^(-2*(t + 16)/128) + 1/10^50",
           "forall L in 1..1000, p in [0, 6]: sum(s, 0, L - 1, cos(s*p)) == sin(L*p/2)*cos((L - 1)*p/2)/sin(p/2)",
           "forall x in [-9, 9], y in [-9, 9]: sqrt((x - y)^2) == x - y",
           "forall n in 0..inf: log(n^2 + n) == log(n) + log(n + 1)",
           "forall n in 0..inf: gamma(n + 1) == n*gamma(n)",
           "forall n in -2..9: prod(k, 1, n, k) == gamma(n + 1)",
           "forall n in -5..5: if(n <= 0, -n, n + 1) == abs(n)",
           "forall n in -5..5: if(n < 0, 1/n, 1/n) == 1/n",
           "forall x in [-1, 1]: if(x == 0, 1, x/x) == 2*x/(2*x)",
           "forall n in 0..50, x in [0, 9]: sum(t, 0, n, t*cos(x*2^t)) == sum(t, 0, n, t*cos(x*2^(n - t)))",
           "forall d in 2..511: f(0; d, 10000) == d/2",
       })
    require_not_shown(text);
}

TEST_CASE("reasons name where sides differ", "[identity]") {
  CHECK(decide("forall n in 1..9: n*(n - 1) == n^2").reason.find("differ at n = ") != std::string::npos);
  CHECK(decide("forall x in [-1, 1]: x/x == 1").reason.find("may be zero: x") != std::string::npos);
}

TEST_CASE("elements of finite domains", "[identity]") {
  const auto visit = [](const std::string& text, std::size_t most) {
    const Expr e = prepare(Source{"<test>", text, 1, 1}, {}).formula;
    std::vector<Expr> filters;
    if (e->filter) filters.push_back(e->filter);
    std::vector<std::string> seen;
    const auto all = for_each_element(e->binders, filters, most, [&](const std::vector<VariableFacts>& facts) {
      std::string place;
      for (const VariableFacts& f : facts) place += f.lower->str() + " ";
      seen.push_back(place);
      return true;
    });
    return std::pair{all, seen};
  };
  CHECK(visit("forall n in 1..3, k in n..3: n <= k", 10).second ==
        std::vector<std::string>{"1 1 ", "1 2 ", "1 3 ", "2 2 ", "2 3 ", "3 3 "});
  CHECK(visit("forall n in 1..9 step 4, k in {1/2, 2} where k < n: n > k", 10).second ==
        std::vector<std::string>{"1 1/2 ", "5 1/2 ", "5 2 ", "9 1/2 ", "9 2 "});
  CHECK_FALSE(visit("forall n in 1..inf: n > 0", 10).first.has_value());
  CHECK_FALSE(visit("forall n in 1..11: n > 0", 10).first.has_value());
  CHECK_FALSE(visit("forall n in 1..3 where gamma(1/3)*gamma(2/3) < 2*pi/sqrt(3): n > 0", 10).first.has_value());
}

TEST_CASE("facts of dependent domains", "[identity]") {
  const Expr e = prepare(Source{"<test>", "forall n in 2..9, k in n + 1..2*n, x in (0, 1/k]: x*k <= 1", 1, 1}, {}).formula;
  const std::vector<VariableFacts> facts = facts_of(e->binders);
  REQUIRE(facts.size() == 3);
  CHECK(facts[1].integer);
  CHECK(facts[1].lower == Rational(3));
  CHECK(facts[1].upper == Rational(18));
  CHECK(facts[2].lower == Rational(0));
  CHECK(facts[2].lower_strict);
  CHECK(facts[2].upper == Rational(1) / Rational(3));
}

TEST_CASE("a budget stops the expansion", "[identity]") {
  CHECK(decide("forall x in [0, 1]: (1 + x)^40 == (1 + x)^20*(1 + x)^20").proved);
  const IdentityResult r = decide("forall x in [0, 1]: (1 + x)^40 == (1 + x)^20*(1 + x)^20", 20);
  CHECK_FALSE(r.proved);
  CHECK(r.reason.find("too many terms") != std::string::npos);
}

TEST_CASE("exact values of closed terms", "[identity]") {
  const auto value = [](const std::string& text) {
    return exact_value(prepare(Source{"<test>", text, 1, 1}, {}, false).formula);
  };
  CHECK(value("sin(pi/6)") == Rational(1) / Rational(2));
  CHECK(value("sqrt(2)*sqrt(8)") == Rational(4));
  CHECK(value("10000^(-2*16/128)") == Rational(1) / Rational(10));
  CHECK(value("sum(k, 1, 10, 1/k)") == Rational(7381) / Rational(2520));
  CHECK_FALSE(value("sin(1)").has_value());
  CHECK_FALSE(value("1/0").has_value());
  CHECK_FALSE(value("sqrt(-1)").has_value());
}
