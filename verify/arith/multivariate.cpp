#include "posproof/arith/multivariate.hpp"

#include <flint/fmpz_mpoly.h>
#include <flint/fmpz_mpoly_factor.h>

#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

struct Ring {
  fmpz_mpoly_ctx_t ctx;
  explicit Ring(std::size_t variables) { fmpz_mpoly_ctx_init(ctx, static_cast<slong>(variables), ORD_LEX); }
  ~Ring() { fmpz_mpoly_ctx_clear(ctx); }
  Ring(const Ring&) = delete;
  Ring& operator=(const Ring&) = delete;
};

struct Poly {
  fmpz_mpoly_t p;
  const Ring& ring;
  explicit Poly(const Ring& r) : ring(r) { fmpz_mpoly_init(p, ring.ctx); }
  ~Poly() { fmpz_mpoly_clear(p, ring.ctx); }
  Poly(const Poly&) = delete;
  Poly& operator=(const Poly&) = delete;
};

struct Coefficient {
  fmpz_t z;
  Coefficient() { fmpz_init(z); }
  ~Coefficient() { fmpz_clear(z); }
  Coefficient(const Coefficient&) = delete;
  Coefficient& operator=(const Coefficient&) = delete;
};

void load(Poly& to, const MultivariatePolynomial& from) {
  Coefficient c;
  for (const auto& [exponents, coefficient] : from.terms) {
    fmpz_set_mpz(c.z, coefficient.get_mpz_t());
    fmpz_mpoly_push_term_fmpz_ui(to.p, c.z, exponents.data(), to.ring.ctx);
  }
  fmpz_mpoly_sort_terms(to.p, to.ring.ctx);
  fmpz_mpoly_combine_like_terms(to.p, to.ring.ctx);
}

MultivariatePolynomial store(const fmpz_mpoly_t p, const Ring& ring, std::size_t variables) {
  MultivariatePolynomial out;
  out.variables = variables;
  Coefficient c;
  const slong length = fmpz_mpoly_length(p, ring.ctx);
  for (slong k = 0; k < length; ++k) {
    std::vector<unsigned long> exponents(variables);
    fmpz_mpoly_get_term_exp_ui(exponents.data(), p, k, ring.ctx);
    fmpz_mpoly_get_term_coeff_fmpz(c.z, p, k, ring.ctx);
    Integer z;
    fmpz_get_mpz(z.get_mpz_t(), c.z);
    out.terms.emplace_back(std::move(exponents), std::move(z));
  }
  return out;
}

void check_product(const Poly& gcd, const Poly& cofactor, const Poly& whole) {
  Poly product(whole.ring);
  fmpz_mpoly_mul(product.p, gcd.p, cofactor.p, whole.ring.ctx);
  ensure(fmpz_mpoly_equal(product.p, whole.p, whole.ring.ctx) != 0, "gcd times cofactor is not the polynomial");
}

}  // namespace

GcdParts gcd_with_cofactors(const MultivariatePolynomial& a, const MultivariatePolynomial& b) {
  ensure(a.variables == b.variables, "polynomials over different variables");
  ensure(!a.terms.empty() && !b.terms.empty(), "gcd with the zero polynomial");
  const Ring ring(a.variables);
  Poly pa(ring), pb(ring), g(ring), ca(ring), cb(ring);
  load(pa, a);
  load(pb, b);
  ensure(fmpz_mpoly_gcd_cofactors(g.p, ca.p, cb.p, pa.p, pb.p, ring.ctx) != 0, "polynomial gcd failed");
  check_product(g, ca, pa);
  check_product(g, cb, pb);
  return {store(g.p, ring, a.variables), store(ca.p, ring, a.variables), store(cb.p, ring, a.variables)};
}

Factorization factor(const MultivariatePolynomial& p) {
  ensure(!p.terms.empty(), "factorization of the zero polynomial");
  const Ring ring(p.variables);
  Poly whole(ring);
  load(whole, p);
  fmpz_mpoly_factor_t f;
  fmpz_mpoly_factor_init(f, ring.ctx);
  Factorization out;
  const bool done = fmpz_mpoly_factor(f, whole.p, ring.ctx) != 0;
  if (done) {
    Poly product(ring);
    ensure(fmpz_mpoly_factor_expand(product.p, f, ring.ctx) != 0, "factors could not be multiplied out");
    ensure(fmpz_mpoly_equal(product.p, whole.p, ring.ctx) != 0, "the factors do not multiply to the polynomial");
    fmpz_get_mpz(out.content.get_mpz_t(), f->constant);
    for (slong k = 0; k < f->num; ++k) out.factors.emplace_back(store(&f->poly[k], ring, p.variables), fmpz_get_ui(&f->exp[k]));
  }
  fmpz_mpoly_factor_clear(f, ring.ctx);
  if (!done) {  // the trivial factorization is always right
    out.content = 1;
    out.factors.emplace_back(p, 1UL);
  }
  return out;
}

}  // namespace posproof
