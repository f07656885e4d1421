// Prints tab-separated measurements for scripts/bench: one line per fact, first field says which.
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "contenders.hpp"
#include "posproof/analysis/block_extremum.hpp"
#include "posproof/analysis/block_predicate.hpp"
#include "posproof/analysis/block_sweep.hpp"
#include "posproof/analysis/real_range.hpp"
#include "posproof/analysis/running_sum.hpp"

using namespace posproof;

namespace {

/// Processor time, so that a busy machine does not distort ratios.
double cpu_seconds() {
  timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

template <class F>
double best_of(int times, F f) {
  double best = 1e300;
  for (int k = 0; k < times; ++k) {
    const double start = cpu_seconds();
    f();
    best = std::min(best, cpu_seconds() - start);
  }
  return best;
}

long peak_kilobytes() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

double sweep_seconds(long terms, long positions, double* error, std::size_t* rows) {
  return best_of(positions > 10'000'000 ? 1 : 3, [&] {
    const BlockSweep sweep(rotary_sum(terms, Rational(10000)), 1, positions);
    sweep.for_each(1, [](const BlockView&) {});
    *error = sweep.error();
    *rows = sweep.rows();
  });
}

void growth(long terms, long positions) {
  double error;
  std::size_t rows;
  const double s = sweep_seconds(terms, positions, &error, &rows);
  std::printf("growth\t%ld\t%ld\t%.6g\t%.3g\t%zu\t%ld\n", 2 * terms, positions, s, error, rows, peak_kilobytes());
  std::fflush(stdout);
}

template <class F>
void task(const char* name, F f) {
  std::printf("task\t%s\t%.6g\n", name, best_of(2, f));
  std::fflush(stdout);
}

}  // namespace

int main() {
  volatile double keep = 0;
  for (const long terms : {64L, 256L, 4096L})
    for (const auto& c : bench::contenders()) {
      const long positions = c.positions >= 1 << 20 ? c.positions : std::max(1L, c.positions * 64 / terms);
      const double s = best_of(3, [&] { keep = keep + c.run(terms, positions); });
      std::printf("contender\t%ld\t%s\t%s\t%.6g\n", 2 * terms, c.name.c_str(), c.gives.c_str(),
                  1e9 * s / static_cast<double>(terms) / static_cast<double>(positions));
      std::fflush(stdout);
    }
  for (const long terms : {32L, 64L, 128L, 256L, 512L, 1024L, 2048L, 4096L}) growth(terms, 1 << 20);
  for (long positions = 10'000; positions <= 1'000'000'000; positions *= 10) growth(64, positions);
  const TrigSum sum = rotary_sum(64, Rational(10000));
  task("f_n <= 63 for n in 1..10^8, d = 128", [&] {
    const BlockSweep sweep(sum, 1, 100'000'000);
    if (first_violation(sweep, {Relation::less_equal, SweepBound::constant(Rational(63)), false}, 1, Bits{256}).position)
      std::abort();
  });
  task("minimum and maximum over [0, 4096], 10 digits", [&] { certified_range(sum, Rational(0), Rational(4096), 10); });
  task("minimum and maximum over [0, 10^6], 10 digits", [&] { certified_range(sum, Rational(0), Rational(1'000'000), 10); });
  task("minimum of B(s)/d, s in 0..131072",
       [&] { certified_extremum(RunningSumSweep(sum, 0, 131072), Extremum::minimum, 1, Bits{100}); });
  return 0;
}
