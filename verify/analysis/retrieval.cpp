#include "posproof/analysis/retrieval.hpp"

#include "posproof/analysis/first_negative.hpp"
#include "posproof/arith/ball.hpp"
#include "posproof/arith/enclosure.hpp"

namespace posproof {
namespace {

constexpr long weight_bits = 192;

void check(const RetrievalTask& task) {
  ensure(task.margin.sign() > 0 && task.tokens >= 2, "retrieval needs a positive margin and at least two tokens");
}

Ball others(const RetrievalTask& task) { return log(Ball(static_cast<long>(task.tokens - 1))); }

Ball score_weight(const TrigSum& score, const RetrievalTask& task, std::int64_t n) {
  PrecisionScope scope{Bits{weight_bits}};
  const auto terms = score.at(Bits{weight_bits});
  const Ball match = Ball(task.margin) * evaluate(*terms, Ball(static_cast<long>(n))) / evaluate(*terms, Ball(0L));
  return softmax_weight(match, others(task));
}

/// sum_{j<T} e^{-mj}
Ball geometric(const Ball& slope, std::int64_t tokens) {
  return (Ball(1L) - exp(-slope * Ball(static_cast<long>(tokens)))) / (Ball(1L) - exp(-slope));
}

}  // namespace

std::optional<RetrievalHorizon> score_horizon(const TrigSum& score, const RetrievalTask& task, std::int64_t limit, int jobs) {
  check(task);
  const auto at_zero = [score] { return evaluate(*score.at(working_precision()), Ball(0L)); };
  {
    PrecisionScope scope{Bits{weight_bits}};
    ensure(certainly(is_positive(at_zero())), "score at distance 0 must be positive");
  }
  // mu S(n) - S(0) log(T - 1) has the sign of S(n) - S(0) log(T - 1)/mu
  const TrigSum excess = shifted(score, [=] { return -at_zero() * others(task) / Ball(task.margin); });
  const FirstNegative failure = first_negative(excess, 0, limit, jobs);
  if (!failure.undecided.empty()) return std::nullopt;
  if (!failure.position) return RetrievalHorizon{limit, true, score_weight(score, task, limit), std::nullopt};
  const std::int64_t last = *failure.position - 1;
  return RetrievalHorizon{last, false, score_weight(score, task, std::max<std::int64_t>(last, 0)),
                          score_weight(score, task, last + 1)};
}

Ball alibi_weight(const Ball& slope, const RetrievalTask& task, std::int64_t n) {
  check(task);
  const Ball here = exp(-slope * Ball(static_cast<long>(n)));
  const Ball match = exp(Ball(task.margin)) * here;
  return match / (match + geometric(slope, task.tokens) - here);
}

std::optional<RetrievalHorizon> alibi_horizon(const std::function<Ball()>& slope, const RetrievalTask& task) {
  check(task);
  for (long bits = weight_bits; bits <= 16 * weight_bits; bits *= 2) {
    PrecisionScope scope{Bits{bits}};
    const Ball m = slope();
    ensure(certainly(is_positive(m)), "ALiBi slope must be positive");
    const Ball edge = log((exp(Ball(task.margin)) + Ball(1L)) / geometric(m, task.tokens)) / m;
    if (!is_finite(edge)) continue;
    const Integer below = ceil(lower(edge)) - 1, above = ceil(upper(edge)) - 1;  // largest integer < edge
    if (below != above) continue;
    if (below < 0) return RetrievalHorizon{-1, false, alibi_weight(m, task, 0), alibi_weight(m, task, 0)};
    const bool all = below >= task.tokens - 1;
    const std::int64_t n = all ? task.tokens - 1 : below.get_si();
    RetrievalHorizon out{n, all, alibi_weight(m, task, n), std::nullopt};
    if (!all) out.next = alibi_weight(m, task, n + 1);
    return out;
  }
  return std::nullopt;
}

}  // namespace posproof
