#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "block_kernels.hpp"
#include "chebyshev_rows.hpp"
#include "fixed_point.hpp"
#include "frequency_grid.hpp"
#include "posproof/analysis/block_sweep.hpp"
#include "upper.hpp"

namespace posproof {

/// The terms as sweeps over integers use them: frequency reduced modulo a turn, angles in fixed point.
struct FixedTerms {
  std::vector<Turns> half_step;  // angle of half a position
  std::vector<Turns> start;
  std::vector<double> amplitude;
  std::vector<double> amplitude_error;
  std::vector<double> half_step_error;  // units of 2^-128 turn
  std::vector<double> start_error;
  double offset = 0;
  double offset_error = 0;
  std::size_t size() const { return amplitude.size(); }
  /// Upper bound of the frequency in radians per position.
  double frequency_upper(std::size_t t) const;
  /// Bound in radians of the error of any angle start + h half_step, |h| <= positions, as a 64-bit phase.
  Upper phase_error(std::size_t t, double half_positions) const;
};
/// Real sums may take the angle n (2 pi - w) - p for n w + p, so that frequencies end in [0, pi]; complex ones may not.
enum class Fold { no, to_half_turn };
FixedTerms fix_terms(const TrigSum& sum, Fold fold);

/// Terms whose centre coefficients are formed at blocks of one length.
struct TermLevel {
  std::vector<std::uint32_t> terms;
  AlignedDoubles amplitude;
  AlignedDoubles rotation;   // terms x [cos x lanes][sin x lanes]: from a group's first centre to the others
  AlignedDoubles even, odd;  // terms x half nodes: cos and sin at the Chebyshev nodes of this level's block
};

/// Everything of a sweep that does not depend on the place: which terms are merged at which block length, tables, error bound.
struct BlockPlan {
  BlockPlan(FixedTerms fixed, std::int64_t first, std::int64_t last, const SweepOptions& options);

  FixedTerms fixed;
  /// Level j has blocks of block_length << j positions; a chunk is one group of top-level blocks.
  int top = 0;
  /// Rows of the high frequencies: one for each, or the nodes of a grid that replaces them.
  std::size_t high_rows = 0;
  std::size_t half_nodes = 0;
  bool offset_row = false;
  std::size_t rows = 0;
  TermLevel high;
  std::optional<FrequencyGrid> grid;
  std::vector<TermLevel> levels;
  std::optional<HalvingMatrices> halving;
  AlignedDoubles tables;
  std::vector<double> row_sum_even, row_sum_odd;  // sums over a half block, for checksums
  double magnitude = 0;
  double error = 0;
  double checksum_error = 0;

  std::int64_t chunk_length() const { return std::int64_t{kernels::group} * kernels::block_length << top; }

 private:
  void assign_terms(double half_positions, const SweepOptions& options);
  void build_level(TermLevel& level, int j, const ChebyshevRows* chebyshev);
  void build_tables(const ChebyshevRows* chebyshev, SweepFault fault);
  void check_tables(const ChebyshevRows* chebyshev) const;
  void bound_errors(double half_positions, const ChebyshevRows* chebyshev, const SweepOptions& options);
  Upper high_errors(double half_positions, Upper& constants, Upper& size, Upper& merge);
  /// Errors of one term's centre coefficients per unit of amplitude, and of one table entry of its angle.
  struct TermErrors {
    Upper centre, entry;
  };
  TermErrors term_errors(std::size_t t, double half_positions) const;
  double merge_limit = 0;  // merged terms turn by at most this angle over half a block
};

}  // namespace posproof
