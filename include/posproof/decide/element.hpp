#pragma once
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "posproof/claim/verdict.hpp"
#include "posproof/decide/cursor.hpp"
#include "posproof/decide/settings.hpp"

namespace posproof {

/// A statement about every element of a domain: `filter => body`, with the variables in quantifier order.
struct Statement {
  const Program* program = nullptr;
  std::vector<int> slots;  ///< outermost first
  std::vector<std::string> names;
  std::vector<int> filters;  ///< instructions; all must hold for an element to count
  int body = -1;             ///< instruction of the formula
  bool negated = false;      ///< the statement is about `not body` (an `exists` turned round)
};

/// Certified distance of a comparison from turning over, as doubles rounded toward the miss.
struct MarginBound {
  double lower = 0;  ///< the true margin is at least this
  double upper = 0;  ///< and at most this
};

/// What one element gave.
struct ElementResult {
  Truth counts = Truth::yes;  ///< whether the filters hold
  Truth truth = Truth::unknown;
  long bits = 0;
  std::uint64_t escalations = 0;
  std::optional<MarginBound> margin;
  std::string trouble;       ///< why it is unknown
  bool unsupported = false;  ///< no precision will help: the kernel lacks an operation
};

/// Decides a statement at single elements under kernel R, doubling the precision until it is settled.
/// Not thread-safe: one per thread.
template <class R>
class ElementDecider {
 public:
  /// `sample_loops`: long swept loops are confirmed by a sample (Evaluator::sample_loops), as re-checks of long sweeps are.
  ElementDecider(const Statement& statement, const Settings& settings, bool sample_loops = false);
  /// Values in the order of `slots`. Throws Undefined (certain) for a user's error at this element.
  ElementResult decide(const std::vector<ElementValue>& values);
  /// Both sides of the comparison that settles the element, at some `bits`; nullopt when there is no single one.
  std::optional<Sides> sides(const std::vector<ElementValue>& values, long bits);
  std::uint64_t work() const { return work_; }
  /// Positions of swept loops that were sampled (`sample_loops`); of == 0: none was.
  typename Evaluator<Number<R>>::LoopSample sampled_loops() const;

 private:
  struct Rung {
    Rung(const Program& p, long b, bool sample_loops) : bits(b), evaluator(p, {}, ~std::uint64_t{0} >> 1) {
      evaluator.sample_loops(sample_loops);
    }
    long bits;
    Evaluator<Number<R>> evaluator;
  };
  Rung& rung(long bits);
  void bind(Rung& r, const std::vector<ElementValue>& values);
  Truth attempt(Rung& r, ElementResult& result);
  std::optional<MarginBound> margin(Rung& r, int id, bool negated);
  std::optional<Sides> settling(Rung& r, int id);

  const Statement& statement_;
  const Settings& settings_;
  bool sample_loops_;
  std::map<long, std::unique_ptr<Rung>> rungs_;
  std::uint64_t work_ = 0;
};

/// A term or formula with the element's values in place of the statement's variables.
Expr at_element(Expr e, const Statement& statement, const std::vector<ElementValue>& values);
/// Exact text of values for a witness.
Witness witness_of(const Statement& statement, const std::vector<ElementValue>& values);
/// "n = 3, x = 1/2".
std::string element_text(const Statement& statement, const std::vector<ElementValue>& values);

}  // namespace posproof
