#include "posproof/analysis/first_negative.hpp"

#include <algorithm>
#include <mutex>

#include "posproof/analysis/block_sweep.hpp"
#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

constexpr long first_sign_bits = 96, last_sign_bits = 2048;

/// S(n) with certain sign, or an enclosure that straddles zero at every precision tried.
Ball with_sign(const TrigSum& sum, std::int64_t n) {
  for (long bits = first_sign_bits;; bits *= 2) {
    PrecisionScope scope{Bits{bits + 64}};
    Ball value = evaluate(*sum.at(Bits{bits + 64}), Ball(static_cast<long>(n)));
    if (!contains_zero(value) || bits >= last_sign_bits) return value;
  }
}

class Search {
 public:
  explicit Search(const TrigSum& sum) : sum_(sum) {}

  void visit(const BlockView& block) {
    for (std::size_t i = 0; i < block.count; ++i) {
      const std::int64_t n = block.first + static_cast<std::int64_t>(i);
      if (n > limit.load()) return;
      if (block.midpoint[i] > block.error) continue;
      if (block.midpoint[i] < -block.error) {
        found(n);
        return;
      }
      const Ball value = with_sign(sum_, n);
      if (certainly(is_negative(value))) {
        found(n);
        return;
      }
      if (!certainly(is_positive(value))) {
        const std::lock_guard lock(mutex_);
        undecided_.push_back(n);
      }
    }
  }

  std::vector<std::int64_t> undecided_before(std::int64_t n) {
    std::erase_if(undecided_, [n](std::int64_t u) { return u > n; });
    std::sort(undecided_.begin(), undecided_.end());
    return std::move(undecided_);
  }

  std::atomic<std::int64_t> limit{std::int64_t{1} << 41};

 private:
  void found(std::int64_t n) {
    std::int64_t best = limit.load();
    while (n < best && !limit.compare_exchange_weak(best, n)) {
    }
  }

  const TrigSum& sum_;
  std::mutex mutex_;
  std::vector<std::int64_t> undecided_;
};

}  // namespace

FirstNegative first_negative(const TrigSum& sum, std::int64_t first, std::int64_t last, int jobs) {
  ensure(0 <= first && first <= last, "first_negative needs 0 <= first <= last");
  Search search(sum);
  const BlockSweep sweep(sum, first, last);
  sweep.for_each(
      jobs, [&](const BlockView& block) { search.visit(block); }, &search.limit);
  const std::int64_t n = search.limit.load();
  FirstNegative out;
  out.undecided = search.undecided_before(n);
  if (n > last) return out;
  out.position = n;
  out.value = with_sign(sum, n);
  ensure(certainly(is_negative(out.value)), "ball confirms the negative value that the block sweep found");
  return out;
}

TrigSum shifted(const TrigSum& sum, std::function<Ball()> offset) {
  return TrigSum([sum, offset = std::move(offset)] {
    TrigTerms terms = *sum.at(working_precision());
    terms.offset += offset();
    return terms;
  });
}

}  // namespace posproof
