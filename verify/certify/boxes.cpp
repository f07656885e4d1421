#include "boxes.hpp"

#include <algorithm>
#include <cmath>

#include "posproof/arith/contract.hpp"
#include "posproof/arith/too_large.hpp"
#include "posproof/decide/signs.hpp"
#include "room.hpp"

namespace posproof {
namespace {

using Kind = KnownVariable::Kind;

constexpr std::uint64_t no_budget = ~std::uint64_t{0} >> 1;
constexpr long derivative_guard = 32;     // bits that derivatives may cost in fixed-point arithmetic
constexpr long room_in_boxes = 1L << 20;  // what is claimed has to be on the right side of 0, not sharp

/// The enclosure, unless it is not finite, or closer to 0 than `caution` times half its width: another's interval functions may
/// be wider, and must come out on the same side.
std::optional<Difference> clear_of_zero(const Number<Interval>& x, long caution) {
  if (!is_finite(x) || !fits_rational(x)) return std::nullopt;
  const Difference d{lower(x), upper(x), x.is_exact()};
  if (d.exact) return d;
  if (d.lo.sign() < 0 && d.hi.sign() > 0) return std::nullopt;
  const Rational near = min(abs(d.lo), abs(d.hi));
  if (near.sign() != 0 && near * Rational(2) < (d.hi - d.lo) * Rational(caution)) return std::nullopt;
  return d;
}

/// The same with the end that faces 0 at 0.
Difference up_to_zero(const Difference& d) {
  if ((d.lo.sign() == 0 && d.hi.sign() == 0) || (d.lo.sign() < 0 && d.hi.sign() > 0)) return d;
  return d.lo.sign() >= 0 ? Difference{Rational(0), d.hi, false} : Difference{d.lo, Rational(0), false};
}

/// Signs of (x - c)^m times a factor over a box.
Signs signs_with_zero(const Difference& factor, int m, const KnownVariable& v, BoxForm::Centre at) {
  Signs s = Signs::none();
  if (factor.lo.sign() < 0) s = s | Signs::negative();
  if (factor.hi.sign() > 0) s = s | Signs::positive();
  if (factor.lo.sign() <= 0 && factor.hi.sign() >= 0) s = s | Signs::zero();
  if (at == BoxForm::Centre::upper && m % 2 == 1) s = s.mirrored();
  const bool excluded = (at == BoxForm::Centre::lower && v.lo_open) || (at == BoxForm::Centre::upper && v.hi_open);
  return excluded ? s : s | Signs::zero();
}

}  // namespace

Rational centre_of(const KnownVariable& box, BoxForm::Centre at) {
  return at == BoxForm::Centre::lower ? *box.lo : at == BoxForm::Centre::upper ? *box.hi : (*box.lo + *box.hi) / Rational(2);
}

BoxEvaluator::Plain& BoxEvaluator::plain() {
  if (!plain_) plain_ = std::make_unique<Plain>(comparisons_.program(), ScalarContext<N>{}, no_budget);
  return *plain_;
}

BoxEvaluator::Rows& BoxEvaluator::rows(int order) {
  auto& r = rows_[order];
  if (!r) r = std::make_unique<Rows>(comparisons_.program(), ScalarContext<Series<Interval>>{order}, no_budget);
  return *r;
}

std::uint64_t BoxEvaluator::work() const {
  std::uint64_t w = plain_ ? plain_->work() : 0;
  for (const auto& [order, r] : rows_) w += r->work() * static_cast<std::uint64_t>(order + 1);
  return w;
}

BoxEvaluator::N BoxEvaluator::over(const KnownVariable& v) const {
  if (v.kind == Kind::value) return N(v.value);
  return *v.lo == *v.hi ? N(*v.lo) : N(Interval::from_bounds(*v.lo, *v.hi));
}

BoxEvaluator::N BoxEvaluator::value(std::size_t i, const Environment& env) {
  auto& e = plain();
  for (const auto& v : env) e.bind(v.slot, over(v));
  return e.real(comparisons_.difference(i));
}

BoxEvaluator::J BoxEvaluator::series(std::size_t i, const Environment& env, int slot, int order, const N& x) {
  auto& e = rows(order);
  for (const auto& v : env)
    e.bind(v.slot, v.slot == slot ? Series<Interval>(J::variable(x, order)) : Series<Interval>(J::constant(over(v), order)));
  return e.real(comparisons_.difference(i));
}

std::optional<BoxEntry> BoxEvaluator::taylor(std::size_t i, const Environment& env, const BoxForm& form) {
  const KnownVariable& v = *find(env, form.slot);
  const Rational c = centre_of(v, form.at);
  const J box = series(i, env, v.slot, form.order, over(v));
  const J point = series(i, env, v.slot, form.order, N(c));
  int m = 0;
  while (m < form.order && point[m].is_exactly(0)) ++m;
  // In the middle of a box an odd power changes its sign.
  if (form.at == BoxForm::Centre::middle && m % 2 == 1) --m;
  const N h = N(Interval::from_bounds(*v.lo - c, *v.hi - c));
  N sum = box[form.order];
  for (int j = form.order - 1; j >= m; --j) sum = point[j] + h * sum;
  const auto d = clear_of_zero(sum, caution_);
  if (!d) return std::nullopt;
  return BoxEntry{*d, m};
}

std::optional<BoxEntry> BoxEvaluator::entry(std::size_t i, const Environment& env, const BoxForm& form) {
  if (form.order > 0) return taylor(i, env, form);
  const auto d = clear_of_zero(value(i, env), caution_);
  if (!d) return std::nullopt;
  return BoxEntry{*d, 0};
}

BoxResult BoxEvaluator::evaluate(const Environment& env, const BoxForm& form, Bits bits) {
  const PrecisionScope scope{bits};
  if (bits_ != bits.value) {
    plain_.reset();
    rows_.clear();
    bits_ = bits.value;
  }
  BoxResult result;
  result.entries.assign(comparisons_.size(), std::nullopt);
  try {
    result.truth = comparisons_.truth([&](std::size_t i) {
      const auto e = entry(i, env, form);
      if (!e) return Truth::unknown;
      result.bits = std::max(result.bits, fixed_point_bits(e->range, 64) + derivative_guard);
      const auto decides = [&](const Difference& d) {
        const Op relation = comparisons_.relation(i);
        if (e->zero == 0) return relation_over(relation, d.lo, d.hi);
        return relation_truth(relation, signs_with_zero(d, e->zero, *find(env, form.slot), form.at));
      };
      const Truth t = decides(e->range);
      // Where "not above 0" is all that is asked for, no more is claimed.
      Difference claimed = with_room(e->range, room_in_boxes);
      if (const Difference touching = up_to_zero(claimed); decides(touching) == t) claimed = touching;
      result.entries[i] = BoxEntry{claimed, e->zero};
      return t;
    });
  } catch (const Undefined&) {
    result.truth = Truth::unknown;
  } catch (const TooLarge&) {
    result.truth = Truth::unknown;
  }
  return result;
}

int BoxEvaluator::widest(const Environment& env, Bits bits) {
  const PrecisionScope scope{bits};
  int best = -1;
  double most = -1;
  for (const auto& v : env) {
    if (v.kind != Kind::box || *v.lo == *v.hi) continue;
    const double width = (*v.hi - *v.lo).approx_double();
    double influence = width * 1e-6;
    for (std::size_t i = 0; i < comparisons_.size(); ++i) {
      try {
        const N slope = series(i, env, v.slot, 1, over(v))[1];
        influence =
            std::max(influence,
                     width * (is_finite(slope) ? std::max(std::abs(lower_double(slope)), std::abs(upper_double(slope))) : 1e6));
      } catch (const Undefined&) {
        influence = std::max(influence, width);
      }
    }
    if (influence > most) {
      most = influence;
      best = v.slot;
    }
  }
  return best;
}

}  // namespace posproof
