// Oracles: published generator outputs, long double Box-Muller; interpolation (as many targets as unknowns gives the
// targets back); orthogonality of the residual to every column; Gaussian elimination in balls on the uncentred matrix;
// Eigen's QR in binary64 where it is well conditioned.
#include "posproof/analysis/fit.hpp"

#include <Eigen/Dense>
#include <catch2/catch.hpp>
#include <cmath>
#include <sstream>

#include "posproof/analysis/fit_moments.hpp"
#include "posproof/analysis/fit_targets.hpp"
#include "posproof/analysis/score_values.hpp"

using namespace posproof;

namespace {
Rational q(long a, long b = 1) { return Rational(Integer(a), Integer(b)); }

FitSolution solved(const FitProblem& problem) {
  auto answer = fit_exactly(problem);
  REQUIRE(std::holds_alternative<FitSolution>(answer));
  return std::move(std::get<FitSolution>(answer));
}

std::string refused(const FitProblem& problem) {
  auto answer = fit_exactly(problem);
  REQUIRE(std::holds_alternative<FitRefusal>(answer));
  return std::get<FitRefusal>(answer).reason;
}

TargetError bad_file(const std::string& text) {
  std::istringstream in(text);
  auto read = read_targets(in);
  REQUIRE(std::holds_alternative<TargetError>(read));
  return std::get<TargetError>(read);
}
}  // namespace

TEST_CASE("splitmix64 gives the reference outputs") {
  CHECK(splitmix64(0, 0) == 0xE220A8397B1DCDAFu);
  CHECK(splitmix64(0, 1) == 0x6E789E6AA1B965F4u);
  CHECK(splitmix64(0, 2) == 0x06C45D188009454Fu);
  CHECK(splitmix64(1234567, 0) == 6457827717110365317u);
  CHECK(splitmix64(1234567, 1) == 3203168211198807973u);
}

TEST_CASE("normal deviates are the rounded Box-Muller values, on the grid, and prefixes of one another") {
  const auto y = normal_deviates(7, 401);
  REQUIRE(y.size() == 401);
  const auto shorter = normal_deviates(7, 100);
  CHECK(std::equal(shorter.begin(), shorter.end(), y.begin()));
  long double square = 0, total = 0;
  for (std::size_t k = 0; k + 1 < y.size(); k += 2) {
    const auto u = [&](std::size_t i) {
      return static_cast<long double>(2 * (splitmix64(7, i) >> 11) + 1) / std::pow(2.0L, 54);
    };
    const long double r = std::sqrt(-2 * std::log(u(k))), angle = 2 * std::acos(-1.0L) * u(k + 1);
    CHECK(std::abs(y[k].approx_double() - r * std::cos(angle)) < 5e-15L);
    CHECK(std::abs(y[k + 1].approx_double() - r * std::sin(angle)) < 5e-15L);
    CHECK((y[k] * Rational(Integer(1) << 48)).is_integer());
    for (const auto& v : {y[k], y[k + 1]}) {
      total += v.approx_double();
      square += v.approx_double() * v.approx_double();
    }
  }
  CHECK(std::abs(total / 400) < 0.2L);
  CHECK(std::abs(square / 400 - 1) < 0.3L);
}

TEST_CASE("targets are read exactly") {
  std::istringstream in("0.1\n -2e-3 \r\n+7\n1/3");
  auto read = read_targets(in);
  REQUIRE(std::holds_alternative<std::vector<Rational>>(read));
  CHECK(std::get<std::vector<Rational>>(read) == std::vector<Rational>{q(1, 10), q(-1, 500), q(7), q(1, 3)});
}

TEST_CASE("bad files are refused with the line") {
  CHECK(bad_file("1\n2\nnan\n").line == 3);
  CHECK(bad_file("1\n-inf\n").line == 2);
  CHECK(bad_file("1\n\n2\n").line == 2);
  CHECK(bad_file("1,2\n").line == 1);
  CHECK(bad_file("1 2\n").line == 1);
  CHECK(bad_file("0x10\n").line == 1);
  CHECK(bad_file("1e999999\n").line == 1);
  CHECK(bad_file("1\n" + std::string(5000, '9') + "\n").line == 2);
  CHECK(bad_file("nan\n").reason.find("finite") != std::string::npos);
}

TEST_CASE("moments are the sums they stand for, for short and for long targets") {
  PrecisionScope p{Bits{200}};
  const Balls theta = score_frequencies(6, q(30));
  for (const long length : {1L, 2L, 17L, 100L}) {
    for (const bool awkward : {false, true}) {
      std::vector<Rational> y = normal_deviates(3, length);
      if (awkward) y[0] = Rational(Integer(1) << 200, Integer(7));
      const Moments m = centred_moments(theta, y);
      for (std::size_t j = 0; j < theta.size(); ++j) {
        Ball even, odd;
        for (long s = 0; s < length; ++s) {
          const Ball t(q(2 * s - (length - 1), 2) * q(1)), target(y[static_cast<std::size_t>(s)]);
          even += target * cos(t * theta[j]);
          odd += target * sin(t * theta[j]);
        }
        CHECK(overlap(even, m.even[j]));
        CHECK(overlap(odd, m.odd[j]));
        CHECK(radius_upper(m.even[j]) < (awkward ? 1e5 : 1e-50));
      }
    }
  }
}

TEST_CASE("as many targets as unknowns: the fit returns the targets") {
  for (const long dim : {2L, 6L, 16L}) {
    FitProblem problem{dim, q(100), normal_deviates(11, dim), 0};
    const FitSolution fit = solved(problem);
    PrecisionScope p{fit.bits};
    const Balls values = values_on_integers(fit.score, dim);
    for (std::size_t s = 0; s < values.size(); ++s) {
      CHECK(contains(values[s], problem.targets[s]));
      CHECK(radius_upper(values[s]) < 1e-18);
    }
  }
}

TEST_CASE("the residual is orthogonal to every column, and the answer is Gaussian elimination's") {
  const long dim = 8, length = 21;
  FitProblem problem{dim, q(500), normal_deviates(5, length), q(0)};
  problem.ridge = GENERATE(Rational(0), Rational(Integer(3), Integer(1000)));
  const FitSolution fit = solved(problem);
  PrecisionScope p{Bits{256}};
  const Balls theta = score_frequencies(dim, problem.base);
  const Score score = fit.score.score();
  const std::size_t half = theta.size();
  Balls residual;
  for (long s = 0; s < length; ++s)
    residual.push_back(Ball(problem.targets[static_cast<std::size_t>(s)]) - score.value(Ball(s)));
  for (std::size_t j = 0; j < half; ++j) {
    Ball with_cos, with_sin;
    for (long s = 0; s < length; ++s) {
      with_cos += residual[static_cast<std::size_t>(s)] * cos(Ball(s) * theta[j]);
      with_sin -= residual[static_cast<std::size_t>(s)] * sin(Ball(s) * theta[j]);
    }
    // gradient of the regularised squares: X^T r = ridge h
    const Ball off_cos = with_cos - Ball(problem.ridge) * score.real_parts()[j];
    const Ball off_sin = with_sin - Ball(problem.ridge) * score.imaginary_parts()[j];
    CHECK(contains_zero(off_cos));
    CHECK(contains_zero(off_sin));
    CHECK(radius_upper(off_cos) < 1e-15);
    CHECK(radius_upper(off_sin) < 1e-15);
  }
}

TEST_CASE("binary64 QR agrees where it is well conditioned") {
  const long dim = 12, length = 300;
  FitProblem problem{dim, q(20), normal_deviates(9, length), 0};
  const FitSolution fit = solved(problem);
  Eigen::MatrixXd x(length, dim);
  Eigen::VectorXd y(length);
  for (long s = 0; s < length; ++s) {
    y(s) = problem.targets[static_cast<std::size_t>(s)].approx_double();
    for (long j = 0; j < dim / 2; ++j) {
      const double angle = static_cast<double>(s) * std::pow(20.0, -2.0 * static_cast<double>(j) / dim);
      x(s, 2 * j) = std::cos(angle);
      x(s, 2 * j + 1) = -std::sin(angle);
    }
  }
  const Eigen::VectorXd h = x.householderQr().solve(y);
  PrecisionScope p{Bits{192}};
  const Score score = fit.score.score();
  for (long j = 0; j < dim / 2; ++j) {
    CHECK(midpoint(score.real_parts()[static_cast<std::size_t>(j)]).approx_double() == Approx(h(2 * j)).margin(1e-11));
    CHECK(midpoint(score.imaginary_parts()[static_cast<std::size_t>(j)]).approx_double() == Approx(h(2 * j + 1)).margin(1e-11));
  }
  const Eigen::VectorXd singular = x.jacobiSvd().singularValues();
  CHECK(std::sqrt(fit.smallest.lower.approx_double()) == Approx(singular(dim - 1)).epsilon(1e-9));
  CHECK(std::sqrt(fit.largest.upper.approx_double()) == Approx(singular(0)).epsilon(1e-9));
}

TEST_CASE("values in blocks are the values one by one, where coefficients cancel by many digits") {
  FitProblem problem{64, q(10000), normal_deviates(2, 256), 0};
  const FitSolution fit = solved(problem);
  PrecisionScope p{evaluation_bits(fit.score, fit.largest_target, 72)};
  const CentredScore score = rounded(fit.score);
  const Balls values = values_on_integers(score, 300);
  const Score plain = fit.score.score();
  for (const long s : {0L, 1L, 47L, 48L, 96L, 97L, 200L, 255L, 256L, 299L}) {
    PrecisionScope finer{fit.bits};
    CHECK(overlap(values[static_cast<std::size_t>(s)], plain.value(Ball(s))));
    if (s < 256) CHECK(radius_upper(values[static_cast<std::size_t>(s)]) < 1e-17);
  }
}

TEST_CASE("problems without one answer are refused in words") {
  const auto y = normal_deviates(1, 8);
  CHECK(refused({16, q(100), y, 0}).find("infinitely many") != std::string::npos);
  CHECK(refused({7, q(100), y, 0}).find("even") != std::string::npos);
  CHECK(refused({4, q(1), y, 0}).find("base") != std::string::npos);
  CHECK(refused({4, q(1, 2), y, 0}).find("base") != std::string::npos);
  CHECK(refused({4, q(100), y, q(-1)}).find("ridge") != std::string::npos);
  CHECK(refused({4, q(100), {}, 0}).find("no targets") != std::string::npos);
  // with a ridge the answer is unique again
  CHECK(std::holds_alternative<FitSolution>(fit_exactly({16, q(100), y, q(1, 10)})));
}

TEST_CASE("all targets zero: the score is zero") {
  const FitSolution fit = solved({8, q(100), std::vector<Rational>(20, Rational(0)), 0});
  PrecisionScope p{fit.bits};
  for (const Ball& x : fit.score.even) CHECK(contains(x, q(0)));
}
