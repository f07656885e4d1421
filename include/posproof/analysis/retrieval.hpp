#pragma once
#include <cstdint>
#include <functional>
#include <optional>

#include "posproof/analysis/trig_sum.hpp"
#include "posproof/arith/contract.hpp"
#include "posproof/arith/real.hpp"

/// The mathematical part of passkey retrieval: one matching key among T - 1 distractors of equal content. The match's
/// logit at distance 0 exceeds the distractors' by the margin mu; how far away may it be and still get over half the weight?
namespace posproof {

/// Softmax weight e^match/(e^match + e^others), `others` the logarithm of the distractors' summed exponentials.
template <Real R>
R softmax_weight(const R& match, const R& others) {
  return R(1L) / (R(1L) + exp(others - match));
}

struct RetrievalTask {
  Rational margin;      ///< mu > 0
  std::int64_t tokens;  ///< T >= 2
};

struct RetrievalHorizon {
  std::int64_t distance;     ///< weight > 1/2 certified at every distance 0..distance; -1 when not even at 0
  bool beyond_limit;         ///< no failure was met up to the limit
  Ball weight;               ///< at `distance` (at 0 when -1)
  std::optional<Ball> next;  ///< at distance + 1, where it is certified below 1/2
};

/// Score heads: logit mu S(n)/S(0) for the match at distance n, 0 for each distractor. The weight exceeds 1/2 if and only
/// if mu S(n) > S(0) log(T - 1). nullopt when some sign could not be told. **Domain** S(0) > 0 certainly (contract),
/// limit <= 2^40. **Theorem** D13. **Source** extrapolation-article, step 6.
std::optional<RetrievalHorizon> score_horizon(const TrigSum& score, const RetrievalTask& task, std::int64_t limit,
                                              int jobs = 1);

/// ALiBi heads: logit mu - m n for the match, -m j for the distractors at every other distance j in 0..T-1.
/// The weight exceeds 1/2 if and only if n < log((e^mu + 1)(1 - e^-m)/(1 - e^(-mT)))/m. **Domain** slope m > 0.
/// **Theorem** D13.
std::optional<RetrievalHorizon> alibi_horizon(const std::function<Ball()>& slope, const RetrievalTask& task);

/// Softmax weight of the ALiBi match at distance n, as above. **Error** enclosure.
Ball alibi_weight(const Ball& slope, const RetrievalTask& task, std::int64_t n);

}  // namespace posproof
