#include "posproof/analysis/fit.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "posproof/analysis/fit_moments.hpp"

namespace posproof {
namespace {

/// Bits to ask for next.
struct NeedsMoreBits {
  long bits;
};

double log2_upper(const Ball& x) {
  const Ball top = max_abs_upper(std::span<const Ball>(&x, 1));
  if (!is_finite(top)) return HUGE_VAL;
  if (is_zero(top) == Truth::yes) return -HUGE_VAL;
  const Rational q = upper(top);
  return static_cast<double>(mpz_sizeinbase(q.numerator().get_mpz_t(), 2)) -
         static_cast<double>(mpz_sizeinbase(q.denominator().get_mpz_t(), 2)) + 1;
}

/// One block (even or odd columns) of the normal equations.
struct BlockSolution {
  Balls coefficients;
  EigenvalueBounds smallest, largest;
};

std::variant<BlockSolution, NeedsMoreBits> solve_block(SquareBalls gram, const Rational& ridge, const Balls& moments) {
  const long bits = working_precision().value;
  for (std::size_t i = 0; i < gram.size; ++i) gram.at(i, i) += Ball(ridge);
  for (const Ball& entry : gram.entries)
    if (!is_finite(entry)) return NeedsMoreBits{2 * bits};
  const auto factor = ApproxCholesky::of(gram, Ball());
  if (!factor) {
    // pivots shrink about geometrically, so the row that failed says how many bits all rows need
    const double done = static_cast<double>(ApproxCholesky::failing_row(gram) + 1) / static_cast<double>(gram.size);
    return NeedsMoreBits{std::min(2 * bits, static_cast<long>(static_cast<double>(bits) * std::max(1.25, 1.2 / done)))};
  }
  const auto smallest = smallest_eigenvalue(gram, *factor);
  if (!smallest) return NeedsMoreBits{bits + bits / 4};
  return BlockSolution{certified_solve(gram, *factor, smallest->lower, moments), *smallest, largest_eigenvalue(gram)};
}

/// Bits by which the coefficients' radii exceed what the accuracy allows; <= 0 when they do not.
long missing_bits(const Balls& even, const Balls& odd, const Rational& scale, long accuracy_bits) {
  Ball radius;
  for (const Balls* list : {&even, &odd})
    for (const Ball& x : *list) radius += x - midpoint_ball(x);
  const double have = log2_upper(radius);
  if (have == -HUGE_VAL) return 0;
  if (have == HUGE_VAL) return working_precision().value;
  return static_cast<long>(std::ceil(have - log2_upper(Ball(scale)) + 2)) + accuracy_bits;
}

std::variant<FitSolution, NeedsMoreBits> attempt(const FitProblem& p, const Rational& scale, long accuracy_bits) {
  const long window = static_cast<long>(p.targets.size());
  const Balls theta = score_frequencies(p.dim, p.base);
  const CentredGram gram = centred_gram(theta, window);
  const Moments moments = centred_moments(theta, p.targets);
  auto even = solve_block(gram.even, p.ridge, moments.even);
  if (auto* more = std::get_if<NeedsMoreBits>(&even)) return *more;
  auto odd = solve_block(gram.odd, p.ridge, moments.odd);
  if (auto* more = std::get_if<NeedsMoreBits>(&odd)) return *more;
  auto &e = std::get<BlockSolution>(even), &o = std::get<BlockSolution>(odd);
  const long missing = missing_bits(e.coefficients, o.coefficients, scale, accuracy_bits);
  if (missing > 0) return NeedsMoreBits{working_precision().value + missing + 8};
  return FitSolution{CentredScore{Rational(Integer(window - 1), Integer(2)), theta, e.coefficients, o.coefficients},
                     {std::min(e.smallest.lower, o.smallest.lower), std::min(e.smallest.upper, o.smallest.upper)},
                     {std::max(e.largest.lower, o.largest.lower), std::max(e.largest.upper, o.largest.upper)},
                     working_precision(),
                     scale};
}

}  // namespace

Score CentredScore::score() const {
  Balls re, im;
  for (std::size_t j = 0; j < frequencies.size(); ++j) {
    Ball s, c;
    sin_cos(s, c, Ball(centre) * frequencies[j]);
    // h_j = (even_j - i odd_j) e^{-i centre theta_j}
    re.push_back(even[j] * c - odd[j] * s);
    im.push_back(-(even[j] * s + odd[j] * c));
  }
  return Score(frequencies, std::move(re), std::move(im));
}

Balls CentredScore::magnitudes() const {
  Balls m;
  for (std::size_t j = 0; j < even.size(); ++j) m.push_back(modulus(even[j], odd[j]));
  return m;
}

std::optional<FitRefusal> fit_refusal(const FitProblem& p) {
  if (p.dim < 2 || p.dim % 2 != 0) return FitRefusal{"the dimension must be even and positive"};
  if (p.base <= Rational(1)) return FitRefusal{"the base must exceed 1: otherwise frequencies repeat or exceed 1"};
  if (p.ridge.sign() < 0) return FitRefusal{"the ridge must not be negative"};
  const long window = static_cast<long>(p.targets.size());
  if (window == 0) return FitRefusal{"there are no targets"};
  if (window < p.dim && p.ridge.sign() == 0)
    return FitRefusal{"the window has " + std::to_string(window) + " positions for " + std::to_string(p.dim) +
                      " unknowns, so infinitely many scores fit; widen the window or use a ridge"};
  return std::nullopt;
}

long approx_fit_bits(long dim, const Rational& base, long window, const Rational& ridge) {
  const double half = static_cast<double>(dim) / 2, positions = static_cast<double>(window);
  const double sigma = std::log(base.approx_double()) / half;
  const double unresolved = std::max(0.0, half - std::max(0.0, std::log(positions * sigma / 6.2832)) / sigma);
  double condition_bits = 4.165 * sigma * unresolved * unresolved;
  if (ridge.sign() > 0)
    condition_bits = std::min(condition_bits, std::max(0.0, std::log2(positions * half) - std::log2(ridge.approx_double())));
  const double bits = 1.53 * condition_bits + 112;
  return bits < most_fit_bits ? std::max(192L, static_cast<long>(bits)) : most_fit_bits;
}

std::variant<FitSolution, FitRefusal> fit_exactly(const FitProblem& problem, long accuracy_bits) {
  if (auto r = fit_refusal(problem)) return *r;
  Rational scale = 0;
  for (const Rational& y : problem.targets) scale = std::max(scale, abs(y));
  if (scale.sign() == 0) scale = 1;
  for (long bits = approx_fit_bits(problem.dim, problem.base, static_cast<long>(problem.targets.size()), problem.ridge);
       bits <= most_fit_bits;) {
    PrecisionScope scope{Bits{bits}};
    auto tried = attempt(problem, scale, accuracy_bits);
    if (auto* solution = std::get_if<FitSolution>(&tried)) return std::move(*solution);
    bits = std::max(bits + 32, std::get<NeedsMoreBits>(tried).bits);
  }
  return FitRefusal{"the frequencies cannot be told apart at " + std::to_string(most_fit_bits) + " bits"};
}

}  // namespace posproof
