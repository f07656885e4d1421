#include <catch2/catch.hpp>

#include "checker/value.hpp"

// Oracle: the value itself. By Taylor's formula f(c + h) = sum over j < k of c_j h^j + c_k h^k with a coefficient c_k of a
// point between, so the enclosure from the jets at c and over the interval must meet the enclosure of f(c + h) computed
// directly with many bits.

namespace {

using check::Jet;
using check::Number;

template <class R>
R call(const char* name, const R& x) {
  return check::Functions<R>::find(name)({check::Value<R>{x}}).real();
}
Number between(const mpq_class& a, const mpq_class& b) { return check::hull(Number(a), Number(b)); }

template <class R>
R function(int which, const R& x) {
  switch (which) {
    case 0: return x * x * x - R(2) * x + R(1) / x;
    case 1: return exp(-x * x) * sin_cos(R(3) * x).first;
    case 2: return log(x) * sin_cos(x).second;
    case 3: return sqrt(R(1) + x * x) / (R(2) + sin_cos(x).second);
    case 4: return atan(R(2) * x) - ci(x);
    case 5: return pow(x, R(mpq_class(7, 3))) + pow(R(3), x);
    case 6: return pow(x, x) - max(x, -x) * pow(x, R(-2));
    default: return call("tanh", x) + call("tan", x / R(9)) + call("asin", x / R(9)) + call("cosh", x);
  }
}
constexpr int functions = 8;

}  // namespace

TEST_CASE("jets and Taylor's formula agree with values") {
  for (int which = 0; which < functions; ++which)
    for (long k : {1, 2, 3, 6, 12})
      for (const mpq_class& left : {mpq_class(1, 2), mpq_class(2), mpq_class(37, 10)})
        for (const mpq_class& width : {mpq_class(1, 1000), mpq_class(1, 4)}) {
          check::Precision precision(150);
          const Jet at_left = function(which, Jet::variable(Number(left), static_cast<std::size_t>(k)));
          const Jet over = function(which, Jet::variable(between(left, left + width), static_cast<std::size_t>(k)));
          for (int part = 0; part <= 4; ++part) {
            const mpq_class h = width * part / 4;
            Number sum = 0, power = 1;
            for (long j = 0; j < k; ++j, power = power * Number(h)) sum += at_left[static_cast<std::size_t>(j)] * power;
            sum += over[static_cast<std::size_t>(k)] * power;
            const Number value = function(which, Number(mpq_class(left + h)));
            INFO("function " << which << ", order " << k << ", at " << left << " + " << h);
            CHECK(sum.lower() <= value.upper());
            CHECK(sum.upper() >= value.lower());
            // Not by being wide: the remainder's coefficient varies by no more than the function's next derivatives allow.
            if (width < mpq_class(1, 100)) CHECK(sum.upper() - sum.lower() < mpq_class(1, 20));
          }
        }
}

TEST_CASE("a wrong coefficient would be seen") {
  check::Precision precision(150);
  const Jet x = Jet::variable(Number(mpq_class(1, 2)), 6);
  const Number value = sin_cos(Number(mpq_class(51, 100))).first;
  const Jet s = sin_cos(x).first, over = sin_cos(Jet::variable(between(mpq_class(1, 2), mpq_class(51, 100)), 6)).first;
  for (std::size_t wrong = 0; wrong <= 6; ++wrong) {
    Number sum = 0, power = 1;
    for (std::size_t j = 0; j <= 6; ++j, power = power * Number(mpq_class(1, 100)))
      sum += ((j < 6 ? s[j] : over[j]) + (j == wrong ? Number(mpq_class(1, 1000)) : Number(0))) * power;
    CHECK((sum.lower() > value.upper() || sum.upper() < value.lower()));
  }
}
