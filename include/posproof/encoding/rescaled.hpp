#pragma once
#include <vector>

#include "posproof/encoding/rotary.hpp"

// Schedules that treat frequencies by how often they turn within the trained context: YaRN, Llama 3.1, LongRoPE.

namespace posproof::encoding {

/// 0 below alpha, 1 above beta, linear between; alpha < beta (contract). **Source** YaRN, eq. 18.
template <Scalar S>
S ramp(const S& r, const Rational& alpha, const Rational& beta) {
  ensure(alpha < beta, "a ramp needs alpha < beta");
  return clamped<S>((r - from_rational<S>(alpha)) / from_rational<S>(beta - alpha));
}

/// The share `kept` of a frequency stays, the rest is divided by scale.
template <Scalar S>
S blended(const S& theta, const S& kept, const Rational& scale) {
  ensure(scale.sign() > 0, "scale must be positive");
  return (from_rational<S>(Rational(1)) - kept) * theta / from_rational<S>(scale) + kept * theta;
}

/// YaRN's "by parts" frequency with the paper's ramp in turns between alpha and beta (1 and 32 for LLaMA).
/// **Source** YaRN, eqs. 17 to 20.
template <Scalar S>
S yarn_frequency(const Rotary& rope, long pair, const Rational& scale, const Rational& trained, const Rational& alpha = 1,
                 const Rational& beta = 32) {
  const S kept = ramp<S>(turns<S>(rope, pair, trained), alpha, beta);
  return blended<S>(frequency<S>(rope, pair), kept, scale);
}

/// Real pair index that makes r turns within the trained context: d ln(trained/(2 pi r))/(2 ln base).
/// **Source** released YaRN code, find_correction_dim.
template <Scalar S>
S pair_of_turns(const Rotary& rope, const Rational& r, const Rational& trained) {
  ensure(r.sign() > 0 && trained.sign() > 0, "turns and context must be positive");
  const S length = logarithm<S>(from_rational<S>(trained / r) / circle<S>());
  return from_rational<S>(Rational(rope.dimension())) * length /
         (from_rational<S>(Rational(2)) * logarithm<S>(from_rational<S>(rope.base())));
}

/// The released YaRN: a ramp that is linear in the pair index, from floor of the index of beta turns to ceil of that of alpha
/// turns; equal ends are moved 1/1000 apart. Unknown when a floor is not certain at working precision.
/// **Source** Hugging Face modeling_rope_utils, _compute_yarn_parameters.
template <Scalar S>
S yarn_frequency_released(const Rotary& rope, long pair, const Rational& scale, const Rational& trained,
                          const Rational& alpha = 1, const Rational& beta = 32) {
  const auto floor_first = certain_floor<S>(pair_of_turns<S>(rope, beta, trained));
  const auto floor_minus_last = certain_floor<S>(-pair_of_turns<S>(rope, alpha, trained));
  if (!floor_first || !floor_minus_last) return unknown<S>();
  const Rational first(std::max(0L, *floor_first)), ceil_last(std::min(rope.dimension() - 1, -*floor_minus_last));
  const Rational last = first == ceil_last ? ceil_last + Rational(Integer(1), Integer(1000)) : ceil_last;
  if (first > last) return unknown<S>();
  const S interpolated = ramp<S>(from_rational<S>(Rational(pair)), first, last);
  return blended<S>(frequency<S>(rope, pair), from_rational<S>(Rational(1)) - interpolated, scale);
}

/// Factor on queries and keys: 0.1 ln(scale) + 1, for scale >= 1. **Source** YaRN, eq. 22.
template <Scalar S>
S yarn_attention_factor(const Rational& scale) {
  ensure(scale >= Rational(1), "the attention factor is for scale >= 1");
  return from_rational<S>(Rational(Integer(1), Integer(10))) * logarithm<S>(from_rational<S>(scale)) +
         from_rational<S>(Rational(1));
}

/// Llama 3.1: kept at `high` turns or more, divided by factor at `low` turns or fewer, blended linearly in the turns between.
/// **Source** Hugging Face modeling_rope_utils, _compute_llama3_parameters.
struct Llama3Scaling {
  Rational factor = 8, low = 1, high = 4, trained = 8192;
};
template <Scalar S>
S llama3_frequency(const Rotary& rope, long pair, const Llama3Scaling& scaling = {}) {
  const S kept = ramp<S>(turns<S>(rope, pair, scaling.trained), scaling.low, scaling.high);
  return blended<S>(frequency<S>(rope, pair), kept, scaling.factor);
}

/// LongRoPE: one rescale factor per pair; the first `unscaled` positions keep their angles.
/// **Shape** (encoding, t, position) -> angle. **Units** radians. **Source** LongRoPE, eq. 2.
struct LongRopeScaling {
  std::vector<Rational> factors;  ///< one per pair, positive
  Rational unscaled = 0;          ///< in positions
};
template <Scalar S>
S longrope_angle(const Rotary& rope, long pair, const Rational& position, const LongRopeScaling& scaling) {
  ensure(static_cast<long>(scaling.factors.size()) == rope.pairs(), "LongRoPE needs one factor per pair");
  const Rational& factor = scaling.factors[static_cast<std::size_t>(pair)];
  ensure(factor.sign() > 0, "LongRoPE factors must be positive");
  const Rational effective = position < scaling.unscaled ? position : position / factor;
  return from_rational<S>(effective) * frequency<S>(rope, pair);
}

}  // namespace posproof::encoding
