#include "posproof/analysis/gram_factor.hpp"

#include <algorithm>

#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

/// Exact product of x with 2^k.
Ball scaled(const Ball& x, long k) {
  Ball r;
  arb_mul_2exp_si(r.raw(), x.raw(), k);
  return r;
}

Balls times(const SquareBalls& a, const Balls& x) {
  Balls y;
  y.reserve(a.size);
  for (std::size_t i = 0; i < a.size; ++i) y.push_back(dot(a.row(i), x));
  return y;
}

/// x scaled to largest entry near 1, radii dropped: the vectors of an iteration are guesses.
Balls normalised(const Balls& x) {
  const Ball size = max_abs_upper(x);
  Balls y;
  y.reserve(x.size());
  for (const Ball& v : x) y.push_back(midpoint_ball(v / size));
  return y;
}

Ball rayleigh_quotient(const SquareBalls& a, const Balls& x) { return dot(x, times(a, x)) / dot(x, x); }

/// A start with a part along every eigenvector one meets: no symmetry, no zero.
Balls start_vector(std::size_t n) {
  Balls x;
  for (std::size_t i = 0; i < n; ++i) x.push_back(Ball(static_cast<long>(1 + (i * 7919 + 13) % 101)));
  return x;
}

constexpr int iteration_limit = 12;
constexpr int most_rounds = 6;
constexpr long closeness_bits[] = {64, 48, 32, 20, 10, 5, 1};

/// Inverse iteration until the quotient agrees to 80 bits or the limit is met; returns the last vector, a guess.
Balls settle(const SquareBalls& a, const ApproxCholesky& l, Balls x = {}) {
  x = normalised(l.solve(x.empty() ? start_vector(a.size) : std::move(x)));
  Ball before = rayleigh_quotient(a, x);
  for (int i = 0; i < iteration_limit; ++i) {
    x = normalised(l.solve(x));
    const Ball now = rayleigh_quotient(a, x);
    if (less(abs(now - before), scaled(abs(now), -80)) == Truth::yes) break;
    before = now;
  }
  return x;
}

SquareBalls reflected(const SquareBalls& a, const Ball& mu) {
  SquareBalls r(a.size);
  for (std::size_t k = 0; k < a.entries.size(); ++k) r.entries[k] = -a.entries[k];
  for (std::size_t i = 0; i < a.size; ++i) r.at(i, i) += mu;
  return r;
}

}  // namespace

std::size_t ApproxCholesky::fill(const SquareBalls& a, const Ball& shift) {
  n_ = a.size;
  entries_ = Balls(n_ * (n_ + 1) / 2);
  Balls inverse_pivot(n_);
  for (std::size_t i = 0; i < n_; ++i) {
    Ball* row_i = entries_.data() + i * (i + 1) / 2;
    for (std::size_t j = 0; j < i; ++j) {
      const Ball* row_j = entries_.data() + j * (j + 1) / 2;
      const Ball rest = approx_dot_subtracted(midpoint_ball(a.at(i, j)), {row_i, j}, {row_j, j});
      row_i[j] = midpoint_ball(rest * inverse_pivot[j]);
    }
    const Ball pivot = approx_dot_subtracted(midpoint_ball(a.at(i, i) - shift), {row_i, i}, {row_i, i});
    if (is_positive(pivot) != Truth::yes) return i;
    row_i[i] = midpoint_ball(sqrt(pivot));
    inverse_pivot[i] = midpoint_ball(Ball(1L) / row_i[i]);
  }
  return n_;
}

std::optional<ApproxCholesky> ApproxCholesky::of(const SquareBalls& a, const Ball& shift) {
  ApproxCholesky l;
  if (l.fill(a, shift) < a.size) return std::nullopt;
  return l;
}

std::size_t ApproxCholesky::failing_row(const SquareBalls& a) { return ApproxCholesky{}.fill(a, Ball()); }

Balls ApproxCholesky::solve(Balls b) const {
  ensure(b.size() == n_, "right-hand side of another size than the matrix");
  for (std::size_t i = 0; i < n_; ++i) {
    const auto r = row(i);
    b[i] = midpoint_ball(approx_dot_subtracted(b[i], r.first(i), std::span<const Ball>(b).first(i)) / r[i]);
  }
  for (std::size_t i = n_; i-- > 0;) {
    const auto r = row(i);
    b[i] = midpoint_ball(b[i] / r[i]);
    for (std::size_t k = 0; k < i; ++k) b[k] = midpoint_ball(b[k] - r[k] * b[i]);
  }
  return b;
}

Ball factor_defect_upper(const SquareBalls& a, const Ball& shift, const ApproxCholesky& l) {
  ensure(a.size == l.size(), "factor of another size than the matrix");
  Balls row_sum(a.size);
  for (std::size_t i = 0; i < a.size; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      const Ball entry = i == j ? a.at(i, i) - shift : a.at(i, j);
      const Ball defect = abs(dot_subtracted(entry, l.row(i).first(j + 1), l.row(j)));
      row_sum[i] += defect;
      if (i != j) row_sum[j] += defect;
    }
  }
  return max_abs_upper(row_sum);
}

std::optional<EigenvalueBounds> smallest_eigenvalue(const SquareBalls& a, const ApproxCholesky& l) {
  Balls x = settle(a, l);
  std::optional<EigenvalueBounds> found;
  for (int round = 0; round < most_rounds; ++round) {
    const Ball quotient = rayleigh_quotient(a, x);
    if (is_positive(quotient) != Truth::yes) break;
    // closest shift first: each attempt is checked by P6, so a guess that is too bold only costs time
    for (const long closeness : closeness_bits) {
      const Ball shift = midpoint_ball(quotient - scaled(quotient, -closeness));
      const auto shifted = ApproxCholesky::of(a, shift);
      if (!shifted) continue;
      const Ball bound = shift - factor_defect_upper(a, shift, *shifted);
      if (is_positive(bound) != Truth::yes) continue;
      found = EigenvalueBounds{lower(bound), upper(quotient)};
      if (closeness == closeness_bits[0]) return found;
      x = settle(a, *shifted, x);  // close eigenvalues: the shift tells them apart
      break;
    }
    if (!found) break;
  }
  return found;
}

EigenvalueBounds largest_eigenvalue(const SquareBalls& a) {
  // a large eigenvalue does not suffer from the condition of the matrix: few bits do
  const PrecisionScope scope{std::min(working_precision(), Bits{256})};
  Ball row_sum_bound;
  for (std::size_t i = 0; i < a.size; ++i) {
    Ball row_sum;
    for (const Ball& v : a.row(i)) row_sum += abs(v);
    row_sum_bound = max(row_sum_bound, row_sum);
  }
  Balls x = start_vector(a.size);
  for (int i = 0; i < 8; ++i) x = normalised(times(a, x));
  EigenvalueBounds found{Rational(0), upper(row_sum_bound)};
  for (int round = 0; round < most_rounds; ++round) {
    const Ball quotient = rayleigh_quotient(a, x);
    for (const long closeness : closeness_bits) {
      const Ball mu = midpoint_ball(quotient + scaled(abs(quotient), -closeness));
      const SquareBalls rest = reflected(a, mu);
      const auto factor = ApproxCholesky::of(rest, Ball());
      if (!factor) continue;
      // mu I - A = L L^T + E >= -|E|, so every eigenvalue of A is at most mu + |E| (P6)
      found = {lower(quotient), upper(mu + factor_defect_upper(rest, Ball(), *factor))};
      if (closeness == closeness_bits[0]) return found;
      x = settle(rest, *factor, x);
      break;
    }
  }
  return found;
}

Balls certified_solve(const SquareBalls& a, const ApproxCholesky& l, const Rational& eigenvalue_lower, const Balls& b) {
  ensure(eigenvalue_lower.sign() > 0, "a certified solution needs a positive definite matrix");
  Balls x = l.solve(b);
  Balls residual;
  for (std::size_t i = 0; i < a.size; ++i) residual.push_back(dot_subtracted(b[i], a.row(i), x));
  // |x - A^-1 b|_2 = |A^-1 (A x - b)|_2 <= |A x - b|_2 / lambda_min (P7)
  const Ball error = norm(residual) / Ball(eigenvalue_lower);
  for (Ball& v : x) v = widened(v, error);
  return x;
}

}  // namespace posproof
