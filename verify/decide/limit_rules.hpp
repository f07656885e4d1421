#pragma once
#include <optional>
#include <vector>

#include "bounds.hpp"
#include "posproof/claim/verdict.hpp"
#include "posproof/decide/identity.hpp"

// The rule book for n -> +infinity. Every other approach is brought to it: -infinity by n -> -n, a point a by a + 1/n and
// a - 1/n. A rule speaks only when its hypotheses have been decided; what no rule settles stays unknown.

namespace posproof::detail {

/// What a term does as its variable grows.
struct Behaviour {
  enum class Kind {
    finite,  ///< tends to a number
    plus_infinity,
    minus_infinity,
    almost_periodic,  ///< differs by something that tends to 0 from `value`, which is almost periodic in the variable
    bounded,          ///< stays bounded; nothing else is known
    unknown
  };
  Kind kind = Kind::unknown;
  Expr value;                          ///< finite: the limit, a closed term, when known as one; almost_periodic: the term
  std::optional<Number<Ball>> number;  ///< finite: an enclosure when `value` is absent
  Derivation why;
  std::string trouble;  ///< unknown: why
};

/// **Theorem** L7-L13, T4-T8, D6.
class LimitRules {
 public:
  /// `integers`: the variable runs over the integers (identities may use it), else over the reals.
  LimitRules(int slot, std::string name, bool integers);
  Behaviour of(const Expr& e);
  /// Facts of the variable, for large values.
  const std::vector<VariableFacts>& facts() const { return facts_; }

 private:
  Behaviour attempt(const Expr& e);
  Behaviour sum_of(const Expr& e);
  Behaviour product_of_two(const Expr& e);
  Behaviour quotient(const Expr& e);
  Behaviour power(const Expr& e);
  Behaviour call(const Expr& e);
  Behaviour integral(const Expr& e);
  Behaviour riemann_lebesgue(const Expr& e);
  Behaviour riemann_sum(const Expr& e);
  std::optional<Behaviour> riemann_mean(const Expr& e);
  Behaviour by_bounds(const Expr& e);
  Behaviour wave(const Expr& e);

  int slot_;
  std::string name_;
  bool integers_;
  std::vector<VariableFacts> facts_;
};

/// The leading term c h^v of a term as h = 1/n -> 0+, by series of analytic functions. **Theorem** L8.
struct LeadingTerm {
  Rational power;       ///< v
  Number<Ball> factor;  ///< c, certainly not zero
};
std::optional<LeadingTerm> leading_term(const Expr& e, int slot);

/// An integral whose sum is (1/n) sum_{t<n} F(t/n): F in the variable `slot`. **Theorem** L12, T4.
struct RiemannSum {
  Expr mean;       ///< integral(u, 0, 1, F(u))
  Rational slope;  ///< |F'| at most, so that the mean is within slope/n of the integral
};
std::optional<RiemannSum> recognise_riemann_sum(const Expr& sum, int slot, const std::vector<VariableFacts>& facts);

/// Shows that g is absolutely integrable between the ends; says how in `out`, with a rate where g is of bounded variation.
bool shown_integrable(const Expr& g, int x, const Expr& lo, const Expr& hi, Derivation& out);

/// The sign of a closed term; unknown where it may vanish.
Signs constant_signs(const Expr& e);

}  // namespace posproof::detail
