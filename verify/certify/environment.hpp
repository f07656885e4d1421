#pragma once
#include <optional>
#include <string>
#include <vector>

#include "posproof/arith/rational.hpp"
#include "posproof/claim/ast.hpp"
#include "posproof/decide/identity.hpp"

namespace posproof {

/// What a goal knows of one variable that a step introduced.
struct KnownVariable {
  enum class Kind { value, integers, box };
  int slot = -1;
  Kind kind = Kind::value;
  Rational value;
  Integer from, to, step = 1;             ///< integers: from, from + step, ..., to (an element)
  bool endless = false;                   ///< no `to`
  std::optional<Rational> lo, hi;         ///< box; absent: unbounded
  bool lo_open = false, hi_open = false;  ///< the end itself does not belong to the box
};

/// Every variable of a goal, in the order of introduction.
using Environment = std::vector<KnownVariable>;

const KnownVariable* find(const Environment& env, int slot);
/// The environment with that variable fixed.
Environment fixed(Environment env, int slot, const Rational& value);
/// The environment with that integer range replaced; a range of one element is a value.
Environment narrowed(Environment env, int slot, const Integer& from, const Integer& to);
/// The same for a box.
Environment cut(Environment env, int slot, const Rational& lo, bool lo_open, const Rational& hi, bool hi_open);
std::size_t count(const Environment& env, KnownVariable::Kind kind);
/// The first variable of a kind, or nullptr.
const KnownVariable* first(const Environment& env, KnownVariable::Kind kind);

/// `e` with the variables that are fixed replaced by their values.
Expr substituted(Expr e, const Environment& env);
/// For the identity prover.
std::vector<VariableFacts> facts(const Environment& env);

/// "12", "3/7".
std::string number_text(const Rational& q);
/// `"environment":[...]`, in order of introduction, as every leaf repeats it.
std::string environment_text(const Environment& env);

}  // namespace posproof
