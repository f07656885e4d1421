#pragma once
#include <span>
#include <vector>

#include "posproof/arith/ball.hpp"

namespace posproof {

using Balls = std::vector<Ball>;

/// sum_i x_i y_i with one rounding at the end (Arb's fused dot product), far cheaper than a loop of operators.
/// **Domain** equal lengths (contract). **Error** enclosure.
Ball dot(std::span<const Ball> x, std::span<const Ball> y);
/// start - sum_i x_i y_i.
Ball dot_subtracted(const Ball& start, std::span<const Ball> x, std::span<const Ball> y);
/// Midpoint of start - sum_i x_i y_i, without any guarantee: for guesses that are checked afterwards.
Ball approx_dot_subtracted(const Ball& start, std::span<const Ball> x, std::span<const Ball> y);
/// sum_i x_i n_i for machine integers n_i.
Ball dot(std::span<const Ball> x, std::span<const long> n);
Ball sum(std::span<const Ball> x);
/// Upper bound of max |x_i| as a ball of radius zero; 0 for an empty list.
Ball max_abs_upper(std::span<const Ball> x);

/// |re + i im| and the Euclidean norm; finite also where the enclosure of the square dips below zero.
Ball modulus(const Ball& re, const Ball& im);
Ball norm(std::span<const Ball> x);

/// cos(k x) and sin(k x) for k = 0..n from one evaluation, by angle addition along halves of k.
/// **Shape** both of size n + 1. **Error** enclosure; the radius grows with log2 k steps, not with k.
struct Turns {
  Balls cos;
  Balls sin;
};
Turns turns(const Ball& angle, long n);

}  // namespace posproof
