#include "block_plan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace posproof {
namespace {

constexpr double u = unit_roundoff;
constexpr double turn_unit = 0x1p-128;
const Upper two_pi{6.2831853071795872};
const Upper sqrt_two{1.4142135623730952};
constexpr int largest_top = 5;

double level_half_length(int j) { return static_cast<double>(std::int64_t{kernels::half_block} << j); }

/// Smallest even number of nodes with which angles up to x are interpolated within the tolerance; 0 when 128 are too few.
int nodes_for(double x, double tolerance) {
  for (int n = std::max(4, static_cast<int>(std::ceil(x)) / 2 * 2 + 2); n <= 128; n += 2)
    if (interpolation_error(x, n).value() <= tolerance) return n;
  return 0;
}

double largest_size(const Ball& x) { return std::max(std::abs(lower_double(x)), std::abs(upper_double(x))); }

Upper error_of_product(Upper ea, Upper eb) { return sqrt_two * (ea + eb) + Upper(2) * ea * eb; }

}  // namespace

double FixedTerms::frequency_upper(std::size_t t) const {
  const Upper half = Upper((static_cast<double>(leading(half_step[t])) + 2) * 0x1p-64 * (1 + 0x1p-50));
  return (Upper(2) * two_pi * (half + Upper(half_step_error[t] * turn_unit))).value();
}

Upper FixedTerms::phase_error(std::size_t t, double half_positions) const {
  return two_pi *
         (Upper(0x1p-64) + Upper(turn_unit) * (Upper(half_positions) * Upper(half_step_error[t]) + Upper(start_error[t])));
}

FixedTerms fix_terms(const TrigSum& sum, Fold fold) {
  constexpr long guard = 141;
  Bits bits{guard};
  auto exact = sum.at(bits);
  double largest = 1;
  for (const auto& term : exact->terms) {
    const double size = largest_size(term.frequency), shift = largest_size(term.phase);
    if (!(size <= 0x1p200) || !(shift <= 0x1p200)) throw SweepNotApplicable("a frequency or phase is too large or unknown");
    largest = std::max({largest, size, shift});
  }
  if (largest > 1) {
    bits = Bits{guard + std::ilogb(largest) + 1};
    exact = sum.at(bits);
  }
  const PrecisionScope scope(bits);
  const Ball per_radian = Ball(1) / (Ball::pi() * Ball(2));
  FixedTerms fixed;
  const auto split = [](const Ball& x, double& value, double& error) {
    if (!is_finite(x)) throw SweepNotApplicable("an amplitude is not finite");
    const double lo = lower_double(x), hi = upper_double(x);
    value = lo + (hi - lo) / 2;
    error = std::max(std::nextafter(hi - value, INFINITY), std::nextafter(value - lo, INFINITY));
    if (lo == hi) error = 0;
    if (!(std::abs(value) <= 0x1p300) || !(error <= 0x1p300)) throw SweepNotApplicable("an amplitude is too large");
  };
  for (const auto& term : exact->terms) {
    FixedTurns step = fraction_turns(term.frequency * per_radian);
    FixedTurns start = fraction_turns(term.phase * per_radian);
    // at integer positions cos(n w + p) = cos(n (2 pi - w) - p)
    if (fold == Fold::to_half_turn && step.value >> 127) {
      step.value = -step.value;
      start.value = -start.value;
    }
    fixed.half_step.push_back(step.value >> 1);
    fixed.half_step_error.push_back(step.error / 2 + 1);
    fixed.start.push_back(start.value);
    fixed.start_error.push_back(start.error);
    double value, error;
    split(term.amplitude, value, error);
    fixed.amplitude.push_back(value);
    fixed.amplitude_error.push_back(error);
  }
  split(exact->offset, fixed.offset, fixed.offset_error);
  return fixed;
}

BlockPlan::BlockPlan(FixedTerms f, std::int64_t first, std::int64_t last, const SweepOptions& options) : fixed(std::move(f)) {
  const std::int64_t blocks = (last - first) / kernels::block_length + 1;
  while (top < largest_top && (std::int64_t{kernels::group} << top) < blocks) ++top;
  const double reach = static_cast<double>(std::max(std::abs(first), std::abs(last)) + 4 * chunk_length());
  assign_terms(2 * reach, options);
  std::optional<ChebyshevRows> chebyshev;
  if (half_nodes > 0) {
    chebyshev.emplace(2 * static_cast<int>(half_nodes));
    halving.emplace(*chebyshev);
  }
  const ChebyshevRows* rule = chebyshev ? &*chebyshev : nullptr;
  build_level(high, 0, nullptr);
  for (int j = 0; j <= top && rule; ++j) build_level(levels[static_cast<std::size_t>(j)], j, rule);
  build_tables(rule, options.fault);
  check_tables(rule);
  bound_errors(2 * reach, rule, options);
}

void BlockPlan::assign_terms(double half_positions, const SweepOptions& options) {
  const std::size_t count = fixed.size();
  std::vector<double> turn(count);  // angle over half a block
  for (std::size_t t = 0; t < count; ++t) {
    turn[t] = (Upper(kernels::half_block) * Upper(fixed.frequency_upper(t))).value();
    if (fixed.phase_error(t, half_positions).value() > 0x1p-30)
      throw SweepNotApplicable("a frequency is not known well enough");
  }
  const double tolerance =
      options.merge_tolerance > 0 ? options.merge_tolerance : 0x1p-46 * std::max(1.0, static_cast<double>(count) / 8);
  const int taps = options.merge ? FrequencyGrid::taps_for(tolerance) : 0;
  double best_cost = std::numeric_limits<double>::infinity();
  int best_nodes = 0;
  bool best_grid = false;
  for (const double limit : {0., 2., 4., 6., 8., 10., 12., 16., 20., 24., 32., 40., 48., 64., 80.}) {
    const int nodes = options.merge && limit > 0 ? nodes_for(limit, tolerance) : 0;
    if (nodes == 0 && limit > 0) continue;
    double high_count = 0, last_octave = 0, lowest = 1e300, highest = 0;
    for (const double x : turn) {
      if (x > limit || limit == 0) {
        high_count += 1;
        lowest = std::min(lowest, x);
        highest = std::max(highest, x);
      }
      last_octave += x <= limit && x > limit / 2;
    }
    // rows, plus the work per position of forming merged coefficients: 6 of 8 lanes are used, grid tiles are partly empty
    const double forming =
        (2 * last_octave * nodes + 2.0 * nodes * nodes) * kernels::lanes / kernels::group / kernels::block_length;
    const double grid_cost =
        taps && high_count > 0 ? (highest - lowest) * 2 / std::numbers::pi + taps + high_count * (taps + 7) / 192 : 1e300;
    const double cost = std::min(high_count, grid_cost) + nodes / 2 + forming;
    if (cost >= best_cost) continue;
    best_cost = cost;
    best_nodes = nodes;
    best_grid = grid_cost < high_count;
    merge_limit = limit;
  }
  half_nodes = static_cast<std::size_t>(best_nodes / 2);
  levels.resize(static_cast<std::size_t>(top) + 1);
  for (std::size_t t = 0; t < count; ++t) {
    if (half_nodes == 0 || turn[t] > merge_limit) {
      high.terms.push_back(static_cast<std::uint32_t>(t));
      continue;
    }
    int j = 0;
    while (j < top && turn[t] * static_cast<double>(2 << j) <= merge_limit) ++j;
    levels[static_cast<std::size_t>(j)].terms.push_back(static_cast<std::uint32_t>(t));
  }
  high_rows = high.terms.size();
  if (best_grid) {
    std::sort(high.terms.begin(), high.terms.end(), [this](auto x, auto y) { return fixed.half_step[x] < fixed.half_step[y]; });
    std::vector<Turns> ascending;
    for (const auto t : high.terms) ascending.push_back(fixed.half_step[t]);
    grid.emplace(std::move(ascending), taps);
    high_rows = grid->nodes();
  }
  offset_row = half_nodes == 0;
  rows = high_rows + half_nodes + (offset_row ? 1 : 0);
}

void BlockPlan::build_level(TermLevel& level, int j, const ChebyshevRows* chebyshev) {
  const std::size_t count = level.terms.size();
  level.amplitude = AlignedDoubles(count);
  level.rotation = AlignedDoubles(count * 2 * kernels::lanes);
  const std::size_t width = std::max<std::size_t>(half_nodes, kernels::lanes);
  std::vector<std::uint64_t> phase(width);
  std::vector<double> c(width), s(width);
  level.even = AlignedDoubles(chebyshev ? count * half_nodes : 0);
  level.odd = AlignedDoubles(chebyshev ? count * half_nodes : 0);
  const Turns stride = static_cast<Turns>(2 * kernels::block_length) << j;  // half positions between centres
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t t = level.terms[i];
    level.amplitude[i] = fixed.amplitude[t];
    for (std::size_t l = 0; l < kernels::lanes; ++l) phase[l] = leading(fixed.half_step[t] * stride * l);
    kernels::sincos_turns(phase.data(), c.data(), s.data(), kernels::lanes);
    std::copy_n(c.data(), kernels::lanes, level.rotation.data() + i * 2 * kernels::lanes);
    std::copy_n(s.data(), kernels::lanes, level.rotation.data() + i * 2 * kernels::lanes + kernels::lanes);
    if (!chebyshev) continue;
    // turns over half a level-j block, 60 fraction bits; below 16 because merge_limit is below 100 radians
    const auto turns = static_cast<std::uint64_t>(fixed.half_step[t] >> (59 - j));
    for (std::size_t n = 0; n < half_nodes; ++n)
      phase[n] = static_cast<std::uint64_t>(static_cast<Turns>(turns) * chebyshev->node(static_cast<int>(n)).q64() >> 60);
    kernels::sincos_turns(phase.data(), level.even.data() + i * half_nodes, level.odd.data() + i * half_nodes, half_nodes);
  }
}

void BlockPlan::build_tables(const ChebyshevRows* chebyshev, SweepFault fault) {
  tables = AlignedDoubles(static_cast<std::size_t>(kernels::panels) * rows * 2 * kernels::panel);
  row_sum_even.assign(rows, 0);
  row_sum_odd.assign(rows, 0);
  const auto place = [this](std::size_t row, std::size_t i, double even, double odd) {
    double* at = tables.data() + (i / kernels::panel * rows + row) * 2 * kernels::panel + i % kernels::panel;
    at[0] = even;
    at[kernels::panel] = odd;
  };
  std::vector<std::uint64_t> phase(kernels::half_block);
  std::vector<double> c(kernels::half_block), s(kernels::half_block);
  for (std::size_t r = 0; r < high_rows; ++r) {
    const Turns half_step = grid ? static_cast<Turns>(static_cast<Wide>(grid->first_node() + static_cast<std::int64_t>(r))
                                                      << FrequencyGrid::unit_shift)
                                 : fixed.half_step[high.terms[r]];
    for (std::size_t i = 0; i < kernels::half_block; ++i) phase[i] = leading(half_step * (2 * i + 1));
    kernels::sincos_turns(phase.data(), c.data(), s.data(), kernels::half_block);
    for (std::size_t i = 0; i < kernels::half_block; ++i) {
      const double scale = grid ? grid->scale()[i] : 1;
      place(r, i, scale * c[i], scale * s[i]);
    }
  }
  std::vector<double> even(half_nodes), odd(half_nodes);
  for (std::size_t i = 0; i < kernels::half_block; ++i) {
    if (chebyshev) chebyshev->at(Fixed::dyadic(2 * static_cast<long>(i) + 1, 9), even.data(), odd.data());
    for (std::size_t n = 0; n < half_nodes; ++n) place(high_rows + n, i, even[n], odd[n]);
    if (offset_row) place(rows - 1, i, 1, 0);
  }
  if (fault == SweepFault::table_entry) tables[tables.size() / 3] += 0x1p-30;
  for (std::size_t p = 0; p < kernels::panels; ++p)
    for (std::size_t r = 0; r < rows; ++r)
      for (std::size_t i = 0; i < kernels::panel; ++i) {
        row_sum_even[r] += tables[(p * rows + r) * 2 * kernels::panel + i];
        row_sum_odd[r] += tables[(p * rows + r) * 2 * kernels::panel + kernels::panel + i];
      }
}

// Identities that a wrong entry breaks: cos^2 + sin^2 = 1 (times the window's scale) in every high row, and the cardinal
// polynomials reproduce the functions 1 and y. The tolerances are above the proven error of right entries (B6), so a right
// table never fails.
void BlockPlan::check_tables(const ChebyshevRows* chebyshev) const {
  for (std::size_t p = 0; p < kernels::panels; ++p)
    for (std::size_t i = 0; i < kernels::panel; ++i) {
      const double* entry = tables.data() + p * rows * 2 * kernels::panel + i;
      const double scale = grid ? grid->scale()[p * kernels::panel + i] : 1, square = scale * scale;
      for (std::size_t r = 0; r < high_rows; ++r, entry += 2 * kernels::panel)
        if (!(std::abs(entry[0] * entry[0] + entry[kernels::panel] * entry[kernels::panel] - square) <= square * 0x1p-45))
          throw InternalDisagreement("block sweep: a table entry is wrong");
      double one = 0, linear = 0;
      for (std::size_t n = 0; n < half_nodes; ++n, entry += 2 * kernels::panel) {
        one += entry[0];
        linear += entry[kernels::panel] * std::ldexp(static_cast<double>(chebyshev->node(static_cast<int>(n)).q61()), -61);
      }
      const double y = (static_cast<double>(p * kernels::panel + i) + 0.5) / kernels::half_block;
      if (chebyshev && !(std::abs(one - 1) <= 0x1p-40 && std::abs(linear - y) <= 0x1p-40))
        throw InternalDisagreement("block sweep: a row of merged frequencies is wrong");
    }
}

BlockPlan::TermErrors BlockPlan::term_errors(std::size_t t, double half_positions) const {
  const Upper entry = Upper(kernels::sincos_error) + fixed.phase_error(t, half_positions);
  const Upper base = entry + Upper(u) * (Upper(1) + entry);         // amplitude times cosine, rounded
  return {error_of_product(base, entry) + Upper(2.01 * u), entry};  // rotated to the group's other centres
}

// B5 line 2, or B7 when a grid replaces the high frequencies.
Upper BlockPlan::high_errors(double half_positions, Upper& constants, Upper& size, Upper& merge) {
  Upper entries, total;
  for (const auto t : high.terms) {
    const Upper c(std::abs(fixed.amplitude[t]));
    const TermErrors e = term_errors(t, half_positions);
    total += c;
    constants += Upper(fixed.amplitude_error[t]);
    if (!grid) {
      entries += c * error_of_product(e.centre, e.entry);
      continue;
    }
    // the stored frequency's own error, then centre coefficients seen through the window
    entries += c * (Upper(2) * fixed.phase_error(t, half_positions) + sqrt_two * e.centre * grid->gain());
  }
  if (!grid) {
    size += total;
    return entries;
  }
  merge += total * grid->alias();
  const Upper gathering = gamma_factor(static_cast<double>(grid->longest_tile() + 1)) * grid->gain();
  entries += total * (grid->weight_error() + Upper(9 * u) * sqrt_two * grid->gain() + gathering);
  size += total * grid->gain();
  return entries;
}

// docs/theorems/block-sweep.md, B5, term by term.
void BlockPlan::bound_errors(double half_positions, const ChebyshevRows* chebyshev, const SweepOptions& options) {
  const Upper slack(1 + 0x1p-20);  // covers products of two error terms
  const Upper sincos(kernels::sincos_error);
  Upper constants(fixed.offset_error), size(std::abs(fixed.offset));
  Upper above, merge, rounding;
  Upper entries = high_errors(half_positions, constants, size, merge);
  if (chebyshev) {
    const Upper lebesgue = chebyshev->lebesgue();
    const Upper half(static_cast<double>(half_nodes));
    const Upper matrix_entry = Upper(3.1 * u) * lebesgue + half * Upper(ChebyshevRows::entry_error);
    const Upper interpolation = interpolation_error(merge_limit, chebyshev->nodes());
    for (int j = top; j >= 0; --j) {
      const auto& level = levels[static_cast<std::size_t>(j)];
      Upper here, fresh;
      for (const auto t : level.terms) {
        const Upper c(std::abs(fixed.amplitude[t]));
        const Upper centre = term_errors(t, half_positions).centre;
        const Upper weight = sincos + two_pi * (Upper(3 * 0x1p-60) + Upper(turn_unit) * Upper(2 * level_half_length(j)) *
                                                                         Upper(fixed.half_step_error[t]));
        fresh += c * (centre + weight + centre * weight);
        here += c;
        constants += Upper(fixed.amplitude_error[t]);
      }
      merge += here * interpolation;
      fresh += Upper(2) * above * matrix_entry;
      const double length = static_cast<double>(level.terms.size() + 2 * half_nodes + 2);
      const Upper start(j == 0 ? std::abs(fixed.offset) : 0.0);  // the offset joins the values of the shortest blocks
      rounding += Upper(2) * lebesgue * gamma_factor(length) * (start + here + Upper(2) * lebesgue * above);
      entries += Upper(2) * lebesgue * fresh;
      above += here;
    }
    entries += Upper(2) * (above + Upper(std::abs(fixed.offset))) * matrix_entry;
    size += Upper(2) * lebesgue * (above + Upper(std::abs(fixed.offset)));
  }
  Upper largest(std::abs(fixed.offset) + fixed.offset_error);
  for (std::size_t t = 0; t < fixed.size(); ++t)
    largest += Upper(std::abs(fixed.amplitude[t])) + Upper(fixed.amplitude_error[t]);
  magnitude = largest.value();
  rounding += gamma_factor(static_cast<double>(rows + 2)) * size;  // product, final add
  if (options.fault == SweepFault::dropped_merge_error) merge = Upper();
  if (options.fault == SweepFault::dropped_rounding_error) rounding = entries = Upper();
  const Upper underflow = Upper(static_cast<double>(rows + fixed.size() + 1)) * Upper(0x1p-1000);
  const Upper total = slack * (constants + entries + merge + rounding) + underflow;
  if (!(magnitude <= 0x1p400) || !(total.value() <= 0x1p-20 * (magnitude + 0x1p-900)))
    throw SweepNotApplicable("the constants of the sum are not known well enough for a block sweep");
  error = total.value();
  // both ways of summing a half block: rows + 256 additions each way, and the row sums
  const Upper terms = gamma_factor(static_cast<double>(2 * rows + 2 * kernels::half_block + 64));
  checksum_error = (Upper(2.0 * kernels::half_block) * terms * size * slack + underflow).value();
}

}  // namespace posproof
