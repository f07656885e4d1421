#pragma once
#include "posproof/analysis/fit.hpp"

namespace posproof {

/// The score seen from one position: a(at + r) = sum_j cosine_j cos(r theta_j) + sine_j sin(r theta_j).
struct ScoreFrame {
  Rational at;
  Balls cosine;
  Balls sine;
};
ScoreFrame frame_at(const CentredScore& score, const Rational& at);
/// Frames at first, first + step, ..., `count` of them, by angle addition.
std::vector<ScoreFrame> frames_at(const CentredScore& score, const Rational& first, long step, long count);

/// a(s) for s = 0..count-1, by blocks around centres: one multiplication per position and frequency.
/// **Theorem** P8. **Error** enclosure.
Balls values_on_integers(const CentredScore& score, long count);

/// Precision at which values keep `accuracy_bits` bits below `scale` although the coefficients are large and cancel.
Bits evaluation_bits(const CentredScore& score, const Rational& scale, long accuracy_bits);

/// The same score with its coefficients rounded outward to working precision: cheaper arithmetic, nothing lost that counts.
CentredScore rounded(const CentredScore& score);

}  // namespace posproof
