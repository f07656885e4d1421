#include "posproof/analysis/gram.hpp"

#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

Ball half(const Ball& x) {
  Ball r;
  arb_mul_2exp_si(r.raw(), x.raw(), -1);
  return r;
}

struct HalfTurns {
  Balls sin, cos;
};

/// sin and cos of scale theta_j / 2
HalfTurns half_turns(const Balls& theta, long scale) {
  HalfTurns h{Balls(theta.size()), Balls(theta.size())};
  for (std::size_t j = 0; j < theta.size(); ++j) sin_cos(h.sin[j], h.cos[j], half(Ball(scale) * theta[j]));
  return h;
}

}  // namespace

Ball cosine_sum(long window, const Ball& p) {
  return sin(half(Ball(window) * p)) * cos(half(Ball(window - 1) * p)) / sin(half(p));
}

Ball sine_sum(long window, const Ball& p) {
  return sin(half(Ball(window) * p)) * sin(half(Ball(window - 1) * p)) / sin(half(p));
}

CentredGram centred_gram(const Balls& theta, long window) {
  ensure(window >= 1, "a window holds at least one position");
  const std::size_t n = theta.size();
  const HalfTurns wide = half_turns(theta, window), narrow = half_turns(theta, 1);
  CentredGram gram{SquareBalls(n), SquareBalls(n)};
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      // D(theta_i -+ theta_j) = sin(L p/2)/sin(p/2), both from the same four products (angle addition)
      const Ball a = wide.sin[i] * wide.cos[j], b = wide.cos[i] * wide.sin[j];
      const Ball c = narrow.sin[i] * narrow.cos[j], d = narrow.cos[i] * narrow.sin[j];
      const Ball sum = (a + b) / (c + d);
      const Ball difference = i == j ? Ball(window) : (a - b) / (c - d);
      gram.even.at(i, j) = gram.even.at(j, i) = half(difference + sum);
      gram.odd.at(i, j) = gram.odd.at(j, i) = half(difference - sum);
    }
  }
  return gram;
}

}  // namespace posproof
