#include "verdicts.hpp"

// Oracle: statements about real variables whose truth is known, with proofs by intervals and by Taylor's formula; for each a
// twin that is false, or a proof that is not one.

using namespace certificates;

namespace {

const Json x = v(0, "x"), y = v(1, "y");

Json box(const std::string& a, const std::string& b, bool ac = true, bool bc = true) { return interval(0, a, b, ac, bc); }
/// Taylor's formula for x over a box of it alone.
Json expanded(const Json& range, int order, const std::string& centre, const Json& difference) {
  return taylor(0, order, centre, {range}, {difference});
}
Certificate over(const Json& domain, const Json& f, const char* relation, const std::vector<Json>& lines) {
  return {forall({binder(0, "x", domain)}, op(relation, f, q(0))), "PROVED", lines};
}

}  // namespace

TEST_CASE("boxes of reals") {
  const Json below = forall({binder(0, "x", reals(q(0), q(10), false, true))}, op("<", call("sin", x), x));
  const Json tight = expanded(box("0", "1", false), 5, "0", factor(3, "-1", "-1/100"));
  const std::vector<Json> steps = {introduce("0", "10"),
                                   split(0, "1"),
                                   tight,
                                   split(0, "2"),
                                   expanded(box("1", "2"), 8, "1", within("-5", "-1/100")),
                                   evaluate({box("2", "10")}, {within("-12", "-1/2")})};
  accepted({below, "PROVED", steps});
  // closed at 0 it is false there, and <= is true
  std::vector<Json> closed_steps = steps;
  closed_steps[2]["environment"] = Json::array({box("0", "1")});
  const Json at_zero = forall({binder(0, "x", reals(q(0), q(10)))}, op("<", call("sin", x), x));
  rejected({at_zero, "PROVED", closed_steps}, "do not decide");
  accepted({forall({binder(0, "x", reals(q(0), q(10)))}, op("<=", call("sin", x), x)), "PROVED", closed_steps});
  accepted({at_zero, "REFUTED", {witness({"0"}), evaluate({value(0, "0")}, {within("0", "0")})}});
  rejected({below, "REFUTED", {witness({"0"}), evaluate({value(0, "0")}, {within("0", "0")})}}, "not in its domain");
  // a zero of too high an order, or where there is none
  for (int m : {1, 2, 4}) {
    std::vector<Json> other = steps;
    other[2] = expanded(box("0", "1", false), 5, "0", factor(m, "-1", "-1/100"));
    rejected({below, "PROVED", other}, m < 3 ? "not within" : "not exactly 0");
  }
  std::vector<Json> elsewhere = steps;
  elsewhere[4] = expanded(box("1", "2"), 8, "1", factor(1, "-5", "-1/100"));
  rejected({below, "PROVED", elsewhere}, "not exactly 0");
  // the cuts leave nothing out
  rejected({below, "PROVED", {steps[0], steps[1], steps[2], evaluate({box("2", "10")}, {within("-12", "-1/2")})}},
           "the leaf is for");
  for (const char* cut : {"0", "10", "-1", "11"}) rejected({below, "PROVED", {steps[0], split(0, cut)}}, "outside");
}

TEST_CASE("where Taylor's formula may be centred") {
  // x (1 - x) <= 1/4 touches at 1/2
  const auto parabola = [&](const char* relation, const std::vector<Json>& lines) {
    return Certificate{forall({binder(0, "x", reals(q(0), q(1)))}, op(relation, op("mul", x, op("sub", q(1), x)), q("1/4"))),
                       "PROVED", lines};
  };
  const Json square = factor(2, "-2", "-1/2"), start = introduce("0", "1");
  accepted(parabola("<=", {start, split(0, "1/2"), expanded(box("0", "1/2"), 2, "1/2", square),
                           expanded(box("1/2", "1"), 2, "1/2", square)}));
  accepted(parabola("<=", {start, expanded(box("0", "1"), 2, "1/2", square)}));
  rejected(parabola("<", {start, expanded(box("0", "1"), 2, "1/2", square)}), "do not decide");
  rejected(parabola("<", {start, split(0, "1/2"), expanded(box("0", "1/2"), 2, "1/2", square)}), "do not decide");
  rejected(parabola("!=", {start, expanded(box("0", "1"), 2, "1/2", square)}), "do not decide");
  // outside of the range nothing is known about the function between centre and range
  for (const char* outside : {"2", "-1/8", "9/8"})
    rejected(parabola("<=", {start, expanded(box("0", "1"), 2, outside, within("-9", "0"))}), "no such variable");
  rejected(parabola("<=", {start, split(0, "1/4"), expanded(box("0", "1/4"), 2, "1/2", square)}), "no such variable");
  // orders and powers that do not go together, other keys
  for (const Json& other : {taylor(0, 0, "1/2", {box("0", "1")}, {square}), taylor(0, 65, "1/2", {box("0", "1")}, {square}),
                            taylor(0, 1, "1/2", {box("0", "1")}, {square}), evaluate({box("0", "1")}, {square}),
                            taylor(0, 2, "1/2", {box("0", "1")}, {factor(-1, "-2", "-1/2")})})
    CHECK(outcome(parabola("<=", {start, other}).text()) == Outcome::unreadable);
  rejected(parabola("<=", {start, expanded(box("0", "1"), 2, "1/2", factor(2, "-1/2", "-2"))}), "wrong order");
}

TEST_CASE("odd and even zeros at the ends and inside") {
  // f = (x - c)^m, c at the lower end, inside or at the upper end of [0, 1], each end open or closed; what it is, is known
  for (int m = 1; m <= 4; ++m)
    for (const char* c : {"0", "1/2", "1"})
      for (bool lo_closed : {false, true})
        for (bool hi_closed : {false, true})
          for (const char* relation : {"<", "<=", ">", ">=", "==", "!="}) {
            const mpq_class centre(c);
            const bool at_lo = centre == 0, at_hi = centre == 1, left = !at_lo, right = !at_hi, odd = m % 2 == 1;
            const bool zero = (!at_lo || lo_closed) && (!at_hi || hi_closed);
            const bool negative = left && odd, positive = right || (left && !odd);
            const std::string r = relation;
            const bool holds = (!negative || r[0] == '<' || r == "!=") && (!positive || r[0] == '>' || r == "!=") &&
                               (!zero || (r != "<" && r != ">" && r != "!="));
            const Certificate proof =
                over(reals(q(0), q(1), lo_closed, hi_closed), op("pow", op("sub", x, q(c)), q(m)), relation,
                     {introduce("0", "1"), expanded(box("0", "1", lo_closed, hi_closed), m + 1, c, factor(m, "1", "1"))});
            INFO(m << " at " << c << " with " << relation << ", ends closed " << lo_closed << hi_closed);
            if (holds)
              accepted(proof);
            else
              rejected(proof, "do not decide");
          }
  // a factor with other signs: what it may be counts on both sides
  const auto with = [](const char* c, const char* relation, int m, const char* lo, const char* hi) {
    const Json f = op("mul", op("pow", op("sub", x, q(c)), q(m)), op("sub", x, q("3/4")));
    return over(reals(q(0), q(1)), f, relation, {introduce("0", "1"), expanded(box("0", "1"), m + 2, c, factor(m, lo, hi))});
  };
  for (const char* relation : {"<", "<=", ">", ">=", "==", "!="})
    for (int m : {1, 2}) rejected(with("1/4", relation, m, "-1", "1"), "do not decide");
}

TEST_CASE("kinks and jumps within a box") {
  const auto below_one = [&](const Json& f, const std::string& a, const std::string& b, const Json& leaf) {
    return Certificate{forall({binder(0, "x", reals(q(a), q(b)))}, op("<", f, q(1))), "PROVED", {introduce(a, b), leaf}};
  };
  const Json size = call("abs", x), steps = call("floor", x), branch = Json::array({"if", op("<", x, q(0)), q(0), q(5)});
  for (const char* at : {"-1", "-1/2", "0", "1/2", "1"}) {
    for (const Json& f : {op("mul", q("1/2"), size), op("mul", q("1/2"), steps), op("mul", q("1/8"), branch),
                          Json::array({"call", "min", x, q("1/2")})}) {
      rejected(below_one(f, "-1", "1", expanded(box("-1", "1"), 1, at, within("-9", "-1/100"))), "no value");
      rejected(below_one(f, "-1", "1", expanded(box("-1", "1"), 3, at, nullptr)), "do not decide");
    }
  }
  for (const char* at : {"-1", "-1/2", "0"})  // |x| on [-1, 0] is smooth, but nothing says so at 0
    rejected(below_one(size, "-1", "0", expanded(box("-1", "0"), 2, at, within("-9", "9"))), "no value");
  for (const char* at : {"-1/2", "-3/8", "-1/4"})
    accepted(below_one(size, "-1/2", "-1/4", expanded(box("-1/2", "-1/4"), 2, at, within("-9", "-1/4"))));
  rejected(below_one(branch, "-1", "1", expanded(box("-1", "1"), 1, "0", within("-9", "-1/100"))), "no value");
  rejected(below_one(branch, "-1", "1", evaluate({box("-1", "1")}, {within("-9", "-1/100")})), "not within");
  const Json counted = Json::array({"count", binder(1, "k", ints(q(0), q(0))), op("<", v(1, "k"), x)});
  rejected(below_one(op("mul", q(2), counted), "-1", "1", expanded(box("-1", "1"), 1, "0", within("-9", "-1/100"))),
           "no value");
  rejected(below_one(op("mul", q(2), counted), "-1", "1", evaluate({box("-1", "1")}, {within("-9", "-1/100")})), "not within");
  rejected(below_one(op("div", x, x), "-1", "1", evaluate({box("-1", "1")}, {nullptr})), "do not decide");
  rejected(below_one(op("div", x, x), "-1", "1", expanded(box("-1", "1"), 2, "1", nullptr)), "do not decide");
}

TEST_CASE("Taylor's formula in one of several variables") {
  const Json f = op("add", op("pow", x, q(2)), op("sub", op("pow", y, q(2)), op("mul", x, y)));
  const std::vector<Json> env = {interval(0, "1", "9/8"), interval(1, "1", "9/8")};
  const auto proof = [&](const Json& bound, const Json& leaf) {
    return Certificate{
        forall({binder(0, "x", reals(q(1), q("9/8"))), binder(1, "y", reals(q(1), q("9/8")))}, op(">", f, bound)),
        "PROVED",
        {introduce("1", "9/8"), introduce("1", "9/8"), leaf}};
  };
  for (int slot : {0, 1}) accepted(proof(q("3/4"), taylor(slot, 2, "1", env, {within("1/100", "2")})));
  rejected(proof(q("3/4"), evaluate(env, {within("1/100", "2")})), "not within");
  rejected(proof(q("9/8"), taylor(0, 2, "1", env, {within("1/100", "2")})), "not within");
  rejected(proof(q("3/4"), taylor(2, 2, "1", env, {within("1/100", "2")})), "no such variable");
  // x y - y = (x - 1) y: a zero at x = 1 for every y, of the sign of y
  const auto product = [&](const Json& lo, const char* relation, const Json& leaf) {
    return Certificate{forall({binder(0, "x", reals(q(1), q(2))), binder(1, "y", reals(lo, q(3)))},
                              op(relation, op("sub", op("mul", x, y), y), q(0))),
                       "PROVED",
                       {introduce("1", "2"), introduce(lo[1], "3"), leaf}};
  };
  const auto range = [](const char* lo) { return std::vector<Json>{interval(0, "1", "2"), interval(1, lo, "3")}; };
  rejected(product(q(2), ">=", taylor(0, 2, "1", range("2"), {factor(1, "2", "3")})), "not exactly 0");
  const auto squared = [&](const Json& leaf) {  // (x - 1)^2 + y^2 is 0 for no y >= 2: its Taylor coefficient is not 0
    return Certificate{forall({binder(0, "x", reals(q(1), q(2))), binder(1, "y", reals(q(2), q(3)))},
                              op(">", op("add", op("pow", op("sub", x, q(1)), q(2)), op("pow", y, q(2))), q(3))),
                       "PROVED",
                       {introduce("1", "2"), introduce("2", "3"), leaf}};
  };
  accepted(squared(taylor(0, 2, "1", range("2"), {within("1", "7")})));
  rejected(squared(taylor(0, 2, "1", range("2"), {factor(1, "1", "7")})), "not exactly 0");
  // another variable that is an integer ranges over its interval as well
  const auto scaled = [&](const char* relation) {
    return Certificate{forall({binder(0, "x", reals(q(1), q(2))), binder(1, "y", ints(q(1), q(5)))},
                              op(relation, op("mul", op("sub", x, q(1)), y), q(0))),
                       "PROVED",
                       {introduce("1", "2"), introduce(),
                        taylor(0, 2, "1", {interval(0, "1", "2"), integers(1, "1", "5")}, {factor(1, "1", "5")})}};
  };
  accepted(scaled(">="));
  rejected(scaled(">"), "do not decide");
}

TEST_CASE("ends of domains that are not rational") {
  const Json two_pi = op("mul", q(2), Json{"pi"});
  const auto tree = [&](const char* relation, bool closed_end) {
    return forall({binder(0, "x", reals(q(0), two_pi, true, closed_end))}, op(relation, x, q("32/5")));
  };
  const auto proof = [&](const Json& upper, bool closed_end, bool leaf_closed) {
    return Certificate{
        tree("<=", closed_end),
        "PROVED",
        {introduce("0", upper), evaluate({interval(0, "0", upper, true, leaf_closed)}, {within("-9", "-1/20")})}};
  };
  accepted(proof("63/10", true, true));
  accepted(proof("63/10", false, true));  // outside of the domain: closed
  rejected(proof("63/10", false, false), "the leaf is for");
  rejected(proof("157/25", true, true), "not certainly outside");
  CHECK(outcome(Certificate{
            tree("<=", true), "PROVED", {introduce(), evaluate({interval(0, "0", "63/10")}, {within("-9", "-1/20")})}}
                    .text()) == Outcome::unreadable);
  accepted({tree(">", true), "REFUTED", {witness({"157/25"}), evaluate({value(0, "157/25")}, {nullptr})}});
  rejected({tree(">", true), "REFUTED", {witness({"63/10"}), evaluate({value(0, "63/10")}, {nullptr})}}, "not in its domain");
}

TEST_CASE("the ends of an interval that a certificate chooses") {
  // x in (1, 3), each end open or closed: the ends themselves keep their openness, numbers outside are closed
  for (bool lo_closed : {false, true})
    for (bool hi_closed : {false, true})
      for (const char* lower : {"-7", "999/1000", "1", "1001/1000", "2", "3"})
        for (const char* upper : {"1", "2", "2999/1000", "3", "3001/1000", "50"}) {
          const mpq_class a(lower), b(upper);
          const bool outside = a <= 1 && b >= 3;
          for (bool leaf_lo : {false, true})
            for (bool leaf_hi : {false, true}) {
              const Certificate c = over(reals(q(1), q(3), lo_closed, hi_closed), op("add", x, q(8)), ">",
                                         {introduce(lower, upper), evaluate({box(lower, upper, leaf_lo, leaf_hi)}, {nullptr})});
              INFO(lower << ", " << upper);
              if (!outside)
                rejected(c, "not certainly outside");
              else if (leaf_lo == (a < 1 || lo_closed) && leaf_hi == (b > 3 || hi_closed))
                accepted(c);
              else
                rejected(c, "the leaf is for");
            }
        }
  // infinite ends have no number, finite ones have one, and only reals have ends at all
  const auto half = [](const Json& lower, const Json& upper) {
    const Json range = interval(0, lower, upper, true, false);
    return over(reals(q(1), nullptr, true, false), op("sub", x, x), "==", {introduce(lower, upper), identity({range})});
  };
  accepted(half("1", nullptr));
  accepted(half("0", nullptr));
  rejected(half("1", "1000"), "infinite end");
  CHECK(outcome(half(nullptr, nullptr).text()) == Outcome::unreadable);
  const Certificate integer{forall({binder(0, "x", ints(q(1), q(3)))}, op(">", x, q(0))),
                            "PROVED",
                            {introduce("1", "3"), sweep(0, {integers(0, "1", "3")}, {nullptr})}};
  CHECK(outcome(integer.text()) == Outcome::unreadable);
  // domains that are or may be empty prove nothing
  const auto empty = [](const Json& lo, const Json& hi, bool lo_closed, bool hi_closed) {
    return over(reals(lo, hi, lo_closed, hi_closed), q(1), "==", {introduce("-1", "9")});
  };
  rejected(empty(q(3), q(1), true, true), "may be empty");
  rejected(empty(q(3), q(3), true, false), "may be empty");
  rejected(empty(q(3), q(3), false, true), "may be empty");
  rejected(empty(Json{"pi"}, Json{"pi"}, true, true), "may be empty");
  const Json root = op("pow", call("sqrt", q(2)), q(2));
  rejected(empty(root, q(2), true, true), "may be empty");
  accepted(over(reals(q(3), q(3)), op("sub", x, q(3)), "==", {introduce("3", "3"), evaluate({box("3", "3")}, {nullptr})}));
}
