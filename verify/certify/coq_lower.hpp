#pragma once
#include <map>
#include <optional>

#include "coq_term.hpp"
#include "posproof/claim/ast.hpp"
#include "posproof/claim/verdict.hpp"

// From the resolved tree of a claim to Coq's terms. Throws CannotExport for what Coq or CoqInterval does not have.

namespace posproof::coq {

/// A complex term as its parts; `im` null for a real one.
struct Parts {
  TermPtr re, im;
};

/// What the lowering knows of a bound variable.
struct Variable {
  bool integer = false;
  bool positive = false;
};

class Lowering {
 public:
  /// `witness` supplies the values of quantifiers that need one, by name, outermost first.
  explicit Lowering(Witness witness) : witness_(std::move(witness)) {}

  /// `want` true: the formula is to be shown; false: its negation. Decides which quantifiers take a witness.
  FormulaPtr formula(const Expr& e, bool want);
  TermPtr real(const Expr& e);

 private:
  Parts term(const Expr& e);
  Parts call(const Node& n);
  Parts power(const Node& n);
  Parts folded(const Node& n);
  Parts unrolled(const Node& n, const Index& lo, const Index& hi);
  TermPtr integral(const Node& n);
  TermPtr modulus(const Parts& z);
  TermPtr elementary(const std::string& name, const TermPtr& x);
  std::optional<Index> index(const Expr& e);
  Index bound(const Expr& e, const char* what);
  bool certainly_positive(const Expr& e) const;
  FormulaPtr quantified(const Node& n, std::size_t binder, bool want);
  FormulaPtr over_set(const Node& n, std::size_t binder, bool want);
  FormulaPtr matrix(const Node& n, bool want);
  Segment segment(const Domain& d);
  IntegerDomain integers(const Domain& d);
  std::optional<Rational> take_witness(const std::string& name);

  std::map<int, Variable> variables_;
  Witness witness_;
  std::size_t nodes_ = 0;
};

/// The value of an index without variables.
std::optional<Integer> constant(const Index& i);

}  // namespace posproof::coq
