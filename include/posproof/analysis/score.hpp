#pragma once
#include "posproof/analysis/score_dot.hpp"

namespace posproof {

/// theta_j = c^(-2j/d), j = 0..d/2-1: the frequencies of a score of head dimension d and base c.
/// **Domain** d even and positive, base positive (contract). **Units** radians per position. **Error** enclosure.
Balls score_frequencies(long dim, const Rational& base);

/// The attention score as a function of the relative position, a(s) = Re sum_j h_j e^{i s theta_j}
/// = sum_j (Re h_j cos(s theta_j) - Im h_j sin(s theta_j)).
/// **Units** s in positions, theta_j in radians per position. **Source** arXiv 2306.15595, section 2.1.
/// **Error** every member function returns an enclosure, for s a point or a whole interval given as a ball.
class Score {
 public:
  /// The three lists have one entry per frequency (contract).
  Score(Balls frequencies, Balls real_parts, Balls imaginary_parts);

  std::size_t terms() const { return theta_.size(); }
  const Balls& frequencies() const { return theta_; }
  const Balls& real_parts() const { return re_; }
  const Balls& imaginary_parts() const { return im_; }
  /// |h_j|
  Balls magnitudes() const;

  Ball value(const Ball& s) const;
  /// a^{(k)}(s); k = 0 is the value.
  Ball derivative(const Ball& s, unsigned k) const;
  /// a^{(k)}(s)/k! for k = 0..order.
  Balls taylor(const Ball& s, unsigned order) const;
  /// sum_j |h_j| theta_j^k >= |a^{(k)}(s)| at every real s. **Theorem** T9.
  Ball derivative_bound(unsigned k) const;
  /// Contains a(s) for every |s - centre| <= radius: Taylor polynomial of the given order with the remainder
  /// derivative_bound(order + 1) radius^{order+1}/(order+1)!. **Theorem** P1.
  Ball over(const Rational& centre, const Rational& radius, unsigned order) const;

 private:
  Balls theta_, re_, im_;
};

}  // namespace posproof
