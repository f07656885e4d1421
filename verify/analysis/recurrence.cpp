#include "posproof/analysis/recurrence.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "posproof/analysis/lattice.hpp"
#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

constexpr long weight_bits = 24;

long bit_length(const Integer& n) { return static_cast<long>(mpz_sizeinbase(n.get_mpz_t(), 2)); }

double approx_value(const BallProvider& provider) {
  PrecisionScope p{Bits{64}};
  return midpoint(provider()).approx_double();
}

/// What the guesses need of one group, in double precision.
struct GuessedGroup {
  std::vector<double> multiples;
  std::vector<double> amplitudes;
  double weight_squared = 0;  // sum a_k m_k^2: the loss is about 2 pi^2 weight^2 e^2 for a residual of e turns
};

GuessedGroup guess(const FrequencyGroup& g) {
  ensure(g.amplitudes.empty() || g.amplitudes.size() == g.multiples.size(), "one amplitude per multiple");
  GuessedGroup out;
  for (std::size_t k = 0; k < g.multiples.size(); ++k) {
    out.multiples.push_back(g.multiples[k].get_d());
    out.amplitudes.push_back(g.amplitudes.empty() ? 1.0 : approx_value(g.amplitudes[k]));
    out.weight_squared += out.amplitudes[k] * out.multiples[k] * out.multiples[k];
  }
  return out;
}

/// The lattice of all (n, turns w_j n/(2 pi) - k_j) at one scaling, kept reduced while the scaling grows.
class ApproximationLattice {
 public:
  ApproximationLattice(std::span<const FrequencyGroup> groups, std::span<const GuessedGroup> guessed, long fixed_bits)
      : fixed_bits_(fixed_bits) {
    PrecisionScope p{Bits{fixed_bits + 64}};
    for (std::size_t j = 0; j < groups.size(); ++j) {
      Ball turns = groups[j].generator() / (Ball(2L) * Ball::pi());
      arb_mul_2exp_si(turns.raw(), turns.raw(), fixed_bits);
      turns_.push_back(round(midpoint(turns)));
      weights_.push_back(Integer(std::max(1.0, std::round(std::sqrt(guessed[j].weight_squared) * (1L << weight_bits)))));
    }
    const std::size_t m = groups.size() + 1;
    coordinates_.assign(m, std::vector<Integer>(m));
    for (std::size_t i = 0; i < m; ++i) coordinates_[i][i] = 1;
  }

  long fixed_bits() const { return fixed_bits_; }
  const LatticeBasis& coordinates() const { return coordinates_; }
  const LatticeBasis& basis() const { return basis_; }

  void rescale(long scale_bits) {
    basis_ = coordinates_;
    const long drop = fixed_bits_ + weight_bits - scale_bits;
    ensure(drop >= 0, "lattice scale beyond the stored digits");
    for (std::size_t i = 0; i < basis_.size(); ++i)
      for (std::size_t j = 0; j < turns_.size(); ++j) {
        Integer v = coordinates_[i][0] * turns_[j];
        v -= coordinates_[i][j + 1] << static_cast<unsigned long>(fixed_bits_);
        v *= weights_[j];
        mpz_fdiv_q_2exp(basis_[i][j + 1].get_mpz_t(), v.get_mpz_t(), static_cast<unsigned long>(drop));
      }
    lll_reduce(basis_, coordinates_);
  }

  /// Guess of sum a (1 - cos) at n.
  double approx_loss(const Integer& n, std::span<const GuessedGroup> guessed) const {
    double loss = 0;
    for (std::size_t j = 0; j < turns_.size(); ++j) {
      Integer r = n * turns_[j];
      mpz_fdiv_r_2exp(r.get_mpz_t(), r.get_mpz_t(), static_cast<unsigned long>(fixed_bits_));
      long e = 0;
      const Integer half = Integer(1) << static_cast<unsigned long>(fixed_bits_ - 1);
      if (r > half) r -= half * 2;
      const double turns = std::ldexp(mpz_get_d_2exp(&e, r.get_mpz_t()), 0) * std::exp2(static_cast<double>(e - fixed_bits_));
      for (std::size_t k = 0; k < guessed[j].multiples.size(); ++k) {
        const double s = std::sin(std::numbers::pi * std::remainder(turns * guessed[j].multiples[k], 1.0));
        loss += guessed[j].amplitudes[k] * 2 * s * s;
      }
    }
    return loss;
  }

 private:
  long fixed_bits_;
  std::vector<Integer> turns_, weights_;
  LatticeBasis coordinates_;  // rows (n, k_1, ..., k_m)
  LatticeBasis basis_;
};

/// Positions worth testing at this scaling: short vectors, basis vectors, their sums and differences.
std::vector<Integer> candidates(const ApproximationLattice& lattice, double radius_squared, long exponent, long nodes) {
  std::vector<Integer> out;
  const LatticeBasis& rows = lattice.coordinates();
  for (const auto& x : approx_short_vectors(lattice.basis(), radius_squared, exponent, nodes, 10'000)) {
    Integer n = 0;
    for (std::size_t i = 0; i < x.size(); ++i) n += Integer(x[i]) * rows[i][0];
    out.push_back(abs(n));
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    out.push_back(abs(rows[i][0]));
    for (std::size_t j = 0; j < i; ++j) {
      out.push_back(abs(Integer(rows[i][0] + rows[j][0])));
      out.push_back(abs(Integer(rows[i][0] - rows[j][0])));
    }
  }
  std::erase_if(out, [](const Integer& n) { return n == 0; });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::optional<RecurrenceWitness> certify(std::span<const FrequencyGroup> groups, const Integer& n, const Rational& ratio,
                                         std::size_t lattice_dimension) {
  long largest = 1;
  for (const auto& g : groups)
    for (const auto& m : g.multiples) largest = std::max(largest, bit_length(m));
  for (long extra : {128L, 512L}) {
    const Bits bits{bit_length(n) + largest + extra};
    PrecisionScope p{bits};
    Ball total(0L);
    for (const auto& g : groups)
      for (std::size_t k = 0; k < g.multiples.size(); ++k) total += g.amplitudes.empty() ? Ball(1L) : g.amplitudes[k]();
    Ball value = cosine_sum(groups, n);
    const Truth enough = less_equal(Ball(ratio) * total, value);
    if (certainly(enough)) return RecurrenceWitness{n, std::move(value), std::move(total), bits, lattice_dimension};
    if (certainly_not(enough)) return std::nullopt;
  }
  return std::nullopt;
}

/// The smallest witness among the first positions, if there is one.
std::optional<RecurrenceWitness> try_in_order(std::span<const FrequencyGroup> groups, std::span<const GuessedGroup> guessed,
                                              double allowed, const Rational& ratio, long last) {
  std::vector<double> frequencies, amplitudes;
  for (std::size_t j = 0; j < groups.size(); ++j) {
    const double w = approx_value(groups[j].generator);
    for (std::size_t k = 0; k < guessed[j].multiples.size(); ++k) {
      frequencies.push_back(w * guessed[j].multiples[k]);
      amplitudes.push_back(guessed[j].amplitudes[k]);
    }
  }
  for (long n = 1; n <= last; ++n) {
    double loss = 0;
    for (std::size_t k = 0; k < frequencies.size() && loss <= allowed * 1.000001; ++k) {
      const double s = std::sin(static_cast<double>(n) * frequencies[k] / 2);
      loss += amplitudes[k] * 2 * s * s;
    }
    if (loss > allowed * 1.000001) continue;
    if (auto found = certify(groups, Integer(n), ratio, 0)) return found;
  }
  return std::nullopt;
}

}  // namespace

Ball cosine_sum(std::span<const FrequencyGroup> groups, const Integer& n) {
  Ball sum(0L);
  for (const auto& g : groups) {
    const Ball w = g.generator();
    for (std::size_t k = 0; k < g.multiples.size(); ++k) {
      const Ball c = cos(Ball(Integer(n * g.multiples[k])) * w);
      sum += g.amplitudes.empty() ? c : g.amplitudes[k]() * c;
    }
  }
  return sum;
}

std::optional<RecurrenceWitness> find_recurrence(std::span<const FrequencyGroup> groups, const Rational& ratio,
                                                 const RecurrenceBudget& budget) {
  ensure(!groups.empty() && ratio.sign() > 0 && ratio < Rational(1), "find_recurrence needs groups and 0 < ratio < 1");
  std::vector<GuessedGroup> guessed;
  double amplitude = 0, log2_volume = 0;
  for (const auto& g : groups) {
    guessed.push_back(guess(g));
    for (double a : guessed.back().amplitudes) amplitude += a;
    log2_volume += std::log2(std::max(1e-300, guessed.back().weight_squared)) / 2;
  }
  const double allowed = (Rational(1) - ratio).approx_double() * amplitude;
  if (auto early = try_in_order(groups, guessed, allowed, ratio, budget.exhaustive)) return early;
  if (groups.size() > budget.generators) return std::nullopt;
  // sum a (1 - cos) <= allowed holds when the weighted residual (in turns) is below this, and nearly only then
  const double tolerance = std::sqrt(allowed / 2) / std::numbers::pi;
  const double m = static_cast<double>(groups.size());
  // Gaussian heuristic: below this scaling the box n <= K tolerance, residual <= tolerance holds no lattice point
  const double expected = log2_volume + (m + 1) * std::log2(1 / tolerance);
  const long step = std::max(1L, static_cast<long>((m + 1) / 8));
  long scale = std::max(1L, static_cast<long>(expected * 0.9 - 3 * m));
  const long fixed = 2 * (scale + step * budget.scalings) / 2 + 192;
  ApproximationLattice lattice(groups, guessed, fixed);
  for (long s = std::max(1L, scale / 16); s < scale; s += std::max(1L, scale / 16)) lattice.rescale(s);
  for (long tried = 0; tried < budget.scalings; ++tried, scale += step) {
    lattice.rescale(scale);
    const double inflated = 2 * (1 + allowed / amplitude);  // quartic terms of the cosines forgive a little
    const long exponent = 2 * (scale + static_cast<long>(std::floor(std::log2(tolerance))));
    const double radius = inflated * tolerance * tolerance * std::exp2(static_cast<double>(2 * scale - exponent));
    for (const Integer& n : candidates(lattice, radius, exponent, budget.enumeration_nodes)) {
      if (lattice.approx_loss(n, guessed) > allowed * (1 + 1e-6)) continue;
      if (auto found = certify(groups, n, ratio, groups.size() + 1)) return found;
    }
  }
  return std::nullopt;
}

}  // namespace posproof
