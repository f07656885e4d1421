#pragma once
// Definitions of LocalForm<R>; included by the files that instantiate it.
#include <algorithm>

#include "posproof/arith/contract.hpp"
#include "posproof/decide/local_form.hpp"

namespace posproof {

namespace detail {

constexpr std::uint64_t form_budget = ~std::uint64_t{0} >> 1;

inline Rational middle(const Side& s) { return (s.lo + s.hi) / Rational(2); }

template <class R>
Number<R> over(const Side& s) {
  return s.is_point() ? Number<R>(s.lo) : Number<R>(R::from_bounds(s.lo, s.hi));
}

/// c_0 + c_1 h + ... + c_{k-1} h^{k-1} + r h^k over h in [-w, w] (centre) or [0, w] (end): termwise, powers enclosed sharply.
template <class R>
Number<R> taylor_range(const Jet<Number<R>>& c, int k, const Number<R>& r, const Rational& w, bool from_end) {
  Number<R> sum = c[0];
  Rational power(1);
  for (int j = 1; j <= k; ++j) {
    power *= w;
    const Rational low = from_end || j % 2 == 0 ? Rational(0) : -power;
    sum = sum + (j < k ? c[j] : r) * Number<R>(R::from_bounds(low, power));
  }
  return sum;
}

/// Number of leading coefficients that are enclosed by something finite over the whole box.
template <class R>
int smooth_order(const Jet<Number<R>>& over_box) {
  int k = 0;
  while (k + 1 <= over_box.order() && is_finite(over_box[k + 1])) ++k;
  return k;
}

}  // namespace detail

template <class R>
LocalForm<R>::LocalForm(const Program& program, std::vector<int> slots, std::vector<std::pair<int, ElementValue>> fixed,
                        Bits bits)
    : program_(program),
      slots_(std::move(slots)),
      fixed_(std::move(fixed)),
      bits_(bits),
      plain_(program, {}, detail::form_budget) {
  PrecisionScope scope{bits_};
  for (const auto& [slot, v] : fixed_) plain_.bind(slot, number_of(v, plain_));
}

template <class R>
std::uint64_t LocalForm<R>::work() const {
  std::uint64_t w = plain_.work();
  for (const auto& [k, e] : by_order_) w += e->work() * static_cast<std::uint64_t>(k + 1);
  return w;
}

template <class R>
Evaluator<Series<R>>& LocalForm<R>::series_evaluator(int series_order) {
  auto& e = by_order_[series_order];
  if (!e) {
    e = std::make_unique<Evaluator<Series<R>>>(program_, ScalarContext<Series<R>>{series_order}, detail::form_budget);
    for (const auto& [slot, v] : fixed_)
      e->bind(slot, v.instruction < 0 ? Series<R>(J::constant(N(v.exact), series_order)) : Series<R>(e->real(v.instruction)));
  }
  return *e;
}

template <class R>
Number<R> LocalForm<R>::value(int term, const Box& box) {
  for (std::size_t i = 0; i < box.size(); ++i) plain_.bind(slots_[i], detail::over<R>(box[i]));
  return plain_.real(term);
}

template <class R>
Jet<Number<R>> LocalForm<R>::series(int term, const Box& box, std::size_t side, int series_order, const N& at) {
  auto& e = series_evaluator(series_order);
  for (std::size_t i = 0; i < box.size(); ++i)
    e.bind(slots_[i], i == side ? Series<R>(J::variable(at, series_order))
                                : Series<R>(J::constant(detail::over<R>(box[i]), series_order)));
  return e.real(term);
}

template <class R>
Truth LocalForm<R>::plain_truth(int formula, const Box& box) {
  PrecisionScope scope{bits_};
  for (std::size_t i = 0; i < box.size(); ++i) plain_.bind(slots_[i], detail::over<R>(box[i]));
  return plain_.truth(formula);
}

template <class R>
Number<R> LocalForm<R>::bounds(int term, const Box& box) {
  PrecisionScope scope{bits_};
  const N plain = value(term, box);
  if (box.size() != 1 || box[0].is_point()) return plain;
  const J over = series(term, box, 0, order, detail::over<R>(box[0]));
  const int k = detail::smooth_order(over);
  if (k == 0) return plain;
  const J centre = series(term, box, 0, k, N(detail::middle(box[0])));
  const N taylor = detail::taylor_range(centre, k, over[k], (box[0].hi - box[0].lo) / Rational(2), false);
  if (!is_finite(taylor)) return plain;
  return upper_double(taylor) - lower_double(taylor) < upper_double(plain) - lower_double(plain) || !is_finite(plain) ? taylor
                                                                                                                      : plain;
}

template <class R>
Signs LocalForm<R>::signs(int term, const Box& box) {
  PrecisionScope scope{bits_};
  const Signs plain = signs_of(value(term, box));
  if (plain != Signs::any() && plain != (Signs::zero() | Signs::positive()) && plain != (Signs::zero() | Signs::negative()))
    return plain;
  return plain & several_variables(term, box, 0);
}

template <class R>
Signs LocalForm<R>::several_variables(int term, const Box& box, int depth) {
  std::vector<std::size_t> wide;
  for (std::size_t i = 0; i < box.size(); ++i)
    if (!box[i].is_point()) wide.push_back(i);
  if (wide.empty()) return signs_of(value(term, box));
  if (wide.size() == 1) return one_variable(term, box, wide[0]);
  // V4: value at the centre plus gradient over the box; and a variable in which the term is monotone may sit at its ends.
  Box centre = box;
  for (auto i : wide) centre[i].lo = centre[i].hi = detail::middle(box[i]);
  N form = value(term, centre);
  std::vector<N> slope;
  for (auto i : wide) {
    const J j = series(term, box, i, 1, detail::over<R>(box[i]));
    slope.push_back(j[1]);
    const Rational w = (box[i].hi - box[i].lo) / Rational(2);
    form = form + j[1] * N(R::from_bounds(-w, w));
  }
  Signs result = signs_of(form);
  for (std::size_t m = 0; m < wide.size() && result == Signs::any() && depth < 8; ++m) {
    const Signs s = signs_of(slope[m]);
    if (s == Signs::any()) continue;
    const bool rising = s.within(Signs::zero() | Signs::positive());
    Box low = box, high = box;
    low[wide[m]].hi = low[wide[m]].lo;
    high[wide[m]].lo = high[wide[m]].hi;
    if (!rising) std::swap(low, high);
    // Smallest values lie on `low`, largest on `high`.
    const Signs a = several_variables(term, low, depth + 1), b = several_variables(term, high, depth + 1);
    Signs possible = Signs::any();
    if (!a.may_be(Signs::negative())) possible = possible & (Signs::zero() | Signs::positive());
    if (!a.may_be(Signs::negative()) && !a.may_be(Signs::zero())) possible = Signs::positive();
    if (!b.may_be(Signs::positive())) possible = possible & (Signs::zero() | Signs::negative());
    if (!b.may_be(Signs::positive()) && !b.may_be(Signs::zero())) possible = Signs::negative();
    result = result & possible;
  }
  return result;
}

template <class R>
Signs LocalForm<R>::one_variable(int term, const Box& box, std::size_t side) {
  const Side& s = box[side];
  const J over = series(term, box, side, order, detail::over<R>(s));
  const int k = detail::smooth_order(over);
  if (k == 0) return signs_of(over[0]);
  const Rational w = (s.hi - s.lo) / Rational(2);
  // V1: series at the centre, last coefficient over the box.
  const J centre = series(term, box, side, k, N(detail::middle(s)));
  Signs result = signs_of(over[0]) & signs_of(detail::taylor_range(centre, k, over[k], w, false));
  if (result != Signs::any()) {
    if (!result.may_be(Signs::zero())) return result;
  }
  // V2: the same for the derivative; where its sign is certain, the ends of the side bound the term.
  J slope = J::zero(std::max(0, k - 1));
  for (int j = 0; j + 1 <= k; ++j) slope[j] = N(static_cast<long>(j + 1)) * centre[j + 1];
  const N steep = k == 1 ? over[1] : detail::taylor_range(slope, k - 1, N(static_cast<long>(k)) * over[k], w, false);
  const Signs rise = signs_of(over[1]) & signs_of(steep);
  if (rise.within(Signs::positive()) || rise.within(Signs::negative())) {
    Box low = box, high = box;
    low[side].hi = s.lo;
    high[side].lo = s.hi;
    const Signs a = signs_of(value(term, low)), b = signs_of(value(term, high));
    // Strictly monotone: an excluded end leaves only what lies beyond it.
    const Signs up = rise.within(Signs::positive()) ? Signs::positive() : Signs::negative();
    const Signs from = a == Signs::zero() && s.lo_excluded ? up : a;
    const Signs to = b == Signs::zero() && s.hi_excluded ? up.mirrored() : b;
    result = result & span(from, to);
    if (!(result == Signs::any())) return result;
  }
  return result & at_end(term, box, side, true, over, k) & at_end(term, box, side, false, over, k);
}

/// V3: at an end where the first m coefficients vanish exactly, term = h^m q(h) and the sign of q settles it; and a series
/// with non-negative coefficients and remainder is non-negative.
template <class R>
Signs LocalForm<R>::at_end(int term, const Box& box, std::size_t side, bool low, const J& over, int k) {
  const Side& s = box[side];
  J c = series(term, box, side, k, N(low ? s.lo : s.hi));
  c[k] = over[k];
  // Measured from the high end, h runs backwards: odd coefficients change sign.
  if (!low)
    for (int j = 1; j <= k; j += 2) c[j] = -c[j];
  int m = 0;
  while (m < k && c[m].is_exactly(0)) ++m;
  if (m == 0) return Signs::any();
  const bool excluded = low ? s.lo_excluded : s.hi_excluded;
  const Signs end = excluded ? Signs::none() : Signs::zero();
  J q = J::zero(k - m);
  for (int j = m; j <= k; ++j) q[j - m] = c[j];
  const Rational w = s.hi - s.lo;
  Signs inside = m == k ? signs_of(c[k]) : signs_of(detail::taylor_range(q, k - m, q[k - m], w, true));
  const auto all = [&](Signs allowed) {
    for (int j = m; j <= k; ++j)
      if (!signs_of(c[j]).within(allowed)) return false;
    return true;
  };
  if (inside == Signs::any()) {
    if (all(Signs::zero() | Signs::positive()))
      inside = certainly(is_positive(c[m])) ? Signs::positive() : Signs::zero() | Signs::positive();
    else if (all(Signs::zero() | Signs::negative()))
      inside = certainly(is_negative(c[m])) ? Signs::negative() : Signs::zero() | Signs::negative();
  }
  return inside | end;
}

template <class R>
std::size_t LocalForm<R>::widest(const std::vector<int>& terms, const Box& box) {
  PrecisionScope scope{bits_};
  std::size_t best = 0;
  double most = -1;
  for (std::size_t i = 0; i < box.size(); ++i) {
    if (box[i].is_point()) continue;
    const double width = (box[i].hi - box[i].lo).approx_double();
    double influence = width * 1e-6;
    for (int t : terms) {
      try {
        const J j = series(t, box, i, 1, detail::over<R>(box[i]));
        const double steep = is_finite(j[1]) ? std::max(std::abs(lower_double(j[1])), std::abs(upper_double(j[1]))) : 1e6;
        influence = std::max(influence, width * steep);
      } catch (const Undefined&) {
        influence = std::max(influence, width);
      }
    }
    if (influence > most) {
      most = influence;
      best = i;
    }
  }
  return best;
}

}  // namespace posproof
