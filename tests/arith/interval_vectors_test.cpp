// Oracle: the table. Interval must give exactly the tightest result; Ball must hold it and be wider by 2^-20 at most.
#include "interval_vectors.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <functional>
#include <map>
#include <string>

#include "posproof/arith/ball.hpp"
#include "posproof/arith/enclosure.hpp"
#include "posproof/arith/interval.hpp"

using namespace posproof;
using namespace posproof::test;

namespace {

/// strtod would lose "0x1p-1600" and "0x1p2000", so the exponent is applied exactly.
Rational read(const std::string& s) {
  const auto p = s.find('p');
  if (p == std::string::npos) return *Rational::parse(s);
  return Rational::from_double(std::strtod((s.substr(0, p) + "p0").c_str(), nullptr)) *
         pow(Rational(2), std::stol(s.substr(p + 1)));
}

template <class R>
R compute(const std::string& op, const R& x, const R& y) {
  using F = std::function<R(const R&, const R&)>;
  static const std::map<std::string, F> operations = {
      {"add", [](const R& a, const R& b) { return a + b; }},
      {"sub", [](const R& a, const R& b) { return a - b; }},
      {"mul", [](const R& a, const R& b) { return a * b; }},
      {"div", [](const R& a, const R& b) { return a / b; }},
      {"powr", [](const R& a, const R& b) { return pow(a, b); }},
      {"atan2", [](const R& a, const R& b) { return atan2(a, b); }},
      {"min", [](const R& a, const R& b) { return min(a, b); }},
      {"max", [](const R& a, const R& b) { return max(a, b); }},
      {"hull", [](const R& a, const R& b) { return hull(a, b); }},
      {"neg", [](const R& a, const R&) { return -a; }},
      {"abs", [](const R& a, const R&) { return abs(a); }},
      {"sqr", [](const R& a, const R&) { return sqr(a); }},
      {"sqrt", [](const R& a, const R&) { return sqrt(a); }},
      {"exp", [](const R& a, const R&) { return exp(a); }},
      {"log", [](const R& a, const R&) { return log(a); }},
      {"sin", [](const R& a, const R&) { return sin(a); }},
      {"cos", [](const R& a, const R&) { return cos(a); }},
      {"tan", [](const R& a, const R&) { return tan(a); }},
      {"asin", [](const R& a, const R&) { return asin(a); }},
      {"acos", [](const R& a, const R&) { return acos(a); }},
      {"atan", [](const R& a, const R&) { return atan(a); }},
      {"sinh", [](const R& a, const R&) { return sinh(a); }},
      {"cosh", [](const R& a, const R&) { return cosh(a); }},
      {"tanh", [](const R& a, const R&) { return tanh(a); }},
      {"floor", [](const R& a, const R&) { return floor(a); }},
      {"ceil", [](const R& a, const R&) { return ceil(a); }},
      {"erf", [](const R& a, const R&) { return erf(a); }},
      {"gamma", [](const R& a, const R&) { return gamma(a); }},
      {"ci", [](const R& a, const R&) { return ci(a); }},
      {"si", [](const R& a, const R&) { return si(a); }},
      {"ei", [](const R& a, const R&) { return ei(a); }},
  };
  if (op.rfind("pow ", 0) == 0) return pow(x, std::stol(op.substr(4)));
  return operations.at(op)(x, y);
}

template <class R>
R compute(const Vector& v) {
  return compute<R>(v.operation, R::from_bounds(read(v.x_low), read(v.x_high)), R::from_bounds(read(v.y_low), read(v.y_high)));
}

/// +0 as a lower and -0 as an upper end: what MPFI's own operations rely on.
bool zeros_have_their_signs(const Interval& x) {
  return (!mpfr_zero_p(x.left()) || !mpfr_signbit(x.left())) && (!mpfr_zero_p(x.right()) || mpfr_signbit(x.right()));
}

}  // namespace

TEST_CASE("interval test vectors: mpfi gives the tightest result") {
  PrecisionScope p{Bits{53}};
  for (const Vector& v : interval_vectors()) {
    const Interval r = compute<Interval>(v);
    INFO(v.operation << " [" << v.x_low << ", " << v.x_high << "] [" << v.y_low << ", " << v.y_high << "] = " << text(r));
    if (std::string(v.low) == undefined) {
      CHECK_FALSE(is_finite(r));
      continue;
    }
    REQUIRE(is_finite(r));
    CHECK(lower(r) == read(v.low));
    CHECK(upper(r) == read(v.high));
    CHECK(zeros_have_their_signs(r));
  }
}

TEST_CASE("interval test vectors: arb holds them, a little wider") {
  PrecisionScope p{Bits{53}};
  for (const Vector& v : interval_vectors()) {
    const Ball r = compute<Ball>(v);
    INFO(v.operation << " [" << v.x_low << ", " << v.x_high << "] [" << v.y_low << ", " << v.y_high << "] = " << text(r));
    if (std::string(v.low) == undefined) {
      CHECK_FALSE(is_finite(r));
      continue;
    }
    REQUIRE(is_finite(r));
    const Rational low = read(v.low), high = read(v.high), room = max(abs(low), abs(high)) * pow(Rational(2), -20);
    // the table is rounded outward at 53 bits: a tighter ball may begin one unit later
    const Rational unit = low == high ? Rational(0) : max(abs(low), abs(high)) * pow(Rational(2), -51);
    CHECK(lower(r) <= low + unit);
    CHECK(high - unit <= upper(r));
    CHECK(low - room <= lower(r));
    CHECK(upper(r) <= high + room);
  }
}
