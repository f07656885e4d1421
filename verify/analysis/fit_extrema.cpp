#include "posproof/analysis/fit_extrema.hpp"

#include <algorithm>

#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

constexpr long value_accuracy_bits = 72;

Window largest(const Balls& sizes) {
  Window w{0, 0};
  for (const Ball& x : sizes) {
    w.lower = std::max(w.lower, lower(x));
    w.upper = std::max(w.upper, upper(x));
  }
  return w;
}

}  // namespace

FitExtrema fit_extrema(const FitSolution& fit, long window, long extend, const Rational& threshold) {
  ensure(window >= 1 && extend >= window, "the extension starts where the window ends");
  const Rational scale = fit.largest_target.sign() > 0 ? fit.largest_target : Rational(1);
  FitExtrema x;
  x.evaluation_bits = evaluation_bits(fit.score, scale, value_accuracy_bits);
  PrecisionScope scope{x.evaluation_bits};
  const CentredScore score = rounded(fit.score);
  const Balls values = values_on_integers(score, extend);
  x.inside_integers = max_abs_on_integers(values, 0, window - 1);
  x.inside_reals = max_abs_on_reals(score, values, 0, window - 1);
  if (extend > window) {
    x.outside_integers = max_abs_on_integers(values, window, extend - 1);
    x.outside_reals = max_abs_on_reals(score, values, window, extend - 1);
  }
  x.first_integer_beyond = first_integer_beyond(values, 0, extend - 1, threshold, x.undecided_integers);
  x.first_real_beyond = first_real_beyond(score, values, 0, extend - 1, threshold);
  x.largest_coefficient = largest(score.magnitudes());
  return x;
}

}  // namespace posproof
