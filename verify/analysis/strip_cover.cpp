#include "strip_cover.hpp"

#include <algorithm>
#include <vector>

#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

constexpr long evaluation_limit = 40'000;
constexpr long first_columns = 32;

struct Box {
  Rational left, right, bottom, top;
  Rational width() const { return right - left; }
  Rational height() const { return top - bottom; }
};

Ball abs_power(const Ball& size, const Rational& power) {
  if (power.sign() == 0) return Ball(1L);
  if (certainly(is_positive(size))) return pow(size, Ball(power));
  if (power.sign() < 0) return Ball::indeterminate();
  const Rational most = std::max(Rational(0), upper(size));
  return most.sign() == 0 ? Ball(0L) : hull(Ball(0L), pow(Ball(most), Ball(power)));
}

/// Enclosure of sqrt(x^2 + y^2) that stays non-negative: between the larger of |x|, |y| and their sum.
Ball distance(const Ball& x, const Ball& y) {
  const Ball ax = abs(x), ay = abs(y);
  const Rational zero(0);
  return Ball::from_bounds(std::max(zero, std::max(lower(ax), lower(ay))), upper(ax) + upper(ay));
}

class Cover {
 public:
  Cover(const AnalyticFunction& h, const Ball& a, const Ball& b, const Ball& height, const AlgebraicEnds& ends,
        const Rational& smallest)
      : h_(h), a_(a), b_(b), ends_(ends), smallest_(smallest), top_(upper(height)) {}

  std::optional<StripCover> run() {
    const Rational lo = lower(a_), hi = upper(b_);
    const Rational column = (hi - lo) / Rational(first_columns);
    std::vector<Box> work;
    for (long i = 0; i < first_columns; ++i)
      work.push_back({lo + column * Rational(i), lo + column * Rational(i + 1), Rational(0), top_});
    while (!work.empty()) {
      const Box box = work.back();
      work.pop_back();
      if (cover_.evaluations >= evaluation_limit) return std::nullopt;
      if (verified(box)) continue;
      if (box.width() <= smallest_ && box.height() <= smallest_) {
        if (!give_up(box)) return std::nullopt;
        continue;
      }
      split(box, work);
    }
    return cover_;
  }

 private:
  ComplexBall rectangle(const Box& box) const {
    return {Ball::from_bounds(box.left, box.right), Ball::from_bounds(box.bottom, box.top)};
  }

  ComplexBall h_on(const Box& box, slong order) {
    ++cover_.evaluations;
    const ComplexBall z = rectangle(box);
    ComplexBall value;
    h_.eval(value.raw(), z.raw(), order, working_precision().value);
    return value;
  }

  /// |x - a|^left |b - x|^right over the rectangle; not finite where it may be singular.
  Ball weight(const Ball& re, const Ball& im) const {
    const Ball from_a = distance(re - a_, im), from_b = distance(b_ - re, im);
    return abs_power(from_a, ends_.left) * abs_power(from_b, ends_.right);
  }

  bool verified(const Box& box) {
    const ComplexBall value = h_on(box, 1);
    if (!acb_is_finite(value.raw())) return false;
    if (box.top == top_) {
      const Ball g = abs_upper(value) * weight(Ball::from_bounds(box.left, box.right), Ball(box.top));
      if (!is_finite(g)) return false;
      cover_.top += abs(g) * Ball(box.width());
    }
    return true;
  }

  /// Adds the integral of |g| around a box that stays unverified; false when it has no finite bound.
  bool give_up(const Box& box) {
    const Ball value = abs_upper(h_on(box, 0));
    Ball around = Ball(Rational(2) * (box.width() + box.height())) *
                  weight(Ball::from_bounds(box.left, box.right), Ball::from_bounds(box.bottom, box.top));
    if (!is_finite(around)) around = around_corner(box);
    around = abs(around * value);
    if (!is_finite(around)) return false;
    cover_.unverified += around;
    if (box.top == top_) cover_.top += around;
    return true;
  }

  /// int |z - a|^p |dz| <= 4 r^(1+p)/(1+p) for a path of four segments inside the disc of radius r around a, each
  /// traversed no closer to a than its own length parameter allows (D8, corner); the other factor is bounded on the box.
  Ball around_corner(const Box& box) const {
    const Ball re = Ball::from_bounds(box.left, box.right), im = Ball::from_bounds(box.bottom, box.top);
    const Ball from_a = distance(re - a_, im), from_b = distance(b_ - re, im);
    const bool at_a = certainly(less(from_a, from_b));
    const Rational& p = at_a ? ends_.left : ends_.right;
    const Ball other = at_a ? abs_power(from_b, ends_.right) : abs_power(from_a, ends_.left);
    const Ball reach = Ball(box.width() + box.height());
    const Rational q = p + Rational(1);
    return Ball(8L) * pow(reach, Ball(q)) / Ball(q) * other;
  }

  void split(const Box& box, std::vector<Box>& work) const {
    const Rational half(Integer(1), Integer(2));
    const bool wide = box.width() > box.height();
    const Rational cut = wide ? (box.left + box.right) * half : (box.bottom + box.top) * half;
    Box first = box, second = box;
    (wide ? first.right : first.top) = cut;
    (wide ? second.left : second.bottom) = cut;
    work.push_back(second);
    work.push_back(first);
  }

  const AnalyticFunction& h_;
  const Ball& a_;
  const Ball& b_;
  const AlgebraicEnds& ends_;
  Rational smallest_, top_;
  StripCover cover_{Ball(0L), Ball(0L), 0};
};

}  // namespace

std::optional<StripCover> cover_strip(const AnalyticFunction& h, const Ball& a, const Ball& b, const Ball& height,
                                      const AlgebraicEnds& ends, const Rational& smallest) {
  ensure(certainly(is_positive(height)) && smallest.sign() > 0, "strip cover needs a height and a smallest side");
  return Cover(h, a, b, height, ends, smallest).run();
}

}  // namespace posproof
