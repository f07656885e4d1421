#pragma once
#include <cstddef>
#include <functional>
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

/// Facts that the domains of quantifiers imply, read from the outside in: ends that are not rational are bounded from
/// outside, also where they depend on earlier variables. **Error** enclosure.
std::vector<VariableFacts> facts_of(const std::vector<Binder>& binders);
/// Facts of one quantifier, given those of earlier ones.
VariableFacts facts_of(const Binder& b, const std::vector<VariableFacts>& earlier = {});
/// The variable has this value.
VariableFacts fixed_at(int slot, const Rational& value);

/// Calls visit with the facts of each element of the integer ranges and sets among the binders, in order; real variables keep
/// their ranges. Elements where a filter certainly fails are left out. Stops when visit returns false.
/// nullopt when the elements cannot be listed exactly (unbounded, more than `most`, a filter not decided); otherwise whether
/// every visit returned true.
std::optional<bool> for_each_element(const std::vector<Binder>& binders, const std::vector<Expr>& filters, std::size_t most,
                                     const std::function<bool(const std::vector<VariableFacts>&)>& visit);

constexpr std::size_t default_max_terms = 20000;

/// Shows that lhs and rhs are defined and equal for all values of the free variables that the facts admit, by exact normal
/// forms. Resolved trees only. **Error** exact. **Theorem** I1-I13 (docs/theorems/identity.md).
IdentityResult prove_equal(const Expr& lhs, const Expr& rhs, const std::vector<VariableFacts>& facts,
                           std::size_t max_terms = default_max_terms);
/// prove_equal(e, 0).
IdentityResult prove_zero(const Expr& e, const std::vector<VariableFacts>& facts, std::size_t max_terms = default_max_terms);

/// The value of a closed term when its normal form is a rational number; nullopt means "not seen to be rational".
/// **Theorem** I1.
std::optional<Rational> exact_value(const Expr& e, std::size_t max_terms = default_max_terms);
/// The same for a term with variables, when it has one rational value on the whole domain.
std::optional<Rational> exact_value(const Expr& e, const std::vector<VariableFacts>& facts,
                                    std::size_t max_terms = default_max_terms);
/// The truth of a formula when it is certainly the same on the whole domain. **Theorem** I1, I11.
std::optional<bool> certain_truth(const Expr& formula, const std::vector<VariableFacts>& facts,
                                  std::size_t max_terms = default_max_terms);

}  // namespace posproof
