#include "posproof/arith/multivariate.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <map>

#include "support/property.hpp"

// Oracle: schoolbook multiplication over a map of exponent vectors.

namespace {

using namespace posproof;
using Table = std::map<std::vector<unsigned long>, Integer>;

Table table(const MultivariatePolynomial& p) {
  Table t;
  for (const auto& [e, c] : p.terms) t[e] += c;
  return t;
}

MultivariatePolynomial polynomial(const Table& t, std::size_t variables) {
  MultivariatePolynomial p;
  p.variables = variables;
  for (const auto& [e, c] : t)
    if (c != 0) p.terms.emplace_back(e, c);
  return p;
}

MultivariatePolynomial product(const MultivariatePolynomial& a, const MultivariatePolynomial& b) {
  Table t;
  for (const auto& [ea, ca] : a.terms)
    for (const auto& [eb, cb] : b.terms) {
      std::vector<unsigned long> e = ea;
      for (std::size_t k = 0; k < e.size(); ++k) e[k] += eb[k];
      t[e] += ca * cb;
    }
  return polynomial(t, a.variables);
}

MultivariatePolynomial random_polynomial() {
  Table t;
  while (polynomial(t, 3).terms.empty()) {
    const int count = *rc::gen::inRange(1, 5);
    for (int k = 0; k < count; ++k) {
      std::vector<unsigned long> e(3);
      for (auto& x : e) x = *rc::gen::inRange(0UL, 4UL);
      t[e] += *rc::gen::inRange(-9, 10);
    }
  }
  return polynomial(t, 3);
}

bool divides(const MultivariatePolynomial& g, const MultivariatePolynomial& p) {
  return table(gcd_with_cofactors(g, p).a_cofactor).begin()->first == std::vector<unsigned long>(3, 0) &&
         gcd_with_cofactors(g, p).a_cofactor.terms.size() == 1;
}

}  // namespace

TEST_CASE("a planted common factor is found and cofactors multiply back", "[multivariate]") {
  test::property("gcd", [] {
    const auto g = random_polynomial(), a = random_polynomial(), b = random_polynomial();
    const auto ga = product(g, a), gb = product(g, b);
    const GcdParts parts = gcd_with_cofactors(ga, gb);
    RC_ASSERT(table(product(parts.gcd, parts.a_cofactor)) == table(ga));
    RC_ASSERT(table(product(parts.gcd, parts.b_cofactor)) == table(gb));
    RC_ASSERT(divides(g, parts.gcd));
  });
}

TEST_CASE("factors multiply back and split planted products", "[multivariate]") {
  test::property("factorization", [] {
    const auto a = random_polynomial(), b = random_polynomial();
    const auto ab = product(a, b);
    const Factorization f = factor(ab);
    MultivariatePolynomial whole{3, {{std::vector<unsigned long>(3, 0), f.content}}};
    for (const auto& [p, k] : f.factors)
      for (unsigned long j = 0; j < k; ++j) whole = product(whole, p);
    RC_ASSERT(table(whole) == table(ab));
    for (const auto& [p, k] : f.factors) RC_ASSERT(p.terms.size() > 1 || p.terms[0].second == 1 || p.terms[0].second == -1);
  });
  // x^2 - y^2 = (x - y)(x + y)
  CHECK(factor(MultivariatePolynomial{2, {{{2, 0}, 1}, {{0, 2}, -1}}}).factors.size() == 2);
}
