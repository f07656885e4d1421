#include "posproof/analysis/score.hpp"

#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

/// Re(i^k (re cos - im sin) ...): the k-th derivative rotates the pair (cos, sin) by k quarter turns.
Ball rotated(const Ball& re, const Ball& im, const Ball& cosine, const Ball& sine, unsigned k) {
  switch (k % 4) {
    case 0: return re * cosine - im * sine;
    case 1: return -(re * sine + im * cosine);
    case 2: return im * sine - re * cosine;
    default: return re * sine + im * cosine;
  }
}

Ball factorial(unsigned n) {
  Integer f = 1;
  for (unsigned i = 2; i <= n; ++i) f *= i;
  return Ball(f);
}

}  // namespace

Balls score_frequencies(long dim, const Rational& base) {
  ensure(dim >= 2 && dim % 2 == 0, "a head dimension is even and positive");
  ensure(base.sign() > 0, "a base is positive");
  const Ball step = Ball(-2L) * log(Ball(base)) / Ball(dim);
  Balls theta;
  theta.reserve(static_cast<std::size_t>(dim / 2));
  for (long j = 0; j < dim / 2; ++j) theta.push_back(exp(step * Ball(j)));
  return theta;
}

Score::Score(Balls frequencies, Balls real_parts, Balls imaginary_parts)
    : theta_(std::move(frequencies)), re_(std::move(real_parts)), im_(std::move(imaginary_parts)) {
  ensure(theta_.size() == re_.size() && re_.size() == im_.size(), "a score has one coefficient per frequency");
}

Balls Score::magnitudes() const {
  Balls m;
  m.reserve(terms());
  for (std::size_t j = 0; j < terms(); ++j) m.push_back(modulus(re_[j], im_[j]));
  return m;
}

Ball Score::value(const Ball& s) const { return derivative(s, 0); }

Ball Score::derivative(const Ball& s, unsigned k) const {
  Ball total, sine, cosine;
  for (std::size_t j = 0; j < terms(); ++j) {
    sin_cos(sine, cosine, s * theta_[j]);
    total += rotated(re_[j], im_[j], cosine, sine, k) * pow(theta_[j], static_cast<long>(k));
  }
  return total;
}

Balls Score::taylor(const Ball& s, unsigned order) const {
  Balls coefficient(order + 1);
  Ball sine, cosine;
  for (std::size_t j = 0; j < terms(); ++j) {
    sin_cos(sine, cosine, s * theta_[j]);
    Ball scale(1L);  // theta_j^k / k!
    for (unsigned k = 0; k <= order; ++k) {
      if (k > 0) scale = scale * theta_[j] / Ball(static_cast<long>(k));
      coefficient[k] += rotated(re_[j], im_[j], cosine, sine, k) * scale;
    }
  }
  return coefficient;
}

Ball Score::derivative_bound(unsigned k) const {
  Ball total;
  const Balls size = magnitudes();
  for (std::size_t j = 0; j < terms(); ++j) total += size[j] * pow(theta_[j], static_cast<long>(k));
  return total;
}

Ball Score::over(const Rational& centre, const Rational& radius, unsigned order) const {
  ensure(radius.sign() >= 0, "an interval has a radius that is not negative");
  const Balls t = taylor(Ball(centre), order);
  const Ball x = Ball::from_bounds(-radius, radius);
  Ball value;
  for (std::size_t k = t.size(); k-- > 0;) value = value * x + t[k];
  // Lagrange's remainder (P1)
  const Ball remainder = derivative_bound(order + 1) * pow(Ball(radius), static_cast<long>(order) + 1) / factorial(order + 1);
  return widened(value, remainder);
}

}  // namespace posproof
