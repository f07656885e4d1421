#pragma once
#include "posproof/analysis/fit.hpp"

namespace posproof {

/// The law of a score fitted to independent standard normal targets on s = 0..L-1: a(s) ~ N(0, sigma(s)^2), exactly.
/// It does not depend on any sample. **Theorem** T12, P12. **Error** enclosures.
class BlowupLaw {
 public:
  /// Refuses as `fit_exactly` does.
  static std::variant<BlowupLaw, FitRefusal> of(long dim, const Rational& base, long window, const Rational& ridge = 0);

  /// sigma(s)^2 at any real s.
  Ball variance(const Rational& s) const;
  /// sigma(s)^2 for s = first..last.
  Balls variances(long first, long last) const;
  long window() const { return window_; }
  Bits bits() const { return bits_; }

 private:
  /// A lower-triangular R with R (G + ridge I) R^T = I + E, |E| <= defect, for one block of the centred Gram matrix.
  struct Whitener {
    SquareBalls rows;
    Ball defect;
    Ball norm;  ///< upper bound of the spectral norm of R
  };
  static std::optional<Whitener> whiten(SquareBalls gram, const Rational& ridge);
  Ball part(const Whitener& w, const Balls& x) const;
  Bits evaluation_bits() const;

  long window_ = 0;
  Rational ridge_;
  Bits bits_{0};
  Balls frequencies_;
  Whitener even_, odd_;
};

/// P(|N(0, variance)| <= level) = erf(level/sqrt(2 variance)). **Domain** level >= 0. **Theorem** T12.
Ball probability_within(const Ball& variance, const Rational& level);

/// An upper bound for the probability that |a(s)| <= level at every s of a list of positions: that of the position with
/// the largest variance. **Theorem** T12.
struct StayingWithin {
  long at = 0;
  Ball sigma;
  Ball probability_upper;
};
StayingWithin staying_within(const Balls& variances, long first, const Rational& level);

/// Largest sigma inside and outside the window for one ridge: how far a ridge keeps the outside comparable with the inside.
/// **Source** arXiv 2306.15595, section 2.3.
struct RidgeEffect {
  Rational ridge;
  Ball inside, outside;  ///< max sigma over 0..L-1 and over L..M-1
};
std::variant<std::vector<RidgeEffect>, FitRefusal> ridge_study(long dim, const Rational& base, long window, long extend,
                                                               const std::vector<Rational>& ridges);

}  // namespace posproof
