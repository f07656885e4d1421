#include "posproof/analysis/score_values.hpp"

#include <algorithm>

namespace posproof {
namespace {

constexpr long block_reach = 48;  // a block is its centre and 48 positions to either side

Ball rounded(const Ball& x) {
  Ball r;
  arb_set_round(r.raw(), x.raw(), working_precision().value);
  return r;
}

Balls rounded(const Balls& list) {
  Balls r;
  r.reserve(list.size());
  for (const Ball& x : list) r.push_back(rounded(x));
  return r;
}

/// Rows cos(r theta_j) and sin(r theta_j) over j, r = 0..reach: the columns that `turns` gives, transposed.
struct TurnRows {
  std::vector<Balls> cos, sin;
  TurnRows(const Balls& theta, long reach) {
    const auto rows = static_cast<std::size_t>(reach) + 1;
    cos.assign(rows, Balls(theta.size()));
    sin.assign(rows, Balls(theta.size()));
    for (std::size_t j = 0; j < theta.size(); ++j) {
      Turns t = turns(theta[j], reach);
      for (std::size_t r = 0; r < rows; ++r) {
        cos[r][j] = std::move(t.cos[r]);
        sin[r][j] = std::move(t.sin[r]);
      }
    }
  }
};

}  // namespace

ScoreFrame frame_at(const CentredScore& score, const Rational& at) {
  ScoreFrame f{at, {}, {}};
  const Ball t(at - score.centre);
  Ball s, c;
  for (std::size_t j = 0; j < score.frequencies.size(); ++j) {
    sin_cos(s, c, t * score.frequencies[j]);
    f.cosine.push_back(score.even[j] * c + score.odd[j] * s);
    f.sine.push_back(score.odd[j] * c - score.even[j] * s);
  }
  return f;
}

std::vector<ScoreFrame> frames_at(const CentredScore& score, const Rational& first, long step, long count) {
  const ScoreFrame start = frame_at(score, first);
  std::vector<ScoreFrame> frames(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < frames.size(); ++i) frames[i].at = first + Rational(step * static_cast<long>(i));
  for (std::size_t j = 0; j < score.frequencies.size(); ++j) {
    const Turns t = turns(Ball(step) * score.frequencies[j], std::max(0L, count - 1));
    for (std::size_t i = 0; i < frames.size(); ++i) {
      frames[i].cosine.push_back(start.cosine[j] * t.cos[i] + start.sine[j] * t.sin[i]);
      frames[i].sine.push_back(start.sine[j] * t.cos[i] - start.cosine[j] * t.sin[i]);
    }
  }
  return frames;
}

Balls values_on_integers(const CentredScore& score, long count) {
  Balls a(static_cast<std::size_t>(std::max(0L, count)));
  const TurnRows rows(score.frequencies, block_reach);
  const long width = 2 * block_reach + 1, blocks = (count + width - 1) / width;
  for (const ScoreFrame& f : frames_at(score, Rational(block_reach), width, blocks)) {
    const long centre = *f.at.to_long();
    for (long r = 0; r <= block_reach; ++r) {
      if (centre - r >= count) continue;
      const auto i = static_cast<std::size_t>(r);
      // cosines are even and sines odd in r: both sides of the centre from the same two products (P8)
      const Ball even = dot(f.cosine, rows.cos[i]), odd = dot(f.sine, rows.sin[i]);
      a[static_cast<std::size_t>(centre - r)] = even - odd;
      if (centre + r < count) a[static_cast<std::size_t>(centre + r)] = even + odd;
    }
  }
  return a;
}

Bits evaluation_bits(const CentredScore& score, const Rational& scale, long accuracy_bits) {
  PrecisionScope scope{Bits{64}};
  Ball total(scale);
  for (const Balls* list : {&score.even, &score.odd}) total += max_abs_upper(*list) * Ball(static_cast<long>(list->size()));
  const Integer size = ceil(upper(total) / scale);
  return Bits{accuracy_bits + 32 + static_cast<long>(mpz_sizeinbase(size.get_mpz_t(), 2))};
}

CentredScore rounded(const CentredScore& score) {
  return {score.centre, rounded(score.frequencies), rounded(score.even), rounded(score.odd)};
}

}  // namespace posproof
