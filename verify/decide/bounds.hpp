#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "constant_terms.hpp"
#include "posproof/decide/extended_range.hpp"
#include "posproof/decide/signs.hpp"

namespace posproof::detail {

/// Thrown where no bound can be given: a subexpression may be undefined on the domain, or has no rule.
struct NotBounded {
  std::string reason;
};

/// A finite sum of interval times monomial. Monomials are products of atoms to rational powers: variables, and positive
/// constants that are not rational. What is enclosed is every real function that takes, at each point of the domain, a value
/// sum c_i m_i(point) with c_i in the i-th interval: so 2/n - sin(n)/n is [1, 3] n^-1, whose sign is plain on [1, inf).
struct BoundForm {
  using Powers = std::vector<std::pair<int, Rational>>;  ///< atom -> exponent, atoms ascending, no zero exponents
  std::map<Powers, ExtendedRange> terms;
};

/// Encloses terms over a product of ranges, bounded or not, and tells the truth of formulas over all of it.
/// R is the kernel's arithmetic, by which constants and functions at ends are enclosed.
/// **Error** enclosure. **Theorem** L2 (forms), L3 (decay of exponentials and growth of logarithms).
template <class R>
class BoundsOf {
 public:
  /// Ranges of the free variables, by slot. With `powers_only`, exponentials and logarithms of a variable that starts at 1
  /// or later are bounded by powers of it (L3), so that the growth of the form can be read off.
  explicit BoundsOf(std::map<int, ExtendedRange> variables, bool powers_only = false);

  struct Complex {
    BoundForm re, im;
    bool complex = false;
  };
  /// Throws NotBounded.
  BoundForm form(const Expr& e);
  ExtendedRange range(const BoundForm& f) const;
  Signs signs(const BoundForm& f) const;
  /// yes: the formula holds at every point; no: it fails at every point.
  Truth truth(const Expr& formula);
  /// The largest exponent of the variable's atom in the form; nullopt for a form without terms. Other atoms must be constants.
  std::optional<Rational> growth(const BoundForm& f, int slot) const;
  /// sup |form| / x^power for the variable of `slot`, as an upper bound; needs x >= 1 and power >= growth.
  ExtendedRange scaled(const BoundForm& f, int slot, const Rational& power) const;

 private:
  struct Atom {
    int slot = -1;  ///< a variable, else a constant
    Expr constant;
    ExtendedRange range;
  };
  Complex visit(const Expr& e);
  Complex compute(const Expr& e);
  Complex call(const Expr& e);
  Complex power(const Expr& e);
  Complex unrolled(const Expr& e);
  BoundForm constant(const Expr& e);
  BoundForm exponential(const BoundForm& exponent);
  BoundForm logarithm(const BoundForm& u);
  BoundForm divided(const BoundForm& a, const BoundForm& b);
  BoundForm rational_power(const BoundForm& a, const Rational& q);
  BoundForm absolute(const BoundForm& a);
  ExtendedRange monomial_range(const BoundForm::Powers& m) const;
  bool positive(const BoundForm::Powers& m) const;
  /// f / m for a monomial of positive atoms.
  BoundForm over(const BoundForm& f, const BoundForm::Powers& m) const;
  BoundForm real(const Expr& e);
  int variable_atom(int slot) const;

  std::map<int, ExtendedRange> variables_;
  bool powers_only_;
  std::vector<Atom> atoms_;
  std::map<const Node*, Complex> known_;
  std::vector<Expr> kept_;
};
using Bounds = BoundsOf<Ball>;

}  // namespace posproof::detail
