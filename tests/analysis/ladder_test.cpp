// Oracles: systems with integer answers in every arithmetic; a singular one that Cholesky must refuse; Eigen on the same
// data in binary64; the exact fit, which high precision must reach and low precision must miss.
#include "posproof/analysis/ladder.hpp"

#include <Eigen/Dense>
#include <catch2/catch.hpp>

#include "analysis/ladder_solvers.hpp"
#include "posproof/analysis/fit_targets.hpp"

using namespace posproof;

namespace {
Rational q(long a, long b = 1) { return Rational(Integer(a), Integer(b)); }

template <class A>
ladder::NormalEquations<A> integer_system(const A& arith) {
  // solution (1, -2, 3)
  const long g[3][3] = {{4, 2, 2}, {2, 10, 5}, {2, 5, 9}}, b[3] = {6, -3, 19};
  ladder::NormalEquations<A> e;
  for (int i = 0; i < 3; ++i) {
    e.gram.emplace_back();
    for (int j = 0; j < 3; ++j) e.gram.back().push_back(arith.from(Ball(g[i][j])));
    e.moments.push_back(arith.from(Ball(b[i])));
  }
  return e;
}

template <class A>
void check_solvers(const A& arith) {
  PrecisionScope p{Bits{256}};
  const auto e = integer_system(arith);
  for (const auto& h : {ladder::solve_cholesky(arith, e), ladder::solve_ldlt(arith, e), ladder::solve_lu(arith, e)}) {
    REQUIRE(h);
    const long expected[] = {1, -2, 3};
    for (std::size_t i = 0; i < 3; ++i) CHECK(upper_double(abs(arith.exact((*h)[i]) - Ball(expected[i]))) < 1e-5);
  }
  // least squares of (1, 1, 1), (0, 1, 2) to (1, 3, 5): 1 + 2 s
  ladder::Matrix<A> columns(2);
  ladder::Vector<A> y;
  for (long s = 0; s < 3; ++s) {
    columns[0].push_back(arith.from(Ball(1L)));
    columns[1].push_back(arith.from(Ball(s)));
    y.push_back(arith.from(Ball(1 + 2 * s)));
  }
  const auto h = ladder::solve_qr(arith, columns, y);
  REQUIRE(h);
  CHECK(upper_double(abs(arith.exact((*h)[0]) - Ball(1L))) < 1e-5);
  CHECK(upper_double(abs(arith.exact((*h)[1]) - Ball(2L))) < 1e-5);
}
}  // namespace

TEST_CASE("every solver solves a small system in every arithmetic") {
  check_solvers(ladder::Native<float>{});
  check_solvers(ladder::Native<double>{});
  check_solvers(ladder::Native<long double>{});
  check_solvers(ladder::Mpfr{200});
}

TEST_CASE("Cholesky refuses an indefinite matrix, LDL^T and LU do not need to") {
  PrecisionScope p{Bits{128}};
  const ladder::Native<double> arith;
  ladder::NormalEquations<ladder::Native<double>> e{{{1, 2}, {2, 1}}, {3, 3}};
  CHECK_FALSE(ladder::solve_cholesky(arith, e));
  for (const auto& h : {ladder::solve_ldlt(arith, e), ladder::solve_lu(arith, e)}) {
    REQUIRE(h);
    CHECK((*h)[0] == 1);
    CHECK((*h)[1] == 1);
  }
  const ladder::NormalEquations<ladder::Native<double>> singular{{{1, 1}, {1, 1}}, {1, 2}};
  CHECK_FALSE(ladder::solve_lu(arith, singular));
  CHECK_FALSE(ladder::solve_ldlt(arith, singular));
}

TEST_CASE("53-bit MPFR does exactly what double does") {
  const FitProblem problem{12, q(100), normal_deviates(4, 30), 0};
  PrecisionScope p{Bits{256}};
  const ladder::Native<double> native;
  const ladder::Mpfr mpfr(53);
  // the same data through both, product by product
  double sum = 0;
  auto same = mpfr.zero();
  for (const Rational& y : problem.targets) {
    native.add_product(sum, native.from(Ball(y)), native.from(Ball(y * q(1, 3))));
    mpfr.add_product(same, mpfr.from(Ball(y)), mpfr.from(Ball(y * q(1, 3))));
  }
  CHECK(mpfr_get_d(same.raw(), MPFR_RNDN) == sum);
}

TEST_CASE("the ladder reaches the exact blow-up, from about the precision that the condition asks for") {
  const FitProblem problem{32, q(10000), normal_deviates(1, 96), 0};
  const auto answer = ladder_study(problem, 192, {{24, 53, 512}, {53, 512}});
  REQUIRE(std::holds_alternative<LadderStudy>(answer));
  const auto& study = std::get<LadderStudy>(answer);
  REQUIRE(study.rungs.size() == 11);
  for (const LadderRung& r : study.rungs) {
    if (r.bits == 512) {
      CHECK(r.solved);
      CHECK(r.right_digits >= 15);
    } else {
      CHECK(r.right_digits < 3);
    }
    if (r.solved) CHECK(r.outside_lower <= r.outside_upper);
  }
  const LadderRung alone = ladder_rung(problem, 192, 512, LadderSolver::lu);
  CHECK(abs(alone.outside_lower / study.exact_outside.lower - q(1)) < pow(q(1, 10), 15));
}

TEST_CASE("binary64 elimination agrees with Eigen where the problem is well conditioned") {
  const FitProblem problem{8, q(10), normal_deviates(8, 200), 0};
  const LadderRung r = ladder_rung(problem, 220, 53, LadderSolver::lu);
  REQUIRE(r.solved);
  Eigen::MatrixXd x(220, 8);
  Eigen::VectorXd y(200);
  for (long s = 0; s < 220; ++s) {
    if (s < 200) y(s) = problem.targets[static_cast<std::size_t>(s)].approx_double();
    for (long j = 0; j < 4; ++j) {
      const double angle = static_cast<double>(s) * std::pow(10.0, -2.0 * static_cast<double>(j) / 8);
      x(s, 2 * j) = std::cos(angle);
      x(s, 2 * j + 1) = std::sin(angle);
    }
  }
  const Eigen::MatrixXd fitted = x.topRows(200);
  const Eigen::VectorXd h = (fitted.transpose() * fitted).partialPivLu().solve(fitted.transpose() * y);
  CHECK(r.inside_lower.approx_double() == Approx((fitted * h).cwiseAbs().maxCoeff()).epsilon(1e-10));
  CHECK(r.outside_upper.approx_double() == Approx((x.bottomRows(20) * h).cwiseAbs().maxCoeff()).epsilon(1e-10));
}
