#pragma once
#include "posproof/analysis/score_dot.hpp"

namespace posproof {

/// C(p) = sum_{s=0}^{L-1} cos(s p) and S(p) = sum_{s=0}^{L-1} sin(s p) in closed form.
/// **Domain** p not a multiple of 2 pi; a ball that contains one gives an enclosure that is not finite. **Theorem** T11.
Ball cosine_sum(long window, const Ball& p);
Ball sine_sum(long window, const Ball& p);

/// Square matrix of balls by rows, symmetric where it says so.
struct SquareBalls {
  std::size_t size = 0;
  Balls entries;
  explicit SquareBalls(std::size_t n = 0) : size(n), entries(n * n) {}
  Ball& at(std::size_t i, std::size_t j) { return entries[i * size + j]; }
  const Ball& at(std::size_t i, std::size_t j) const { return entries[i * size + j]; }
  std::span<const Ball> row(std::size_t i) const { return {entries.data() + i * size, size}; }
};

/// The Gram matrix of the columns cos(t theta_j), sin(t theta_j) over the centred window t = s - (L-1)/2, s = 0..L-1.
/// Centring is a rotation of each (cos, sin) pair, so eigenvalues and |h_j| are those of the window 0..L-1, and the
/// products of a cosine with a sine column vanish: two blocks of half the size. **Theorem** T11, P5.
/// **Error** enclosure; not finite where two frequencies cannot be told apart.
struct CentredGram {
  SquareBalls even;  ///< cosine columns
  SquareBalls odd;   ///< sine columns
};
CentredGram centred_gram(const Balls& frequencies, long window);

}  // namespace posproof
