#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "posproof/decide/fast_loops.hpp"
#include "posproof/decide/program.hpp"
#include "posproof/decide/scalar.hpp"

namespace posproof {

/// Thrown when a subexpression has no value. `certain`: it has none at any point of the arguments, which is the user's
/// error; otherwise more precision or a smaller box may help, or the kernel lacks the operation (`unsupported`).
struct Undefined {
  Expr node;
  std::string what;
  bool certain = false;
  bool unsupported = false;
  const char* code = "domain-error";  ///< of the user's error it becomes when certain
  std::string where = {};             ///< the element of a quantified domain, such as "n = 3"
};

/// A value of the claim language under scalar S: real, complex (im set), list or truth.
template <class S>
struct Value {
  Truth truth = Truth::unknown;
  S re;
  std::optional<S> im;  ///< when complex
  bool complex = false;
  std::shared_ptr<const std::vector<Value>> list;
};

/// Evaluates a program's instructions for bound variables, caching what does not depend on the variables that changed.
/// **Error** enclosure: for S over a kernel every result encloses the exact value for all points of the bound values.
/// Runs inside a PrecisionScope of the caller; `reset` after changing the precision.
template <class S>
class Evaluator {
 public:
  Evaluator(const Program& program, ScalarContext<S> context, std::uint64_t budget);

  void bind(int slot, S value);
  /// Forgets all cached values (they were rounded at the old precision).
  void reset();
  /// Truth of a formula; Undefined escapes only when no connective can settle it.
  Truth truth(int id);
  /// The real value of a term.
  S real(int id);
  const Value<S>& value(int id);
  /// The exact integer that an instruction evaluates to; user's error when it is none.
  Integer exact_integer(int id, const char* what);
  /// Loop iterations and function values so far, in units that do not depend on the machine.
  std::uint64_t work() const { return work_; }
  /// The second kernel takes the value of a long swept loop from the sweep and looks itself at a deterministic sample of its
  /// positions: both ends, places that tell the value, and an even spread. Throws InternalDisagreement when one contradicts it.
  void sample_loops(bool yes) { samples_loops_ = yes; }
  struct LoopSample {
    std::uint64_t checked = 0, of = 0;
  };
  /// Positions that were looked at instead of all; of == 0 when nothing was sampled.
  const LoopSample& sampled() const { return sampled_; }
  /// Throws Undefined (unsupported) once `work` exceeds this.
  void set_budget(std::uint64_t budget) { budget_ = work_ + budget < work_ ? ~std::uint64_t{0} : work_ + budget; }

 private:
  using V = Value<S>;
  struct Slot {
    V value;
    std::uint64_t stamp = 0;
    long index = -1;  ///< the value itself while a binder drives the slot over small integers (key of tables)
  };
  struct Cache {
    V value;
    std::uint64_t stamp = 0;
    bool valid = false;
  };

  /// Values of one instruction for the small integers that a binder drives one of its variables over. An entry belongs to the
  /// values that its other variables had; a table whose entries are outdated before they serve again is given up.
  struct Table {
    std::vector<Cache> entries;
    int slot = -1;
    std::uint64_t served = 0, outdated = 0;
    bool given_up = false;
  };

  std::uint64_t stamp_of(SlotSet free) const;
  /// The slot among `free` that a binder drives over small integers, innermost first; -1 when there is none.
  int driven_slot(SlotSet free) const;
  /// The entry for the present values, made when there is room; nullptr when the instruction is not tabulated.
  Cache* table_entry(int id, const Program::Instruction& x);
  V compute(int id);
  V term(const Program::Instruction& x);
  V arithmetic(const Program::Instruction& x);
  V complex_product(const V& a, const V& b);
  V power(const Program::Instruction& x);
  /// base^q for a positive rational base: many powers of one base share its logarithm.
  S rational_power(const S& base, const Rational& q);
  V call(const Program::Instruction& x);
  V complex_call(const Program::Instruction& x, const V& z);
  V loop(const Program::Instruction& x);
  V count(const Program::Instruction& x);
  /// The value of a loop by a block sweep, where there is one.
  std::optional<S> fast_loop(const Program::Instruction& x);
  void look_at_sample(const Program::Instruction& x, const FastLoops::Result& swept, const Integer& lo, const Integer& hi);
  V conditional(const Program::Instruction& x);
  V element(const Program::Instruction& x);
  Truth formula(const Program::Instruction& x);
  Truth connective(const Program::Instruction& x);
  Truth relation(const Program::Instruction& x);
  Truth quantifier(const Program::Instruction& x, std::size_t depth);
  /// Truth with a merely possible undefinedness read as unknown.
  Truth guarded(int id);
  template <class Body>
  void for_range(const Program::Range& r, const Expr& node, Body body);
  void make_room_for_slots();
  void drive(int slot, S value, long index);
  void spend(std::uint64_t units, const Expr& node);
  const S& real_arg(const Program::Instruction& x, std::size_t i);

  const Program& program_;
  ScalarContext<S> context_;
  std::vector<Slot> slots_;
  std::vector<Cache> cache_;
  std::vector<Table> tables_;
  std::size_t table_entries_ = 0;
  std::uint64_t clock_ = 0;
  std::uint64_t work_ = 0;
  std::uint64_t budget_;
  FastLoops fast_loops_;
  bool samples_loops_ = false;
  LoopSample sampled_;
  std::optional<std::pair<Rational, Interval>> log_of_base_;
};

}  // namespace posproof
