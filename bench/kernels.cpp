// Google Benchmark of the inner loops and of whole sweeps; counters are time per (position, frequency) pair.
#include <benchmark/benchmark.h>

#include <random>

#include "analysis/block_kernels.hpp"
#include "analysis/fixed_point.hpp"
#include "posproof/analysis/block_predicate.hpp"
#include "posproof/analysis/block_sweep.hpp"
#include "posproof/analysis/real_range.hpp"
#include "posproof/analysis/running_sum.hpp"

using namespace posproof;

namespace {

void per_term(benchmark::State& state, double terms) {
  state.counters["per_term"] =
      benchmark::Counter(terms, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void block_product(benchmark::State& state) {
  const auto target = kernels::targets().at(static_cast<std::size_t>(state.range(1)));
  kernels::force_target(target);
  const auto rows = static_cast<std::size_t>(state.range(0));
  AlignedDoubles pack(rows * 2 * kernels::lanes), tables(kernels::panels * rows * 2 * kernels::panel),
      out(kernels::group * kernels::block_length);
  std::mt19937_64 rng(1);
  for (std::size_t i = 0; i < pack.size(); ++i) pack[i] = std::uniform_real_distribution<double>(-1, 1)(rng);
  for (std::size_t i = 0; i < tables.size(); ++i) tables[i] = std::uniform_real_distribution<double>(-1, 1)(rng);
  for (auto _ : state) {
    kernels::block_product(pack.data(), tables.data(), rows, out.data());
    benchmark::ClobberMemory();
  }
  per_term(state, static_cast<double>(rows * out.size()));
  state.SetLabel(target);
  kernels::force_target("");
}

void sincos(benchmark::State& state) {
  std::mt19937_64 rng(2);
  std::vector<std::uint64_t> phase(1024);
  for (auto& p : phase) p = rng();
  std::vector<double> c(phase.size()), s(phase.size());
  for (auto _ : state) {
    kernels::sincos_turns(phase.data(), c.data(), s.data(), phase.size());
    benchmark::ClobberMemory();
  }
  per_term(state, static_cast<double>(phase.size()));
}

void whole_sweep(benchmark::State& state) {
  const long terms = state.range(0), positions = 1 << 18;
  const TrigSum sum = rotary_sum(terms, Rational(10000));
  for (auto _ : state) {
    const BlockSweep sweep(sum, 1, positions);
    sweep.for_each(1, [](const BlockView& v) { benchmark::DoNotOptimize(v.midpoint[0]); });
  }
  per_term(state, static_cast<double>(terms * positions));
}

void running_sums(benchmark::State& state) {
  const long terms = state.range(0), positions = 1 << 14;
  const RunningSumSweep sweep(rotary_sum(terms, Rational(10000)), 1, positions);
  for (auto _ : state) sweep.for_each(1, [](const BlockView& v) { benchmark::DoNotOptimize(v.midpoint[0]); });
  per_term(state, static_cast<double>(terms * positions));
}

void real_range(benchmark::State& state) {
  const TrigSum sum = rotary_sum(64, Rational(10000));
  for (auto _ : state) benchmark::DoNotOptimize(certified_range(sum, Rational(0), Rational(state.range(0)), 10).grid_points);
}

void all_targets(benchmark::internal::Benchmark* b) {
  for (std::size_t t = 0; t < kernels::targets().size(); ++t) b->Args({64, static_cast<long>(t)});
}

BENCHMARK(block_product)->Apply(all_targets);
BENCHMARK(sincos);
BENCHMARK(whole_sweep)->Arg(64)->Arg(512)->Arg(4096)->Unit(benchmark::kMillisecond);
BENCHMARK(running_sums)->Arg(64)->Unit(benchmark::kMillisecond);
BENCHMARK(real_range)->Arg(4096)->Arg(1000000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
