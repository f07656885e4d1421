#pragma once
// What the recognisers of trigonometric sums and of running sums share.
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "posproof/analysis/trig_sum.hpp"
#include "posproof/claim/ast.hpp"
#include "posproof/decide/evaluator.hpp"
#include "posproof/decide/identity.hpp"

namespace posproof::detail {

/// amplitude * cos(n * frequency + phase) for every t in lo..hi of the enclosing sum, or once when there is none.
struct Family {
  std::optional<Binder> loop;
  Expr amplitude, frequency, phase;
  bool sine = false;
};

/// The structure is another one; not an error.
struct NotASum {
  std::string why;
};

/// e = frequency * n + phase, by the distributive law. Throws NotASum.
struct Affine {
  Expr frequency, phase;
};
Affine affine(const Expr& e, int slot);

/// Bits up to which the sign of a constant factor is looked for.
inline constexpr long sign_bits = 256;

Expr times(const Expr& a, const Expr& b);
/// a + b, where a null term is none.
Expr added(const Expr& a, const Expr& b);
Expr one();
Expr zero();
/// sum(b, term).
Expr summed(const Binder& b, const Expr& term);
/// variable * frequency + phase.
Expr angle_of(const Family& f, const Expr& variable);

/// The identity prover's derivation that a term has the recognised form. Throws NotASum.
Derivation shown(const Expr& term, const Expr& form, const std::vector<VariableFacts>& facts);

/// The families and offsets as a sum whose constants are evaluated at the precision of each request, and how many terms it has.
/// Throws NotASum with the reason `when_empty` when it has none, and Undefined.
struct CountedSum {
  TrigSum sum;
  std::size_t terms;
};
CountedSum counted_sum(const std::vector<Family>& families, const std::vector<Expr>& offsets, const char* when_empty);

/// What read() makes of a term in which `slot` and no other variable is free; nullopt with the reason in `why` for other terms
/// and where it throws NotASum or Undefined.
template <class Read>
std::optional<std::invoke_result_t<Read>> recognised(const Expr& term, int slot, std::string& why, Read&& read) {
  if (const auto free = free_slots(term); free != std::vector<int>{slot}) {
    why = free.empty() ? "it does not depend on the variable" : "it depends on other variables too";
    return std::nullopt;
  }
  try {
    return read();
  } catch (const NotASum& n) {
    why = n.why;
  } catch (const Undefined& u) {
    why = u.what;
  }
  return std::nullopt;
}

}  // namespace posproof::detail
