#include "posproof/analysis/float32_study.hpp"

#include <algorithm>
#include <cmath>
#include <mutex>

#include "posproof/analysis/block_sweep.hpp"
#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

Ball ball_error(const Float32Reading& reading, long n) { return Ball::exact(reading.value(n)) - reading.truth_ball(n); }

/// |error| >= |f_n| by balls.
bool lost_by_ball(const Float32Reading& reading, long n) {
  for (long bits = 128; bits <= 4096; bits *= 2) {
    PrecisionScope scope{Bits{bits}};
    const Truth yes = less_equal(abs(reading.truth_ball(n)), abs(ball_error(reading, n)));
    if (yes != Truth::unknown) return certainly(yes);
  }
  contract_broken("error and value of the decay sum cannot be told apart");
}

bool exceeds_by_ball(const Float32Reading& reading, long n, double threshold) {
  PrecisionScope scope{Bits{256}};
  const Truth over = less(Ball::exact(threshold), abs(ball_error(reading, n)));
  ensure(over != Truth::unknown, "error of the reading cannot be told from the threshold");
  return certainly(over);
}

class Study {
 public:
  Study(const Float32Reading& reading, Float32Study& out)
      : reading_(reading), out_(out), loud_(static_cast<std::size_t>(out.limit / out.window), 0) {}

  void visit(const BlockView& block) {
    std::vector<float> values(block.count);
    reading_.values(block.first, block.count, values.data());
    long lost = out_.limit + 1, place = 0, loud = -1;
    double largest = -1;
    std::vector<std::size_t> loud_windows;
    for (std::size_t i = 0; i < block.count; ++i) {
      const long n = block.first + static_cast<long>(i);
      const double f = block.midpoint[i], error = std::abs(values[i] - f);
      const double doubt = block.error + (std::abs(values[i]) + std::abs(f)) * 0x1p-50;
      if (error + doubt > largest) largest = error + doubt, place = n;
      const double gap = error - std::abs(f);
      if (lost > n && gap > -2 * doubt && (gap > 2 * doubt || lost_by_ball(reading_, n))) lost = n;
      const long window = (n - 1) / out_.window;
      if (window == loud || static_cast<std::size_t>(window) >= loud_.size()) continue;
      const double over = error - out_.threshold;
      if (over > doubt || (over > -doubt && exceeds_by_ball(reading_, n, out_.threshold))) {
        loud = window;
        loud_windows.push_back(static_cast<std::size_t>(window));
      }
    }
    const std::lock_guard lock(mutex_);
    if (lost <= out_.limit) out_.first_total_loss = std::min(out_.first_total_loss.value_or(lost), lost);
    if (largest > out_.largest_upper || (largest == out_.largest_upper && place < out_.place)) {
      out_.largest_upper = largest;
      out_.place = place;
    }
    for (const std::size_t w : loud_windows) loud_[w] = 1;
  }

  void finish() {
    for (std::size_t w = loud_.size(); w-- > 0 && loud_[w] != 0;) out_.onset = static_cast<long>(w) * out_.window + 1;
  }

 private:
  const Float32Reading& reading_;
  Float32Study& out_;
  std::vector<char> loud_;
  std::mutex mutex_;
};

}  // namespace

Float32Study study_float32(const Float32Reading& reading, long limit, long window, double threshold, int jobs) {
  ensure(1 <= window && window <= limit && limit <= 1L << 24, "window and limit of the binary32 study");
  Float32Study out{limit, std::nullopt, 0, -1, window, threshold, std::nullopt};
  const BlockSweep truth(rotary_sum(reading.dim() / 2, reading.base()), 1, limit);
  ensure(truth.error() < 1e-7, "block sweep too coarse for the binary32 study");
  Study study(reading, out);
  truth.for_each(jobs, [&](const BlockView& block) { study.visit(block); });
  study.finish();
  return out;
}

long longest_period(const Float32Reading& reading) {
  PrecisionScope scope{Bits{96}};
  const Rational exponent = Rational(1) - Rational(Integer(2), Integer(reading.dim()));
  return ceil(upper(Ball(2L) * Ball::pi() * pow(Ball(reading.base()), Ball(exponent)))).get_si();
}

std::optional<long> first_possible_total_loss(const Float32Reading& reading, long limit) {
  for (long n = 1; n <= limit; ++n) {
    const auto range = reading.any_order(n);
    const Measured f = reading.truth(n);
    const double worst = std::max(range.upper - f.value, f.value - range.lower) + f.radius;
    if (worst >= std::abs(f.value) - f.radius) return n;
  }
  return std::nullopt;
}

}  // namespace posproof
