#pragma once
// Every operation of both kernels, with the arguments at which it is tried.
#include <algorithm>
#include <string>
#include <vector>

#include "posproof/arith/ball.hpp"
#include "posproof/arith/enclosure.hpp"
#include "posproof/arith/interval.hpp"
#include "support/property.hpp"

namespace posproof::test {

inline Rational rational(long n, long d) { return Rational(Integer(n), Integer(d)); }

struct UnaryOperation {
  const char* name;
  Ball (*ball)(const Ball&);
  Interval (*interval)(const Interval&);
  long low, high;      // arguments, in 2^-10
  bool has_zeros;      // away from the origin, where only absolute accuracy can be asked for
  double range_slack;  // radius over a wide interval against the radius of the true range; 0: not asked

  bool periodic() const { return std::string(name) == "sin" || std::string(name) == "cos"; }

  template <class R>
  R at(const R& x) const {
    if constexpr (std::is_same_v<R, Ball>)
      return ball(x);
    else
      return interval(x);
  }
};

#define POSPROOF_ONE_OPERAND(name, low, high, zeros, slack)                                                                    \
  UnaryOperation {                                                                                                             \
#name, [](const Ball& x) { return name(x); }, [](const Interval& x) { return name(x); }, low * 1024L, high * 1024L, zeros, \
                                                                                          slack                                \
  }

inline const std::vector<UnaryOperation>& unary_operations() {
  static const std::vector<UnaryOperation> all = {
      POSPROOF_ONE_OPERAND(-, -1000, 1000, false, 1.01),
      POSPROOF_ONE_OPERAND(abs, -1000, 1000, false, 1.01),
      POSPROOF_ONE_OPERAND(sqr, -1000, 1000, false, 1.05),
      POSPROOF_ONE_OPERAND(sqrt, 0, 1000, false, 1.05),
      POSPROOF_ONE_OPERAND(exp, -60, 60, false, 1.05),
      POSPROOF_ONE_OPERAND(log, 0, 1000, true, 1.05),
      POSPROOF_ONE_OPERAND(sin, -1000, 1000, true, 1.05),
      POSPROOF_ONE_OPERAND(cos, -1000, 1000, true, 1.05),
      POSPROOF_ONE_OPERAND(tan, -1000, 1000, true, 0),
      POSPROOF_ONE_OPERAND(asin, -1, 1, false, 1.05),
      POSPROOF_ONE_OPERAND(acos, -1, 1, false, 1.05),
      POSPROOF_ONE_OPERAND(atan, -1000, 1000, false, 1.05),
      POSPROOF_ONE_OPERAND(sinh, -40, 40, false, 1.05),
      POSPROOF_ONE_OPERAND(cosh, -40, 40, false, 1.05),
      POSPROOF_ONE_OPERAND(tanh, -40, 40, false, 1.05),
      POSPROOF_ONE_OPERAND(erf, -12, 12, false, 1.05),
      POSPROOF_ONE_OPERAND(gamma, -20, 40, false, 0),
      POSPROOF_ONE_OPERAND(ci, 0, 1000, true, 0),
      POSPROOF_ONE_OPERAND(si, -1000, 1000, false, 0),
      POSPROOF_ONE_OPERAND(ei, -40, 40, true, 1.05),
      POSPROOF_ONE_OPERAND(floor, -1000, 1000, false, 0),
      POSPROOF_ONE_OPERAND(ceil, -1000, 1000, false, 0),
      POSPROOF_ONE_OPERAND(midpoint_ball, -1000, 1000, false, 0),
      UnaryOperation{"x^3", [](const Ball& x) { return pow(x, 3L); }, [](const Interval& x) { return pow(x, 3L); }, -102400,
                     102400, false, 1.05},
      UnaryOperation{"x^8", [](const Ball& x) { return pow(x, 8L); }, [](const Interval& x) { return pow(x, 8L); }, -102400,
                     102400, false, 1.05},
      UnaryOperation{"x^-3", [](const Ball& x) { return pow(x, -3L); }, [](const Interval& x) { return pow(x, -3L); }, -102400,
                     102400, false, 1.05},
      UnaryOperation{"x^0", [](const Ball& x) { return pow(x, 0L); }, [](const Interval& x) { return pow(x, 0L); }, -102400,
                     102400, false, 1.05},
      UnaryOperation{"x^(3/4)", [](const Ball& x) { return pow(x, Ball(rational(3, 4))); },
                     [](const Interval& x) { return pow(x, Interval(rational(3, 4))); }, 0, 102400, false, 1.05},
  };
  return all;
}

struct BinaryOperation {
  const char* name;
  Ball (*ball)(const Ball&, const Ball&);
  Interval (*interval)(const Interval&, const Interval&);
  long low, high;

  template <class R>
  R at(const R& x, const R& y) const {
    if constexpr (std::is_same_v<R, Ball>)
      return ball(x, y);
    else
      return interval(x, y);
  }
};

#define POSPROOF_TWO_OPERANDS(name, expression, low, high)                                         \
  BinaryOperation {                                                                                \
    name, [](const Ball& x, const Ball& y) { return expression; },                                 \
        [](const Interval& x, const Interval& y) { return expression; }, low * 1024L, high * 1024L \
  }

inline const std::vector<BinaryOperation>& binary_operations() {
  static const std::vector<BinaryOperation> all = {
      POSPROOF_TWO_OPERANDS("x + y", x + y, -1000, 1000),       POSPROOF_TWO_OPERANDS("x - y", x - y, -1000, 1000),
      POSPROOF_TWO_OPERANDS("x * y", x * y, -1000, 1000),       POSPROOF_TWO_OPERANDS("x / y", x / y, -1000, 1000),
      POSPROOF_TWO_OPERANDS("atan2", atan2(x, y), -1000, 1000), POSPROOF_TWO_OPERANDS("min", min(x, y), -1000, 1000),
      POSPROOF_TWO_OPERANDS("max", max(x, y), -1000, 1000),     POSPROOF_TWO_OPERANDS("x^y", pow(x, y), 0, 20),
  };
  return all;
}

/// A dyadic number in [low, high] 2^-10: the same point at every precision and in both kernels. Half of them close to
/// zero or to an end.
inline Rational dyadic(long low, long high) {
  const long n = *rc::gen::inRange(low, high + 1);
  switch (*rc::gen::inRange(0, 6)) {
    case 0: return rational(n, 1024) * pow(Rational(2), -*rc::gen::inRange<long>(0, 60));
    case 1: return rational(low, 1024) + abs(rational(n, 1024)) * pow(Rational(2), -*rc::gen::inRange<long>(15, 30));
    case 2: return Rational(floor(rational(n, 1024)));
    default: return rational(n, 1024);
  }
}

template <class R>
bool share_a_point(const R& a, const Ball& b) {
  return !is_finite(a) || !is_finite(b) || (lower(a) <= upper(b) && lower(b) <= upper(a));
}

/// How often an operation gave an answer at all; an enclosure that is never finite would pass every containment test.
class Answers {
 public:
  void count(bool finite) {
    ++asked_;
    finite_ += finite ? 1 : 0;
  }
  double rate() const { return asked_ == 0 ? 0.0 : static_cast<double>(finite_) / asked_; }

 private:
  int asked_ = 0, finite_ = 0;
};

/// The smallest interval around what was seen.
struct Range {
  Rational low, high;
  bool empty = true;
  void add(const Ball& y) {
    const Rational m = midpoint(y);
    low = empty ? m : min(low, m);
    high = empty ? m : max(high, m);
    empty = false;
  }
};

}  // namespace posproof::test
