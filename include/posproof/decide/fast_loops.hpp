#pragma once
#include <map>
#include <memory>
#include <optional>

#include "posproof/arith/ball.hpp"
#include "posproof/arith/number.hpp"
#include "posproof/claim/ast.hpp"

namespace posproof {

/// `maximum`, `minimum`, `argmax`, `argmin` and `count` over long integer ranges whose body is a trigonometric sum in the bound
/// variable (or compares one with a bound), by one block sweep instead of a loop. Remembers what it recognised.
/// **Theorem** B5 and the identity that the recogniser found.
class FastLoops {
 public:
  FastLoops();
  ~FastLoops();
  FastLoops(const FastLoops&) = delete;
  FastLoops& operator=(const FastLoops&) = delete;

  /// The loop's value at working precision; nullopt when it has another form: the caller then loops.
  std::optional<Number<Ball>> value(const Expr& loop, const Integer& lo, const Integer& hi);

  /// From this many positions on a sweep pays.
  static constexpr long worth = 2000;

 private:
  struct Known;
  const Known& known(const Expr& loop);
  std::optional<Number<Ball>> swept(const Expr& loop, const Integer& lo, const Integer& hi);
  std::map<Expr, std::unique_ptr<Known>> known_;
};

}  // namespace posproof
