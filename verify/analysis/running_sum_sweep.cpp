#include <tbb/blocked_range.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cmath>

#include "block_plan.hpp"
#include "posproof/analysis/running_sum.hpp"
#include "posproof/arith/contract.hpp"
#include "rounding_mode.hpp"
#include "running_kernels.hpp"
#include "spot_check.hpp"

namespace posproof {
namespace {

constexpr std::int64_t largest_position = std::int64_t{1} << 40;
constexpr std::int64_t part_length = 32 * kernels::running_block;
constexpr double u = unit_roundoff;
const Upper sqrt_two{1.4142135623730952};

}  // namespace

struct RunningSumSweep::Impl {
  TrigSum sum;
  std::int64_t first, last;
  FixedTerms fixed;
  AlignedDoubles tables;
  double error = 0, magnitude = 0;

  Impl(const TrigSum& s, std::int64_t a, std::int64_t b) : sum(s), first(a), last(b), fixed(fix_terms(s, Fold::no)) {
    if (fixed.offset != 0 || fixed.offset_error != 0) throw SweepNotApplicable("running sums have no offset");
    if (fixed.size() > 1u << 16) throw SweepNotApplicable("too many running sums");
    build_tables();
    bound_errors(2 * (static_cast<double>(std::max(std::abs(a), std::abs(b))) + 2.0 * part_length));
  }
  void build_tables();
  void bound_errors(double half_positions);
  void part(const CertifiedSweep& self, std::int64_t start, const Visit& visit) const;
};

void RunningSumSweep::Impl::build_tables() {
  const std::size_t terms = fixed.size();
  tables = AlignedDoubles(terms * 2 * kernels::running_half);
  std::uint64_t phase[kernels::running_half];
  double c[kernels::running_half], s[kernels::running_half];
  for (std::size_t j = 0; j < terms; ++j) {
    for (std::size_t i = 0; i < kernels::running_half; ++i) phase[i] = leading(fixed.half_step[j] * (2 * i + 1));
    kernels::sincos_turns(phase, c, s, kernels::running_half);
    for (std::size_t i = 0; i < kernels::running_half; ++i) {
      if (!(std::abs(c[i] * c[i] + s[i] * s[i] - 1) <= 0x1p-45))
        throw InternalDisagreement("running sums: a table entry is wrong");
      double* at =
          tables.data() + (i / kernels::running_panel * terms + j) * 2 * kernels::running_panel + i % kernels::running_panel;
      at[0] = c[i];
      at[kernels::running_panel] = s[i];
    }
  }
}

// docs/theorems/running-sum.md, S1, term by term.
void RunningSumSweep::Impl::bound_errors(double half_positions) {
  const Upper slack(1 + 0x1p-20), sincos(kernels::sincos_error);
  Upper partial, partial_error, size, total;
  double k = 0;
  for (std::size_t j = 0; j < fixed.size(); ++j) {
    const Upper phase = fixed.phase_error(j, half_positions);
    if (phase.value() > 0x1p-30) throw SweepNotApplicable("a frequency is not known well enough");
    const Upper c(std::abs(fixed.amplitude[j]));
    const Upper entry = sincos + phase;
    const Upper centre = entry + Upper(u) * (Upper(1) + entry);
    partial += c;
    partial_error += c * (sqrt_two * (centre + entry) + Upper(2) * centre * entry) + Upper(fixed.amplitude_error[j]);
    k += 1;
    size += partial;
    total += partial_error + (sqrt_two * gamma_factor(2 * k) + Upper(2.1 * u)) * partial;
  }
  total += gamma_factor(k + 1) * size;
  magnitude = (size + total).value();
  const Upper bound = slack * total + Upper(k + 1) * Upper(0x1p-500);
  if (!(magnitude <= 0x1p400) || !(bound.value() <= 0x1p-20 * (magnitude + 0x1p-400)))
    throw SweepNotApplicable("the constants of the running sums are not known well enough");
  error = bound.value();
}

void RunningSumSweep::Impl::part(const CertifiedSweep& self, std::int64_t start, const Visit& visit) const {
  if (!rounds_to_nearest()) throw InternalDisagreement("running sums: a thread does not round to nearest");
  const std::size_t terms = fixed.size();
  std::vector<std::uint64_t> phase(terms);
  std::vector<double> c(terms), s(terms), centre(2 * terms);
  AlignedDoubles out(part_length);
  for (std::int64_t block = 0; block < part_length / kernels::running_block; ++block) {
    const std::int64_t begin = start + block * kernels::running_block;
    if (begin > last) break;
    const Turns h = static_cast<Turns>(static_cast<Wide>(2 * begin + kernels::running_block - 1));
    for (std::size_t j = 0; j < terms; ++j) phase[j] = leading(fixed.start[j] + fixed.half_step[j] * h);
    kernels::sincos_turns(phase.data(), c.data(), s.data(), terms);
    for (std::size_t j = 0; j < terms; ++j) {
      if (!(std::abs(c[j] * c[j] + s[j] * s[j] - 1) <= 0x1p-45))
        throw InternalDisagreement("running sums: a centre value is wrong");
      centre[2 * j] = fixed.amplitude[j] * c[j];
      centre[2 * j + 1] = fixed.amplitude[j] * s[j];
    }
    kernels::running_moduli(centre.data(), tables.data(), terms, out.data() + block * kernels::running_block);
  }
  const auto count = static_cast<std::size_t>(std::min(part_length, last - start + 1));
  const BlockView view{start, count, out.data(), error};
  const std::int64_t index = (start - first) / part_length;
  if (index == 0 || mixed(static_cast<std::uint64_t>(index)) % 64 == 0) spot_check(self, view);
  visit(view);
}

RunningSumSweep::RunningSumSweep(const TrigSum& terms, std::int64_t first, std::int64_t last) {
  ensure(first <= last, "running sums over an empty range");
  if (first < -largest_position || last > largest_position) throw SweepNotApplicable("positions beyond 2^40");
  if (!rounds_to_nearest()) throw InternalDisagreement("running sums: this thread does not round to nearest");
  impl_ = std::make_unique<Impl>(terms, first, last);
}
RunningSumSweep::~RunningSumSweep() = default;
RunningSumSweep::RunningSumSweep(RunningSumSweep&&) noexcept = default;

std::int64_t RunningSumSweep::first() const { return impl_->first; }
std::int64_t RunningSumSweep::last() const { return impl_->last; }
double RunningSumSweep::error() const { return impl_->error; }
double RunningSumSweep::magnitude() const { return impl_->magnitude; }
Ball RunningSumSweep::exact(std::int64_t n, Bits bits) const {
  return running_sum(impl_->sum, Rational(static_cast<long>(n)), bits);
}

void RunningSumSweep::for_each(int jobs, const Visit& visit, const std::atomic<std::int64_t>* limit) const {
  const std::int64_t parts = (impl_->last - impl_->first) / part_length + 1;
  const auto run = [&](std::int64_t p) {
    const std::int64_t start = impl_->first + p * part_length;
    if (!limit || start <= limit->load(std::memory_order_relaxed)) impl_->part(*this, start, visit);
  };
  jobs = std::min(jobs, tbb::info::default_concurrency());
  if (jobs <= 1 || parts == 1) {
    for (std::int64_t p = 0; p < parts; ++p) run(p);
    return;
  }
  tbb::task_arena arena(jobs);
  arena.execute([&] {
    tbb::parallel_for(tbb::blocked_range<std::int64_t>(0, parts, 1), [&](const tbb::blocked_range<std::int64_t>& range) {
      for (std::int64_t p = range.begin(); p < range.end(); ++p) run(p);
    });
  });
}

}  // namespace posproof
