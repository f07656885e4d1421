#include "posproof/analysis/blowup_law.hpp"

#include <algorithm>

#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

constexpr long relative_bits = 96;  // of a variance

/// Rows of the inverse of a lower-triangular matrix: a guess, checked by `defect_of`.
SquareBalls approx_inverse(const ApproxCholesky& l) {
  const std::size_t n = l.size();
  SquareBalls columns(n);  // column k of the inverse, stored as a row so that it is contiguous
  for (std::size_t k = 0; k < n; ++k) {
    for (std::size_t i = k; i < n; ++i) {
      const auto row = l.row(i);
      const std::span<const Ball> known(columns.entries.data() + k * n + k, i - k);
      const Ball start = i == k ? Ball(1L) : Ball();
      columns.at(k, i) = midpoint_ball(approx_dot_subtracted(start, row.subspan(k, i - k), known) / row[i]);
    }
  }
  SquareBalls inverse(n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = 0; k <= i; ++k) inverse.at(i, k) = columns.at(k, i);
  return inverse;
}

/// Upper bound of |R A R^T - I| by its largest absolute row sum.
Ball defect_of(const SquareBalls& r, const SquareBalls& a) {
  const std::size_t n = a.size;
  SquareBalls half(n);  // row i: (R A)_i
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) half.at(i, j) = dot(r.row(i).first(i + 1), a.row(j).first(i + 1));
  Balls row_sum(n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      const Ball entry = dot(half.row(i).first(j + 1), r.row(j).first(j + 1));
      row_sum[i] += abs(i == j ? entry - Ball(1L) : entry);
    }
  }
  return max_abs_upper(row_sum);
}

Ball frobenius_upper(const SquareBalls& r) { return max_abs_upper(std::vector<Ball>{norm(r.entries)}); }

struct Position {
  Balls cos, sin;
};

Position basis_at(const Balls& theta, const Rational& t) {
  Position x{Balls(theta.size()), Balls(theta.size())};
  for (std::size_t j = 0; j < theta.size(); ++j) sin_cos(x.sin[j], x.cos[j], Ball(t) * theta[j]);
  return x;
}

}  // namespace

std::optional<BlowupLaw::Whitener> BlowupLaw::whiten(SquareBalls gram, const Rational& ridge) {
  for (std::size_t i = 0; i < gram.size; ++i) gram.at(i, i) += Ball(ridge);
  for (const Ball& entry : gram.entries)
    if (!is_finite(entry)) return std::nullopt;
  const auto factor = ApproxCholesky::of(gram, Ball());
  if (!factor) return std::nullopt;
  Whitener w{approx_inverse(*factor), Ball(), Ball()};
  w.defect = defect_of(w.rows, gram);
  w.norm = frobenius_upper(w.rows);
  // the correction terms of P12 must vanish in the digits that are wanted, also after the ridge's cancellation
  const Ball wanted(Rational(Integer(1), Integer(1) << static_cast<unsigned long>(relative_bits + 8)));
  const Ball effect = w.defect * (Ball(1L) + Ball(ridge) * sqr(w.norm));
  if (less(effect, wanted) != Truth::yes) return std::nullopt;
  return w;
}

std::variant<BlowupLaw, FitRefusal> BlowupLaw::of(long dim, const Rational& base, long window, const Rational& ridge) {
  // the targets play no part in the law; zeros let the fit's own checks decide what is well posed
  if (auto refusal = fit_refusal({dim, base, std::vector<Rational>(static_cast<std::size_t>(std::max(0L, window))), ridge}))
    return *refusal;
  for (long bits = approx_fit_bits(dim, base, window, ridge) + 128; bits <= most_fit_bits; bits += bits / 2) {
    PrecisionScope scope{Bits{bits}};
    BlowupLaw law;
    law.frequencies_ = score_frequencies(dim, base);
    const CentredGram gram = centred_gram(law.frequencies_, window);
    auto even = whiten(gram.even, ridge), odd = whiten(gram.odd, ridge);
    if (!even || !odd) continue;
    law.window_ = window;
    law.ridge_ = ridge;
    law.bits_ = Bits{bits};
    law.even_ = std::move(*even);
    law.odd_ = std::move(*odd);
    return law;
  }
  return FitRefusal{"the frequencies cannot be told apart at " + std::to_string(most_fit_bits) + " bits"};
}

Bits BlowupLaw::evaluation_bits() const {
  const Integer size = ceil(std::max(upper(even_.norm), upper(odd_.norm)) * (Rational(1) + ridge_));
  // |R x| can be near 1 while R is large; with a ridge the square of |R| enters
  const long growth = static_cast<long>(mpz_sizeinbase(size.get_mpz_t(), 2));
  return Bits{std::min(bits_.value, relative_bits + 64 + (ridge_.sign() > 0 ? 3 : 1) * growth)};
}

Ball BlowupLaw::part(const Whitener& w, const Balls& x) const {
  const std::size_t n = x.size();
  Balls z;
  for (std::size_t i = 0; i < n; ++i) z.push_back(dot(w.rows.row(i).first(i + 1), std::span<const Ball>(x).first(i + 1)));
  const Ball size = dot(z, z), one(1L);
  // x^T (G + r)^-1 x = z^T (I + E)^-1 z lies between |z|^2/(1 + |E|) and |z|^2/(1 - |E|) (P12)
  const Ball slack = w.defect / (one - w.defect);
  const Ball quadratic = widened(size, size * slack);
  if (ridge_.sign() == 0) return quadratic;
  // (G + r)^-1 x = R^T (I + E)^-1 z is R^T z up to |R| |E|/(1 - |E|) |z| (P12)
  Balls back(n);
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = k; i < n; ++i) back[k] += w.rows.at(i, k) * z[i];
  const Ball solution = norm(back);
  const Ball error = w.norm * slack * norm(z);
  return quadratic - Ball(ridge_) * sqr(widened(solution, error));
}

Ball BlowupLaw::variance(const Rational& s) const {
  PrecisionScope scope{evaluation_bits()};
  const Position x = basis_at(frequencies_, s - Rational(Integer(window_ - 1), Integer(2)));
  return part(even_, x.cos) + part(odd_, x.sin);
}

Balls BlowupLaw::variances(long first, long last) const {
  Balls v;
  for (long s = first; s <= last; ++s) v.push_back(variance(Rational(s)));
  return v;
}

Ball probability_within(const Ball& variance, const Rational& level) {
  ensure(level.sign() >= 0, "a level of |a| is not negative");
  return erf(Ball(level) / sqrt(Ball(2L) * variance));
}

StayingWithin staying_within(const Balls& variances, long first, const Rational& level) {
  ensure(!variances.empty(), "no positions to stay within a level on");
  std::size_t best = 0;
  for (std::size_t i = 1; i < variances.size(); ++i)
    if (less(variances[best], variances[i]) == Truth::yes) best = i;
  const Ball p = probability_within(variances[best], level);
  return {first + static_cast<long>(best), sqrt(variances[best]), max_abs_upper(std::vector<Ball>{p})};
}

std::variant<std::vector<RidgeEffect>, FitRefusal> ridge_study(long dim, const Rational& base, long window, long extend,
                                                               const std::vector<Rational>& ridges) {
  const PrecisionScope scope{Bits{relative_bits + 64}};
  std::vector<RidgeEffect> effects;
  for (const Rational& ridge : ridges) {
    auto law = BlowupLaw::of(dim, base, window, ridge);
    if (auto* refusal = std::get_if<FitRefusal>(&law)) return *refusal;
    const auto& l = std::get<BlowupLaw>(law);
    RidgeEffect e{ridge, Ball(), Ball()};
    for (const Ball& v : l.variances(0, window - 1)) e.inside = max(e.inside, v);
    for (const Ball& v : l.variances(window, extend - 1)) e.outside = max(e.outside, v);
    e.inside = sqrt(e.inside);
    e.outside = sqrt(e.outside);
    effects.push_back(std::move(e));
  }
  return effects;
}

}  // namespace posproof
