#include "posproof/analysis/ladder.hpp"

#include <algorithm>
#include <cmath>

#include "ladder_solvers.hpp"
#include "posproof/analysis/fit_extrema.hpp"
#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

using ladder::Matrix;
using ladder::Vector;

constexpr long value_accuracy_bits = 72;

/// The columns cos(s theta_j), sin(s theta_j) of X and the targets, rounded once to the arithmetic.
template <class A>
struct Data {
  Matrix<A> columns;
  Vector<A> y;
  Data(const A& arith, const FitProblem& p, long bits) {
    PrecisionScope scope{Bits{std::max(256L, bits + 64)}};
    const long window = static_cast<long>(p.targets.size());
    for (const Ball& theta : score_frequencies(p.dim, p.base)) {
      const Turns t = turns(theta, window - 1);
      for (const Balls* column : {&t.cos, &t.sin}) {
        columns.emplace_back();
        for (const Ball& x : *column) columns.back().push_back(arith.from(x));
      }
    }
    for (const Rational& target : p.targets) y.push_back(arith.from(Ball(target)));
  }
};

template <class A>
std::optional<Vector<A>> solve(const A& arith, const Data<A>& data, const std::optional<ladder::NormalEquations<A>>& equations,
                               LadderSolver solver) {
  switch (solver) {
    case LadderSolver::cholesky: return ladder::solve_cholesky(arith, *equations);
    case LadderSolver::ldlt: return ladder::solve_ldlt(arith, *equations);
    case LadderSolver::lu: return ladder::solve_lu(arith, *equations);
    case LadderSolver::qr: return ladder::solve_qr(arith, data.columns, data.y);
  }
  contract_broken("unknown solver");
}

std::string name_of(long bits) {
  switch (bits) {
    case 24: return "binary32";
    case 53: return "binary64";
    case 64: return "x87 80-bit";
    case 113: return "113-bit";
    default: return "MPFR " + std::to_string(bits);
  }
}

/// Certified maxima of the score whose coefficients are exactly these numbers, alternately of cosines and sines.
void measure(LadderRung& rung, const Balls& coefficients, const FitProblem& p, long extend) {
  CentredScore score{Rational(0), {}, {}, {}};
  for (std::size_t j = 0; j < coefficients.size(); j += 2) {
    score.even.push_back(coefficients[j]);
    score.odd.push_back(coefficients[j + 1]);
  }
  const long window = static_cast<long>(p.targets.size());
  PrecisionScope scope{evaluation_bits(score, Rational(1), value_accuracy_bits)};
  score.frequencies = score_frequencies(p.dim, p.base);
  const Balls values = values_on_integers(score, extend);
  const Maximum inside = max_abs_on_integers(values, 0, window - 1), outside = max_abs_on_integers(values, window, extend - 1);
  rung.inside_lower = inside.lower;
  rung.inside_upper = inside.upper;
  rung.outside_lower = outside.lower;
  rung.outside_upper = outside.upper;
}

template <class A>
std::vector<LadderRung> run(const A& arith, const FitProblem& p, long extend, long bits,
                            const std::vector<LadderSolver>& solvers) {
  const Data<A> data(arith, p, bits);
  std::optional<ladder::NormalEquations<A>> equations;
  std::vector<LadderRung> rungs;
  for (const LadderSolver solver : solvers) {
    if (solver != LadderSolver::qr && !equations) equations = ladder::normal_equations(arith, data.columns, data.y);
    LadderRung rung;
    rung.arithmetic = name_of(bits);
    rung.bits = bits;
    rung.solver = solver;
    const auto h = solve(arith, data, equations, solver);
    rung.solved = h && std::all_of(h->begin(), h->end(), [&](const auto& x) { return arith.finite(x); });
    if (rung.solved) {
      Balls exact;
      for (const auto& x : *h) exact.push_back(arith.exact(x));
      measure(rung, exact, p, extend);
    }
    rungs.push_back(std::move(rung));
  }
  return rungs;
}

std::vector<LadderRung> run_at(const FitProblem& p, long extend, long bits, const std::vector<LadderSolver>& solvers) {
  switch (bits) {
    case 24: return run(ladder::Native<float>{}, p, extend, bits, solvers);
    case 53: return run(ladder::Native<double>{}, p, extend, bits, solvers);
    case 64: return run(ladder::Native<long double>{}, p, extend, bits, solvers);
    default: return run(ladder::Mpfr(bits), p, extend, bits, solvers);
  }
}

/// Decimal digits to which the certified outside maxima agree for sure.
long agreeing_digits(const LadderRung& r, const Maximum& exact) {
  if (!r.solved || exact.lower.sign() <= 0) return 0;
  const Rational gap = std::max(abs(r.outside_upper - exact.lower), abs(exact.upper - r.outside_lower)) / exact.lower;
  if (gap.sign() == 0) return 99;
  const double distance = gap.approx_double();  // 0 below the range of double, infinite above it
  if (distance == 0) return 300;
  return std::max(0L, std::isfinite(distance) ? static_cast<long>(std::floor(-std::log10(distance))) : 0L);
}

}  // namespace

const char* to_string(LadderSolver solver) {
  switch (solver) {
    case LadderSolver::cholesky: return "cholesky";
    case LadderSolver::ldlt: return "ldlt";
    case LadderSolver::lu: return "lu";
    case LadderSolver::qr: return "qr";
  }
  contract_broken("unknown solver");
}

LadderPlan full_ladder() {
  return {{24, 53, 64, 113, 128, 256, 512, 768, 896, 1024, 2048, 4096}, {24, 53, 64, 113, 128, 256, 384, 512, 1024, 2048}};
}

LadderRung ladder_rung(const FitProblem& problem, long extend, long bits, LadderSolver solver) {
  ensure(problem.ridge.sign() == 0 && extend > static_cast<long>(problem.targets.size()),
         "a ladder has an extension and no ridge");
  return run_at(problem, extend, bits, {solver}).front();
}

std::variant<LadderStudy, FitRefusal> ladder_study(const FitProblem& problem, long extend, const LadderPlan& plan) {
  const long window = static_cast<long>(problem.targets.size());
  ensure(problem.ridge.sign() == 0 && extend > window, "a ladder has an extension and no ridge");
  auto answer = fit_exactly(problem);
  if (auto* refusal = std::get_if<FitRefusal>(&answer)) return *refusal;
  const FitExtrema exact = fit_extrema(std::get<FitSolution>(answer), window, extend, Rational(1));
  LadderStudy study{exact.inside_integers, *exact.outside_integers, {}};
  std::vector<long> all = plan.normal_equation_bits;
  all.insert(all.end(), plan.qr_bits.begin(), plan.qr_bits.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  const auto wants = [](const std::vector<long>& list, long bits) {
    return std::find(list.begin(), list.end(), bits) != list.end();
  };
  for (const long bits : all) {
    std::vector<LadderSolver> solvers;
    if (wants(plan.normal_equation_bits, bits)) solvers = {LadderSolver::cholesky, LadderSolver::ldlt, LadderSolver::lu};
    if (wants(plan.qr_bits, bits)) solvers.push_back(LadderSolver::qr);
    for (LadderRung& rung : run_at(problem, extend, bits, solvers)) {
      rung.right_digits = agreeing_digits(rung, study.exact_outside);
      study.rungs.push_back(std::move(rung));
    }
  }
  return study;
}

}  // namespace posproof
