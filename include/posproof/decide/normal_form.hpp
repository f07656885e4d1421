#pragma once
#include <compare>
#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "posproof/arith/gaussian.hpp"
#include "posproof/decide/extended_range.hpp"

// Exact normal forms of expressions, for deciding equalities (docs/theorems/identity.md).
//
//   value   =  numerator / denominator
//   each    =  sum of  coefficient * product of atom^exponent * exp(E)
//
// Coefficients are Gaussian rationals; atoms are real quantities (variables, pi, primes under roots, logarithms, opaque
// function values, sums); E is the normal form of an exponent, so phases and symbolic powers are both exp(E). Every
// rewriting is an exact identity of values, so a numerator without terms proves the value 0. Two forms that differ prove
// nothing.

namespace posproof {

/// Thrown where an equality or a side condition could not be shown; the reason is for the user.
struct NotShown {
  std::string reason;
};

/// Product of atoms to rational powers, times exp of an interned normal form (id 0 is the exponent 0).
struct Monomial {
  std::vector<std::pair<int, Rational>> powers;  ///< atom id -> exponent, ids ascending, no zero exponent
  int exponent = 0;
  bool is_one() const { return powers.empty() && exponent == 0; }
  friend auto operator<=>(const Monomial&, const Monomial&) = default;
  friend bool operator==(const Monomial&, const Monomial&) = default;
};

using Terms = std::map<Monomial, Gaussian>;

/// numerator / denominator; the denominator has real coefficients and is not zero anywhere on the domain.
struct NormalForm {
  Terms numerator;
  Terms denominator;
  friend bool operator==(const NormalForm&, const NormalForm&) = default;
};

/// What an atom stands for. All but `sum`, `product` and `integral` of complex terms are real.
struct Atom {
  enum class Kind { variable, bound, constant, prime, base, logarithm, magnitude, function, sum, product, integral };
  Kind kind{};
  std::string name;  ///< of the variable, constant or function
  int slot = -1;     ///< of a variable
  std::vector<NormalForm>
      args;     ///< base, magnitude, function: arguments; sum, product: last index, term; integral: ends, integrand
  int of = -1;  ///< logarithm: the atom it is taken of; sum, product, integral: the bound atom
  Integer prime;
  bool integer = false;  ///< takes integer values only
  bool real = true;
  ExtendedRange range;  ///< contains every value
};

/// The algebra of normal forms of one proof: interns atoms and exponents, and records which rules and side conditions
/// were used. Operations throw NotShown when a side condition cannot be certified or the budget is spent.
/// **Theorem** I1-I13.
class NormalForms {
 public:
  /// max_terms bounds the terms of every intermediate numerator and denominator.
  explicit NormalForms(std::size_t max_terms);

  // ---- field operations (I1, I7)
  NormalForm constant(const Gaussian& c) const;
  NormalForm atom(int id) const;
  NormalForm add(const NormalForm& a, const NormalForm& b);
  NormalForm sub(const NormalForm& a, const NormalForm& b);
  NormalForm neg(const NormalForm& a) const;
  NormalForm scale(const NormalForm& a, const Gaussian& c) const;
  NormalForm mul(const NormalForm& a, const NormalForm& b);
  /// a / b, with b certified non-zero.
  NormalForm div(const NormalForm& a, const NormalForm& b);

  // ---- powers, exponentials, logarithms (I2-I5)
  NormalForm integer_power(const NormalForm& b, long n);
  NormalForm power(const NormalForm& b, const NormalForm& q);
  NormalForm exp(const NormalForm& e);
  /// Natural logarithm of a form certified positive.
  NormalForm log(const NormalForm& a);

  /// Rewrites terms whose exponents differ by something with an algebraic exponential onto one exponent (I3).
  NormalForm relate_exponents(const NormalForm& a);

  // ---- real and complex parts (I6)
  NormalForm conj(const NormalForm& a);
  NormalForm re(const NormalForm& a);
  NormalForm im(const NormalForm& a);
  NormalForm abs(const NormalForm& a);
  bool is_real(const NormalForm& a);

  // ---- functions (I2, I12, I13): name as in the claim language
  NormalForm function(const std::string& name, const std::vector<NormalForm>& args);

  // ---- atoms
  int variable(const std::string& name, int slot, bool integer, const ExtendedRange& range);
  int named_constant(const std::string& name);
  /// Bound variable number `nesting` over the integers 0..last.
  int bound_index(const NormalForm& last, int nesting);
  /// Bound variable of an integral over a real range.
  int bound_real(const NormalForm& from, const NormalForm& to, int nesting, const ExtendedRange& range);
  int intern_atom(Atom atom, const std::string& key);
  /// sum, product: args = {last index, term}; integral: args = {from, to, integrand}.
  int binder_atom(Atom::Kind kind, int bound, std::vector<NormalForm> args);
  const Atom& atom_info(int id) const { return atoms_[static_cast<std::size_t>(id)]; }
  /// The form with atom `from` renamed to atom `to` everywhere (both range over the same set).
  NormalForm rename(const NormalForm& a, int from, int to);
  /// The form with `value` in place of an atom; certifies the side conditions again.
  NormalForm substitute(const NormalForm& a, int from, const NormalForm& value);
  bool contains(const NormalForm& a, int atom) const;
  bool contains(const Monomial& m, int atom) const;

  // ---- side conditions (I11)
  ExtendedRange range(const NormalForm& a);
  bool certainly_nonzero(const NormalForm& a);
  bool certainly_positive(const NormalForm& a);
  bool certainly_nonnegative(const NormalForm& a);
  /// +1, -1, 0 when exactly zero, nullopt when not certain.
  std::optional<int> sign(const NormalForm& a);
  bool certainly_integer(const NormalForm& a);
  /// certainly_nonzero and so on, or NotShown; the condition is recorded.
  void require_nonzero(const NormalForm& a);
  void require_positive(const NormalForm& a);

  // ---- constants
  static bool is_zero(const NormalForm& a) { return a.numerator.empty(); }
  static std::optional<Gaussian> constant_value(const NormalForm& a);
  static std::optional<Rational> rational_value(const NormalForm& a);

  /// Where an enclosure excludes 0, as text, or "" when none was found: says that proving a == 0 is hopeless, proves nothing
  /// else.
  std::string place_of_difference(const NormalForm& a);

  std::string text(const NormalForm& a) const;
  std::string key(const NormalForm& a) const;
  const NormalForm& exponent(int id) const { return exponents_[static_cast<std::size_t>(id)]; }
  int intern_exponent(const NormalForm& e);
  NormalForm from_terms(Terms numerator) const;
  /// numerator / denominator in lowest terms (I7); the denominator's value must be known non-zero.
  NormalForm fraction(Terms numerator, Terms denominator);

  void use(const char* rule) { rules_.insert(rule); }
  void condition(std::string text) { conditions_.insert(std::move(text)); }
  const std::set<std::string>& rules() const { return rules_; }
  const std::set<std::string>& conditions() const { return conditions_; }
  std::size_t max_terms() const { return max_terms_; }
  void charge(std::size_t terms);

 private:
  friend struct FractionReducer;
  NormalForm multiply_terms(const Terms& a, const Terms& b);
  NormalForm multiply_monomials(const Monomial& a, const Monomial& b);
  NormalForm inverse_monomial(const Monomial& m, const Gaussian& c);
  NormalForm atom_power(int id, const Rational& q);
  NormalForm exponential_of_terms(const NormalForm& e);
  NormalForm root_of_unity(const Rational& turns_of_two);
  NormalForm exp_inverse_trig(int id, long k);
  bool is_integer_multiple_of_pi(const Monomial& m);
  NormalForm positive_power(const NormalForm& b, const NormalForm& q);
  NormalForm nonnegative_power(const NormalForm& b, const Rational& q);
  NormalForm integer_symbolic_power(const NormalForm& b, const NormalForm& q);
  NormalForm magnitude(int id);
  NormalForm integer_power_of_magnitude(int id, const Rational& q);
  /// t = factor * monomial * rest with factor and monomial positive.
  struct Split {
    Gaussian factor;
    Monomial monomial;
    Terms rest;
  };
  Split split_unit(const Terms& t);
  /// unit * product of factor^exponent.
  struct Factored {
    NormalForm unit;
    std::vector<std::pair<NormalForm, long>> factors;
  };
  std::optional<Factored> factored(const Terms& t);
  std::optional<int> sign_by_factors(const Terms& t);
  bool nonnegative_by_factors(const Terms& t);
  std::optional<NormalForm> power_of_magnitude_by_factors(const Terms& t, const Rational& q);
  /// Factorings in progress: a factor may lead back to the polynomial it came from.
  int factoring_depth_ = 0;
  std::optional<NormalForm> log_by_factors(const Terms& t);
  NormalForm substituted_power(int id, const Rational& q, int from, const NormalForm& value);
  NormalForm substitute_terms(const Terms& t, int from, const NormalForm& value);
  NormalForm gamma(const NormalForm& u);
  std::optional<int> common_atom(const Terms& t);
  NormalForm log_rational(const Rational& q);
  NormalForm log_of_atom(int id);
  NormalForm log_of_term(const Monomial& m, const Gaussian& c);
  NormalForm log_of_terms(const Terms& t);
  int prime_atom(const Integer& p);
  int base_atom(const NormalForm& a);
  int magnitude_atom(const NormalForm& a);
  NormalForm conj_atom(int id);
  NormalForm rename_atom(int id, int from, int to);
  NormalForm rename_terms(const Terms& t, int from, int to);
  NormalForm conj_terms(const Terms& t);
  NormalForm odd_function(const std::string& name, const NormalForm& u, bool integer);
  NormalForm circular(const std::string& name, const NormalForm& u);
  NormalForm larger_or_smaller(bool larger, const NormalForm& a, const NormalForm& b);
  NormalForm argument(const NormalForm& z);
  NormalForm whole_part(const std::string& name, const NormalForm& u);
  NormalForm special(const std::string& name, const NormalForm& u);
  /// Terms that enclosures may still evaluate: when it is spent, side conditions stay uncertain.
  long enclosure_work_ = 20000;
  bool enclosure_excludes_zero(const NormalForm& a);
  std::optional<int> enclosure_sign(const NormalForm& a);
  NormalForm opaque(const std::string& name, const std::vector<NormalForm>& args, const ExtendedRange& range, bool integer);
  ExtendedRange range_of_terms(const Terms& t);
  std::optional<ExtendedRange> range_between_ends(const NormalForm& a);
  NormalForm normalise_denominator(Terms numerator, Terms denominator);

  std::size_t max_terms_;
  std::size_t work_ = 0;
  int depth_ = 0;
  std::deque<Atom> atoms_;  // references must survive interning
  std::map<std::string, int> atom_ids_;
  std::deque<NormalForm> exponents_;
  std::map<std::string, int> exponent_ids_;
  std::map<std::pair<int, int>, NormalForm> exponent_products_;
  std::map<int, NormalForm> conjugate_exponents_;
  std::map<int, NormalForm> last_of_;  ///< last value of a bound index, where that is not a number
  std::set<std::string> rules_;
  std::set<std::string> conditions_;
};

}  // namespace posproof
