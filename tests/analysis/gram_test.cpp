// Oracles: sums written out term by term; matrices with known eigenvalues; a matrix whose inverse is known in integers.
#include <catch2/catch.hpp>

#include "posproof/analysis/gram_factor.hpp"
#include "posproof/analysis/score.hpp"

using namespace posproof;

namespace {
Rational q(long a, long b = 1) { return Rational(Integer(a), Integer(b)); }

SquareBalls matrix(std::initializer_list<std::initializer_list<Rational>> rows) {
  SquareBalls m(rows.size());
  std::size_t i = 0;
  for (const auto& row : rows) {
    std::size_t j = 0;
    for (const auto& x : row) m.at(i, j++) = Ball(x);
    ++i;
  }
  return m;
}

SquareBalls hilbert(long n) {
  SquareBalls h(static_cast<std::size_t>(n));
  for (long i = 0; i < n; ++i)
    for (long j = 0; j < n; ++j) h.at(static_cast<std::size_t>(i), static_cast<std::size_t>(j)) = Ball(q(1, i + j + 1));
  return h;
}
}  // namespace

TEST_CASE("closed forms of the sums of cosines and sines agree with the sums") {
  PrecisionScope p{Bits{128}};
  for (const long window : {1L, 2L, 7L, 50L}) {
    for (const Rational& angle : {q(1, 3), q(2), q(-5, 7), q(31, 10)}) {
      Ball c, s;
      for (long i = 0; i < window; ++i) {
        c += cos(Ball(q(i) * angle));
        s += sin(Ball(q(i) * angle));
      }
      const Ball closed_c = cosine_sum(window, Ball(angle)), closed_s = sine_sum(window, Ball(angle));
      CHECK(overlap(c, closed_c));
      CHECK(overlap(s, closed_s));
      CHECK(radius_upper(closed_c) < 1e-30);
      CHECK(radius_upper(closed_s) < 1e-30);
    }
  }
}

TEST_CASE("closed forms do not answer where the angle may be a multiple of 2 pi") {
  PrecisionScope p{Bits{128}};
  CHECK_FALSE(is_finite(cosine_sum(5, Ball(2L) * Ball::pi())));
  CHECK_FALSE(is_finite(sine_sum(5, Ball(0L))));
}

TEST_CASE("the centred Gram matrix is the sum of products over the centred window") {
  PrecisionScope p{Bits{160}};
  for (const long window : {9L, 10L}) {
    const Balls theta = score_frequencies(8, q(50));
    const CentredGram gram = centred_gram(theta, window);
    for (std::size_t i = 0; i < theta.size(); ++i) {
      for (std::size_t j = 0; j < theta.size(); ++j) {
        Ball even, odd, mixed;
        for (long s = 0; s < window; ++s) {
          const Ball t(q(2 * s - (window - 1), 2));
          even += cos(t * theta[i]) * cos(t * theta[j]);
          odd += sin(t * theta[i]) * sin(t * theta[j]);
          mixed += cos(t * theta[i]) * sin(t * theta[j]);
        }
        CHECK(overlap(even, gram.even.at(i, j)));
        CHECK(overlap(odd, gram.odd.at(i, j)));
        CHECK(contains_zero(mixed));
        CHECK(radius_upper(gram.odd.at(i, j)) < 1e-40);
      }
    }
  }
}

TEST_CASE("frequencies that coincide give no finite Gram matrix") {
  PrecisionScope p{Bits{128}};
  const Balls theta{Ball(q(1, 2)), Ball(q(1, 2))};
  const CentredGram gram = centred_gram(theta, 10);
  CHECK_FALSE(is_finite(gram.even.at(0, 1)));
}

TEST_CASE("extreme eigenvalues of the second difference matrix are 2 -+ sqrt 2") {
  PrecisionScope p{Bits{256}};
  const SquareBalls a = matrix({{2, -1, 0}, {-1, 2, -1}, {0, -1, 2}});
  const auto l = ApproxCholesky::of(a, Ball());
  REQUIRE(l);
  const auto least = smallest_eigenvalue(a, *l);
  REQUIRE(least);
  const auto most = largest_eigenvalue(a);
  const Rational low = midpoint(Ball(2L) - sqrt(Ball(2L))), high = midpoint(Ball(2L) + sqrt(Ball(2L)));
  CHECK(least->lower < low);
  CHECK(low < least->upper + pow(q(1, 10), 60));
  CHECK(least->upper - least->lower < pow(q(1, 10), 15));
  CHECK(most.lower < high + pow(q(1, 10), 60));
  CHECK(high < most.upper);
  CHECK(most.upper - most.lower < pow(q(1, 10), 15));
}

TEST_CASE("a matrix that is not positive definite has no factor, or no positive bound") {
  PrecisionScope p{Bits{128}};
  CHECK_FALSE(ApproxCholesky::of(matrix({{1, 2}, {2, 1}}), Ball()));
  CHECK(ApproxCholesky::failing_row(matrix({{1, 2}, {2, 1}})) == 1);
  // singular, but positive definite within its enclosure: nothing may be certified
  SquareBalls near = matrix({{1, 1}, {1, 1}});
  near.at(1, 1) = Ball::from_bounds(q(1), q(1) + pow(q(1, 2), 20));
  if (const auto l = ApproxCholesky::of(near, Ball())) CHECK_FALSE(smallest_eigenvalue(near, *l));
}

TEST_CASE("the Hilbert matrix is solved to its integer inverse, also with a poor factor") {
  PrecisionScope p{Bits{256}};
  const SquareBalls h = hilbert(8);
  const auto l = ApproxCholesky::of(h, Ball());
  REQUIRE(l);
  const auto least = smallest_eigenvalue(h, *l);
  REQUIRE(least);
  CHECK(least->lower > q(1, 10'000'000'000));
  CHECK(least->upper < q(1112, 10'000'000'000'000));  // 1.1115...e-10
  Balls unit(8);
  unit[0] = Ball(1L);
  const Balls x = certified_solve(h, *l, least->lower, unit);
  const long column[] = {64, -2016, 20160, -92400, 221760, -288288, 192192, -51480};
  for (std::size_t i = 0; i < 8; ++i) {
    CHECK(contains(x[i], q(column[i])));
    CHECK(radius_upper(x[i]) < 1e-40);
  }
  // a factor of another matrix is a bad guess: the certificate must get wider, not wrong
  SquareBalls other = hilbert(8);
  for (std::size_t i = 0; i < 8; ++i) other.at(i, i) += Ball(q(1, 1000));
  const auto poor = ApproxCholesky::of(other, Ball());
  REQUIRE(poor);
  const Balls wide = certified_solve(h, *poor, least->lower, unit);
  for (std::size_t i = 0; i < 8; ++i) CHECK(contains(wide[i], q(column[i])));
}

TEST_CASE("an enclosed matrix is solved for every matrix inside") {
  PrecisionScope p{Bits{128}};
  SquareBalls a = matrix({{2, 1}, {1, 3}});
  a.at(0, 0) = Ball::from_bounds(q(2), q(201, 100));
  const auto l = ApproxCholesky::of(a, Ball());
  REQUIRE(l);
  const auto least = smallest_eigenvalue(a, *l);
  REQUIRE(least);
  const Balls x = certified_solve(a, *l, least->lower, {Ball(1L), Ball(2L)});
  for (const Rational& corner : {q(2), q(201, 100)}) {  // Cramer's rule at both ends
    const Rational det = corner * q(3) - q(1);
    CHECK(contains(x[0], q(1) / det));
    CHECK(contains(x[1], (q(2) * corner - q(1)) / det));
  }
}
