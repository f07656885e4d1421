#include "verdicts.hpp"

// Oracle: equations that are known to hold and equations that fail, or have no value, somewhere in the domain.

using namespace certificates;

namespace {

const Json x = v(0, "x"), y = v(1, "y"), n = v(0, "n"), one = q(1);

Certificate same(const Json& a, const Json& b) { return {op("==", a, b), "PROVED", {identity({})}}; }
/// a == b for all x from lo to hi; null for infinite ends.
Certificate over(const Json& lo, const Json& hi, bool lo_closed, bool hi_closed, const Json& a, const Json& b,
                 const char* relation = "==", const char* verdict = "PROVED") {
  const Json from = lo.is_null() ? lo : lo[1], to = hi.is_null() ? hi : hi[1];
  return {forall({binder(0, "x", reals(lo, hi, lo_closed, hi_closed))}, op(relation, a, b)),
          verdict,
          {introduce(from, to), identity({interval(0, from, to, lo_closed, hi_closed)})}};
}
Certificate everywhere(const Json& a, const Json& b, const char* relation = "==") {
  return over(nullptr, nullptr, false, false, a, b, relation);
}
Certificate positive(const Json& a, const Json& b) { return over(q(0), nullptr, false, false, a, b); }
Certificate not_negative(const Json& a, const Json& b) { return over(q(0), nullptr, true, false, a, b); }
/// For all even d from 4 to last.
Certificate even(const std::string& last, const Json& a, const Json& b) {
  return {forall({binder(0, "d", ints(q(4), q(last), q(2)))}, op("==", a, b)),
          "PROVED",
          {introduce(), identity({integers(0, "4", last, "2")})}};
}

}  // namespace

TEST_CASE("identities") {
  const Json s = call("sin", x), c = call("cos", x);
  const Json squares = op("add", op("pow", s, q(2)), op("pow", c, q(2)));
  accepted(everywhere(squares, one));
  accepted(everywhere(squares, one, "<="));
  rejected(everywhere(squares, one, "<"), "does not fit");
  rejected(everywhere(op("sub", op("pow", s, q(2)), op("pow", c, q(2))), one), "not 0");
  accepted(everywhere(call("cos", op("mul", q(2), x)), op("sub", op("mul", q(2), op("pow", c, q(2))), one)));
  accepted(everywhere(op("mul", call("cis", x), call("conj", call("cis", x))), one));
  accepted(everywhere(op("sub", op("pow", call("cosh", x), q(2)), op("pow", call("sinh", x), q(2))), one));
  accepted(everywhere(call("sin", op("add", x, Json{"pi"})), Json::array({"neg", s})));
  accepted(same(op("pow", call("sqrt", q(2)), q(2)), q(2)));
  accepted(same(op("pow", q(2), q("-1/2")), op("div", q(1), call("sqrt", q(2)))));
  accepted(same(op("mul", op("pow", q(10000), q("-3/64")), op("pow", q(10), q("3/16"))), q(1)));
  accepted(same(op("div", call("log", q(1000)), call("log", q(10))), q(3)));
  rejected(same(call("log", q(1000)), call("log", q(1001))), "not 0");
  accepted(same(op("pow", q(2), op("div", call("log", q(5)), call("log", q(2)))), q(5)));
  rejected(same(op("pow", q(2), op("div", call("log", q(6)), call("log", q(2)))), q(5)), "not 0");
  accepted(same(op("div", call("log", q("1/8")), call("log", q(2))), q(-3)));
  accepted(same(op("div", call("log", op("pow", Json{"pi"}, q(2))), call("log", Json{"pi"})), q(2)));
  rejected(same(op("div", one, op("sub", call("log", q(6)), op("add", call("log", q(2)), call("log", q(3))))), one), "not 0");
  rejected(same(op("div", one, call("log", Json{"euler_gamma"})), op("div", q(2), call("log", Json{"euler_gamma"}))), "not 0");
  rejected(same(call("abs", call("log", q("1/2"))), call("log", q("1/2"))), "not 0");  // negative
  // x/x == 1 is not defined at 0, sqrt(x^2) == x is false below 0
  rejected(everywhere(op("div", x, x), one), "not 0");
  rejected(everywhere(op("mul", op("pow", x, q(-1)), x), one), "not 0");
  rejected(everywhere(op("pow", op("div", x, x), q(0)), one), "not 0");
  rejected(everywhere(op("mul", q(0), op("div", one, x)), q(0)), "not 0");
  rejected(everywhere(op("sub", op("div", one, x), op("div", one, x)), q(0)), "not 0");
  rejected(everywhere(op("sub", call("log", x), call("log", x)), q(0)), "not 0");
  rejected(everywhere(op("div", one, op("sub", call("sin", x), call("sin", x))), q(1)), "not 0");
  rejected(everywhere(call("sqrt", op("pow", x, q(2))), x), "not 0");
  rejected(everywhere(op("pow", op("pow", x, q(2)), q("1/2")), x), "not 0");
  rejected(everywhere(call("abs", x), x), "not 0");
  accepted(positive(op("div", x, x), one));
  accepted(positive(call("sqrt", op("pow", x, q(2))), x));
  accepted(positive(call("abs", x), x));
  accepted(positive(op("pow", op("pow", x, Json{"pi"}), q(2)), op("pow", x, op("mul", q(2), Json{"pi"}))));
  rejected(positive(op("div", x, op("sub", x, one)), op("div", x, op("sub", x, one))), "not 0");
  rejected(not_negative(op("div", x, x), one), "not 0");
  accepted(not_negative(call("abs", x), x));
  accepted(not_negative(op("pow", x, op("mul", q(0), x)), one));
}

TEST_CASE("identities in an integer") {
  // fractions in a bounded integer: partial fractions, sums of powers
  const Json d = v(0, "d");
  accepted(even("1000", op("pow", q(8), op("div", d, op("sub", d, q(2)))),
                op("mul", q(8), op("pow", q(8), op("div", q(2), op("sub", d, q(2)))))));
  rejected(even("1000", op("pow", q(8), op("div", d, op("sub", d, q(2)))),
                op("mul", q(8), op("pow", q(8), op("div", q(1), op("sub", d, q(2)))))),
           "not 0");
  accepted(even("1000", Json::array({"sum", binder(1, "k", ints(q(1), d)), v(1, "k")}),
                op("div", op("mul", d, op("add", d, q(1))), q(2))));
  rejected(even("1000", Json::array({"sum", binder(1, "k", ints(q(1), d)), v(1, "k")}), op("div", op("mul", d, d), q(2))),
           "not 0");
  rejected(even("1000", Json::array({"if", op("<", d, q(1000)), q(0), q(1)}), q(0)), "not 0");
  // for a range as a whole, not one by one
  const Json d_2 = op("sub", d, q(2));
  accepted(even("1000000", op("div", d, d_2), op("add", one, op("div", q(2), d_2))));
  accepted(even("1000000", op("pow", q(8), op("div", d, d_2)), op("mul", q(8), op("pow", q(8), op("div", q(2), d_2)))));
  rejected(even("1000000", op("div", d, d_2), op("add", one, op("div", q(3), d_2))), "not 0");
  rejected(even("1000000", op("div", one, op("sub", d, q(4))), op("div", one, op("sub", d, q(4)))), "not 0");
  rejected(even("1000", op("div", one, op("sub", d, q(100))), op("div", one, op("sub", d, q(100)))), "not 0");
  // 1/(d - 99) has a value at every even d, which is told one by one
  accepted(even("1000", op("div", d, op("sub", d, q(99))), op("add", one, op("div", q(99), op("sub", d, q(99))))));
  // a range without an end
  const Certificate endless{forall({binder(0, "d", ints(q(4), nullptr))}, op("==", op("mul", d, d), op("pow", d, q(2)))),
                            "PROVED",
                            {introduce(), identity({integers(0, "4", nullptr)})}};
  accepted(endless);
  const Json sum =
      Json::array({"sum", binder(0, "t", ints(q(0), q(9))), op("pow", q(10), op("div", op("mul", q(-1), v(0, "t")), q(7)))});
  accepted(same(sum, op("div", op("sub", q(1), op("pow", q(10), q("-10/7"))), op("sub", q(1), op("pow", q(10), q("-1/7"))))));
  rejected(same(sum, op("div", op("sub", q(1), op("pow", q(10), q("-11/7"))), op("sub", q(1), op("pow", q(10), q("-1/7"))))),
           "not 0");
}

TEST_CASE("divisors that may be 0") {
  const Json x_1 = op("sub", x, one), inverse = op("div", one, x_1), fraction = op("div", x, x_1);
  rejected(over(q(0), q(2), true, true, inverse, inverse), "not 0");
  rejected(over(q(1), q(2), true, true, inverse, inverse), "not 0");
  rejected(over(nullptr, nullptr, false, false, inverse, inverse), "not 0");
  rejected(over(q(2), nullptr, true, false, inverse, inverse), "not 0");  // true, but not seen
  rejected(over(q(1), q(3), false, false, inverse, inverse), "not 0");    // likewise
  accepted(over(q(2), q(3), true, true, inverse, inverse));
  accepted(over(q(2), q(3), true, true, fraction, op("add", one, inverse)));
  rejected(over(q(2), q(3), true, true, fraction, op("sub", one, inverse)), "not 0");
  accepted(over(q(-3), q("1/2"), true, true, fraction, op("add", one, inverse)));
  // 1/(x (x - 1)) = 1/(x - 1) - 1/x, by partial fractions
  const Json product = op("div", inverse, x), difference = op("sub", inverse, op("div", one, x));
  accepted(over(q(2), q(3), true, true, product, difference));
  rejected(over(q(2), q(3), true, true, product, op("add", inverse, op("div", one, x))), "not 0");
  rejected(over(q(-1), q("1/2"), true, true, product, difference), "not 0");  // no value at 0
  // several variables; a sum of terms in the divisor
  const auto two = [&](const Json& a, const Json& b, const char* lo) {
    return Certificate{forall({binder(0, "x", reals(q(lo), q(2))), binder(1, "y", reals(q(1), q(2)))}, op("==", a, b)),
                       "PROVED",
                       {introduce(lo, "2"), introduce("1", "2"), identity({interval(0, lo, "2"), interval(1, "1", "2")})}};
  };
  const Json total = op("add", x, y), share = op("div", x, total), other = op("div", y, total);
  accepted(two(op("add", share, other), one, "1"));
  accepted(two(op("add", share, other), one, "0"));
  rejected(two(op("add", share, other), one, "-1"), "not 0");
  rejected(two(op("sub", share, other), one, "1"), "not 0");
  rejected(two(op("mul", share, share), share, "1"), "not 0");
  accepted(two(op("mul", share, share), op("div", op("mul", x, x), op("pow", total, q(2))), "1"));
  // what vanishes identically
  rejected(everywhere(op("div", one, op("sub", x, x)), q(0)), "not 0");
  rejected(positive(op("div", q(0), op("sub", x, x)), q(0)), "not 0");
  rejected(everywhere(op("pow", op("sub", x, x), q(-1)), q(0)), "not 0");
  rejected(
      everywhere(op("div", one, op("sub", op("add", op("pow", call("sin", x), q(2)), op("pow", call("cos", x), q(2))), one)),
                 q(0)),
      "not 0");
}

TEST_CASE("exponents with reciprocals") {
  const Json power = op("pow", q(2), op("div", one, x));
  accepted(positive(op("mul", power, power), op("pow", q(2), op("div", q(2), x))));
  rejected(positive(op("mul", power, power), op("pow", q(2), op("div", q(3), x))), "not 0");
  rejected(not_negative(op("div", power, power), one), "not 0");
  rejected(everywhere(op("div", power, power), one), "not 0");
  accepted(positive(call("log", power), op("div", call("log", q(2)), x)));
  // e^(x/(x + 1)) = e e^(-1/(x + 1))
  const Json x1 = op("add", x, one), left = call("exp", op("div", x, x1)), e = call("exp", one);
  accepted(over(q(0), q(5), true, true, left, op("mul", e, call("exp", op("div", q(-1), x1)))));
  rejected(over(q(0), q(5), true, true, left, op("mul", e, call("exp", op("div", one, x1)))), "not 0");
  rejected(over(q(-5), q(5), true, true, left, op("mul", e, call("exp", op("div", q(-1), x1)))), "not 0");
  // roots of negative numbers, and of what may be negative
  rejected(same(op("pow", q(-8), q("1/3")), op("pow", q(-8), q("1/3"))), "not 0");
  rejected(same(call("sqrt", q(-4)), call("sqrt", q(-4))), "not 0");
  rejected(everywhere(op("pow", op("pow", x, q(3)), q("1/3")), x), "not 0");
  rejected(everywhere(call("exp", call("log", x)), x), "not 0");
  accepted(everywhere(call("log", call("exp", x)), x));
  accepted(positive(call("exp", call("log", x)), x));
  rejected(not_negative(call("exp", call("log", x)), x), "not 0");
}

TEST_CASE("what an identity settles") {
  const Json twice = op("mul", q(2), x), sum = op("add", x, x);
  const auto proof = [&](const char* relation, const char* verdict) {
    Certificate c = everywhere(twice, sum, relation);
    c.verdict = verdict;
    return c;
  };
  for (const char* relation : {"==", "<=", ">="}) accepted(proof(relation, "PROVED"));
  for (const char* relation : {"<", ">", "!="}) rejected(proof(relation, "PROVED"), "does not fit");
  for (const char* relation : {"==", "<=", ">=", "<", ">", "!="}) rejected(proof(relation, "REFUTED"), "does not fit");
  // a goal to be disproved: exists x: 2 x < x + x
  const auto none = [&](const char* relation) {
    return Certificate{exists({binder(0, "x", reals(nullptr, nullptr, false, false))}, op(relation, twice, sum)),
                       "REFUTED",
                       {introduce(nullptr, nullptr), identity({interval(0, nullptr, nullptr, false, false)})}};
  };
  for (const char* relation : {"<", ">", "!="}) accepted(none(relation));
  for (const char* relation : {"==", "<=", ">="}) rejected(none(relation), "does not fit");
  // complex values are equal or not, but have no order
  const Json z = op("mul", Json{"i"}, x);
  accepted(everywhere(z, z));
  rejected(everywhere(z, z, "<="), "not 0");
  rejected({forall({binder(0, "n", ints(q(1), q(3)))}, op("<=", op("mul", Json{"i"}, n), op("mul", Json{"i"}, n))),
            "PROVED",
            {introduce(), identity({integers(0, "1", "3")})}},
           "not 0");
}
