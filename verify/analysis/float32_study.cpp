#include "posproof/analysis/float32_study.hpp"

#include <cmath>

#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

/// reading - f_n with the error of this difference.
Measured error_at(const Float32Reading& reading, long n) {
  const Measured truth = reading.truth(n);
  const double got = reading.value(n);
  return {got - truth.value, truth.radius + std::abs(got) * 0x1p-52};
}

Ball ball_error(const Float32Reading& reading, long n) { return Ball::exact(reading.value(n)) - reading.truth_ball(n); }

/// |error| >= |f_n|, decided.
bool lost(const Float32Reading& reading, long n) {
  const Measured error = error_at(reading, n), truth = reading.truth(n);
  const double gap = std::abs(error.value) - std::abs(truth.value), doubt = error.radius + truth.radius;
  if (gap > doubt) return true;
  if (gap < -doubt) return false;
  for (long bits = 128; bits <= 4096; bits *= 2) {
    PrecisionScope scope{Bits{bits}};
    const Truth yes = less_equal(abs(reading.truth_ball(n)), abs(ball_error(reading, n)));
    if (yes != Truth::unknown) return certainly(yes);
  }
  contract_broken("error and value of the decay sum cannot be told apart");
}

bool exceeds(const Float32Reading& reading, long n, double threshold) {
  const Measured error = error_at(reading, n);
  const double gap = std::abs(error.value) - threshold;
  if (gap > error.radius) return true;
  if (gap < -error.radius) return false;
  PrecisionScope scope{Bits{256}};
  const Truth over = less(Ball::exact(threshold), abs(ball_error(reading, n)));
  ensure(over != Truth::unknown, "error of the reading cannot be told from the threshold");
  return certainly(over);
}

bool window_exceeds(const Float32Reading& reading, long first, long window, double threshold) {
  for (long n = first; n < first + window; ++n)
    if (exceeds(reading, n, threshold)) return true;
  return false;
}

}  // namespace

std::optional<long> first_total_loss(const Float32Reading& reading, long limit) {
  for (long n = 1; n <= limit; ++n)
    if (lost(reading, n)) return n;
  return std::nullopt;
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

LargestError largest_error(const Float32Reading& reading, long from, long to) {
  LargestError best{from, {0, 0}};
  for (long n = from; n <= to; ++n) {
    const Measured e = error_at(reading, n);
    if (std::abs(e.value) > best.size.value) best = {n, {std::abs(e.value), e.radius}};
  }
  return best;
}

LossOnset loss_onset(const Float32Reading& reading, long limit, long window, double threshold) {
  ensure(window >= 1 && window <= limit, "window of the loss onset");
  LossOnset out{window, std::nullopt, 0};
  for (long k = limit / window - 1; k >= 0; --k) {
    ++out.windows_checked;
    if (!window_exceeds(reading, k * window + 1, window, threshold)) break;
    out.onset = k * window + 1;
  }
  return out;
}

}  // namespace posproof
