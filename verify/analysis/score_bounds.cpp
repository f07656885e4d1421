#include "posproof/analysis/score_bounds.hpp"

#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

void check(const Cell& cell) { ensure(cell.first < cell.last, "a cell has its ends in order"); }

Rational place(const Cell& cell, const Rational& s) { return (s - cell.first) / (cell.last - cell.first); }

/// (s - s1)(s2 - s)
Rational end_product(const Cell& cell, const Rational& s) {
  check(cell);
  ensure(cell.first <= s && s <= cell.last, "interpolation bounds hold inside the cell");
  return (s - cell.first) * (cell.last - s);
}

}  // namespace

Ball chord_deviation(const Score& score, const Cell& cell, const Rational& s) {
  check(cell);
  const Ball x(place(cell, s));
  const Ball left = score.value(Ball(cell.first)), right = score.value(Ball(cell.last));
  return score.value(Ball(s)) - (left + x * (right - left));
}

Ball interpolation_bound(const Score& score, const Cell& cell, const Rational& s) {
  return Ball(end_product(cell, s) / Rational(2)) * score.derivative_bound(2);
}

Ball interpolation_bound(long dim, const Rational& base, const Cell& cell, const Rational& s) {
  return Ball(end_product(cell, s) / Rational(2)) * frequency_square_sum(dim, base);
}

Ball published_interpolation_bound(long dim, const Rational& base, const Cell& cell, const Rational& s) {
  ensure(base > Rational(1), "the published bound is stated for bases above 1");
  return Ball(end_product(cell, s) * Rational(dim) / Rational(8)) / log(Ball(base));
}

Ball sharp_interpolation_error(const Balls& frequencies, const Cell& cell, const Rational& s) {
  end_product(cell, s);
  const Ball width(cell.last - cell.first), x(place(cell, s)), rest(Rational(1) - place(cell, s));
  Ball total, sx, cx, s1, c1;
  for (const Ball& theta : frequencies) {
    sin_cos(sx, cx, width * x * theta);
    sin_cos(s1, c1, width * theta);
    total += modulus(cx - rest - x * c1, sx - x * s1);
  }
  return total;
}

Ball frequency_square_sum(long dim, const Rational& base) {
  ensure(dim >= 2 && dim % 2 == 0 && base.sign() > 0 && base != Rational(1), "square sum needs d even and base not 1");
  const Ball c(base), one(1L);
  return (one - pow(c, -2L)) / (one - exp(Ball(-4L) * log(c) / Ball(dim)));
}

Ball partial_sum_moduli(const Balls& frequencies, const Ball& s) {
  Ball re, im, total, sine, cosine;
  for (const Ball& theta : frequencies) {
    sin_cos(sine, cosine, s * theta);
    re += cosine;
    im += sine;
    total += modulus(re, im);
  }
  return total;
}

Ball summation_by_parts_bound(const Score& score, const Ball& s) {
  Ball step;
  const Balls &re = score.real_parts(), &im = score.imaginary_parts();
  for (std::size_t j = 0; j < score.terms(); ++j) {
    const bool last = j + 1 == score.terms();
    step = max(step, modulus(last ? re[j] : re[j] - re[j + 1], last ? im[j] : im[j] - im[j + 1]));
  }
  return step * partial_sum_moduli(score.frequencies(), s);
}

Ball trivial_bound(const Score& score) { return score.derivative_bound(0); }

}  // namespace posproof
