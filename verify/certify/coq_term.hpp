#pragma once
#include <memory>
#include <string>
#include <vector>

#include "posproof/arith/rational.hpp"

// Terms and formulas of PosproofClaims.v, with variables by slot. Both the plain statement and the data for the proof are
// printed from one such tree; Coq checks that they agree.

namespace posproof::coq {

/// An integer term: a bound of a sum or a domain, an exponent.
struct Index {
  enum class Kind { number, variable, neg, add, sub, mul, div };
  Kind kind = Kind::number;
  Integer number;
  int slot = -1;
  std::vector<Index> args;
};

struct Term;
using TermPtr = std::shared_ptr<const Term>;

struct Term {
  enum class Kind { number, pi, real, integer, unary, binary, natural_power, integer_power, sum, product, integral };
  Kind kind = Kind::number;
  Integer number;             ///< number; the exponent of natural_power
  int slot = -1;              ///< of real; bound by sum, product, integral
  Index index, last;          ///< integer, integer_power: index; sum, product: from `index` to `last`
  std::string op;             ///< constructor of `unary` or `binary` in PosproofClaims.v
  std::vector<TermPtr> args;  ///< integral: {from, to, body}
};

struct IntegerDomain {
  enum class Kind { range, stepped, at_least, members };
  Kind kind = Kind::range;
  Index lo, hi;
  Integer step = 1;
  std::vector<Integer> members;
};

/// The constructors of `segment` in PosproofClaims.v.
struct Segment {
  enum class Kind { closed, left_open, right_open, open, from, above, up_to, below, line };
  Kind kind = Kind::closed;
  TermPtr lo, hi;
};

struct Formula;
using FormulaPtr = std::shared_ptr<const Formula>;

struct Formula {
  enum class Kind { relation, conj, disj, implies, negation, all_integers, some_integer, all_reals, some_real };
  Kind kind = Kind::relation;
  std::string relation;  ///< constructor of `relation` in PosproofClaims.v
  TermPtr lhs, rhs;
  std::vector<FormulaPtr> args;  ///< conj, disj, implies: two; others: one
  int slot = -1;                 ///< of quantifiers
  IntegerDomain domain;
  Segment segment;
  Integer witness;  ///< of integer quantifiers; no meaning
  TermPtr real_witness;
};

inline bool is_quantifier(const Formula& f) { return f.kind >= Formula::Kind::all_integers; }
inline bool binds_integer(const Formula& f) {
  return f.kind == Formula::Kind::all_integers || f.kind == Formula::Kind::some_integer;
}

TermPtr number_term(const Integer& z);
/// p or p/q.
TermPtr rational_term(const Rational& q);
TermPtr unary_term(const char* op, TermPtr a);
TermPtr binary_term(const char* op, TermPtr a, TermPtr b);
TermPtr power_term(TermPtr a, unsigned long n);

}  // namespace posproof::coq
