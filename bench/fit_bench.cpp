// The exact fit at the parameters of arXiv 2306.15595 (d = 128, c = 10^4, L = 2048, one seed), against the direct way with
// FLINT at the same precision: fill the 2048 x 128 matrix, multiply, solve. Issue 4 asks for a factor of four.
#include <arb_mat.h>
#include <benchmark/benchmark.h>

#include "posproof/analysis/fit_extrema.hpp"
#include "posproof/analysis/fit_targets.hpp"

using namespace posproof;

namespace {

constexpr long window = 2048, extend = 4096, dim = 128;

FitProblem problem() { return {dim, 10000, normal_deviates(1, window), 0}; }

long bits_needed() {
  static const long bits = std::get<FitSolution>(fit_exactly(problem())).bits.value;
  return bits;
}

void exact_fit(benchmark::State& state) {
  const FitProblem p = problem();
  for (auto _ : state) benchmark::DoNotOptimize(fit_exactly(p));
}
BENCHMARK(exact_fit)->Unit(benchmark::kMillisecond)->Iterations(3);

void exact_fit_with_certified_extrema(benchmark::State& state) {
  for (auto _ : state) {
    auto answer = fit_exactly(problem());
    benchmark::DoNotOptimize(fit_extrema(std::get<FitSolution>(answer), window, extend, 8000));
  }
}
BENCHMARK(exact_fit_with_certified_extrema)->Unit(benchmark::kMillisecond)->Iterations(3);

/// Owns an arb matrix.
struct Matrix {
  arb_mat_t m;
  Matrix(long rows, long columns) { arb_mat_init(m, rows, columns); }
  Matrix(const Matrix&) = delete;
  Matrix& operator=(const Matrix&) = delete;
  ~Matrix() { arb_mat_clear(m); }
};

void flint_directly(benchmark::State& state) {
  const FitProblem p = problem();
  const long bits = bits_needed();
  for (auto _ : state) {
    PrecisionScope scope{Bits{bits}};
    const Balls theta = score_frequencies(dim, 10000);
    Matrix x(window, dim), xt(dim, window), y(window, 1), gram(dim, dim), moments(dim, 1), h(dim, 1);
    for (long s = 0; s < window; ++s) {
      for (long j = 0; j < dim / 2; ++j) {
        const Ball angle = Ball(s) * theta[static_cast<std::size_t>(j)];
        arb_sin_cos(arb_mat_entry(x.m, s, 2 * j), arb_mat_entry(x.m, s, 2 * j + 1), angle.raw(), bits);
      }
      arb_set(arb_mat_entry(y.m, s, 0), Ball(p.targets[static_cast<std::size_t>(s)]).raw());
    }
    arb_mat_transpose(xt.m, x.m);
    arb_mat_mul(gram.m, xt.m, x.m, bits);
    arb_mat_mul(moments.m, xt.m, y.m, bits);
    if (!arb_mat_solve_precond(h.m, gram.m, moments.m, bits)) state.SkipWithError("FLINT could not solve the system");
  }
}
BENCHMARK(flint_directly)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
