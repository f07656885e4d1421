#include "posproof/decide/fast_loops.hpp"

#include <tbb/task_arena.h>

#include "posproof/analysis/block_extremum.hpp"
#include "posproof/analysis/block_predicate.hpp"
#include "posproof/decide/block_path.hpp"

namespace posproof {
namespace {

constexpr std::int64_t farthest = std::int64_t{1} << 40;
constexpr long largest_ball_bits = 4096;

}  // namespace

struct FastLoops::Known {
  std::optional<Swept> sum;  ///< the body, or what stands inside its absolute value
  bool absolute = false;
  std::optional<BlockPredicate> predicate;  ///< of `count`
};

FastLoops::FastLoops() = default;
FastLoops::~FastLoops() = default;

const FastLoops::Known& FastLoops::known(const Expr& loop) {
  auto& k = known_[loop];
  if (k) return *k;
  k = std::make_unique<Known>();
  const int slot = loop->binders[0].slot;
  std::string why;
  if (loop->op == Op::count) {
    k->predicate = block_predicate(loop->args[0], slot, why);
    return *k;
  }
  Expr body = loop->args[0];
  if (body->op == Op::call && body->name == "abs") {
    k->absolute = true;
    body = body->args[0];
  }
  k->sum = Swept::recognise(body, slot, why);
  if (k->sum && !k->sum->is_core()) k->sum.reset();
  return *k;
}

std::optional<FastLoops::Result> FastLoops::value(const Expr& loop, const Integer& lo, const Integer& hi) {
  if (hi - lo < worth || abs(lo) > farthest || abs(hi) > farthest) return std::nullopt;
  // Isolated: a thread that waits for blocks must not pick up a task that uses the evaluator it came from.
  return tbb::this_task_arena::isolate([&] { return swept(loop, lo, hi); });
}

std::optional<FastLoops::Result> FastLoops::swept(const Expr& loop, const Integer& lo, const Integer& hi) {
  const Known& k = known(loop);
  const auto first = lo.get_si(), last = hi.get_si();
  const Bits bits = working_precision();
  try {
    if (k.predicate) {
      const auto sweep = k.predicate->sum.over(first, last);
      const auto c = count_where(*sweep, k.predicate->predicate, 1, Bits{largest_ball_bits});
      std::vector<std::int64_t> ends;
      if (c.first_holding) ends = {*c.first_holding, *c.last_holding};
      if (c.undecided_count == 0) return Result{Number<Ball>(static_cast<long>(c.holds)), std::move(ends)};
      const Ball between =
          Ball::from_bounds(Rational(static_cast<long>(c.holds)), Rational(static_cast<long>(c.holds + c.undecided_count)));
      return Result{Number<Ball>(between), std::move(ends)};
    }
    if (!k.sum) return std::nullopt;
    const bool most = loop->op == Op::maximum || loop->op == Op::argmax;
    const auto kind = k.absolute ? (most ? Extremum::maximum_of_size : Extremum::minimum_of_size)
                      : most     ? Extremum::maximum
                                 : Extremum::minimum;
    const auto sweep = k.sum->over(first, last);
    const auto x = certified_extremum(*sweep, kind, 1, bits);
    std::vector<std::int64_t> place;
    if (x.place_count == 1 && x.places.size() == 1) place = x.places;
    if (loop->op == Op::maximum || loop->op == Op::minimum) return Result{Number<Ball>(x.value), std::move(place)};
    // Ties that balls cannot part are left to the loop, which says so.
    if (place.empty()) return std::nullopt;
    return Result{Number<Ball>(static_cast<long>(place[0])), place};
  } catch (const SweepNotApplicable&) {
    return std::nullopt;
  }
}

Truth FastLoops::counts(const Expr& loop, std::int64_t n) {
  const Known& k = known(loop);
  if (!k.predicate) return Truth::unknown;
  Ball value = k.predicate->sum.over(n, n)->exact(n, working_precision());
  if (k.predicate->predicate.absolute) value = abs(value);
  return compare(value, k.predicate->predicate.relation, k.predicate->predicate.bound.at(n));
}

}  // namespace posproof
