// Oracle: the printed text, read back exactly, encloses the value; known texts for known values.
#include "posproof/arith/enclosure.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <chrono>

#include "posproof/arith/ball.hpp"

using namespace posproof;

namespace {

Rational read(const std::string& s) {
  const auto q = Rational::parse(s);
  INFO(s);
  REQUIRE(q);
  return *q;
}

Rational rational(long n, long d) { return Rational(Integer(n), Integer(d)); }

Rational random_rational() {
  const auto num = *rc::gen::inRange<long>(-1'000'000'000'000L, 1'000'000'000'000L);
  const auto den = *rc::gen::inRange<long>(1, 1'000'000'000'000L);
  const auto shift = *rc::gen::inRange<long>(-120, 120);
  return rational(num, den) * pow(Rational(2), shift);
}

std::size_t significant_digits(const std::string& s) {
  std::string digits;
  for (char c : s.substr(0, s.find('e')))
    if (c >= '0' && c <= '9') digits += c;
  const auto first = digits.find_first_not_of('0');
  if (first == std::string::npos) return 0;
  return digits.substr(first, digits.find_last_not_of('0') - first + 1).size();
}

/// Splits "m ± r" or "[lo, hi]" or an exact number into exact bounds.
std::pair<Rational, Rational> read_text(const std::string& s) {
  if (s.front() == '[') {
    const auto comma = s.find(", ");
    return {read(s.substr(1, comma - 1)), read(s.substr(comma + 2, s.size() - comma - 3))};
  }
  const std::string sign = " ± ";
  const auto at = s.find(sign);
  if (at == std::string::npos) return {read(s), read(s)};
  const Rational m = read(s.substr(0, at)), r = read(s.substr(at + sign.size()));
  return {m - r, m + r};
}

}  // namespace

TEST_CASE("decimal_floor and decimal_ceil are the nearest decimals of that length on their side") {
  rc::prop("bounds, length, and distance below one unit", [] {
    const Rational q = random_rational();
    const int digits = *rc::gen::inRange(1, 30);
    const std::string below = decimal_floor(q, digits), above = decimal_ceil(q, digits);
    const Rational lo = read(below), hi = read(above);
    RC_ASSERT(lo <= q);
    RC_ASSERT(q <= hi);
    RC_ASSERT(significant_digits(below) <= static_cast<std::size_t>(digits));
    RC_ASSERT(significant_digits(above) <= static_cast<std::size_t>(digits));
    RC_ASSERT(hi - lo <= max(abs(lo), abs(hi)) * Rational(10) * pow(Rational(10), -digits));
  });
  CHECK(decimal_floor(rational(1, 10), 3) == "0.1");
  CHECK(decimal_ceil(rational(1, 10), 3) == "0.1");
  CHECK(decimal_floor(rational(-1, 3), 3) == "-0.334");
  CHECK(decimal_ceil(rational(-1, 3), 3) == "-0.333");
  CHECK(decimal_ceil(rational(9999, 10000), 2) == "1");
  CHECK(decimal_floor(Rational(1) - pow(Rational(10), -400), 5) == "0.99999");
  CHECK(decimal_ceil(Rational(1) + pow(Rational(10), -400), 5) == "1.0001");
  CHECK(decimal_floor(pow(Rational(10), 20), 3) == "100000000000000000000");
  CHECK(decimal_floor(pow(Rational(10), 30), 3) == "1e30");
  CHECK(decimal_floor(pow(Rational(10), -7), 3) == "1e-7");
  CHECK(decimal_floor(Rational(0), 3) == "0");
}

TEST_CASE("make_enclosure rounds outward and keeps exact decimals exact") {
  rc::prop("encloses", [] {
    const Rational a = random_rational(), b = random_rational();
    const Rational lo = min(a, b), hi = max(a, b);
    const Enclosure e = make_enclosure(lo, hi, *rc::gen::inRange(0, 12));
    RC_ASSERT(read(e.lower) <= lo);
    RC_ASSERT(hi <= read(e.upper));
  });
  CHECK(make_enclosure(rational(1, 8), rational(1, 8)) == Enclosure{"0.125", "0.125"});
  const Rational third = rational(1, 3);
  CHECK(make_enclosure(third, third) == Enclosure{"0.33333333333333333333", "0.33333333333333333334"});
  const Rational wide = third + pow(Rational(10), -6);
  const Enclosure e = make_enclosure(third, wide);
  CHECK(e.lower == "0.33333333");
  CHECK(e.upper == "0.33333434");
}

TEST_CASE("to_text shows correct digits only") {
  rc::prop("encloses, and the stated error is at most one unit of the last digit", [] {
    const Rational a = random_rational();
    const Rational r = abs(a) * pow(Rational(10), -*rc::gen::inRange<long>(0, 40));
    const Rational hi = *rc::gen::arbitrary<bool>() ? a + r : a;
    const int digits = *rc::gen::inRange(1, 30);
    const std::string s = to_text(a, hi, digits);
    const auto [lo, up] = read_text(s);
    RC_ASSERT(lo <= a);
    RC_ASSERT(hi <= up);
    const auto at = s.find(" ± ");
    RC_CLASSIFY(at != std::string::npos, "approximation");
    if (at == std::string::npos) return;
    const std::string m = s.substr(0, at);
    const auto point = m.find('.'), e = m.find('e');
    const long places = point == std::string::npos ? 0 : static_cast<long>(std::min(e, m.size()) - point - 1);
    const long exponent = e == std::string::npos ? 0 : std::stol(m.substr(e + 1));
    RC_ASSERT((up - lo) / Rational(2) <= pow(Rational(10), exponent - places));
  });
  const Rational x = read("0.49387566"), r = read("4.9e-9");
  CHECK(to_text(x - r, x + r) == "0.49387566 ± 5e-9");
  CHECK(to_text(rational(-5, 2), rational(-5, 2)) == "-2.5");
  CHECK(to_text(Rational(-1), Rational(1)) == "[-1, 1]");
  CHECK(to_text(Rational(-1), rational(3, 2)) == "[-1, 1.5]");
  CHECK(to_text(pow(Rational(2), 200), pow(Rational(2), 200), 10) == "1.606938044e60 ± 3e50");
  CHECK(to_text(rational(1, 3), rational(1, 3), 5) == "0.33333 ± 4e-6");
}

TEST_CASE("long integers and far exponents print quickly") {
  const auto start = std::chrono::steady_clock::now();
  const Rational big = pow(Rational(7), 118'000);
  CHECK(decimal_floor(big, 20).find("e99721") != std::string::npos);
  CHECK(decimal_floor(big, 100'000).size() > 99'000);
  for (const long e : {-1'000'000L, 1'000'000L}) {
    const Rational q = Rational(3) * pow(Rational(2), e);
    CHECK(read(decimal_floor(q, 20)) < q);
    CHECK(read(decimal_ceil(q, 20)) > q);
    to_text(q, q * rational(1001, 1000));
  }
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(2));
}

TEST_CASE("balls of any size become text") {
  PrecisionScope p{Bits{128}};
  CHECK(text(Ball::pi(), 20) == "3.1415926535897932385 ± 4e-20");
  CHECK(enclose(Ball::pi(), 6) == Enclosure{"3.14159", "3.1416"});
  // log10 2 in its two decimal bounds, see end_points.cpp
  const Ball log10_2 = log(Ball(2)) / log(Ball(10));
  CHECK(certainly(less(Ball(read("0.301029995663981195213738894724")), log10_2)));
  CHECK(certainly(less(log10_2, Ball(read("0.301029995663981195213738894725")))));
  CHECK(enclose(Ball(Rational(3) / Rational(4))) == Enclosure{"0.75", "0.75"});
  CHECK(enclose(Ball::indeterminate()) == Enclosure{"-inf", "inf"});
  CHECK(text(Ball::indeterminate(), 20) == "[-inf, inf]");
  CHECK(text(Ball::from_bounds(Rational(-1), Rational(1)), 20).front() == '[');
  const Enclosure tiny = enclose(exp(Ball(-1'000'000'000L)), 5);
  CHECK(tiny.lower == "1.2495e-434294482");
  CHECK(tiny.upper == "1.2496e-434294482");
  const Enclosure huge = enclose(exp(exp(Ball(60))));
  CHECK(huge.lower.substr(0, 2) == "1e");
  CHECK(huge.upper.substr(0, 2) == "1e");
  const Integer low(huge.lower.substr(2)), high(huge.upper.substr(2));
  CHECK(low <= high);
  CHECK(high - low <= 2);
  const Ball log10 = exp(Ball(60)) / log(Ball(10));  // the decimal exponent itself
  CHECK(certainly(less_equal(Ball(low), log10)));
  CHECK(certainly(less_equal(log10, Ball(high))));
}
