#pragma once
#include <vector>

#include "posproof/decide/evaluator.hpp"
#include "posproof/decide/signs.hpp"

namespace posproof::detail {

/// Values of terms and formulas in which every free variable has been bound: what is constant inside an integral or a limit.
/// Needs an active PrecisionScope. **Error** enclosure.
template <class R>
class ConstantTermsOf {
 public:
  ConstantTermsOf() : evaluator_(program_, {}, budget) {}
  void bind(int slot, Number<R> value) { evaluator_.bind(slot, std::move(value)); }
  /// Both throw Undefined as the evaluator does.
  Number<R> value(const Expr& e) { return evaluator_.real(compiled(e)); }
  Truth truth(const Expr& e) { return evaluator_.truth(compiled(e)); }

 private:
  static constexpr std::uint64_t budget = 200'000'000;
  int compiled(const Expr& e) {
    const int before = program_.size();
    const int id = program_.add(e);
    if (program_.size() != before) evaluator_.reset();
    return id;
  }

  Program program_;
  Evaluator<Number<R>> evaluator_;
};
using ConstantTerms = ConstantTermsOf<Ball>;

/// Signs that a closed term may have: that of its value where it is exact by identity, else those of an enclosure by kernel R.
/// Throws Undefined. **Error** enclosure. **Theorem** I1.
template <class R>
Signs closed_signs(const Expr& e);

/// Signs that a closed term may have by balls alone, from 64 bits on to twice as many until one is left or `most_bits` are
/// reached. Throws Undefined. **Error** enclosure.
Signs enclosed_signs(const Expr& e, long most_bits);

}  // namespace posproof::detail
