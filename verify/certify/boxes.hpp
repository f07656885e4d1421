#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "comparisons.hpp"
#include "environment.hpp"
#include "posproof/decide/evaluator.hpp"
#include "posproof/decide/series.hpp"

namespace posproof {

/// How a difference is enclosed over a box (docs/certificates.md, the evaluate leaf).
struct BoxForm {
  enum class Centre { lower, middle, upper };
  int slot = -1;  ///< the variable of Taylor's formula,
  int order = 0;  ///< its order; 0: interval evaluation over the whole box
  Centre at = Centre::middle;
};

/// The point of a bounded box around which Taylor's formula expands.
Rational centre_of(const KnownVariable& box, BoxForm::Centre at);

/// What a leaf states of one comparison: left - right in lo..hi, or (x - c)^zero times something in lo..hi.
struct BoxEntry {
  Difference range;
  int zero = 0;
};

struct BoxResult {
  Truth truth = Truth::unknown;  ///< from the entries alone
  std::vector<std::optional<BoxEntry>> entries;
  long bits = 0;  ///< of fixed-point arithmetic that should do for a check
};

/// Encloses the comparisons of a formula over boxes with interval arithmetic, in the forms that the checker knows; entries
/// leave room for another's rounding. **Error** enclosure. **Theorem** V1 (Taylor form), V3 (series at an end).
class BoxEvaluator {
 public:
  BoxEvaluator(const Comparisons& comparisons, long caution) : comparisons_(comparisons), caution_(caution) {}

  /// Variables of `env` are fixed or bounded boxes.
  BoxResult evaluate(const Environment& env, const BoxForm& form, Bits bits);
  /// The slot of the box whose width matters most.
  int widest(const Environment& env, Bits bits);
  std::uint64_t work() const;

 private:
  using N = Number<Interval>;
  using J = Jet<N>;
  using Plain = Evaluator<N>;
  using Rows = Evaluator<Series<Interval>>;

  Plain& plain();
  Rows& rows(int order);
  N over(const KnownVariable& v) const;
  /// Left minus right of comparison i with every variable over its box.
  N value(std::size_t i, const Environment& env);
  /// The series in variable `slot`, which stands for `x`; the others over their boxes.
  J series(std::size_t i, const Environment& env, int slot, int order, const N& x);
  std::optional<BoxEntry> entry(std::size_t i, const Environment& env, const BoxForm& form);
  std::optional<BoxEntry> taylor(std::size_t i, const Environment& env, const BoxForm& form);

  const Comparisons& comparisons_;
  long caution_;
  std::unique_ptr<Plain> plain_;
  std::map<int, std::unique_ptr<Rows>> rows_;
  long bits_ = 0;  ///< at which the evaluators' caches were filled
};

}  // namespace posproof
