#include <algorithm>
#include <cmath>

#include "posproof/analysis/score_extrema.hpp"
#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

constexpr long widest_reach = 64;
constexpr std::size_t most_terms = 4000;

/// The terms from `split` on: those whose coefficients are too large to be bounded one by one.
CentredScore low_part(const CentredScore& s, std::size_t split) {
  const auto from = [&](const Balls& list) { return Balls(list.begin() + static_cast<std::ptrdiff_t>(split), list.end()); };
  return {s.centre, from(s.frequencies), from(s.even), from(s.odd)};
}

struct Split {
  std::size_t index = 0;
  Ball high_curvature;  ///< sum over the terms before the split of |h_j| theta_j^2
};

Split split_at_scale(const CentredScore& score, const Rational& scale) {
  const Balls size = score.magnitudes();
  Split s;
  const Ball limit(scale);
  while (s.index < size.size()) {
    const Ball next = s.high_curvature + size[s.index] * sqr(score.frequencies[s.index]);
    if (less(next, limit) != Truth::yes) break;
    s.high_curvature = next;
    ++s.index;
  }
  return s;
}

/// Rows (w theta_j)^k/k!, k = 0, 1, ..., and what the terms after them can add to |a''| within reach w.
struct Powers {
  std::vector<Balls> rows;
  Ball tail;
  Powers(const CentredScore& low, long reach, const Rational& scale) {
    const Balls size = low.magnitudes();
    const Ball w(reach), negligible(scale / Rational(1'000'000));
    Balls row(size.size(), Ball(1L)), curvature_weight;
    for (std::size_t j = 0; j < size.size(); ++j) curvature_weight.push_back(size[j] * sqr(low.frequencies[j]));
    std::size_t terms = 0;  // of a'': two fewer than of a
    for (;; ++terms) {
      tail = max_abs_upper(std::vector<Ball>{dot(curvature_weight, row)});
      rows.push_back(row);
      if (less(tail, negligible) == Truth::yes || terms >= most_terms) break;
      advance(row, low.frequencies, w);
    }
    for (int extra = 0; extra < 2; ++extra) {
      advance(row, low.frequencies, w);
      rows.push_back(row);
    }
    rows.pop_back();  // a'' keeps `terms` terms, k = 2..terms+1 of a
  }
  void advance(Balls& row, const Balls& theta, const Ball& w) const {
    const Ball step = w / Ball(static_cast<long>(rows.size()));
    for (std::size_t j = 0; j < row.size(); ++j) row[j] = row[j] * theta[j] * step;
  }
};

/// sup |a''| on |s - centre| <= w: sum_k k(k-1) |c_k|/w^2 over Taylor coefficients c_k of a in (s - centre)/w, plus the tail
/// (P9).
Ball low_curvature(const ScoreFrame& f, const Powers& powers, long reach) {
  Ball total;
  for (std::size_t k = 2; k < powers.rows.size(); ++k) {
    const Ball c = dot(powers.rows[k], k % 2 == 0 ? f.cosine : f.sine);
    total += abs(c) * Ball(static_cast<long>(k * (k - 1)));
  }
  return total / Ball(reach * reach) + powers.tail;
}

}  // namespace

Balls curvature_bounds(const CentredScore& score, long first, long last, const Rational& scale) {
  ensure(first <= last && scale.sign() > 0, "curvature bounds need an ordered range and a positive scale");
  const Split split = split_at_scale(score, scale);
  const Ball everywhere = max_abs_upper(std::vector<Ball>{split.high_curvature});
  Balls bound(static_cast<std::size_t>(last - first), everywhere);
  if (split.index == score.frequencies.size() || first == last) return bound;
  const CentredScore low = low_part(score, split.index);
  // reach about 1/theta: further out the expansion overestimates by e^{w theta}
  const double widest = 1 / midpoint(low.frequencies.front()).approx_double();
  const long reach = std::clamp(static_cast<long>(widest), 1L, widest_reach);
  const Powers powers(low, reach, scale);
  const long blocks = (last - first + 2 * reach - 1) / (2 * reach);
  long n = first;
  for (const ScoreFrame& f : frames_at(low, Rational(first + reach), 2 * reach, blocks)) {
    const Ball here = max_abs_upper(std::vector<Ball>{everywhere + low_curvature(f, powers, reach)});
    for (long i = 0; i < 2 * reach && n < last; ++i, ++n) bound[static_cast<std::size_t>(n - first)] = here;
  }
  return bound;
}

}  // namespace posproof
