// Oracles: the leverages inside the window sum to the number of unknowns; at L = d the law is that of the targets; a
// direct solve of the normal equations for one unit target at a time; Boost.Math and closed cases for the binomial.
#include "posproof/analysis/blowup_law.hpp"

#include <boost/math/distributions/binomial.hpp>
#include <catch2/catch.hpp>
#include <cmath>

#include "posproof/analysis/clopper_pearson.hpp"
#include "posproof/analysis/score_values.hpp"

using namespace posproof;

namespace {
Rational q(long a, long b = 1) { return Rational(Integer(a), Integer(b)); }

BlowupLaw law(long dim, const Rational& base, long window, const Rational& ridge = 0) {
  auto answer = BlowupLaw::of(dim, base, window, ridge);
  REQUIRE(std::holds_alternative<BlowupLaw>(answer));
  return std::move(std::get<BlowupLaw>(answer));
}

/// sigma(s)^2 = sum_k (score at s fitted to the k-th unit target)^2, straight from the definition
Ball variance_by_unit_targets(long dim, const Rational& base, long window, const Rational& ridge, long s) {
  Ball total;
  for (long k = 0; k < window; ++k) {
    std::vector<Rational> y(static_cast<std::size_t>(window), Rational(0));
    y[static_cast<std::size_t>(k)] = 1;
    auto answer = fit_exactly({dim, base, y, ridge});
    const auto& fit = std::get<FitSolution>(answer);
    total += sqr(fit.score.score().value(Ball(s)));
  }
  return total;
}
}  // namespace

TEST_CASE("leverages inside the window add up to the number of unknowns") {
  const BlowupLaw l = law(24, q(10000), 60);
  PrecisionScope p{Bits{128}};
  const Ball total = sum(l.variances(0, 59));
  CHECK(contains(total, q(24)));
  CHECK(radius_upper(total) < 1e-18);
}

TEST_CASE("as many targets as unknowns: inside, the score is the target") {
  const BlowupLaw l = law(10, q(100), 10);
  PrecisionScope p{Bits{128}};
  for (const Ball& v : l.variances(0, 9)) {
    CHECK(contains(v, q(1)));
    CHECK(radius_upper(v) < 1e-18);
  }
}

TEST_CASE("the variance is that of the fit, with and without a ridge, inside and outside") {
  const Rational ridge = GENERATE(Rational(0), Rational(Integer(1), Integer(50)), Rational(30));
  const BlowupLaw l = law(8, q(500), 14, ridge);
  PrecisionScope p{Bits{256}};
  for (const long s : {0L, 7L, 13L, 14L, 30L}) {
    const Ball direct = variance_by_unit_targets(8, q(500), 14, ridge, s), v = l.variance(q(s));
    CHECK(overlap(direct, v));
    CHECK(radius_upper(v) < 1e-15 * upper_double(v));
    CHECK(radius_upper(direct) < 1e-10 * upper_double(v));
  }
}

TEST_CASE("the probability of staying within a level is the normal law's") {
  PrecisionScope p{Bits{128}};
  CHECK(lower_double(probability_within(Ball(1L), q(196, 100))) == Approx(0.9500042097));
  CHECK(contains_zero(probability_within(Ball(4L), q(0))));
  const StayingWithin w = staying_within({Ball(1L), Ball(9L), Ball(4L)}, 100, q(3));
  CHECK(w.at == 101);
  CHECK(contains(w.sigma, q(3)));
  CHECK(upper_double(w.probability_upper) == Approx(std::erf(1 / std::sqrt(2.0))));
}

TEST_CASE("laws without one answer are refused") {
  CHECK(std::holds_alternative<FitRefusal>(BlowupLaw::of(16, q(100), 8)));
  CHECK(std::holds_alternative<FitRefusal>(BlowupLaw::of(16, q(1), 80)));
}

TEST_CASE("a stronger ridge makes both sides smaller and the ratio closer to one") {
  const auto study = ridge_study(32, q(10000), 128, 192, {q(1, 1000), q(1), q(1000)});
  REQUIRE(std::holds_alternative<std::vector<RidgeEffect>>(study));
  const auto& e = std::get<std::vector<RidgeEffect>>(study);
  PrecisionScope p{Bits{128}};
  for (std::size_t i = 0; i + 1 < e.size(); ++i) {
    CHECK(less(e[i + 1].inside, e[i].inside) == Truth::yes);
    CHECK(less(e[i + 1].outside, e[i].outside) == Truth::yes);
    CHECK(less(e[i + 1].outside / e[i + 1].inside, e[i].outside / e[i].inside) == Truth::yes);
  }
}

TEST_CASE("binomial tails in small cases") {
  PrecisionScope p{Bits{128}};
  CHECK(contains(binomial_upper_tail(2, 3, q(1, 2)), q(1, 2)));
  CHECK(contains(binomial_upper_tail(1, 2, q(1, 3)), q(5, 9)));
  CHECK(contains(binomial_upper_tail(0, 5, q(1, 7)), q(1)));
  CHECK(contains(binomial_upper_tail(5, 5, q(1, 2)), q(1, 32)));
}

TEST_CASE("Clopper-Pearson: closed cases, both sides certified, and Boost's candidate") {
  const Rational c = q(95, 100);
  // all successes: p_L^m = 0.05
  const CertifiedBound all = clopper_pearson_lower(10, 10, c);
  CHECK(pow(all.lower, 10) <= q(1, 20));
  CHECK(pow(all.upper, 10) >= q(1, 20));
  CHECK(clopper_pearson_lower(0, 10, c).upper == q(0));
  CHECK(clopper_pearson_upper(10, 10, c).lower == q(1));
  PrecisionScope p{Bits{256}};
  for (const auto& [k, m] : {std::pair{1L, 1L}, {3L, 20L}, {199L, 200L}, {500L, 1000L}}) {
    const CertifiedBound low = clopper_pearson_lower(k, m, c), high = clopper_pearson_upper(k, m, c);
    CHECK(less(Ball(q(1, 20)), binomial_upper_tail(k, m, low.lower)) == Truth::no);
    CHECK(less(binomial_upper_tail(k, m, low.upper), Ball(q(1, 20))) == Truth::no);
    CHECK(low.upper - low.lower < pow(q(1, 2), 60));
    using boost::math::binomial_distribution;
    const double md = static_cast<double>(m), kd = static_cast<double>(k);
    CHECK(low.lower.approx_double() == Approx(binomial_distribution<>::find_lower_bound_on_p(md, kd, 0.05)).epsilon(1e-10));
    if (k < m)
      CHECK(high.lower.approx_double() == Approx(binomial_distribution<>::find_upper_bound_on_p(md, kd, 0.05)).epsilon(1e-10));
  }
}
