#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "posproof/claim/ast.hpp"
#include "posproof/claim/verdict.hpp"

namespace posproof {

/// What is known of a free variable. Slots without facts stand for any real number.
struct VariableFacts {
  int slot = -1;
  bool integer = false;
  std::optional<Rational> lower, upper;
  bool lower_strict = false, upper_strict = false;
  Integer step = 1;  ///< integers lower, lower + step, ...; needs `integer` and `lower` when not 1
};

/// `proved == false` means "not shown", never "false".
struct IdentityResult {
  bool proved = false;
  Derivation derivation;  ///< when proved: rules and side conditions
  std::string reason;     ///< when not: why
};

/// Facts that a quantifier's domain implies; ends that are not rational are bounded from outside, ends that are not closed
/// terms are left out. **Error** enclosure.
VariableFacts facts_of(const Binder& b);

constexpr std::size_t default_max_terms = 20000;

/// Shows that lhs and rhs are defined and equal for all values of the free variables that the facts admit, by exact normal forms.
/// Resolved trees only. **Error** exact. **Theorem** I1-I13 (docs/theorems/identity.md).
IdentityResult prove_equal(const Expr& lhs, const Expr& rhs, const std::vector<VariableFacts>& facts,
                           std::size_t max_terms = default_max_terms);
/// prove_equal(e, 0).
IdentityResult prove_zero(const Expr& e, const std::vector<VariableFacts>& facts, std::size_t max_terms = default_max_terms);

/// The value of a closed term when its normal form is a rational number; nullopt means "not seen to be rational".
/// **Theorem** I1.
std::optional<Rational> exact_value(const Expr& e, std::size_t max_terms = default_max_terms);

}  // namespace posproof
