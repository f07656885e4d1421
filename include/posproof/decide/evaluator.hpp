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

  std::uint64_t stamp_of(SlotSet free) const;
  V compute(int id);
  V term(const Program::Instruction& x);
  V arithmetic(const Program::Instruction& x);
  V power(const Program::Instruction& x);
  V call(const Program::Instruction& x);
  V complex_call(const Program::Instruction& x, const V& z);
  V loop(const Program::Instruction& x);
  V count(const Program::Instruction& x);
  /// The value of a loop by a block sweep, where there is one (Arb kernel only).
  std::optional<S> fast_loop(const Program::Instruction& x);
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
  std::vector<std::vector<Cache>> tables_;
  std::size_t table_entries_ = 0;
  std::uint64_t clock_ = 0;
  std::uint64_t work_ = 0;
  std::uint64_t budget_;
  FastLoops fast_loops_;
};

}  // namespace posproof
