#include "posproof/decide/fast_loops.hpp"

#include <tbb/task_arena.h>

#include "posproof/analysis/block_extremum.hpp"
#include "posproof/analysis/block_predicate.hpp"
#include "posproof/analysis/block_sweep.hpp"
#include "posproof/decide/block_path.hpp"
#include "posproof/decide/recognise.hpp"

namespace posproof {
namespace {

constexpr std::int64_t farthest = std::int64_t{1} << 40;
constexpr long largest_ball_bits = 4096;

}  // namespace

struct FastLoops::Known {
  std::optional<RecognisedSum> sum;           ///< the body, or what stands inside its absolute value
  bool absolute = false;
  std::optional<BlockPredicate> predicate;    ///< of `count`
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
  k->sum = recognise_trig_sum(body, slot, why);
  return *k;
}

std::optional<Number<Ball>> FastLoops::value(const Expr& loop, const Integer& lo, const Integer& hi) {
  if (hi - lo < worth || abs(lo) > farthest || abs(hi) > farthest) return std::nullopt;
  // Isolated: a thread that waits for blocks must not pick up a task that uses the evaluator it came from.
  return tbb::this_task_arena::isolate([&] { return swept(loop, lo, hi); });
}

std::optional<Number<Ball>> FastLoops::swept(const Expr& loop, const Integer& lo, const Integer& hi) {
  const Known& k = known(loop);
  const auto first = lo.get_si(), last = hi.get_si();
  const Bits bits = working_precision();
  try {
    if (k.predicate) {
      const BlockSweep sweep(k.predicate->sum.sum, first, last);
      const auto c = count_where(sweep, k.predicate->predicate, 1, Bits{largest_ball_bits});
      if (c.undecided_count == 0) return Number<Ball>(static_cast<long>(c.holds));
      return Number<Ball>(Ball::from_bounds(Rational(static_cast<long>(c.holds)), Rational(static_cast<long>(c.holds + c.undecided_count))));
    }
    if (!k.sum) return std::nullopt;
    const bool most = loop->op == Op::maximum || loop->op == Op::argmax;
    const auto kind = k.absolute ? (most ? Extremum::maximum_of_size : Extremum::minimum_of_size) : most ? Extremum::maximum : Extremum::minimum;
    const BlockSweep sweep(k.sum->sum, first, last);
    const auto x = certified_extremum(sweep, kind, 1, bits);
    if (loop->op == Op::maximum || loop->op == Op::minimum) return Number<Ball>(x.value);
    // Ties that balls cannot part are left to the loop, which says so.
    if (x.place_count != 1 || x.places.size() != 1) return std::nullopt;
    return Number<Ball>(static_cast<long>(x.places[0]));
  } catch (const SweepNotApplicable&) {
    return std::nullopt;
  }
}

}  // namespace posproof
