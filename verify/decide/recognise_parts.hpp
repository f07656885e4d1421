#pragma once
// What the recognisers of trigonometric sums and of running sums share.
#include <optional>
#include <string>
#include <vector>

#include "posproof/analysis/trig_sum.hpp"
#include "posproof/claim/ast.hpp"
#include "posproof/decide/evaluator.hpp"

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

/// Finite integer range without a step whose ends do not depend on the slot.
bool is_plain_range(const Binder& b, int slot);
Expr times(const Expr& a, const Expr& b);
Expr one();
Expr zero();
/// sum(b, term).
Expr summed(const Binder& b, const Expr& term);
/// variable * frequency + phase.
Expr angle_of(const Family& f, const Expr& variable);

/// Evaluates the constants of the families; one program, used under the precision of each request. Throws Undefined.
class SumConstants {
 public:
  SumConstants(const std::vector<Family>& families, const std::vector<Expr>& offsets);
  TrigTerms at_working_precision() const;

 private:
  struct Entry {
    int slot, lo, hi, amplitude, frequency, phase;
    bool sine;
  };
  Program program_;
  std::vector<int> offsets_;
  std::vector<Entry> entries_;
};

}  // namespace posproof::detail
