#pragma once
#include <functional>
#include <optional>
#include <vector>

#include "posproof/arith/rational.hpp"
#include "posproof/arith/truth.hpp"
#include "posproof/decide/program.hpp"

namespace posproof {

/// An enclosure of left minus right of a comparison.
struct Difference {
  Rational lo, hi;
  bool exact = false;  ///< lo == hi is the value
};

/// A formula without quantifiers as its comparisons, in the order of the text, and the connectives above them.
class Comparisons {
 public:
  explicit Comparisons(const Expr& formula);

  std::size_t size() const { return atoms_.size(); }
  Op relation(std::size_t i) const { return atoms_[i].relation; }
  /// Instruction of left minus right.
  int difference(std::size_t i) const { return atoms_[i].difference; }
  const Program& program() const { return program_; }

  /// Truth of the formula, read from left to right with early stops, each comparison that is reached asked of `of`.
  Truth truth(const std::function<Truth(std::size_t)>& of) const { return truth(root_, of); }

 private:
  struct Atom {
    Op relation;
    int difference;
  };
  struct Part {
    Op op;
    std::size_t atom = 0;
    bool value = false;
    std::vector<Part> parts;
  };
  Part read(const Expr& e);
  static Truth truth(const Part& part, const std::function<Truth(std::size_t)>& of);

  Program program_;
  std::vector<Atom> atoms_;
  Part root_;
};

/// Truth of `left relation right` when the difference lies in lo..hi.
Truth relation_over(Op relation, const Rational& lo, const Rational& hi);

}  // namespace posproof
