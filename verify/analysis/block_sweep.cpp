#include "posproof/analysis/block_sweep.hpp"

#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cmath>

#include "block_plan.hpp"
#include "posproof/arith/contract.hpp"
#include "rounding_mode.hpp"
#include "spot_check.hpp"

namespace posproof {
namespace {

constexpr std::size_t pack_row = 2 * kernels::lanes;
constexpr std::int64_t largest_position = std::int64_t{1} << 40;

/// One thread's memory; its size does not depend on the range.
struct Workspace {
  std::vector<AlignedDoubles> node_values;  // per level above 0: groups x half nodes x [A lanes][B lanes]
  AlignedDoubles own;                       // coefficients of one level's own terms at one group
  AlignedDoubles halves, crossed;           // the parents of one group
  AlignedDoubles pack, out;
  std::vector<std::uint64_t> phase;
  std::vector<double> cosine, sine;

  explicit Workspace(const BlockPlan& plan) {
    std::size_t most = plan.high.terms.size();
    for (const auto& level : plan.levels) most = std::max(most, level.terms.size());
    for (int j = 0; j <= plan.top; ++j)
      node_values.emplace_back((std::size_t{1} << (plan.top - j)) * plan.half_nodes * pack_row);
    own = AlignedDoubles(most * pack_row);
    halves = AlignedDoubles(plan.half_nodes * pack_row);
    crossed = AlignedDoubles(plan.half_nodes * pack_row);
    pack = AlignedDoubles(plan.rows * pack_row);
    out = AlignedDoubles(kernels::group * kernels::block_length);
    phase.resize(most);
    cosine.resize(most);
    sine.resize(most);
  }
};

}  // namespace

struct BlockSweep::Impl {
  TrigSum sum;
  std::int64_t first, last;
  SweepOptions options;
  BlockPlan plan;

  Impl(const TrigSum& s, std::int64_t a, std::int64_t b, const SweepOptions& o)
      : sum(s), first(a), last(b), options(o), plan(fix_terms(s, Fold::to_half_turn), a, b, o) {}

  void centre_coefficients(const TermLevel& level, int j, std::int64_t start, Workspace& w, double* pack) const;
  void merged_values(int j, std::size_t group, std::int64_t start, Workspace& w, double* values) const;
  void high_coefficients(std::int64_t start, Workspace& w) const;
  void check_centres(const double* pack) const;
  void check_sums(const Workspace& w) const;
  void product(std::int64_t start, std::size_t group, Workspace& w) const;
  void chunk(const CertifiedSweep* self, std::int64_t index, Workspace& w, const Visit& visit,
             const std::atomic<std::int64_t>* limit) const;
  std::int64_t chunks() const { return (last - first) / plan.chunk_length() + 1; }
  bool spot_checked(std::int64_t chunk_index, std::size_t group) const;
};

// Coefficients c cos, c sin of one level's terms at the centres of the group that begins at `start`.
void BlockSweep::Impl::centre_coefficients(const TermLevel& level, int j, std::int64_t start, Workspace& w,
                                           double* pack) const {
  const std::int64_t half_positions = 2 * start + (std::int64_t{kernels::block_length} << j) - 1;
  const Turns h = static_cast<Turns>(static_cast<Wide>(half_positions));  // wraps to the right angle when negative
  for (std::size_t i = 0; i < level.terms.size(); ++i) {
    const std::size_t t = level.terms[i];
    w.phase[i] = leading(plan.fixed.start[t] + plan.fixed.half_step[t] * h);
  }
  kernels::sincos_turns(w.phase.data(), w.cosine.data(), w.sine.data(), level.terms.size());
  kernels::rotate_group(level.amplitude.data(), w.cosine.data(), w.sine.data(), level.rotation.data(), level.terms.size(),
                        pack);
}

// Values at the Chebyshev nodes of a level-j group: what its parents interpolate there (B4) plus the level's own terms.
void BlockSweep::Impl::merged_values(int j, std::size_t group, std::int64_t start, Workspace& w, double* values) const {
  const std::size_t half = plan.half_nodes;
  const auto level = static_cast<std::size_t>(j);
  std::fill_n(values, half * pack_row, 0.0);
  if (j == 0)
    for (std::size_t n = 0; n < half; ++n) std::fill_n(values + n * pack_row, kernels::lanes, plan.fixed.offset);
  if (j < plan.top) {
    const double* parents = w.node_values[level + 1].data() + group / 2 * half * pack_row;
    const std::size_t lane0 = group % 2 * kernels::group / 2;
    for (std::size_t n = 0; n < half; ++n)
      for (std::size_t l = 0; l < kernels::group; ++l) {
        const double a = parents[n * pack_row + lane0 + l / 2], b = parents[n * pack_row + kernels::lanes + lane0 + l / 2];
        const double side = l % 2 ? 1 : -1;
        w.halves[n * pack_row + l] = a;
        w.halves[n * pack_row + kernels::lanes + l] = b;
        w.crossed[n * pack_row + l] = -side * b;
        w.crossed[n * pack_row + kernels::lanes + l] = -side * a;
      }
    const auto& m = *plan.halving;
    kernels::accumulate_rows(m.aa.data(), m.bb.data(), half, half, w.halves.data(), half, values);
    kernels::accumulate_rows(m.ab.data(), m.ba.data(), half, half, w.crossed.data(), half, values);
  }
  const auto& own = plan.levels[level];
  if (own.terms.empty()) return;
  centre_coefficients(own, j, start, w, w.own.data());
  kernels::accumulate_rows(own.even.data(), own.odd.data(), half, half, w.own.data(), own.terms.size(), values);
}

// a^2 + b^2 = c^2 for every high frequency and centre; B6 shows that right entries never fail.
void BlockSweep::Impl::check_centres(const double* pack) const {
  if (!(kernels::modulus_defect(pack, plan.high.amplitude.data(), plan.high.terms.size()) <= 0x1p-1000))
    throw InternalDisagreement("block sweep: a centre coefficient is wrong");
}

// The sums over each half block, once of the computed values and once from the tables' row sums.
void BlockSweep::Impl::check_sums(const Workspace& w) const {
  double even[kernels::lanes] = {}, odd[kernels::lanes] = {};
  for (std::size_t r = 0; r < plan.rows; ++r)
    for (std::size_t l = 0; l < kernels::lanes; ++l) {
      even[l] += w.pack[r * pack_row + l] * plan.row_sum_even[r];
      odd[l] += w.pack[r * pack_row + kernels::lanes + l] * plan.row_sum_odd[r];
    }
  for (std::size_t l = 0; l < kernels::group; ++l) {
    const double* block = w.out.data() + l * kernels::block_length;
    const double back = kernels::sum_half(block), front = kernels::sum_half(block + kernels::half_block);
    if (!(std::abs(front - (even[l] - odd[l])) <= plan.checksum_error) ||
        !(std::abs(back - (even[l] + odd[l])) <= plan.checksum_error))
      throw InternalDisagreement("block sweep: a product fails its checksum");
  }
}

// The high frequencies' rows of the pack: their centre coefficients, or what a grid gathers from them (B7).
void BlockSweep::Impl::high_coefficients(std::int64_t start, Workspace& w) const {
  double* coefficients = plan.grid ? w.own.data() : w.pack.data();
  centre_coefficients(plan.high, 0, start, w, coefficients);
  if (options.fault == SweepFault::centre_entry && !plan.high.terms.empty()) coefficients[2] += 0x1p-20;
  check_centres(coefficients);
  if (!plan.grid) return;
  double* rows = w.pack.data();
  std::fill_n(rows, plan.high_rows * pack_row, 0.0);
  std::size_t left = plan.high_rows;
  for (const auto& tile : plan.grid->tiles()) {
    const double* weights = plan.grid->weights(tile);
    const std::size_t nodes = std::min(left, FrequencyGrid::tile_nodes);
    kernels::accumulate_rows(weights, weights, FrequencyGrid::tile_nodes, nodes, coefficients + tile.begin * pack_row,
                             tile.end - tile.begin, rows);
    rows += nodes * pack_row;
    left -= nodes;
  }
}

void BlockSweep::Impl::product(std::int64_t start, std::size_t group, Workspace& w) const {
  high_coefficients(start, w);
  if (plan.half_nodes > 0) merged_values(0, group, start, w, w.pack.data() + plan.high_rows * pack_row);
  if (plan.offset_row) std::fill_n(w.pack.data() + (plan.rows - 1) * pack_row, kernels::lanes, plan.fixed.offset);
  kernels::block_product(w.pack.data(), plan.tables.data(), plan.rows, w.out.data());
  if (options.fault == SweepFault::product) w.out[777] += 0x1p-10;
  check_sums(w);
}

bool BlockSweep::Impl::spot_checked(std::int64_t chunk_index, std::size_t group) const {
  // a part or two of a short run (a ball evaluation costs as much as many blocks), one per 2^23 positions of a long one
  const std::int64_t parts = (last - first) / (kernels::group * kernels::block_length) + 1;
  const std::int64_t wanted = (plan.fixed.size() > 1024 ? 1 : 2) + (last - first) / (std::int64_t{1} << 23);
  const std::int64_t stride = std::max<std::int64_t>(1, parts / wanted);
  const std::int64_t part = (chunk_index << plan.top) + static_cast<std::int64_t>(group);
  return part % stride ==
         static_cast<std::int64_t>(mixed(static_cast<std::uint64_t>(first)) % static_cast<std::uint64_t>(stride));
}

void BlockSweep::Impl::chunk(const CertifiedSweep* self, std::int64_t index, Workspace& w, const Visit& visit,
                             const std::atomic<std::int64_t>* limit) const {
  if (!rounds_to_nearest()) throw InternalDisagreement("block sweep: a thread does not round to nearest");
  const std::int64_t begin = first + index * plan.chunk_length();
  const auto beyond = [&](std::int64_t start) {
    return start > last || (limit && start > limit->load(std::memory_order_relaxed));
  };
  if (beyond(begin)) return;
  for (int j = plan.top; j >= 1 && plan.half_nodes > 0; --j)
    for (std::size_t g = 0; g < std::size_t{1} << (plan.top - j); ++g) {
      const std::int64_t start =
          begin + static_cast<std::int64_t>(g) * (std::int64_t{kernels::group * kernels::block_length} << j);
      if (start > last) break;
      merged_values(j, g, start, w, w.node_values[static_cast<std::size_t>(j)].data() + g * plan.half_nodes * pack_row);
    }
  for (std::size_t g = 0; g < std::size_t{1} << plan.top; ++g) {
    const std::int64_t start = begin + static_cast<std::int64_t>(g) * kernels::group * kernels::block_length;
    if (beyond(start)) return;
    product(start, g, w);
    const auto count =
        static_cast<std::size_t>(std::min<std::int64_t>(kernels::group * kernels::block_length, last - start + 1));
    const BlockView view{start, count, w.out.data(), plan.error};
    if (spot_checked(index, g)) spot_check(*self, view);
    visit(view);
  }
}

BlockSweep::BlockSweep(const TrigSum& sum, std::int64_t first, std::int64_t last, const SweepOptions& options) {
  ensure(first <= last, "block sweep over an empty range");
  if (first < -largest_position || last > largest_position) throw SweepNotApplicable("positions beyond 2^40");
  if (!rounds_to_nearest()) throw InternalDisagreement("block sweep: this thread does not round to nearest");
  impl_ = std::make_unique<Impl>(sum, first, last, options);
}
BlockSweep::~BlockSweep() = default;
BlockSweep::BlockSweep(BlockSweep&&) noexcept = default;

std::int64_t BlockSweep::first() const { return impl_->first; }
std::int64_t BlockSweep::last() const { return impl_->last; }
double BlockSweep::error() const { return impl_->plan.error; }
std::size_t BlockSweep::rows() const { return impl_->plan.rows; }
double BlockSweep::magnitude() const { return impl_->plan.magnitude; }
Ball BlockSweep::exact(std::int64_t n, Bits bits) const { return evaluate(impl_->sum, Rational(static_cast<long>(n)), bits); }
const TrigSum& BlockSweep::sum() const { return impl_->sum; }

void BlockSweep::for_each(int jobs, const Visit& visit, const std::atomic<std::int64_t>* limit) const {
  const std::int64_t chunks = impl_->chunks();
  jobs = std::min(jobs, tbb::info::default_concurrency());
  if (jobs <= 1 || chunks == 1) {
    Workspace w(impl_->plan);
    for (std::int64_t c = 0; c < chunks; ++c) impl_->chunk(this, c, w, visit, limit);
    return;
  }
  tbb::enumerable_thread_specific<Workspace> workspaces([this] { return Workspace(impl_->plan); });
  tbb::task_arena arena(jobs);
  arena.execute([&] {
    tbb::parallel_for(tbb::blocked_range<std::int64_t>(0, chunks, 1), [&](const tbb::blocked_range<std::int64_t>& range) {
      Workspace& w = workspaces.local();
      for (std::int64_t c = range.begin(); c < range.end(); ++c) impl_->chunk(this, c, w, visit, limit);
    });
  });
}

}  // namespace posproof
