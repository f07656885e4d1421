#pragma once
#include <cstdint>

#include "posproof/claim/ast.hpp"
#include "posproof/decide/scalar.hpp"

namespace posproof {

/// Which signs a quantity may take: a set of {negative, zero, positive}.
class Signs {
 public:
  static constexpr Signs none() { return Signs(0); }
  static constexpr Signs negative() { return Signs(1); }
  static constexpr Signs zero() { return Signs(2); }
  static constexpr Signs positive() { return Signs(4); }
  static constexpr Signs any() { return Signs(7); }
  friend constexpr Signs operator|(Signs a, Signs b) { return Signs(a.mask_ | b.mask_); }
  friend constexpr Signs operator&(Signs a, Signs b) { return Signs(a.mask_ & b.mask_); }
  friend constexpr bool operator==(Signs, Signs) = default;
  constexpr bool may_be(Signs s) const { return (mask_ & s.mask_) != 0; }
  constexpr bool within(Signs s) const { return (mask_ & ~s.mask_) == 0; }
  /// Signs of -x.
  constexpr Signs mirrored() const { return Signs((mask_ & 2) | (mask_ & 1) << 2 | (mask_ & 4) >> 2); }
  /// All signs between the two sets: what a continuous quantity running from one to the other may take.
  friend constexpr Signs span(Signs a, Signs b) {
    const Signs u = a | b;
    return u.may_be(negative()) && u.may_be(positive()) ? any() : u;
  }

 private:
  constexpr explicit Signs(unsigned m) : mask_(static_cast<std::uint8_t>(m)) {}
  std::uint8_t mask_;
};

template <class R>
Signs signs_of(const Number<R>& x) {
  const Truth p = is_positive(x), n = is_negative(x), z = is_zero(x);
  Signs s = Signs::none();
  if (possibly(p)) s = s | Signs::positive();
  if (possibly(n)) s = s | Signs::negative();
  if (possibly(z)) s = s | Signs::zero();
  return s;
}

/// Truth of `lhs relation rhs` from the possible signs of lhs - rhs.
Truth relation_truth(Op relation, Signs difference);

}  // namespace posproof
