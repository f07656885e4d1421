#pragma once
#include <optional>

#include "ladder_arithmetic.hpp"

// Textbook solvers over any arithmetic of the ladder, operation by operation in a fixed order, so that a rung's result is
// the same on every machine.

namespace posproof::ladder {

template <class A>
using Vector = std::vector<typename A::Number>;
/// Column-major for the data matrix X, row-major for square ones; each inner list is contiguous.
template <class A>
using Matrix = std::vector<Vector<A>>;

template <class A>
struct NormalEquations {
  Matrix<A> gram;
  Vector<A> moments;
};

template <class A>
typename A::Number dot(const A& arith, const Vector<A>& x, const Vector<A>& y) {
  auto total = arith.zero();
  for (std::size_t s = 0; s < x.size(); ++s) arith.add_product(total, x[s], y[s]);
  return total;
}

template <class A>
NormalEquations<A> normal_equations(const A& arith, const Matrix<A>& columns, const Vector<A>& y) {
  const std::size_t n = columns.size();
  NormalEquations<A> e{Matrix<A>(n, Vector<A>(n, arith.zero())), {}};
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) e.gram[i][j] = e.gram[j][i] = dot(arith, columns[i], columns[j]);
    e.moments.push_back(dot(arith, columns[i], y));
  }
  return e;
}

/// Solves L z = b and then U x = z in place; `lower` rows below, `upper` rows above the diagonal. Unit lower diagonal if asked.
template <class A>
void substitute(const A& arith, const Matrix<A>& lower, bool unit_lower, const Matrix<A>& upper, Vector<A>& b) {
  const std::size_t n = b.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k) arith.subtract_product(b[i], lower[i][k], b[k]);
    if (!unit_lower) arith.divide(b[i], lower[i][i]);
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) arith.subtract_product(b[i], upper[i][k], b[k]);
    arith.divide(b[i], upper[i][i]);
  }
}

template <class A>
std::optional<Vector<A>> solve_cholesky(const A& arith, NormalEquations<A> e) {
  auto& g = e.gram;
  const std::size_t n = g.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      for (std::size_t k = 0; k < j; ++k) arith.subtract_product(g[i][j], g[i][k], g[j][k]);
      if (j < i) arith.divide(g[i][j], g[j][j]);
    }
    if (arith.sign(g[i][i]) <= 0 || !arith.finite(g[i][i])) return std::nullopt;
    arith.root(g[i][i]);
    for (std::size_t j = 0; j < i; ++j) g[j][i] = g[i][j];
  }
  substitute(arith, g, false, g, e.moments);
  return std::move(e.moments);
}

/// L D L^T without pivoting and without asking for positive pivots.
template <class A>
std::optional<Vector<A>> solve_ldlt(const A& arith, NormalEquations<A> e) {
  auto& g = e.gram;
  const std::size_t n = g.size();
  for (std::size_t i = 0; i < n; ++i) {
    // g[j][i] above the diagonal holds D_j L_ij, which is U = D L^T
    for (std::size_t j = 0; j < i; ++j) {
      for (std::size_t k = 0; k < j; ++k) arith.subtract_product(g[j][i], g[k][i], g[j][k]);
      g[i][j] = g[j][i];
      arith.divide(g[i][j], g[j][j]);
      arith.subtract_product(g[i][i], g[i][j], g[j][i]);
    }
    if (arith.sign(g[i][i]) == 0 || !arith.finite(g[i][i])) return std::nullopt;
  }
  substitute(arith, g, true, g, e.moments);
  return std::move(e.moments);
}

/// Gaussian elimination with row exchanges.
template <class A>
std::optional<Vector<A>> solve_lu(const A& arith, NormalEquations<A> e) {
  auto& g = e.gram;
  const std::size_t n = g.size();
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t pivot = k;
    for (std::size_t i = k + 1; i < n; ++i)
      if (arith.larger(g[i][k], g[pivot][k])) pivot = i;
    std::swap(g[k], g[pivot]);
    std::swap(e.moments[k], e.moments[pivot]);
    if (arith.sign(g[k][k]) == 0 || !arith.finite(g[k][k])) return std::nullopt;
    for (std::size_t i = k + 1; i < n; ++i) {
      arith.divide(g[i][k], g[k][k]);
      for (std::size_t j = k + 1; j < n; ++j) arith.subtract_product(g[i][j], g[i][k], g[k][j]);
    }
  }
  substitute(arith, g, true, g, e.moments);
  return std::move(e.moments);
}

/// Householder QR of X applied to y, then back substitution.
template <class A>
std::optional<Vector<A>> solve_qr(const A& arith, Matrix<A> columns, Vector<A> y) {
  const std::size_t n = columns.size(), rows = y.size();
  const auto reflect = [&](const Vector<A>& v, std::size_t k, const typename A::Number& half_square, Vector<A>& c) {
    auto factor = arith.zero();
    for (std::size_t s = k; s < rows; ++s) arith.add_product(factor, v[s], c[s]);
    arith.divide(factor, half_square);
    for (std::size_t s = k; s < rows; ++s) arith.subtract_product(c[s], factor, v[s]);
  };
  Vector<A> diagonal;
  for (std::size_t k = 0; k < n; ++k) {
    auto& v = columns[k];
    auto square = arith.zero();
    for (std::size_t s = k; s < rows; ++s) arith.add_product(square, v[s], v[s]);
    auto length = square;
    arith.root(length);
    if (arith.sign(v[k]) > 0) arith.negate(length);  // away from cancellation
    if (arith.sign(length) == 0 || !arith.finite(length)) return std::nullopt;
    // v - length e_k has half its square equal to square - length v_k
    auto half_square = square;
    arith.subtract_product(half_square, length, v[k]);
    arith.subtract(v[k], length);
    for (std::size_t j = k + 1; j < n; ++j) reflect(v, k, half_square, columns[j]);
    reflect(v, k, half_square, y);
    diagonal.push_back(length);
  }
  Vector<A> h(y.begin(), y.begin() + static_cast<std::ptrdiff_t>(n));
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) arith.subtract_product(h[i], columns[k][i], h[k]);
    arith.divide(h[i], diagonal[i]);
  }
  return h;
}

}  // namespace posproof::ladder
