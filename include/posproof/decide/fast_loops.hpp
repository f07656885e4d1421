#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "posproof/arith/ball.hpp"
#include "posproof/arith/number.hpp"
#include "posproof/claim/ast.hpp"

namespace posproof {

/// `maximum`, `minimum`, `argmax`, `argmin` and `count` over long integer ranges whose body is a trigonometric sum or a sum of
/// running sums in the bound variable (or compares one with a bound), by one block sweep instead of a loop. Remembers what it
/// recognised. **Theorem** B5, S1 and the identity that the recogniser found.
class FastLoops {
 public:
  FastLoops();
  ~FastLoops();
  FastLoops(const FastLoops&) = delete;
  FastLoops& operator=(const FastLoops&) = delete;

  /// A loop's value at working precision, and positions that tell it: where the extreme is attained, or the first and the last
  /// position that counts.
  struct Result {
    Number<Ball> value;
    std::vector<std::int64_t> telling;
  };
  /// nullopt when the loop has another form: the caller then loops.
  std::optional<Result> value(const Expr& loop, const Integer& lo, const Integer& hi);
  /// Whether position n counts, for a `count` that `value` has swept, at working precision.
  Truth counts(const Expr& loop, std::int64_t n);

  /// From this many positions on a sweep pays.
  static constexpr long worth = 2000;
  /// Positions of a swept loop at which the second kernel looks.
  static constexpr long confirmed_positions = 32;

 private:
  struct Known;
  const Known& known(const Expr& loop);
  std::optional<Result> swept(const Expr& loop, const Integer& lo, const Integer& hi);
  std::map<Expr, std::unique_ptr<Known>> known_;
};

}  // namespace posproof
