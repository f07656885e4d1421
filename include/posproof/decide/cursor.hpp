#pragma once
#include <optional>
#include <string>
#include <vector>

#include "posproof/decide/evaluator.hpp"

namespace posproof {

/// One element of a quantified variable's domain: an exact number, or a listed expression to be evaluated.
struct ElementValue {
  Rational exact;
  int instruction = -1;  ///< of a listed element that is not an exact number
};

/// The element as a closed term of the program, and as a number under an evaluator of it.
Expr term_of(const ElementValue& v, const Program& program);
template <class S>
S number_of(const ElementValue& v, Evaluator<S>& evaluator) {
  return v.instruction < 0 ? S(v.exact) : evaluator.real(v.instruction);
}

/// Elements with equal outer values whose innermost values are first, first + step, ...
struct Segment {
  std::vector<ElementValue> outer;
  std::vector<ElementValue> listed;  ///< the innermost values when the innermost domain is a set
  Integer first, step = 1;
  long count = 0;
  ElementValue innermost(long k) const;
  /// All values of the k-th element.
  std::vector<ElementValue> element(long k) const;
};

/// Walks the elements of a block of integer ranges and finite sets in lexicographic order.
class Cursor {
 public:
  /// Ranges must be integers or sets; inner bounds may depend on outer variables.
  Cursor(const Program& program, std::vector<Program::Range> ranges);
  /// The next elements, at most `most`, all of one row; nullopt at the end. Throws Undefined for bad bounds.
  std::optional<Segment> next(long most);
  /// Number of elements when it is cheap to know.
  std::optional<Integer> size();

 private:
  struct Level {
    Integer lo, hi, step = 1, at;
    bool endless = false;
    std::vector<ElementValue> listed;
    std::size_t index = 0;
  };
  void open(std::size_t level);
  bool done(const Level& l, const Program::Range& r) const;
  bool settle();
  void bind(std::size_t level);

  const Program& program_;
  std::vector<Program::Range> ranges_;
  std::vector<Level> levels_;
  Evaluator<Number<Ball>> evaluator_;
  bool started_ = false;
};

}  // namespace posproof
