#include <catch2/catch.hpp>

#include "certificates.hpp"

// Oracle: true and false statements with proofs of each kind, written by hand. For each there is a twin that is false, or a
// proof that is not one, and must not be accepted.

using namespace certificates;

namespace {

const Json x = v(0, "x"), n = v(0, "n");
Json frequency(int slot) { return op("pow", q(10000), op("div", op("mul", q(-2), v(slot, "t")), q(128))); }
Json decay(const Json& at, int slot) {
  return Json::array({"sum", binder(slot, "t", ints(q(0), q(63))), call("cos", op("mul", at, frequency(slot)))});
}

void accepted(const Certificate& c) {
  std::string why;
  const Outcome o = outcome(c.text(), &why);
  INFO(c.tree.dump() << "\n" << why);
  CHECK(o == Outcome::accepted);
}
void rejected(const Certificate& c, const std::string& reason) {
  std::string why;
  const Outcome o = outcome(c.text(), &why);
  INFO(c.tree.dump() << "\n" << why);
  CHECK(o == Outcome::rejected);
  CHECK(why.find(reason) != std::string::npos);
}
Certificate closed(const Json& formula, const std::string& verdict, const std::vector<Json>& differences, int bits = 128) {
  return {formula, verdict, {evaluate({}, "points", differences, bits)}};
}
Certificate same(const Json& a, const Json& b) { return {op("==", a, b), "PROVED", {identity({})}}; }

}  // namespace

TEST_CASE("closed statements") {
  accepted(closed(op("<", Json{"pi"}, q("22/7")), "PROVED", {within("-1/100", "-1/1000")}));
  accepted(closed(op(">", Json{"pi"}, q("22/7")), "REFUTED", {within("-1/100", "-1/1000")}));
  accepted(closed(op(">", Json{"pi"}, q("22/7")), "REFUTED", {nullptr}));
  rejected(closed(op("<", Json{"pi"}, q("22/7")), "PROVED", {within("-1/1000", "-1/10000")}), "not within");
  rejected(closed(op("<", Json{"pi"}, q("22/7")), "PROVED", {within("-1/100", "1/1000")}), "do not decide");
  rejected(closed(op("<", Json{"pi"}, q("22/7")), "REFUTED", {within("-1/100", "-1/1000")}), "do not decide");
  rejected(closed(op("<", Json{"pi"}, q("157/50")), "PROVED", {nullptr}), "do not decide");
  rejected(closed(op("<", Json{"pi"}, q("22/7")), "PROVED", {}), "fewer");
  rejected(closed(op("<", Json{"pi"}, q("22/7")), "PROVED", {nullptr, nullptr}), "more");
  rejected(closed(op("<", Json{"pi"}, q("22/7")), "PROVED", {within("-1/1000", "-1/100")}), "wrong order");
}

TEST_CASE("exact statements") {
  accepted(closed(op("==", op("add", q("1/10"), q("1/5")), q("3/10")), "PROVED", {within("0", "0")}));
  accepted(closed(op("==", op("pow", q(0), q(0)), q(1)), "PROVED", {nullptr}));
  accepted(closed(op("==", call("floor", q("-7/2")), q(-4)), "PROVED", {nullptr}));
  accepted(closed(op("==", Json::array({"call", "mod", q(-7), q(3)}), q(2)), "PROVED", {nullptr}));
  accepted(closed(op("==", Json::array({"call", "gcd", q(12), q(18)}), q(6)), "PROVED", {nullptr}));
  accepted(closed(
      op("==", Json::array({"call", "max", q(1), q(3), q(2)}), Json::array({"call", "max", Json::array({"list", q(3), q(1)})})),
      "PROVED", {nullptr}));
  accepted(closed(op("==", op("index", Json::array({"list", q(1), q(4)}), q(1)), q(4)), "PROVED", {nullptr}));
  accepted(closed(op("==", Json::array({"sum", binder(0, "k", ints(q(1), q(0))), v(0, "k")}), q(0)), "PROVED", {nullptr}));
  accepted(closed(
      op("==", Json::array({"argmax", binder(0, "k", ints(q(0), q(10))), op("mul", v(0, "k"), op("sub", q(10), v(0, "k")))}),
         q(5)),
      "PROVED", {nullptr}));
  accepted(
      closed(op("==", Json::array({"count", binder(0, "k", ints(q(1), q(100))), op(">", call("sin", v(0, "k")), q(0))}), q(50)),
             "PROVED", {nullptr}));
  accepted(closed(op("==", call("length", Json::array({"list", q(1), q(2)})), q(2)), "PROVED", {nullptr}));
  accepted(closed(op("==", Json::array({"if", op("<", q(1), q(2)), q(5), op("div", q(1), q(0))}), q(5)), "PROVED", {nullptr}));
  for (const Json& undefined : std::vector<Json>{
           op("div", q(1), q(0)), call("log", q(0)), call("sqrt", q(-1)), op("pow", q(0), q(-1)), op("pow", q(-8), q("1/3")),
           op("index", Json::array({"list", q(1)}), q(1)), op("index", Json::array({"list", q(1)}), q(-1)),
           op("index", Json::array({"list", q(1), op("div", q(1), q(0))}), q(0)),
           Json::array({"maximum", binder(0, "k", ints(q(1), q(0))), v(0, "k")}),
           Json::array({"sum", binder(0, "k", ints(q(0), q("5/2"))), v(0, "k")}), Json::array({"call", "gcd", q("1/2"), q(1)}),
           op("mul", q(0), op("div", q(1), q(0))), op("pow", op("div", q(1), q(0)), q(0))})
    for (const char* verdict : {"PROVED", "REFUTED"})
      rejected(closed(op("==", undefined, undefined), verdict, {nullptr}), "do not decide");
}

TEST_CASE("complex values") {
  const Json i = {"i"}, z = op("add", q(1), op("mul", q(2), i));
  accepted(closed(op("==", call("re", call("conj", z)), q(1)), "PROVED", {nullptr}));
  accepted(closed(op("==", call("im", call("conj", z)), q(-2)), "PROVED", {nullptr}));
  accepted(closed(op("==", op("mul", i, i), q(-1)), "PROVED", {nullptr}));
  accepted(closed(op("<", call("abs", op("sub", call("cis", q(1)), q(1))), q(1)), "PROVED", {within("-1/10", "-1/100")}));
  accepted(closed(op("==", op("div", z, z), q(1)), "PROVED", {nullptr}));
  accepted(closed(op("!=", call("cis", q(1)), q(1)), "PROVED", {nullptr}));
  rejected(closed(op("<", i, q(1)), "PROVED", {nullptr}), "do not decide");
  rejected(closed(op("<", i, q(1)), "REFUTED", {nullptr}), "do not decide");
  rejected(closed(op("<", i, q(1)), "PROVED", {within("-5", "-1/2")}), "real value");
}

TEST_CASE("guards and undefined parts") {
  // forall n in -3..3: n == 0 or 1/n <= 1, and its orders of parts
  const Json zero = op("==", n, q(0)), guarded = op("<=", op("div", q(1), n), q(1));
  const auto sweep = [&](const Json& body, const std::vector<Json>& d, const char* verdict = "PROVED") {
    return Certificate{forall({binder(0, "n", ints(q(-3), q(3)))}, body),
                       verdict,
                       {introduce(), evaluate({integers(0, "-3", "3")}, "points", d)}};
  };
  accepted(sweep(op("or", zero, guarded), {nullptr, nullptr}));
  rejected(sweep(op("or", guarded, zero), {nullptr, nullptr}), "do not decide");
  accepted(sweep(op("=>", op(">", n, q(0)), op(">=", call("log", n), q(0))), {nullptr, nullptr}));
  rejected(sweep(op("=>", op(">=", n, q(0)), op(">=", call("log", n), q(0))), {nullptr, nullptr}), "do not decide");
  rejected(sweep(op("and", guarded, Json{"false"}), {nullptr}), "do not decide");
  // An undefined part that is reached leaves everything undefined, whatever the others are, for both verdicts.
  const Json undefined = op("<", op("div", q(1), q(0)), q(1));
  for (const char* verdict : {"PROVED", "REFUTED"}) {
    for (const Json& f : {op("or", undefined, Json{"true"}), op("and", undefined, Json{"false"}),
                          op("=>", undefined, Json{"true"}), Json::array({"not", undefined})})
      rejected(closed(f, verdict, {nullptr}), "do not decide");
  }
  accepted(closed(op("or", Json{"true"}, undefined), "PROVED", {nullptr}));
  accepted(closed(op("and", Json{"false"}, undefined), "REFUTED", {nullptr}));
  accepted(closed(op("=>", Json{"false"}, undefined), "PROVED", {nullptr}));
  // choose and witness carry the duty to show that earlier parts are defined
  Certificate c{op("or", undefined, op("<", q(1), q(2))),
                "PROVED",
                {{{"step", "choose"}, {"index", 1}}, evaluate({}, "points", {nullptr}), evaluate({}, "points", {nullptr})}};
  rejected(c, "do not decide");
  c.lines.erase(c.lines.begin() + 1);
  rejected(c, "");
}

TEST_CASE("integer sweeps") {
  const auto bound = [&](const Json& most) {
    return forall({binder(0, "n", ints(q(1), q(300)))}, op("<=", call("abs", decay(n, 1)), most));
  };
  accepted({bound(q(65)), "PROVED", {introduce(), evaluate({integers(0, "1", "300")}, "points", {within("-100", "-1/2")})}});
  accepted({bound(q(65)),
            "PROVED",
            {introduce(), split(0, "100"), evaluate({integers(0, "1", "100")}, "points", {within("-100", "-1/2")}),
             evaluate({integers(0, "101", "300")}, "points", {nullptr})}});
  accepted({bound(q(60)), "REFUTED", {witness({"1"}), evaluate({value(0, "1")}, "points", {within("1/10", "4")})}});
  rejected({bound(q(60)), "REFUTED", {witness({"0"}), evaluate({value(0, "0")}, "points", {within("1/10", "5")})}},
           "not in its domain");
  rejected({bound(q(60)), "REFUTED", {witness({"3/2"}), evaluate({value(0, "3/2")}, "points", {nullptr})}},
           "not in its domain");
  rejected({bound(q(60)), "PROVED", {introduce(), evaluate({integers(0, "1", "300")}, "points", {nullptr})}}, "do not decide");
  rejected({bound(q(65)), "PROVED", {introduce(), evaluate({integers(0, "2", "300")}, "points", {nullptr})}},
           "the leaf is for");
  // a step, and its last element
  const Json squares = forall({binder(0, "n", ints(q(1), q(100), q(2)))},
                              op("==", Json::array({"call", "mod", op("pow", n, q(2)), q(8)}), q(1)));
  accepted({squares, "PROVED", {introduce(), evaluate({integers(0, "1", "99", "2")}, "points", {within("0", "0")})}});
  accepted({squares,
            "PROVED",
            {introduce(), take(0, "1"), evaluate({value(0, "1")}, "points", {nullptr}),
             evaluate({integers(0, "3", "99", "2")}, "points", {nullptr})}});
  rejected({squares, "PROVED", {introduce(), split(0, "2"), evaluate({integers(0, "1", "2", "2")}, "points", {nullptr})}},
           "no element");
  rejected({squares, "PROVED", {introduce(), evaluate({integers(0, "1", "100", "2")}, "points", {nullptr})}},
           "the leaf is for");
  rejected({squares, "REFUTED", {witness({"2"}), evaluate({value(0, "2")}, "points", {nullptr})}}, "not in its domain");
}

TEST_CASE("rotation agrees with direct evaluation far from where it started") {
  // the difference of the two sides vanishes at every n; one of them hides that it is affine
  const Json hidden = Json::array({"sum", binder(1, "t", ints(q(0), q(3))),
                                   call("cos", op("div", op("pow", n, q(2)), op("mul", n, op("add", q(3), v(1, "t")))))});
  const Json plain =
      Json::array({"sum", binder(2, "s", ints(q(0), q(3))), call("cos", op("div", n, op("add", q(3), v(2, "s"))))});
  const Json tree = forall({binder(0, "n", ints(q(1000), q(8000), q(3)))},
                           op("<", call("abs", op("sub", hidden, plain)), q("1/1000000000000000000")));
  accepted({tree,
            "PROVED",
            {introduce(), evaluate({integers(0, "1000", "7999", "3")}, "points", {within("-1", "-1/2000000000000000000")})}});
}

TEST_CASE("lists, filters, several variables") {
  const Json body = op(">", op("mul", v(0, "d"), v(1, "t")), q(-1));
  const Json tree = forall(
      {binder(0, "d", Json::array({"set", q(4), q("9/2")})), binder(1, "t", ints(q(0), op("mul", q(2), v(0, "d"))))}, body);
  accepted({tree,
            "PROVED",
            {introduce(), take(0, "4"), introduce(), evaluate({value(0, "4"), integers(1, "0", "8")}, "points", {nullptr}),
             take(0, "9/2"), introduce(), evaluate({value(0, "9/2"), integers(1, "0", "9")}, "points", {nullptr})}});
  rejected({tree, "PROVED", {introduce(), take(0, "9/2")}}, "not the next");
  rejected({tree, "PROVED", {introduce(), introduce()}}, "without a value");
  rejected({tree,
            "PROVED",
            {introduce(), take(0, "4"), introduce(), evaluate({value(0, "4"), integers(1, "0", "8")}, "points", {nullptr})}},
           "left open");
  // a filter needs an example, and one that holds
  const Json even = op("==", Json::array({"call", "mod", n, q(2)}), q(0)),
             filtered = op("==", Json::array({"call", "mod", op("mul", n, n), q(4)}), q(0));
  const auto with = [&](const Json& filter, const std::string& example) {
    Json start = introduce();
    start["example"] = Json::array({example});
    return Certificate{forall({binder(0, "n", ints(q(1), q(20)))}, filtered, filter),
                       "PROVED",
                       {start, evaluate({value(0, example)}, "points", {nullptr}),
                        evaluate({integers(0, "1", "20")}, "points", {nullptr, nullptr})}};
  };
  accepted(with(even, "4"));
  rejected(with(even, "3"), "do not decide");
  rejected(with(even, "22"), "not in its domain");
  rejected(with(op(">", n, q(100)), "5"), "do not decide");
  // exists: proved by a witness in its filter, refuted by going through all
  const Json some = exists({binder(0, "n", ints(q(1), q(20)))}, op(">", n, q(19)), even);
  accepted(
      {some,
       "PROVED",
       {witness({"20"}), evaluate({value(0, "20")}, "points", {nullptr}), evaluate({value(0, "20")}, "points", {nullptr})}});
  Json start = introduce();
  start["example"] = Json::array({"2"});
  const Json odd = exists({binder(0, "n", ints(q(1), q(19)))}, op(">", n, q(18)), even);
  accepted({odd,
            "REFUTED",
            {start, evaluate({value(0, "2")}, "points", {nullptr}),
             evaluate({integers(0, "1", "19")}, "points", {nullptr, nullptr})}});
  rejected({some,
            "REFUTED",
            {start, evaluate({value(0, "2")}, "points", {nullptr}),
             evaluate({integers(0, "1", "20")}, "points", {nullptr, nullptr})}},
           "do not decide");
}

TEST_CASE("boxes of reals") {
  const Json below = forall({binder(0, "x", reals(q(0), q(10), false, true))}, op("<", call("sin", x), x));
  const auto box = [](const std::string& a, const std::string& b, bool ac = true, bool bc = true) {
    return interval(0, a, b, ac, bc);
  };
  const Json tight = taylor(box("0", "1", false), 5, "lower", {{{"zero", 3}, {"factor", {"-1", "-1/100"}}}});
  const std::vector<Json> steps = {introduce(),
                                   split(0, "1"),
                                   tight,
                                   split(0, "2"),
                                   taylor(box("1", "2"), 8, "lower", {within("-5", "-1/100")}),
                                   evaluate({box("2", "10")}, "direct", {within("-12", "-1/2")})};
  accepted({below, "PROVED", steps});
  // closed at 0 it is false there, and <= is true
  std::vector<Json> closed_steps = steps;
  closed_steps[2]["environment"] = Json::array({box("0", "1")});
  const Json at_zero = forall({binder(0, "x", reals(q(0), q(10)))}, op("<", call("sin", x), x));
  rejected({at_zero, "PROVED", closed_steps}, "do not decide");
  accepted({forall({binder(0, "x", reals(q(0), q(10)))}, op("<=", call("sin", x), x)), "PROVED", closed_steps});
  accepted({at_zero, "REFUTED", {witness({"0"}), evaluate({value(0, "0")}, "points", {within("0", "0")})}});
  rejected({below, "REFUTED", {witness({"0"}), evaluate({value(0, "0")}, "points", {within("0", "0")})}}, "not in its domain");
  // a zero of too high an order, or where there is none
  for (int m : {1, 2, 4}) {
    std::vector<Json> other = steps;
    other[2] = taylor(box("0", "1", false), 5, "lower", {{{"zero", m}, {"factor", {"-1", "-1/100"}}}});
    rejected({below, "PROVED", other}, m < 3 ? "not within" : "not exactly 0");
  }
  std::vector<Json> elsewhere = steps;
  elsewhere[4] = taylor(box("1", "2"), 8, "lower", {{{"zero", 1}, {"factor", {"-5", "-1/100"}}}});
  rejected({below, "PROVED", elsewhere}, "not exactly 0");
  // x(1 - x) <= 1/4 touches at 1/2; with zeros at the upper end, at the lower end, and in the middle
  const Json parabola = forall({binder(0, "x", reals(q(0), q(1)))}, op("<=", op("mul", x, op("sub", q(1), x)), q("1/4")));
  const Json square = {{"zero", 2}, {"factor", {"-2", "-1/2"}}};
  accepted({parabola,
            "PROVED",
            {introduce(), split(0, "1/2"), taylor(box("0", "1/2"), 2, "upper", {square}),
             taylor(box("1/2", "1"), 2, "lower", {square})}});
  accepted({parabola, "PROVED", {introduce(), taylor(box("0", "1"), 2, "middle", {square})}});
  const Json strict = forall({binder(0, "x", reals(q(0), q(1)))}, op("<", op("mul", x, op("sub", q(1), x)), q("1/4")));
  rejected({strict, "PROVED", {introduce(), taylor(box("0", "1"), 2, "middle", {square})}}, "do not decide");
  // odd order from the upper end: x^3 - 1 = (x - 1)(x^2 + x + 1) <= 0 below 1, not >= 0
  const Json cube = op("sub", op("pow", x, q(3)), q(1)), one = {{"zero", 1}, {"factor", {"1/2", "9"}}};
  const auto half_line = [&](const char* relation) {
    return forall({binder(0, "x", reals(q("1/2"), q(1)))}, op(relation, cube, q(0)));
  };
  accepted({half_line("<="), "PROVED", {introduce(), taylor(box("1/2", "1"), 3, "upper", {one})}});
  rejected({half_line(">="), "PROVED", {introduce(), taylor(box("1/2", "1"), 3, "upper", {one})}}, "do not decide");
  rejected({half_line("<="), "PROVED", {introduce(), taylor(box("1/2", "1"), 3, "middle", {one})}}, "no place here");
  rejected({half_line("<="), "PROVED", {introduce(), evaluate({box("1/2", "1")}, "direct", {one})}}, "no place here");
}

TEST_CASE("kinks and jumps within a box") {
  const auto over = [&](const Json& f, const std::string& a, const std::string& b, const Json& leaf) {
    return Certificate{forall({binder(0, "x", reals(q(a), q(b)))}, op("<", f, q(1))), "PROVED", {introduce(), leaf}};
  };
  const Json size = call("abs", x), steps = call("floor", x), branch = Json::array({"if", op("<", x, q(0)), q(0), q(5)});
  for (const char* at : {"lower", "middle", "upper"}) {
    for (const Json& f : {op("mul", q("1/2"), size), op("mul", q("1/2"), steps), op("mul", q("1/8"), branch),
                          Json::array({"call", "min", x, q("1/2")})}) {
      rejected(over(f, "-1", "1", taylor(interval(0, "-1", "1"), 1, at, {within("-9", "-1/100")})), "no value");
      rejected(over(f, "-1", "1", taylor(interval(0, "-1", "1"), 3, at, {nullptr})), "do not decide");
    }
    // |x| on [-1, 0] is smooth, but nothing says so at 0
    rejected(over(size, "-1", "0", taylor(interval(0, "-1", "0"), 2, at, {within("-9", "9")})), "no value");
    accepted(over(size, "-1/2", "-1/4", taylor(interval(0, "-1/2", "-1/4"), 2, at, {within("-9", "-1/4")})));
  }
  rejected(over(branch, "-1", "1", evaluate({interval(0, "-1", "1")}, "mean", {within("-9", "-1/100")})), "no value");
  rejected(over(branch, "-1", "1", evaluate({interval(0, "-1", "1")}, "direct", {within("-9", "-1/100")})), "not within");
  const Json counted = Json::array({"count", binder(1, "k", ints(q(0), q(0))), op("<", v(1, "k"), x)});
  rejected(over(op("mul", q(2), counted), "-1", "1", evaluate({interval(0, "-1", "1")}, "mean", {within("-9", "-1/100")})),
           "no value");
  rejected(over(op("mul", q(2), counted), "-1", "1", evaluate({interval(0, "-1", "1")}, "direct", {within("-9", "-1/100")})),
           "not within");
  rejected(over(op("div", x, x), "-1", "1", evaluate({interval(0, "-1", "1")}, "direct", {nullptr})), "do not decide");
}

TEST_CASE("mean values in several variables") {
  const Json y = v(1, "y"), f = op("add", op("pow", x, q(2)), op("sub", op("pow", y, q(2)), op("mul", x, y)));
  const auto tree = [&](const char* relation, const Json& bound) {
    return forall({binder(0, "x", reals(q(1), q("9/8"))), binder(1, "y", reals(q(1), q("9/8")))}, op(relation, f, bound));
  };
  const std::vector<Json> env = {interval(0, "1", "9/8"), interval(1, "1", "9/8")};
  accepted({tree(">", q("3/4")), "PROVED", {introduce(), introduce(), evaluate(env, "mean", {within("1/100", "2")})}});
  rejected({tree(">", q("3/4")), "PROVED", {introduce(), introduce(), evaluate(env, "direct", {within("1/100", "2")})}},
           "not within");
  rejected({tree(">", q("9/8")), "PROVED", {introduce(), introduce(), evaluate(env, "mean", {within("1/100", "2")})}},
           "not within");
}

TEST_CASE("ends of domains that are not rational") {
  const Json two_pi = op("mul", q(2), Json{"pi"});
  Json start = introduce();
  start["upper"] = "63/10";
  const auto tree = [&](const char* relation, bool closed_end) {
    return forall({binder(0, "x", reals(q(0), two_pi, true, closed_end))}, op(relation, x, q("32/5")));
  };
  accepted({tree("<=", true), "PROVED", {start, evaluate({interval(0, "0", "63/10")}, "direct", {within("-9", "-1/20")})}});
  CHECK(outcome(Certificate{
            tree("<=", true), "PROVED", {introduce(), evaluate({interval(0, "0", "63/10")}, "direct", {within("-9", "-1/20")})}}
                    .text()) == Outcome::unreadable);
  start["upper"] = "157/25";
  rejected({tree("<=", true), "PROVED", {start, evaluate({interval(0, "0", "157/25")}, "direct", {within("-9", "-1/20")})}},
           "not certainly outside");
  accepted({tree(">", true), "REFUTED", {witness({"157/25"}), evaluate({value(0, "157/25")}, "points", {nullptr})}});
  rejected({tree(">", true), "REFUTED", {witness({"63/10"}), evaluate({value(0, "63/10")}, "points", {nullptr})}},
           "not in its domain");
}

TEST_CASE("identities") {
  const Json one = q(1), s = call("sin", x), c = call("cos", x);
  const auto everywhere = [&](const Json& a, const Json& b, const char* relation = "==", const char* verdict = "PROVED") {
    return Certificate{forall({binder(0, "x", reals(nullptr, nullptr, false, false))}, op(relation, a, b)),
                       verdict,
                       {introduce(), identity({interval(0, nullptr, nullptr, false, false)})}};
  };
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
  const auto positive = [&](const Json& a, const Json& b) {
    return Certificate{forall({binder(0, "x", reals(q(0), nullptr, false, false))}, op("==", a, b)),
                       "PROVED",
                       {introduce(), identity({interval(0, "0", nullptr, false, false)})}};
  };
  accepted(positive(op("div", x, x), one));
  accepted(positive(call("sqrt", op("pow", x, q(2))), x));
  accepted(positive(call("abs", x), x));
  accepted(positive(op("pow", op("pow", x, Json{"pi"}), q(2)), op("pow", x, op("mul", q(2), Json{"pi"}))));
  rejected(positive(op("div", x, op("sub", x, one)), op("div", x, op("sub", x, one))), "not 0");
  const auto not_negative = [&](const Json& a, const Json& b) {
    return Certificate{forall({binder(0, "x", reals(q(0), nullptr, true, false))}, op("==", a, b)),
                       "PROVED",
                       {introduce(), identity({interval(0, "0", nullptr, true, false)})}};
  };
  accepted(not_negative(call("sqrt", op("pow", x, q(2))), x));
  rejected(not_negative(op("div", x, x), one), "not 0");
  accepted(not_negative(op("pow", x, op("mul", q(0), x)), one));
  // fractions in a bounded integer: partial fractions, sums of powers
  const Json d = v(0, "d");
  const auto even = [&](const Json& a, const Json& b) {
    return Certificate{forall({binder(0, "d", ints(q(4), q(1000), q(2)))}, op("==", a, b)),
                       "PROVED",
                       {introduce(), identity({integers(0, "4", "1000", "2")})}};
  };
  accepted(even(op("pow", q(8), op("div", d, op("sub", d, q(2)))),
                op("mul", q(8), op("pow", q(8), op("div", q(2), op("sub", d, q(2)))))));
  rejected(even(op("pow", q(8), op("div", d, op("sub", d, q(2)))),
                op("mul", q(8), op("pow", q(8), op("div", q(1), op("sub", d, q(2)))))),
           "not 0");
  accepted(
      even(Json::array({"sum", binder(1, "k", ints(q(1), d)), v(1, "k")}), op("div", op("mul", d, op("add", d, q(1))), q(2))));
  rejected(even(Json::array({"sum", binder(1, "k", ints(q(1), d)), v(1, "k")}), op("div", op("mul", d, d), q(2))), "not 0");
  rejected(even(Json::array({"if", op("<", d, q(1000)), q(0), q(1)}), q(0)), "not 0");
  const Json sum =
      Json::array({"sum", binder(0, "t", ints(q(0), q(9))), op("pow", q(10), op("div", op("mul", q(-1), v(0, "t")), q(7)))});
  accepted(same(sum, op("div", op("sub", q(1), op("pow", q(10), q("-10/7"))), op("sub", q(1), op("pow", q(10), q("-1/7"))))));
  rejected(same(sum, op("div", op("sub", q(1), op("pow", q(10), q("-11/7"))), op("sub", q(1), op("pow", q(10), q("-1/7"))))),
           "not 0");
}

TEST_CASE("nested quantifiers and connectives") {
  // forall n in 1..3: exists m in 1..20: n^2 < m and m < (n + 1)^2
  const Json m = v(1, "m");
  const Json tree = forall({binder(0, "n", ints(q(1), q(3)))},
                           exists({binder(1, "m", ints(q(1), q(20)))},
                                  op("and", op("<", op("pow", n, q(2)), m), op("<", m, op("pow", op("add", n, q(1)), q(2))))));
  std::vector<Json> lines = {introduce()};
  for (int k = 1; k <= 3; ++k) {
    lines.push_back(take(0, std::to_string(k)));
    lines.push_back(witness({std::to_string(k * k + 1)}));
    lines.push_back(evaluate({value(0, std::to_string(k)), value(1, std::to_string(k * k + 1))}, "points", {nullptr, nullptr}));
  }
  accepted({tree, "PROVED", lines});
  lines.pop_back();
  rejected({tree, "PROVED", lines}, "left open");
  const Json all = forall({binder(0, "n", ints(q(1), q(9)))}, op("<", n, q(10))),
             both = op("and", all, Json::array({"not", all}));
  const Json sweep = evaluate({integers(0, "1", "9")}, "points", {nullptr});
  accepted({op("and", all, all), "PROVED", {{{"step", "parts"}}, introduce(), sweep, introduce(), sweep}});
  accepted({both, "REFUTED", {{{"step", "choose"}, {"index", 1}}, introduce(), sweep, introduce(), sweep}});
  rejected({both, "PROVED", {{{"step", "parts"}}, introduce(), sweep, introduce(), sweep}}, "does not fit");
  accepted({op("=>", all, all), "PROVED", {{{"step", "choose"}, {"index", 1}}, introduce(), sweep, introduce(), sweep}});
  accepted(
      {op("=>", all, Json::array({"not", all})), "REFUTED", {{{"step", "parts"}}, introduce(), sweep, introduce(), sweep}});
  rejected({op("or", all, all), "PROVED", {{{"step", "choose"}, {"index", 2}}}}, "no part");
}
