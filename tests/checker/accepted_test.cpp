#include "verdicts.hpp"

// Oracle: true and false statements with proofs of each kind, written by hand. For each there is a twin that is false, or a
// proof that is not one, and must not be accepted.

using namespace certificates;

namespace {

const Json n = v(0, "n");
Json frequency(int slot) { return op("pow", q(10000), op("div", op("mul", q(-2), v(slot, "t")), q(128))); }
Json decay(const Json& at, int slot) {
  return Json::array({"sum", binder(slot, "t", ints(q(0), q(63))), call("cos", op("mul", at, frequency(slot)))});
}

Certificate closed(const Json& formula, const std::string& verdict, const std::vector<Json>& differences, int bits = 128) {
  return {formula, verdict, {evaluate({}, differences, bits)}};
}

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
  // complex values have no order, also where the difference is real
  const Json one_more = op("add", q(1), i);
  for (const char* relation : {"<", "<=", ">", ">="})
    for (const char* verdict : {"PROVED", "REFUTED"}) {
      rejected(closed(op(relation, i, one_more), verdict, {nullptr}), "do not decide");
      rejected(closed(op(relation, i, one_more), verdict, {within("-1", "1")}), "real value");
      rejected({op(relation, i, i), verdict, {identity({})}}, "");
      const Json branch = Json::array({"if", op(relation, i, one_more), q(1), q(2)});
      rejected(closed(op("==", branch, q(1)), verdict, {nullptr}), "do not decide");
    }
}

TEST_CASE("guards and undefined parts") {
  // forall n in -3..3: n == 0 or 1/n <= 1, and its orders of parts
  const Json zero = op("==", n, q(0)), guarded = op("<=", op("div", q(1), n), q(1));
  const auto each = [&](const Json& body, const std::vector<Json>& d, const char* verdict = "PROVED") {
    return Certificate{
        forall({binder(0, "n", ints(q(-3), q(3)))}, body), verdict, {introduce(), sweep(0, {integers(0, "-3", "3")}, d)}};
  };
  accepted(each(op("or", zero, guarded), {nullptr, nullptr}));
  rejected(each(op("or", guarded, zero), {nullptr, nullptr}), "do not decide");
  accepted(each(op("=>", op(">", n, q(0)), op(">=", call("log", n), q(0))), {nullptr, nullptr}));
  rejected(each(op("=>", op(">=", n, q(0)), op(">=", call("log", n), q(0))), {nullptr, nullptr}), "do not decide");
  rejected(each(op("and", guarded, Json{"false"}), {nullptr}), "do not decide");
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
  Certificate c{
      op("or", undefined, op("<", q(1), q(2))), "PROVED", {choose(1), evaluate({}, {nullptr}), evaluate({}, {nullptr})}};
  rejected(c, "do not decide");
  c.lines.erase(c.lines.begin() + 1);
  rejected(c, "");
}

TEST_CASE("integer sweeps") {
  const auto bound = [&](const Json& most) {
    return forall({binder(0, "n", ints(q(1), q(300)))}, op("<=", call("abs", decay(n, 1)), most));
  };
  accepted({bound(q(65)), "PROVED", {introduce(), sweep(0, {integers(0, "1", "300")}, {within("-100", "-1/2")})}});
  accepted({bound(q(65)),
            "PROVED",
            {introduce(), split(0, "100"), sweep(0, {integers(0, "1", "100")}, {within("-100", "-1/2")}),
             sweep(0, {integers(0, "101", "300")}, {nullptr})}});
  accepted({bound(q(60)), "REFUTED", {witness({"1"}), evaluate({value(0, "1")}, {within("1/10", "4")})}});
  rejected({bound(q(60)), "REFUTED", {witness({"0"}), evaluate({value(0, "0")}, {within("1/10", "5")})}}, "not in its domain");
  rejected({bound(q(60)), "REFUTED", {witness({"3/2"}), evaluate({value(0, "3/2")}, {nullptr})}}, "not in its domain");
  rejected({bound(q(60)), "PROVED", {introduce(), sweep(0, {integers(0, "1", "300")}, {nullptr})}}, "do not decide");
  rejected({bound(q(65)), "PROVED", {introduce(), sweep(0, {integers(0, "2", "300")}, {nullptr})}}, "the leaf is for");
  // a step, and its last element
  const Json squares = forall({binder(0, "n", ints(q(1), q(100), q(2)))},
                              op("==", Json::array({"call", "mod", op("pow", n, q(2)), q(8)}), q(1)));
  accepted({squares, "PROVED", {introduce(), sweep(0, {integers(0, "1", "99", "2")}, {within("0", "0")})}});
  accepted(
      {squares,
       "PROVED",
       {introduce(), split(0, "1"), evaluate({value(0, "1")}, {nullptr}), sweep(0, {integers(0, "3", "99", "2")}, {nullptr})}});
  rejected({squares, "PROVED", {introduce(), split(0, "2"), sweep(0, {integers(0, "1", "2", "2")}, {nullptr})}}, "no element");
  rejected({squares, "PROVED", {introduce(), sweep(0, {integers(0, "1", "100", "2")}, {nullptr})}}, "the leaf is for");
  rejected({squares, "REFUTED", {witness({"2"}), evaluate({value(0, "2")}, {nullptr})}}, "not in its domain");
}

TEST_CASE("rotation agrees with direct evaluation far from where it started") {
  // the difference of the two sides vanishes at every n; a cosine that depends on two indices is not rotated
  const Json direct = Json::array({"sum", binder(3, "r", ints(q(0), q(0))),
                                   Json::array({"sum", binder(1, "t", ints(q(0), q(3))),
                                                call("cos", op("div", n, op("add", op("add", q(3), v(3, "r")), v(1, "t"))))})});
  const Json plain =
      Json::array({"sum", binder(2, "s", ints(q(0), q(3))), call("cos", op("div", n, op("add", q(3), v(2, "s"))))});
  const Json tree = forall({binder(0, "n", ints(q(1000), q(8000), q(3)))},
                           op("<", call("abs", op("sub", direct, plain)), q("1/1000000000000000000")));
  accepted(
      {tree, "PROVED", {introduce(), sweep(0, {integers(0, "1000", "7999", "3")}, {within("-1", "-1/2000000000000000000")})}});
}

TEST_CASE("sets, filters, several variables") {
  const Json body = op(">", op("mul", v(0, "d"), v(1, "t")), q(-1));
  const auto tree = [&](const Json& first, const Json& second) {
    return forall({binder(0, "d", Json::array({"set", first, second})), binder(1, "t", ints(q(0), op("mul", q(2), v(0, "d"))))},
                  body);
  };
  const auto leaf = [](const std::string& d, const std::string& last) {
    return sweep(1, {value(0, d), integers(1, "0", last)}, {nullptr});
  };
  const Json four_first = tree(q(4), q("9/2"));
  accepted({four_first, "PROVED", {introduce(), introduce(), leaf("4", "8"), introduce(), leaf("9/2", "9")}});
  rejected({four_first, "PROVED", {introduce(), introduce(), leaf("9/2", "9"), introduce(), leaf("4", "8")}},
           "the leaf is for");
  rejected({four_first, "PROVED", {introduce(), introduce(), leaf("4", "8")}}, "left open");
  rejected({four_first, "PROVED", {introduce(), introduce(), leaf("4", "8"), leaf("9/2", "9")}}, "the leaf is for");
  rejected({four_first, "PROVED", {introduce(), introduce(), leaf("4", "8"), introduce(), leaf("9/2", "9"), introduce()}},
           "after the last goal");
  // the range of t has one element for d = 0: a value
  accepted({tree(q(0), q("1/2")),
            "PROVED",
            {introduce(), introduce(), evaluate({value(0, "0"), value(1, "0")}, {nullptr}), introduce(), leaf("1/2", "1")}});
  rejected({tree(q(0), q("1/2")), "PROVED", {introduce(), introduce(), leaf("0", "0")}}, "the leaf is for");
  // elements that are no rational numbers are no values; one of several that makes the statement false
  rejected({tree(call("sqrt", q(2)), q(1)), "PROVED", {introduce()}}, "not exact");
  rejected({forall({binder(0, "n", Json::array({"set", q(1), q(2), q(3)}))}, op("!=", n, q(2))),
            "PROVED",
            {introduce(), evaluate({value(0, "1")}, {nullptr}), evaluate({value(0, "2")}, {nullptr}),
             evaluate({value(0, "3")}, {nullptr})}},
           "line 4");
  // ends that depend on what has no value
  rejected({forall({binder(0, "n", ints(q(1), q(5))), binder(1, "m", ints(q(1), n))}, op("<=", v(1, "m"), n)),
            "PROVED",
            {introduce(), introduce()}},
           "without a value");
}

TEST_CASE("filters") {
  // a filter needs an example, and one that holds
  const Json even = op("==", Json::array({"call", "mod", n, q(2)}), q(0)),
             filtered = op("==", Json::array({"call", "mod", op("mul", n, n), q(4)}), q(0));
  const auto with = [&](const Json& filter, const std::string& example) {
    const Json start = with_example(introduce(), {example});
    return Certificate{
        forall({binder(0, "n", ints(q(1), q(20)))}, filtered, filter),
        "PROVED",
        {start, evaluate({value(0, example)}, {nullptr}), sweep(0, {integers(0, "1", "20")}, {nullptr, nullptr})}};
  };
  accepted(with(even, "4"));
  Certificate without = with(even, "4");
  without.lines.erase(without.lines.begin() + 1);
  without.lines[0] = introduce();
  CHECK(outcome(without.text()) == Outcome::unreadable);
  rejected(with(even, "3"), "do not decide");
  rejected(with(even, "22"), "not in its domain");
  rejected(with(op(">", n, q(100)), "5"), "do not decide");
  // exists: proved by a witness in its filter, refuted by going through all
  const Json some = exists({binder(0, "n", ints(q(1), q(20)))}, op(">", n, q(19)), even);
  accepted({some, "PROVED", {witness({"20"}), evaluate({value(0, "20")}, {nullptr}), evaluate({value(0, "20")}, {nullptr})}});
  const Json start = with_example(introduce(), {"2"});
  rejected({some, "PROVED", {witness({"19"}), evaluate({value(0, "19")}, {nullptr})}}, "do not decide");
  const Json odd = exists({binder(0, "n", ints(q(1), q(19)))}, op(">", n, q(18)), even);
  accepted(
      {odd, "REFUTED", {start, evaluate({value(0, "2")}, {nullptr}), sweep(0, {integers(0, "1", "19")}, {nullptr, nullptr})}});
  rejected(
      {some, "REFUTED", {start, evaluate({value(0, "2")}, {nullptr}), sweep(0, {integers(0, "1", "20")}, {nullptr, nullptr})}},
      "do not decide");
}

TEST_CASE("nested quantifiers and connectives") {
  // forall n in 1..3: exists m in 1..20: n^2 < m and m < (n + 1)^2
  const Json m = v(1, "m");
  const Json tree = forall({binder(0, "n", ints(q(1), q(3)))},
                           exists({binder(1, "m", ints(q(1), q(20)))},
                                  op("and", op("<", op("pow", n, q(2)), m), op("<", m, op("pow", op("add", n, q(1)), q(2))))));
  std::vector<Json> lines = {introduce()};
  for (int k = 1; k <= 3; ++k) {
    if (k < 3) lines.push_back(split(0, std::to_string(k)));
    lines.push_back(witness({std::to_string(k * k + 1)}));
    lines.push_back(evaluate({value(0, std::to_string(k)), value(1, std::to_string(k * k + 1))}, {nullptr, nullptr}));
  }
  accepted({tree, "PROVED", lines});
  lines.pop_back();
  rejected({tree, "PROVED", lines}, "left open");
  const Json all = forall({binder(0, "n", ints(q(1), q(9)))}, op("<", n, q(10))),
             both = op("and", all, Json::array({"not", all}));
  const Json leaf = sweep(0, {integers(0, "1", "9")}, {nullptr});
  accepted({op("and", all, all), "PROVED", {parts(), introduce(), leaf, introduce(), leaf}});
  accepted({both, "REFUTED", {choose(1), introduce(), leaf, introduce(), leaf}});
  rejected({both, "PROVED", {parts(), introduce(), leaf, introduce(), leaf}}, "does not fit");
  accepted({op("=>", all, all), "PROVED", {choose(1), introduce(), leaf, introduce(), leaf}});
  accepted({op("=>", all, Json::array({"not", all})), "REFUTED", {parts(), introduce(), leaf, introduce(), leaf}});
  CHECK(outcome(Certificate{op("or", all, all), "PROVED", {choose(2)}}.text()) == Outcome::unreadable);
  // an implication is settled by its first part only if that is shown to be false
  rejected({op("=>", all, all), "PROVED", {choose(0), introduce(), leaf}}, "does not fit");
  accepted({op("=>", Json::array({"not", all}), Json::array({"not", all})), "PROVED", {choose(0), introduce(), leaf}});
}

TEST_CASE("sweeps beside intervals") {
  const Json x = v(1, "x"), m = v(1, "m");
  const auto tree = [&](const char* relation, const Json& other) {
    return forall({binder(0, "n", ints(q(1), q(10))), binder(1, "x", reals(q(0), q(1), true, false))},
                  op(relation, op("sub", op("pow", n, q(2)), x), other));
  };
  const std::vector<Json> both = {integers(0, "1", "10"), interval(1, "0", "1", true, false)};
  const auto proof = [&](const Json& leaf) { return std::vector<Json>{introduce(), introduce("0", "1"), leaf}; };
  const Json before = op("sub", op("mul", n, n), q(2));
  accepted({tree(">", before), "PROVED", proof(sweep(0, both, {within("1/2", "5/2")}))});
  accepted({tree(">", before), "PROVED", proof(sweep(0, both, {nullptr}))});
  rejected({tree(">", before), "PROVED", proof(evaluate(both, {nullptr}))}, "do not decide");  // n as an interval
  rejected({tree(">", op("sub", op("mul", n, n), q("1/2"))), "PROVED", proof(sweep(0, both, {nullptr}))}, "do not decide");
  rejected({tree(">", before), "PROVED", proof(sweep(1, both, {nullptr}))}, "no such variable");
  rejected({tree(">", before), "PROVED", proof(sweep(2, both, {nullptr}))}, "no such variable");
  rejected({tree(">", before), "PROVED", proof(evaluate(both, {nullptr}, 64, 0, Json::array({1, 2, "0"})))},
           "no such variable");
  rejected({tree(">", before), "PROVED", proof(taylor(0, 2, "1", both, {nullptr}))}, "no such variable");
  // what holds at the last element of a sweep, or at all but one, does not hold at all
  for (const char* exception : {"1", "5", "10"})
    rejected({forall({binder(0, "n", ints(q(1), q(10)))}, op("!=", n, q(exception))),
              "PROVED",
              {introduce(), sweep(0, {integers(0, "1", "10")}, {nullptr})}},
             "do not decide");
  // between the integers it is false
  const Json off = forall({binder(0, "n", ints(q(1), q(10)))}, op("!=", n, q("3/2")));
  accepted({off, "PROVED", {introduce(), sweep(0, {integers(0, "1", "10")}, {nullptr})}});
  rejected({off, "PROVED", {introduce(), evaluate({integers(0, "1", "10")}, {nullptr})}}, "do not decide");
  // a range as an interval, another one swept
  const std::vector<Json> ranges = {integers(0, "1", "10"), integers(1, "20", "30", "2")};
  const auto smaller = [&](const Json& last) {
    return forall({binder(0, "n", ints(q(1), q(10))), binder(1, "m", ints(q(20), last, q(2)))}, op("<", n, m));
  };
  for (int swept : {0, 1}) accepted({smaller(q(31)), "PROVED", {introduce(), introduce(), sweep(swept, ranges, {nullptr})}});
  accepted({smaller(q(31)), "PROVED", {introduce(), introduce(), evaluate(ranges, {within("-29", "-10")})}});
  rejected({smaller(q(31)), "PROVED", {introduce(), introduce(), evaluate(ranges, {within("-28", "-10")})}}, "not within");
  rejected({smaller(nullptr),
            "PROVED",
            {introduce(), introduce(), sweep(0, {integers(0, "1", "10"), integers(1, "20", nullptr, "2")}, {nullptr})}},
           "unbounded");
}

TEST_CASE("ranges of integers and their cuts") {
  const auto over = [&](const Json& lo, const Json& hi, const Json& step, const std::vector<Json>& lines) {
    return Certificate{forall({binder(0, "n", ints(lo, hi, step))}, op(">=", n, q(0))), "PROVED", lines};
  };
  const auto at = [](const char* n) { return evaluate({value(0, n)}, {nullptr}); };
  accepted(over(q(3), q(3), q(1), {introduce(), at("3")}));
  accepted(over(q(3), q(7), q(5), {introduce(), at("3")}));
  rejected(over(q(3), q(3), q(1), {introduce(), sweep(0, {integers(0, "3", "3")}, {nullptr})}), "the leaf is for");
  rejected(over(q(3), q(3), q(1), {introduce(), split(0, "3")}), "split");
  rejected(over(q(4), q(3), q(1), {introduce()}), "empty");
  rejected(over(q(4), q(5), q(0), {introduce()}), "not positive");
  rejected(over(q(4), q(5), q("1/2"), {introduce()}), "not exact");
  rejected(over(q("7/2"), q(5), q(1), {introduce()}), "not exact");
  rejected(over(q(4), Json{"pi"}, q(1), {introduce()}), "not exact");
  accepted(over(q(3), q(5), q(1), {introduce(), split(0, "3"), at("3"), split(0, "4"), at("4"), at("5")}));
  rejected(over(q(3), q(5), q(1), {introduce(), split(0, "5")}), "outside");
  rejected(over(q(3), q(5), q(1), {introduce(), split(0, "2")}), "outside");
  rejected(over(q(3), q(5), q(1), {introduce(), split(0, "7/2")}), "no element");
  rejected(over(q(3), q(5), q(1), {introduce(), split(1, "4")}), "split");
  // without an end: what is left over stays unbounded
  const Json rest = evaluate({integers(0, "4", nullptr)}, {nullptr});
  rejected(over(q(3), nullptr, q(1), {introduce(), split(0, "3"), at("3"), rest}), "unbounded");
  rejected({forall({binder(0, "n", ints(q(3), nullptr))}, op("<", n, q(4))),
            "REFUTED",
            {witness({"2"}), evaluate({value(0, "2")}, {nullptr})}},
           "not in its domain");
  accepted({forall({binder(0, "n", ints(q(3), nullptr))}, op("<", n, q(4))),
            "REFUTED",
            {witness({"4"}), evaluate({value(0, "4")}, {nullptr})}});
}
