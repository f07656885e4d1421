#include "posproof/analysis/score_dot.hpp"

#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

slong prec() { return working_precision().value; }

// Arb's vector functions walk arrays of arb_struct; a Ball is exactly one of them.
static_assert(sizeof(Ball) == sizeof(arb_struct));
arb_srcptr array(std::span<const Ball> x) { return x.empty() ? nullptr : x.front().raw(); }

}  // namespace

Ball dot(std::span<const Ball> x, std::span<const Ball> y) {
  ensure(x.size() == y.size(), "dot product of lists of different lengths");
  Ball r;
  arb_dot(r.raw(), nullptr, 0, array(x), 1, array(y), 1, static_cast<slong>(x.size()), prec());
  return r;
}

Ball dot_subtracted(const Ball& start, std::span<const Ball> x, std::span<const Ball> y) {
  ensure(x.size() == y.size(), "dot product of lists of different lengths");
  Ball r;
  arb_dot(r.raw(), start.raw(), 1, array(x), 1, array(y), 1, static_cast<slong>(x.size()), prec());
  return r;
}

Ball approx_dot_subtracted(const Ball& start, std::span<const Ball> x, std::span<const Ball> y) {
  ensure(x.size() == y.size(), "dot product of lists of different lengths");
  Ball r;
  arb_approx_dot(r.raw(), start.raw(), 1, array(x), 1, array(y), 1, static_cast<slong>(x.size()), prec());
  return midpoint_ball(r);
}

Ball dot(std::span<const Ball> x, std::span<const long> n) {
  ensure(x.size() == n.size(), "dot product of lists of different lengths");
  Ball r;
  arb_dot_si(r.raw(), nullptr, 0, array(x), 1, n.data(), 1, static_cast<slong>(x.size()), prec());
  return r;
}

Ball sum(std::span<const Ball> x) {
  Ball total;
  for (const Ball& term : x) total += term;
  return total;
}

Ball max_abs_upper(std::span<const Ball> x) {
  arf_t best, bound;
  arf_init(best);
  arf_init(bound);
  for (const Ball& term : x) {
    arb_get_abs_ubound_arf(bound, term.raw(), prec());
    if (arf_cmp(bound, best) > 0 || arf_is_nan(bound)) arf_swap(best, bound);
  }
  Ball r;
  arb_set_arf(r.raw(), best);
  arf_clear(best);
  arf_clear(bound);
  return r;
}

Ball modulus(const Ball& re, const Ball& im) {
  const Ball parts[] = {re, im};
  return norm(parts);
}

Ball norm(std::span<const Ball> x) {
  Ball squares, r;
  for (const Ball& v : x) squares += sqr(v);
  arb_sqrtpos(r.raw(), squares.raw(), prec());  // a sum of squares: the part below zero is not real
  return r;
}

Turns turns(const Ball& angle, long n) {
  ensure(n >= 0, "turns up to a negative multiple");
  Turns t{Balls(static_cast<std::size_t>(n) + 1), Balls(static_cast<std::size_t>(n) + 1)};
  t.cos[0] = Ball(1L);
  if (n == 0) return t;
  sin_cos(t.sin[1], t.cos[1], angle);
  for (std::size_t k = 2; k <= static_cast<std::size_t>(n); ++k) {
    const std::size_t a = k / 2, b = k - a;
    if (a == b) {
      t.cos[k] = sqr(t.cos[a]) - sqr(t.sin[a]);
      t.sin[k] = Ball(2L) * t.sin[a] * t.cos[a];
    } else {
      t.cos[k] = t.cos[a] * t.cos[b] - t.sin[a] * t.sin[b];
      t.sin[k] = t.sin[a] * t.cos[b] + t.cos[a] * t.sin[b];
    }
  }
  return t;
}

}  // namespace posproof
