#pragma once
#include <string>
#include <vector>

#include "posproof/decide/identity.hpp"
#include "posproof/decide/swept.hpp"

namespace posproof::detail {

/// A comparison brought into the form sum REL bound, or |sum| REL bound, with a bound that does not oscillate.
struct Comparison {
  Swept sum;
  Op relation;
  bool absolute = false;
  Expr bound;
  Derivation proof;
};

/// Comparisons that together say what the relation says of the variable, within what is known of it; empty, with the reason,
/// when there are none. A part without oscillation goes to the bound: |f(n) + g(n)| <= c is f(n) <= c - g(n) and
/// f(n) >= -c - g(n). **Theorem** I1 (each rearrangement is confirmed by the identity prover).
std::vector<Comparison> compared(const Expr& relation, const VariableFacts& variable, std::string& why);

}  // namespace posproof::detail
