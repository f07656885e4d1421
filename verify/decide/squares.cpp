#include "end_rule.hpp"
#include "posproof/claim/derivative.hpp"
#include "posproof/claim/print.hpp"
#include "posproof/decide/identity.hpp"

namespace posproof::detail {
namespace {

using Matrix = std::vector<std::vector<Rational>>;

/// c + g.x + x^T H x / 2 with exact coefficients.
struct Quadratic {
  Rational c;
  std::vector<Rational> g;
  Matrix h;
};

std::optional<Quadratic> quadratic(const Expr& e, const std::vector<int>& slots) {
  const auto at_zero = [&](Expr x) {
    for (const int slot : slots) x = substitute(x, slot, make_number(Rational(0)));
    return exact_value(x);
  };
  Quadratic q;
  const auto c = at_zero(e);
  if (!c) return std::nullopt;
  q.c = *c;
  for (const int i : slots) {
    const auto d = derivative(e, i);
    if (!d) return std::nullopt;
    const auto g = at_zero(*d);
    if (!g) return std::nullopt;
    q.g.push_back(*g);
    q.h.emplace_back();
    for (const int j : slots) {
      const auto dd = derivative(*d, j);
      // Constant by normal form, so all third derivatives vanish and Taylor's formula is exact.
      const auto v = dd ? exact_value(*dd) : std::nullopt;
      if (!v) return std::nullopt;
      q.h.back().push_back(*v);
    }
  }
  return q;
}

/// The minimum of a positive semidefinite form by completing squares; nullopt when it is not bounded below.
/// `strict`: attained at a single point.
std::optional<Rational> minimum(Quadratic q, std::vector<std::string>& squares) {
  const std::size_t n = q.g.size();
  for (std::size_t k = 0; k < n; ++k) {
    const Rational p = q.h[k][k];
    if (p.sign() < 0) return std::nullopt;
    if (p.sign() == 0) {
      // x_k occurs linearly at most: bounded below only if not at all.
      if (q.g[k].sign() != 0) return std::nullopt;
      for (std::size_t j = k + 1; j < n; ++j)
        if (q.h[k][j].sign() != 0) return std::nullopt;
      continue;
    }
    // p/2 (x_k + (g_k + sum h_kj x_j)/p)^2 leaves a quadratic in the later variables.
    squares.push_back("pivot " + p.str());
    q.c -= q.g[k] * q.g[k] / (Rational(2) * p);
    for (std::size_t i = k + 1; i < n; ++i) {
      q.g[i] -= q.g[k] * q.h[k][i] / p;
      for (std::size_t j = k + 1; j < n; ++j) q.h[i][j] -= q.h[k][i] * q.h[k][j] / p;
    }
  }
  return q.c;
}

}  // namespace

bool shown_by_squares(const Expr& f, const std::vector<int>& slots, Derivation& out) {
  if (!is_relation(f->op) || f->op == Op::equal || f->op == Op::not_equal) return false;
  const bool upward = f->op == Op::greater || f->op == Op::greater_equal;
  const bool strict = f->op == Op::greater || f->op == Op::less;
  const Expr g = upward ? make_node(Op::sub, {f->args[0], f->args[1]}) : make_node(Op::sub, {f->args[1], f->args[0]});
  const auto q = quadratic(g, slots);
  if (!q) return false;
  std::vector<std::string> squares;
  const auto least = minimum(*q, squares);
  if (!least || least->sign() < 0 || (strict && least->sign() == 0)) return false;
  std::string text;
  for (const auto& s : squares) text += (text.empty() ? "" : ", ") + s;
  out.hypotheses.push_back({"completed squares", "L5", to_text(g) + " >= " + least->str() + " everywhere (" + text + ")", {}});
  return true;
}

}  // namespace posproof::detail
