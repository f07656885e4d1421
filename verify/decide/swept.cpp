#include "posproof/decide/swept.hpp"

#include "posproof/analysis/block_sweep.hpp"
#include "posproof/analysis/running_sum.hpp"

namespace posproof {

std::optional<Swept> Swept::recognise(const Expr& term, int slot, std::string& why) {
  std::string why_no_sum;
  if (auto sum = recognise_trig_sum(term, slot, why_no_sum))
    return Swept(std::move(sum->sum), sum->terms, std::move(sum->proof));
  std::string why_not_running;
  if (auto moduli = recognise_running_sum(term, slot, why_not_running)) {
    Swept s(std::move(moduli->terms), moduli->count, std::move(moduli->proof));
    s.running_ = true;
    s.negative_ = moduli->negative;
    s.shift_ = moduli->shift;
    return s;
  }
  why = why_no_sum == why_not_running ? why_no_sum : why_no_sum + "; as a sum of moduli: " + why_not_running;
  return std::nullopt;
}

std::unique_ptr<CertifiedSweep> Swept::over(std::int64_t first, std::int64_t last) const {
  if (running_) return std::make_unique<RunningSumSweep>(sum_, first, last);
  return std::make_unique<BlockSweep>(sum_, first, last);
}

RealRange Swept::range(const Rational& a, const Rational& b, int digits, const RangeBudget& budget) const {
  return running_ ? running_range(sum_, a, b, digits, budget) : certified_range(sum_, a, b, digits, budget);
}

RealVerdict Swept::prove(const Rational& a, const Rational& b, Relation relation, const std::function<Ball()>& bound,
                         const RangeBudget& budget) const {
  return running_ ? prove_running_bound(sum_, a, b, relation, bound, budget) : prove_bound(sum_, a, b, relation, bound, budget);
}

std::vector<std::string> Swept::theorems(bool reals) const {
  if (running_) return reals ? std::vector<std::string>{"S0", "S1", "S2"} : std::vector<std::string>{"S0", "S1"};
  return reals ? std::vector<std::string>{"B5", "R1", "R2", "R3"} : std::vector<std::string>{"T14", "T15", "T16", "B5"};
}

}  // namespace posproof
