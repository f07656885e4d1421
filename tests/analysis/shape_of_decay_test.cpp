// The table of D4 (docs/theorems/decay.md): each constant holds on its range, and a slightly smaller one does not.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "posproof/analysis/block_sweep.hpp"

using namespace posproof;

namespace {

struct Shape {
  double log_law = 0, over_log = 0, over_n = 0;
  long first_above[4] = {0, 0, 0, 0};
};
constexpr double factors[4] = {2, 10, 100, 1000};

Shape measure(long d, long base) {
  Shape s;
  const double terms = static_cast<double>(d) / 2, b = static_cast<double>(base);
  const BlockSweep sweep(rotary_sum(d / 2, Rational(base)), 1, 20 * base);
  REQUIRE(sweep.error() < 1e-7);
  sweep.for_each(1, [&](const BlockView& block) {
    for (std::size_t i = 0; i < block.count; ++i) {
      const long n = block.first + static_cast<long>(i);
      const double x = static_cast<double>(n), f = block.midpoint[i], size = std::abs(f);
      if (n <= base)
        s.log_law = std::max(s.log_law, std::abs(f / terms - (1 - (std::log(x) + 0.5772156649015329) / std::log(b))));
      if (n <= base && n >= 2) s.over_log = std::max(s.over_log, size * std::log(x) / terms);
      if (n >= base) s.over_n = std::max(s.over_n, size * x / (terms * b));
      for (int k = 0; k < 4; ++k)
        if (size > factors[k] * (terms - 1) / x && (s.first_above[k] == 0 || n < s.first_above[k])) s.first_above[k] = n;
    }
  });
  return s;
}

void check_least(double measured, double stated, double unit) {
  CHECK(measured <= stated - 1e-6);
  CHECK(measured > stated - 2 * unit);
}

}  // namespace

TEST_CASE("constants of the shape of decay") {
  struct Row {
    long d, base;
    double log_law;
    long first[4];
    double over_log, over_n;
  };
  for (const Row& row :
       {Row{64, 10000, 0.3382, {3, 17, 234, 3260}, 3.2909, 8.159}, Row{128, 10000, 0.2083, {3, 16, 270, 5020}, 2.3513, 6.441},
        Row{512, 10000, 0.1020, {3, 16, 300, 8674}, 2.0305, 2.846},
        Row{8192, 10000, 0.0459, {3, 16, 322, 15491}, 2.0286, 0.584},
        Row{128, 500000, 0.3191, {3, 13, 162, 1998}, 4.2775, 7.730}}) {
    INFO("d = " << row.d << ", base = " << row.base);
    const Shape s = measure(row.d, row.base);
    check_least(s.log_law, row.log_law, 1e-4);
    check_least(s.over_log, row.over_log, 1e-4);
    check_least(s.over_n, row.over_n, 1e-3);
    for (int k = 0; k < 4; ++k) CHECK(s.first_above[k] == row.first[k]);
  }
}
