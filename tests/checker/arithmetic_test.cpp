#include <catch2/catch.hpp>
#include <random>

#include "checker/value.hpp"
#include "real.hpp"

// Oracle: MPFR with 4000 bits at random arguments. The value is inside the checker's enclosure; at a point the enclosure has a
// width of a few units in the last place; over an interval it contains the values at random points of it.

namespace {

using check::Number;
using namespace oracle;

std::mt19937_64& random_source() {
  static std::mt19937_64 source(20240607);
  return source;
}
long below(long n) { return static_cast<long>(random_source()() % static_cast<unsigned long>(n)); }

/// A point of size up to 2^most, now and then 0, tiny or next to an integer.
mpz_class random_point(int most) {
  const int bits = check::Precision::bits;
  mpz_class x = 0;
  for (int i = 0; i < 8; ++i) x = (x << 64) + mpz_class(std::to_string(random_source()()));
  const long kind = below(8);
  const long size = kind == 0 ? below(8) : bits + most - below(kind < 4 ? std::max(1, most + 5) : bits);
  x = size <= 0 ? mpz_class(0) : mpz_class(x % (mpz_class(1) << static_cast<unsigned long>(size)));
  if (kind == 1) x = (x >> static_cast<unsigned long>(bits) << static_cast<unsigned long>(bits)) + below(3) - 1;
  return below(2) ? mpz_class(-x) : x;
}

struct Case {
  const char* name;
  Number (*ours)(const Number&);
  Unary oracle;
  int size;  ///< arguments up to 2^size
  bool positive, negative_too;
};

int oracle_ci(mpfr_ptr r, mpfr_srcptr x, mpfr_rnd_t rnd) {
  // gamma + log x + sum of (-1)^k x^(2k)/(2k (2k)!), with 4000 bits for x <= 16
  mpfr_t t, s;
  mpfr_inits2(4000, t, s, static_cast<mpfr_ptr>(nullptr));
  mpfr_const_euler(r, rnd);
  mpfr_log(s, x, rnd);
  mpfr_add(r, r, s, rnd);
  mpfr_set_ui(t, 1, rnd);
  for (unsigned long k = 1; k < 900; ++k) {
    mpfr_mul(t, t, x, rnd);
    mpfr_mul(t, t, x, rnd);
    mpfr_div_ui(t, t, (2 * k - 1) * 2 * k, rnd);
    mpfr_neg(t, t, rnd);
    mpfr_div_ui(s, t, 2 * k, rnd);
    mpfr_add(r, r, s, rnd);
  }
  mpfr_clears(t, s, static_cast<mpfr_ptr>(nullptr));
  return 0;
}

Number sine(const Number& x) { return check::sin_cos(x).first; }
Number cosine(const Number& x) { return check::sin_cos(x).second; }

const Case cases[] = {
    {"exp", check::exp, mpfr_exp, 6, false, true},     {"log", check::log, mpfr_log, 80, true, false},
    {"sin", sine, mpfr_sin, 38, false, true},          {"cos", cosine, mpfr_cos, 38, false, true},
    {"atan", check::atan, mpfr_atan, 60, false, true}, {"sqrt", check::sqrt, mpfr_sqrt, 80, true, false},
    {"ci", check::ci, oracle_ci, 4, true, false},
};

}  // namespace

TEST_CASE("functions contain their values and are tight at points") {
  for (const Case& c : cases)
    for (int round = 0; round < 60; ++round) {
      check::Precision precision(40 + below(round < 50 ? 200 : 1200));
      mpz_class x = random_point(c.size);
      if (c.positive) x = abs(x) + 1;
      const Real point(exactly(x));
      Real y(0);
      c.oracle(y.x, point.x, MPFR_RNDN);
      const Number ours = c.ours({x, x});
      INFO(c.name << " at " << exactly(x).get_d() << " with " << check::Precision::bits << " bits");
      CHECK(contains(ours, y));
      CHECK(ours.hi - ours.lo <= 4);
    }
}

TEST_CASE("functions over intervals contain the values at their points") {
  for (const Case& c : cases)
    for (int round = 0; round < 60; ++round) {
      check::Precision precision(40 + below(100));
      mpz_class a = random_point(std::min(c.size, 5)), b = a + abs(random_point(static_cast<int>(below(5)) - 3));
      if (c.positive) a = abs(a) + 1, b = a + abs(b);
      const Number ours = c.ours({a, b});
      for (int k = 0; k <= 4; ++k) {
        const mpz_class x = a + (b - a) * k / 4;
        Real y(0);
        c.oracle(y.x, Real(exactly(x)).x, MPFR_RNDN);
        INFO(c.name << " over " << exactly(a).get_d() << ", " << exactly(b).get_d());
        CHECK(contains(ours, y));
      }
    }
}

TEST_CASE("constants") {
  for (int bits : {8, 40, 64, 100, 333, 1000, 3000}) {
    check::Precision precision(bits);
    Real pi(0), log_2(0), gamma(0);
    mpfr_const_pi(pi.x, MPFR_RNDN);
    mpfr_const_log2(log_2.x, MPFR_RNDN);
    mpfr_const_euler(gamma.x, MPFR_RNDN);
    CHECK(contains(check::pi(), pi));
    CHECK(contains(check::log_2(), log_2));
    CHECK(contains(check::euler_gamma(), gamma));
    CHECK(check::pi().hi - check::pi().lo <= 2);
    CHECK(check::euler_gamma().hi - check::euler_gamma().lo <= 2);
  }
}

TEST_CASE("what a series leaves out is added") {
  // At powers of two the terms are exact, so that no rounding covers what is left out.
  for (int bits = 8; bits <= 40; ++bits)
    for (unsigned k = 1; k < 12; ++k) {
      check::Precision precision(bits);
      const mpz_class x = check::unit() >> k;
      if (x == 0) continue;
      for (const mpz_class& z : {x, mpz_class(-x)}) {
        const Real point(exactly(z));
        Real e(0), arc(0), area(0), sine(0), cosine(0);
        mpfr_exp(e.x, point.x, MPFR_RNDN);
        mpfr_atan(arc.x, point.x, MPFR_RNDN);
        mpfr_atanh(area.x, point.x, MPFR_RNDN);
        mpfr_sin(sine.x, point.x, MPFR_RNDN);
        mpfr_cos(cosine.x, point.x, MPFR_RNDN);
        INFO(bits << " bits at " << exactly(z).get_d());
        CHECK(contains(check::factorial_series({z, z}, check::every), e));
        CHECK(contains(check::factorial_series({z, z}, check::of_sine), sine));
        CHECK(contains(check::factorial_series({z, z}, check::of_cosine), cosine));
        CHECK(contains(check::odd_series({z, z}, -1), arc));
        CHECK(contains(check::odd_series({z, z}, 1), area));
      }
    }
}

TEST_CASE("operations on intervals contain the results for all pairs of ends and middles") {
  struct Operation {
    const char* name;
    Number (*ours)(const Number&, const Number&);
    Binary oracle;
  };
  const Operation operations[] = {{"+", [](const Number& a, const Number& b) { return a + b; }, mpfr_add},
                                  {"-", [](const Number& a, const Number& b) { return a - b; }, mpfr_sub},
                                  {"*", [](const Number& a, const Number& b) { return a * b; }, mpfr_mul},
                                  {"/", [](const Number& a, const Number& b) { return a / b; }, mpfr_div},
                                  {"hull", [](const Number& a, const Number& b) { return check::hull(a, b); }, mpfr_min}};
  long undefined = 0, defined = 0;
  for (const auto& o : operations)
    for (int round = 0; round < 200; ++round) {
      check::Precision precision(40 + below(100));
      const auto random_interval = [] {
        const mpz_class lo = random_point(10);
        return Number(lo, lo + (below(3) ? abs(random_point(static_cast<int>(below(20)) - 10)) : mpz_class(0)));
      };
      const Number a = random_interval(), b = random_interval();
      const bool zero = b.lo <= 0 && b.hi >= 0;
      try {
        const Number r = o.ours(a, b);
        CHECK_FALSE((zero && std::string(o.name) == "/"));
        for (const mpz_class& x : {a.lo, mpz_class((a.lo + a.hi) / 2), a.hi})
          for (const mpz_class& y : {b.lo, mpz_class((b.lo + b.hi) / 2), b.hi}) {
            Real z(0);
            o.oracle(z.x, Real(exactly(x)).x, Real(exactly(y)).x, MPFR_RNDN);
            INFO(o.name);
            CHECK(contains(r, z));
          }
        ++defined;
      } catch (const check::Undefined&) {
        CHECK((zero && std::string(o.name) == "/"));
        ++undefined;
      }
    }
  CHECK(defined > 800);
  CHECK(undefined > 5);
}

TEST_CASE("operations are rounded outwards, by exact arithmetic") {
  // the exact result for ends of the operands lies within the enclosure, which is less than two units wider
  const auto between = [](const Number& r, const mpq_class& least, const mpq_class& most, long slack) {
    CHECK(exactly(r.lo) <= least);
    CHECK(exactly(r.hi) >= most);
    CHECK(exactly(r.lo + slack) >= least);
    CHECK(exactly(r.hi - slack) <= most);
  };
  for (int round = 0; round < 400; ++round) {
    check::Precision precision(20 + below(100));
    mpz_class a = random_point(4), b = a + below(1000), c = random_point(4), d = c + below(1000);
    const Number x(a, b), y(c, d);
    mpq_class q(below(2001) - 1000, 1 + below(1000));
    q.canonicalize();
    if (q == 0) q = 1;
    const mpq_class ends[] = {exactly(a) * q, exactly(b) * q};
    INFO(x.lo << ".." << x.hi << ", " << q << ", " << check::Precision::bits << " bits");
    between(x * Number(q), std::min(ends[0], ends[1]), std::max(ends[0], ends[1]), 1);
    between(Number(q) * x, std::min(ends[0], ends[1]), std::max(ends[0], ends[1]), 1);
    const mpq_class quotients[] = {exactly(a) / q, exactly(b) / q};
    between(x / Number(q), std::min(quotients[0], quotients[1]), std::max(quotients[0], quotients[1]), 1);
    std::vector<mpq_class> products, ratios;
    for (const mpz_class& s : {a, b})
      for (const mpz_class& t : {c, d}) {
        products.push_back(exactly(s) * exactly(t));
        if (c > 0 || d < 0) ratios.push_back(exactly(s) / exactly(t));
      }
    std::sort(products.begin(), products.end()), std::sort(ratios.begin(), ratios.end());
    between(x * y, products.front(), products.back(), 1);
    if (!ratios.empty()) between(x / y, ratios.front(), ratios.back(), 1);
    const unsigned long n = static_cast<unsigned long>(1 + below(50));
    between(x / n, exactly(a) / n, exactly(b) / n, 1);
    const long k = below(9) - 8;
    const mpq_class shift = mpq_class(1, mpz_class(1) << static_cast<unsigned long>(-k));
    between(x.scaled(k), exactly(a) * shift, exactly(b) * shift, 1);
    between(Number(q), q, q, 1);
    CHECK(*Number(q).exact == q);
    between(x + Number(q), exactly(a) + q, exactly(b) + q, 1);
    between(x - Number(q), exactly(a) - q, exactly(b) - q, 1);
    between(x - y, exactly(a) - exactly(d), exactly(b) - exactly(c), 0);
    between(check::hull(x, Number(q)), std::min(exactly(a), q), std::max(exactly(b), q), 1);
  }
}

TEST_CASE("powers of intervals are sharp at ends") {
  for (int round = 0; round < 300; ++round) {
    check::Precision precision(60 + below(100));
    const mpz_class lo = random_point(3);
    const Number x(lo, lo + abs(random_point(3)));
    const unsigned long n = static_cast<unsigned long>(below(7));
    const Number r = check::power(x, n);
    Real least(0), most(0);
    mpfr_pow_ui(least.x, Real(exactly(x.lo)).x, n, MPFR_RNDN);
    mpfr_pow_ui(most.x, Real(exactly(x.hi)).x, n, MPFR_RNDN);
    CHECK(contains(r, least));
    CHECK(contains(r, most));
    if (n > 0 && x.lo <= 0 && x.hi >= 0) CHECK(contains(r, Real(0)));
    if (n % 2 == 0) CHECK(r.lo >= 0);
  }
}

TEST_CASE("exact values stay exact") {
  const auto q = [](long a, long b) { return Number(mpq_class(a, b)); };
  check::Precision precision(64);
  CHECK(check::pow(q(4, 9), q(1, 2)).is_integer() == false);
  CHECK(*check::pow(q(4, 9), q(1, 2)).exact == mpq_class(2, 3));
  CHECK(*check::pow(Number(8), q(-1, 3)).exact == mpq_class(1, 2));
  CHECK(check::pow(Number(0), Number(0)).is(1));
  CHECK(check::pow(Number(-2), Number(3)).is(-8));
  CHECK(*check::pow(Number(-2), Number(-1)).exact == mpq_class(-1, 2));
  CHECK(check::sqrt(Number(0)).is(0));
  CHECK(check::exp(Number(0)).is(1));
  CHECK(check::log(Number(1)).is(0));
  CHECK(check::sin_cos(Number(0)).second.is(1));
  CHECK((Number(0) * check::pi()).is(0));
  CHECK_FALSE(check::pow(Number(2), q(1, 2)).exact);
  CHECK(check::stepped(q(-7, 2), check::floor_step).is(-4));
  CHECK(check::stepped(q(-7, 2), check::ceil_step).is(-3));
  CHECK(check::stepped(q(-7, 2), check::round_step).is(-4));
  CHECK(check::stepped(q(7, 2), check::round_step).is(4));
  CHECK(check::stepped(q(-1, 2), check::sign_step).is(-1));
  CHECK_THROWS_AS(check::pow(Number(0), Number(-1)), check::Undefined);
  CHECK_THROWS_AS(check::pow(Number(-1), q(1, 2)), check::Undefined);
  CHECK_THROWS_AS(check::pow(Number(-8), q(1, 3)), check::Undefined);
  CHECK_THROWS_AS(check::pow(Number(0), q(-1, 2)), check::Undefined);
  CHECK_THROWS_AS(check::pow(Number(2), check::pow(Number(10), Number(12))), check::Undefined);
  CHECK_THROWS_AS(Number(1) / Number(0), check::Undefined);
  CHECK_THROWS_AS(check::log(Number(0)), check::Undefined);
  CHECK_THROWS_AS(check::sqrt(Number(-1)), check::Undefined);
  CHECK_THROWS_AS(check::exp(Number(10000000)), check::Undefined);
}

TEST_CASE("an exact value that is lost is not believed any more") {
  check::Precision precision(64);
  const Number third = mpq_class(1, 3), wide(0, check::unit());
  CHECK_FALSE((third + wide).exact);
  CHECK_FALSE((third * wide).exact);
  CHECK_FALSE((wide / third).exact);
  CHECK_FALSE(check::hull(third, Number(1)).exact);
  CHECK(check::hull(third, third).exact);
  CHECK_FALSE(check::max(third, wide).exact);
  CHECK_FALSE(third.widened(1).exact);
  CHECK_FALSE(check::stepped(wide, check::floor_step).exact);
  Number sum = third;
  sum += wide;
  CHECK_FALSE(sum.exact);
  CHECK(sum.hi >= check::unit());
  CHECK_THROWS_AS(Number(1) / (third - Number(mpq_class(1, 3))), check::Undefined);
  CHECK_THROWS_AS(Number(1) / (wide - wide), check::Undefined);
}

TEST_CASE("at a jump or kink an interval keeps both sides, and a jet refuses") {
  using check::Jet;
  check::Precision precision(64);
  const Number across = check::hull(Number(mpq_class(-1, 2)), Number(mpq_class(1, 3)));
  CHECK(check::stepped(across, check::floor_step).lower() == -1);
  CHECK(check::stepped(across, check::floor_step).upper() == 0);
  CHECK(check::max(across, -across).lower() <= 0);
  const Jet x = Jet::variable(across, 3), at_0 = Jet::variable(Number(0), 3),
            positive = Jet::variable(check::hull(Number(1), Number(2)), 3);
  CHECK_THROWS_AS(check::max(x, -x), check::Undefined);
  CHECK_THROWS_AS(check::max(at_0, -at_0), check::Undefined);
  CHECK_THROWS_AS(check::stepped(x, check::floor_step), check::Undefined);
  CHECK_THROWS_AS(check::sqrt(at_0), check::Undefined);
  CHECK_THROWS_AS(check::pow(at_0, Jet(mpq_class(3, 2))), check::Undefined);
  CHECK_THROWS_AS(check::hull(Jet(1), Jet(2)), check::Undefined);
  CHECK(check::max(positive, -positive)[1].is(1));
  CHECK(check::pow(at_0, Jet(2))[2].is(1));
}
