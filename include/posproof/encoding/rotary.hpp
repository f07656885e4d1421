#pragma once
#include "posproof/arith/contract.hpp"
#include "posproof/encoding/scalar.hpp"

namespace posproof::encoding {

/// Frequencies of a rotary (or sinusoidal) encoding: pair t = 0..dimension/2 - 1 turns by base^(-2t/dimension) radians
/// per token. **Domain** dimension even and positive, base > 1 (contract).
class Rotary {
 public:
  Rotary(long dimension, Rational base) : dimension_(dimension), base_(std::move(base)) {
    ensure(dimension >= 2 && dimension % 2 == 0, "head dimension must be even and positive");
    ensure(base_ > Rational(1), "base of a rotary encoding must exceed 1");
  }
  long dimension() const { return dimension_; }
  const Rational& base() const { return base_; }
  long pairs() const { return dimension_ / 2; }
  /// -2t/d, the exponent of pair t.
  Rational exponent(long pair) const {
    ensure(pair >= 0 && pair < pairs(), "pair index out of range");
    return Rational(Integer(-2 * pair), Integer(dimension_));
  }

 private:
  long dimension_;
  Rational base_;
};

/// theta_t = base^(-2t/d).
/// **Shape** (encoding, t) -> scalar. **Units** radians per token. **Source** RoFormer, section 3.2.2.
template <Scalar S>
S frequency(const Rotary& rope, long pair) {
  return power<S>(rope.base(), rope.exponent(pair));
}

/// 2 pi / theta_t. **Units** tokens per turn. **Source** YaRN, eq. 13.
template <Scalar S>
S wavelength(const Rotary& rope, long pair) {
  return circle<S>() * power<S>(rope.base(), -rope.exponent(pair));
}

/// Turns of pair t within a context of that many tokens. **Source** YaRN, eq. 17.
template <Scalar S>
S turns(const Rotary& rope, long pair, const Rational& context) {
  return from_rational<S>(context) * frequency<S>(rope, pair) / circle<S>();
}

/// Position m of a context of `extended` tokens, mapped into the trained one. **Source** Position Interpolation, eq. 4.
/// **Theorem** T17.
inline Rational interpolated_position(const Rational& m, const Rational& trained, const Rational& extended) {
  ensure(trained.sign() > 0 && extended.sign() > 0, "context lengths must be positive");
  return m * trained / extended;
}
/// The same seen from the frequencies: theta_t / scale, scale = extended / trained.
template <Scalar S>
S interpolated_frequency(const Rotary& rope, long pair, const Rational& scale) {
  ensure(scale.sign() > 0, "scale must be positive");
  return frequency<S>(rope, pair) / from_rational<S>(scale);
}

/// base scale^(d/(d-2)). **Domain** d > 2. **Source** YaRN, section 3.1 (NTK-aware). **Theorem** T18.
template <Scalar S>
S ntk_base(const Rotary& rope, const Rational& scale) {
  ensure(rope.dimension() > 2 && scale.sign() > 0, "NTK-aware scaling needs d > 2 and a positive scale");
  return from_rational<S>(rope.base()) * power<S>(scale, Rational(Integer(rope.dimension()), Integer(rope.dimension() - 2)));
}
/// Frequencies under that base: theta_t scale^(-2t/(d-2)), so pair 0 stays and the last is divided by scale exactly.
template <Scalar S>
S ntk_frequency(const Rotary& rope, long pair, const Rational& scale) {
  ensure(rope.dimension() > 2 && scale.sign() > 0, "NTK-aware scaling needs d > 2 and a positive scale");
  return frequency<S>(rope, pair) * power<S>(scale, Rational(Integer(-2 * pair), Integer(rope.dimension() - 2)));
}

/// Scale of dynamic NTK at the current length: max(1, length/trained). **Source** YaRN, section 3.3.
inline Rational dynamic_scale(const Rational& length, const Rational& trained) {
  ensure(trained.sign() > 0, "trained context must be positive");
  return max(Rational(1), length / trained);
}
/// As released: factor length/trained - (factor - 1), length not below trained.
/// **Source** Hugging Face modeling_rope_utils, _compute_dynamic_ntk_parameters.
inline Rational dynamic_scale_released(const Rational& length, const Rational& trained, const Rational& factor) {
  ensure(trained.sign() > 0, "trained context must be positive");
  return factor * max(length, trained) / trained - (factor - Rational(1));
}

/// Only the first floor(proportion d/2) pairs turn, at theta_t/factor; the others carry no position.
/// **Domain** 0 <= proportion <= 1, factor > 0. **Source** Hugging Face modeling_rope_utils, proportional.
template <Scalar S>
S proportional_frequency(const Rotary& rope, long pair, const Rational& proportion, const Rational& factor) {
  ensure(proportion.sign() >= 0 && proportion <= Rational(1) && factor.sign() > 0, "proportion in [0, 1], factor > 0");
  const Integer turning = floor(proportion * Rational(rope.pairs()));
  if (Integer(pair) >= turning && pair < rope.pairs()) return from_rational<S>(Rational(0));
  return frequency<S>(rope, pair) / from_rational<S>(factor);
}

}  // namespace posproof::encoding
