#include "posproof/analysis/oscillatory.hpp"

#include <cmath>
#include <numbers>
#include <optional>

#include "end_integral.hpp"
#include "posproof/arith/contract.hpp"
#include "strip_cover.hpp"

namespace posproof {
namespace {

constexpr long guard_bits = 24;
constexpr long contour_margin_bits = 40;
constexpr double quadrature_radians_limit = 2e6;

Rational power_of_two(long e) { return pow(Rational(2), e); }

/// int_a^b g(x) e^{i w x} dx, w >= 0, in one of the two ways.
struct Problem {
  const AnalyticFunction& h;
  const Ball& a;
  const Ball& b;
  const Ball& w;
  const AlgebraicEnds& ends;
};

EndPath path_from(const Problem& p, bool left, const ComplexBall& step, const ComplexBall& growth, const Ball& length) {
  const ComplexBall zero;
  return {&p.h,
          ComplexBall(left ? p.a : p.b),
          step,
          left ? step : zero - step,
          growth,
          p.b - p.a,
          length,
          left ? p.ends.left : p.ends.right,
          left ? p.ends.right : p.ends.left};
}

/// e^{iwa} (path from a) - e^{iwb} (path from b).
CountedIntegral combine(const Problem& p, const EndPath& at_a, const EndPath& at_b) {
  const CountedIntegral from_a = integrate_from_end(at_a), from_b = integrate_from_end(at_b);
  return {cis(p.w * p.a) * from_a.value - cis(p.w * p.b) * from_b.value, from_a.evaluations + from_b.evaluations};
}

CountedIntegral by_quadrature(const Problem& p) {
  const Ball half = (p.b - p.a) / Ball(2L);
  const ComplexBall right{Ball(1L)}, left{Ball(-1L)};
  return combine(p, path_from(p, true, right, ComplexBall(Ball(0L), p.w), half),
                 path_from(p, false, left, ComplexBall(Ball(0L), -p.w), half));
}

/// Moves the path up to the rays a + it and b + it (D8). nullopt when h cannot be shown holomorphic between.
std::optional<CountedIntegral> by_contour(const Problem& p) {
  const long bits = working_precision().value;
  const double periods = upper_double(p.w * (p.b - p.a));
  const long decay_bits = bits + contour_margin_bits + static_cast<long>(std::log2(periods));
  const Ball decay = Ball(static_cast<long>(std::ceil(static_cast<double>(decay_bits) * std::numbers::ln2)));
  const Ball height = decay / p.w;
  const long smallest = static_cast<long>(std::floor(std::log2(lower_double(height)))) - bits;
  const auto cover = cover_strip(p.h, p.a, p.b, height, p.ends, power_of_two(smallest));
  if (!cover) return std::nullopt;
  const Ball zero(0L), one(1L);
  const ComplexBall step(zero, one / p.w), growth{Ball(-1L)};
  CountedIntegral out = combine(p, path_from(p, true, step, growth, decay), path_from(p, false, step, growth, decay));
  const Ball error = cover->top * exp(-decay) + cover->unverified;
  acb_add_error_arb(out.value.raw(), error.raw());
  out.evaluations += cover->evaluations;
  if (!acb_is_finite(out.value.raw())) return std::nullopt;
  return out;
}

struct Chosen {
  CountedIntegral integral;
  OscillatoryMethod method;
};

Chosen choose(const Problem& p) {
  const double radians = upper_double(p.w * (p.b - p.a));
  const double worth_moving = 8.0 * static_cast<double>(working_precision().value);
  if (radians > worth_moving && certainly(is_positive(p.w)))
    if (auto moved = by_contour(p)) return {*moved, OscillatoryMethod::contour};
  if (radians < quadrature_radians_limit) return {by_quadrature(p), OscillatoryMethod::quadrature};
  const Ball unknown = Ball::indeterminate();
  return {{ComplexBall(unknown, unknown), 0}, OscillatoryMethod::contour};
}

/// Extra bits that the phases w a and w b need before their cosines are worth anything.
long phase_bits(const Ball& a, const Ball& b, const Ball& w) {
  const double size = std::max(upper_double(abs(w * a)), upper_double(abs(w * b)));
  return size > 1 && std::isfinite(size) ? static_cast<long>(std::log2(size)) + 2 : 2;
}

}  // namespace

Ball integrate(const AnalyticFunction& h, const Ball& a, const Ball& b, const AlgebraicEnds& ends) {
  ensure(certainly(less(a, b)), "integral with ends in the wrong order");
  Ball result;
  {
    PrecisionScope scope{Bits{working_precision().value + guard_bits}};
    const Ball w(0L);
    result = by_quadrature({h, a, b, w, ends}).value.real();
  }
  return result + Ball(0L);
}

OscillatoryIntegral integrate_oscillatory(const AnalyticFunction& h, const Ball& a, const Ball& b, const Ball& w,
                                          const Ball& phase, const AlgebraicEnds& ends) {
  ensure(certainly(less(a, b)), "integral with ends in the wrong order");
  ensure(is_finite(w) && is_finite(phase), "oscillation of unknown frequency");
  const bool mirrored = certainly(less(w, Ball(0L)));  // cos(-wx + p) = cos(wx - p), sin changes sign
  OscillatoryIntegral out{Ball(0L), Ball(0L), OscillatoryMethod::quadrature, 0};
  {
    PrecisionScope scope{Bits{working_precision().value + guard_bits + phase_bits(a, b, w)}};
    const Ball frequency = mirrored ? -w : w;
    const Chosen chosen = choose({h, a, b, frequency, ends});
    const ComplexBall turned = chosen.integral.value * cis(mirrored ? -phase : phase);
    out.cosine = turned.real();
    out.sine = mirrored ? -turned.imag() : turned.imag();
    out.method = chosen.method;
    out.evaluations = chosen.integral.evaluations;
  }
  out.cosine = out.cosine + Ball(0L);  // rounds to the caller's precision
  out.sine = out.sine + Ball(0L);
  return out;
}

}  // namespace posproof
