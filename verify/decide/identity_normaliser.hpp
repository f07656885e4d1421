#pragma once
#include <deque>
#include <map>
#include <unordered_map>
#include <vector>

#include "posproof/decide/identity.hpp"
#include "posproof/decide/normal_form.hpp"

namespace posproof::detail {

/// How binders are treated; several are tried in turn, since each proves identities that the others miss.
struct BinderStrategy {
  bool geometric = false;  ///< close sums of exp(a k) where exp(a) is certified not 1
  long unroll_up_to = 1;   ///< write out ranges with at most this many elements
};

/// A condition changes its truth where this variable passes this value: the cases below, at and above it can be shown one by
/// one.
struct NeedsCases : NotShown {
  int slot;
  Rational at;
};

/// Brings resolved terms to normal form, certifying on the way that every part is defined.
class Normaliser {
 public:
  Normaliser(NormalForms& forms, const std::vector<VariableFacts>& facts, BinderStrategy strategy);
  NormalForm visit(const Expr& e);
  /// The truth of a formula when it is certainly the same on the whole domain (I11).
  std::optional<bool> decided(const Expr& formula);
  /// True when a binder was met that another strategy would treat differently.
  bool met_binder() const { return met_binder_; }

 private:
  struct Range {
    NormalForm first, step, last;  ///< elements first + step*k, k = 0..last
    std::optional<long> length;    ///< last + 1 when it is a number
  };
  NormalForm compute(const Expr& e);
  NormalForm variable(const Node& n);
  NormalForm conditional(const Node& n);
  void note_turning_point(const NormalForm& difference);
  Expr chosen(const Expr& e);
  NormalForm count(const Node& n);
  Range index_range(const Binder& b);
  NormalForm with_value(int slot, const NormalForm& value, const Expr& body);
  template <class Work>
  auto at_value(int slot, const NormalForm& value, Work work);
  NormalForm binder(const Node& n);
  NormalForm unrolled(const Node& n, const Range& r);
  NormalForm sum_over(const Range& r, int index, const NormalForm& body);
  NormalForm sum_of_term(const Range& r, int index, const NormalForm& body_term);
  NormalForm product_over(const Range& r, int index, const NormalForm& body);
  std::optional<NormalForm> from_the_other_end(const NormalForm& last, int index, const NormalForm& term);
  std::optional<NormalForm> closed_product(const NormalForm& length, int index, const NormalForm& body);
  std::optional<NormalForm> closed_sum(const Range& r, int index, const NormalForm& dependent);
  NormalForm binder_atom(Atom::Kind kind, const NormalForm& last, int index, const NormalForm& dependent);
  int fresh_index(const NormalForm& last);
  NormalForm integral(const Node& n);
  NormalForm derivative_of(const Node& n);
  NormalForm integral_of_term(const Monomial& m, const Gaussian& c, const Terms& denominator, int x, const NormalForm& a,
                              const NormalForm& b);
  /// e = rate * x + rest, both free of x.
  struct Linear {
    NormalForm rate, rest;
  };
  std::optional<Linear> linear_in(const NormalForm& e, int x);
  std::optional<NormalForm> difference_of_ei(const NormalForm& from, const NormalForm& to, const NormalForm& sense);
  std::optional<NormalForm> integral_of_exponential_of_exponential(const NormalForm& e, int x, const NormalForm& a,
                                                                   const NormalForm& b);
  std::optional<NormalForm> closed_integral(const Monomial& dependent, int x, const NormalForm& a, const NormalForm& b);

  /// m = free * dependent with respect to an atom; the free part may gain a factor from its exponential.
  struct Parts {
    NormalForm free;
    Monomial dependent;
  };
  Parts split(const Monomial& m, int atom);

  NormalForms& forms_;
  BinderStrategy strategy_;
  std::map<int, VariableFacts> facts_;
  std::map<int, NormalForm> values_;  ///< of bound slots
  std::vector<int> active_;           ///< bound atoms of the enclosing binders
  /// Makes an atom one of these for as long as its binder is visited.
  struct Active {
    Active(std::vector<int>& atoms, int atom) : all(atoms) { all.push_back(atom); }
    ~Active() { all.pop_back(); }
    Active(const Active&) = delete;
    Active& operator=(const Active&) = delete;
    std::vector<int>& all;
  };
  std::vector<std::unordered_map<const Node*, NormalForm>> memo_;
  bool met_binder_ = false;
  std::optional<std::pair<int, Rational>> turning_point_;  ///< slot and value where an undecided relation turns
  std::deque<Expr> kept_;                                  ///< trees made here: forms are remembered by address
};

}  // namespace posproof::detail
