// Oracle: GMP's own arithmetic on the pieces a text was put together from.
#include "posproof/arith/rational.hpp"

#include <rapidcheck/catch.h>

using namespace posproof;

namespace {

std::string digits(int least, int most) {
  std::string s;
  const int n = *rc::gen::inRange(least, most + 1);
  for (int i = 0; i < n; ++i) s += static_cast<char>('0' + *rc::gen::inRange(0, 10));
  return s;
}

}  // namespace

TEST_CASE("numbers are read exactly, in base ten") {
  rc::prop("decimals with exponent", [] {
    const std::string whole = digits(1, 30), fraction = digits(0, 30);
    const long exponent = *rc::gen::inRange<long>(-60, 60);
    const bool negative = *rc::gen::arbitrary<bool>();
    std::string text = (negative ? "-" : "") + whole + (fraction.empty() ? "" : "." + fraction);
    if (*rc::gen::arbitrary<bool>() || exponent != 0)
      text += (*rc::gen::arbitrary<bool>() ? "e" : "E") + std::string(exponent > 0 && *rc::gen::arbitrary<bool>() ? "+" : "") +
              std::to_string(exponent);
    const auto read = Rational::parse(text);
    RC_ASSERT(read.has_value());
    const Rational value =
        Rational(Integer(whole + fraction, 10)) * pow(Rational(10), exponent - static_cast<long>(fraction.size()));
    RC_ASSERT(*read == (negative ? -value : value));
  });
  rc::prop("fractions, and back through str", [] {
    const std::string num = digits(1, 30), den = digits(1, 30);
    const auto read = Rational::parse(num + "/" + den);
    RC_ASSERT(read.has_value() == (Integer(den, 10) != 0));
    if (!read) return;
    RC_ASSERT(read->raw() * Integer(den, 10) == Integer(num, 10));
    RC_ASSERT(Rational::parse(read->str()) == read);
  });
  CHECK(Rational::parse("010") == Rational(10));
  CHECK(Rational::parse("010/08") == Rational(Integer(5), Integer(4)));
  CHECK(Rational::parse("0.1") == Rational(Integer(1), Integer(10)));
  CHECK(Rational::parse("1e-9") == Rational(Integer(1), Integer(1'000'000'000)));
  CHECK(Rational::parse("-0") == Rational(0));
  CHECK(Rational::parse("1e1000000").has_value());
}

TEST_CASE("what is not a number is refused") {
  for (const char* text : {"",
                           "-",
                           "+1",
                           "--1",
                           ".5",
                           "1.",
                           "1.e5",
                           "1e",
                           "1e+",
                           "1e1000001",
                           "1e-1000001",
                           "1e99999999999999999999",
                           "1/0",
                           "1/",
                           "/2",
                           "1/-2",
                           "1.5/2",
                           "1/2.5",
                           "1/2e3",
                           " 1",
                           "1 ",
                           "1_000",
                           "0x10",
                           "nan",
                           "inf",
                           "1e5.5",
                           "1..2",
                           "1,5",
                           "\xe2\x88\x92"
                           "1"})
    CHECK_FALSE(Rational::parse(text).has_value());
  rc::prop("any bytes: no crash, and what is read prints back to itself", [](const std::string& text) {
    const auto read = Rational::parse(text);
    if (read) RC_ASSERT(Rational::parse(read->str()) == read);
  });
}

TEST_CASE("floor, ceil, round, powers and roots") {
  rc::prop("definitions", [] {
    const Rational x(Integer(*rc::gen::inRange<long>(-10000, 10000)), Integer(*rc::gen::inRange<long>(1, 100)));
    const Rational f(floor(x)), c(ceil(x)), r(round(x)), half(Integer(1), Integer(2));
    RC_ASSERT(f <= x && x < f + Rational(1));
    RC_ASSERT(c - Rational(1) < x && x <= c);
    RC_ASSERT(abs(x - r) <= half);
    if (abs(x - r) == half) RC_ASSERT(abs(r) > abs(x));  // away from zero
    const long n = *rc::gen::inRange<long>(0, 9);
    Rational product(1);
    for (long i = 0; i < n; ++i) product *= x;
    RC_ASSERT(pow(x, n) == product);
    if (x.sign() != 0) RC_ASSERT(pow(x, -n) * product == Rational(1));
    if (n >= 1) RC_ASSERT(exact_root(pow(abs(x), n), static_cast<unsigned long>(n)) == abs(x));
  });
  CHECK_FALSE(exact_root(Rational(2), 2).has_value());
  CHECK_FALSE(exact_root(Rational(Integer(4), Integer(3)), 2).has_value());
  CHECK(exact_root(Rational(0), 5) == Rational(0));
  CHECK(Rational::from_double(0.1) != *Rational::parse("0.1"));
  CHECK(Rational::from_double(0x1p-1074) * pow(Rational(2), 1074) == Rational(1));
  CHECK(Rational(Integer(1) << 62).to_long() == 1L << 62);
  CHECK_FALSE(Rational(Integer(1) << 63).to_long().has_value());
  CHECK_FALSE(Rational(Integer(1), Integer(2)).to_long().has_value());
}
