#include "posproof/arith/self_test.hpp"

#include <cfenv>
#include <cfloat>
#include <limits>
#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

#include "posproof/arith/ball.hpp"
#include "posproof/arith/enclosure.hpp"
#include "posproof/arith/interval.hpp"

namespace posproof {
namespace {

using Failures = std::vector<std::string>;

void expect(Failures& failures, bool holds, const std::string& what) {
  if (!holds) failures.push_back(what);
}

template <class R>
struct KnownValue {
  const char* name;
  R (*compute)();
  const char* decimal;  // from tables, off by at most one unit of its last digit
};

template <class R>
R third() {
  return R(1) / R(3);
}

template <class R>
std::vector<KnownValue<R>> known_values() {
  return {
      {"pi", [] { return R::pi(); }, "3.14159265358979323846264338327950288420"},
      {"e", [] { return exp(R(1)); }, "2.71828182845904523536028747135266249776"},
      {"euler_gamma", [] { return R::euler_gamma(); }, "0.577215664901532860606512090082402431042"},
      {"1/3", [] { return third<R>(); }, "0.333333333333333333333333333333333333333"},
      {"sqrt 2", [] { return sqrt(R(2)); }, "1.41421356237309504880168872420969807857"},
      {"log 2", [] { return log(R(2)); }, "0.693147180559945309417232121458176568076"},
      {"sin 1", [] { return sin(R(1)); }, "0.841470984807896506652502321630298999623"},
      {"cos 1", [] { return cos(R(1)); }, "0.540302305868139717400936607442976603732"},
      {"tan 1", [] { return tan(R(1)); }, "1.55740772465490223050697480745836017309"},
      {"atan 1", [] { return atan(R(1)); }, "0.785398163397448309615660845819875721049"},
      {"asin 1/2", [] { return asin(R(1) / R(2)); }, "0.523598775598298873077107230546583814033"},
      {"sinh 1", [] { return sinh(R(1)); }, "1.17520119364380145688238185059560081516"},
      {"cosh 1", [] { return cosh(R(1)); }, "1.54308063481524377847790562075706168260"},
      {"tanh 1", [] { return tanh(R(1)); }, "0.761594155955764888119458282604793590413"},
      {"2^(1/3)", [] { return pow(R(2), third<R>()); }, "1.25992104989487316476721060727822835057"},
      {"erf 1", [] { return erf(R(1)); }, "0.842700792949714869341220635082609259296"},
      {"gamma 1/2", [] { return gamma(R(1) / R(2)); }, "1.77245385090551602729816748334114518280"},
      {"ci 1", [] { return ci(R(1)); }, "0.337403922900968134662646203889150769997"},
      {"si 1", [] { return si(R(1)); }, "0.946083070367183014941353313823179657812"},
      {"ei 1", [] { return ei(R(1)); }, "1.89511781635593675546652093433163426902"},
  };
}

/// One unit of the last digit of "d.ddd".
Rational last_unit(const std::string& decimal) {
  return pow(Rational(10), static_cast<long>(decimal.find('.')) + 1 - static_cast<long>(decimal.size()));
}

template <class R>
void check_kernel(Failures& failures) {
  PrecisionScope precision{Bits{160}};
  for (const KnownValue<R>& known : known_values<R>()) {
    const R x = known.compute();
    const Rational value = *Rational::parse(known.decimal), unit = last_unit(known.decimal);
    const bool near = is_finite(x) && lower(x) <= value + unit && value - unit <= upper(x);
    const bool narrow = is_finite(x) && upper(x) - lower(x) <= unit;
    expect(failures, near && narrow,
           std::string(R::kernel) + ": " + known.name + " is " + known.decimal + "..., not " + text(x, 45));
  }
}

void check_rounding(Failures& failures) {
  Float down(53), up(53), product(128), one(53);
  mpfr_set_ui(one.raw(), 1, MPFR_RNDN);
  mpfr_div_ui(down.raw(), one.raw(), 3, MPFR_RNDD);
  mpfr_div_ui(up.raw(), one.raw(), 3, MPFR_RNDU);
  mpfr_mul_ui(product.raw(), down.raw(), 3, MPFR_RNDN);
  expect(failures, mpfr_cmp_ui(product.raw(), 1) < 0, "mpfr: 1/3 rounded down is not below 1/3");
  mpfr_mul_ui(product.raw(), up.raw(), 3, MPFR_RNDN);
  expect(failures, mpfr_cmp_ui(product.raw(), 1) > 0, "mpfr: 1/3 rounded up is not above 1/3");
}

}  // namespace

std::vector<std::string> float_environment_failures() {
  Failures failures;
  static_assert(std::numeric_limits<double>::is_iec559 && std::numeric_limits<double>::digits == 53);
  static_assert(FLT_EVAL_METHOD == 0, "doubles must not be evaluated in a wider format");
  expect(failures, std::fegetround() == FE_TONEAREST, "floating point: rounding mode is not to nearest");
#if defined(__SSE2__)
  constexpr unsigned flush_to_zero = 0x8000, denormals_are_zero = 0x0040, rounding = 0x6000;
  const unsigned state = _mm_getcsr();
  expect(failures, (state & flush_to_zero) == 0, "floating point: subnormal results are flushed to zero");
  expect(failures, (state & denormals_are_zero) == 0, "floating point: subnormal operands are taken as zero");
  expect(failures, (state & rounding) == 0, "floating point: SSE rounding mode is not to nearest");
#endif
  // The same seen from the results, for units without such a register; volatile keeps the compiler from folding them.
  const volatile double one = 1.0, half_unit = 0x1p-53, smallest_normal = DBL_MIN, half = 0.5;
  expect(failures, one + half_unit == 1.0 && one + half_unit * 1.5 > 1.0, "floating point: sums are not rounded to nearest");
  const volatile double subnormal = smallest_normal * half;
  expect(failures, subnormal > 0.0 && subnormal + subnormal == smallest_normal, "floating point: subnormals are lost");
  return failures;
}

std::vector<std::string> self_test() {
  Failures failures = float_environment_failures();
  check_rounding(failures);
  check_kernel<Ball>(failures);
  check_kernel<Interval>(failures);
  return failures;
}

}  // namespace posproof
