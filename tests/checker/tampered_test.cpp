#include <catch2/catch.hpp>
#include <chrono>
#include <random>

#include "certificates.hpp"

// Oracle: the original certificate, which is complete and has no line or field to spare. Whatever is dropped, doubled,
// exchanged, moved or altered leaves no proof; the closing line is made to fit, so that it is not its hash that saves the
// checker.

using namespace certificates;

namespace {

const Json x = v(0, "x"), n = v(0, "n");

/// Certificates in which every line matters, one or more of each kind.
std::vector<Certificate> originals() {
  const Json below = op("<", call("sin", x), x), odd = op("==", Json::array({"call", "mod", op("pow", n, q(2)), q(8)}), q(1));
  const Json cube = op(">", op("sub", op("pow", n, q(3)), n), q(-1)), filter = op(">", n, q(3));
  const Json filtered = with_example(introduce(), {"5"});
  const Json x_2 = op("pow", op("sub", x, q(1)), q(2)), y = v(1, "y");
  return {
      {op("<", Json{"pi"}, q("22/7")), "PROVED", {evaluate({}, {within("-1/100", "-1/1000")})}},
      {forall({binder(0, "x", reals(q(0), q(10), false, true))}, below),
       "PROVED",
       {introduce("0", "10"), split(0, "1"),
        taylor(0, 5, "0", {interval(0, "0", "1", false, true)}, {factor(3, "-1", "-1/100")}), split(0, "2"),
        taylor(0, 8, "1", {interval(0, "1", "2")}, {within("-5", "-1/100")}),
        evaluate({interval(0, "2", "10")}, {within("-12", "-1/2")})}},
      {forall({binder(0, "n", ints(q(1), q(99), q(2)))}, odd),
       "PROVED",
       {introduce(), split(0, "31"), sweep(0, {integers(0, "1", "31", "2")}, {within("0", "0")}),
        sweep(0, {integers(0, "33", "99", "2")}, {within("0", "0")})}},
      {exists({binder(0, "n", ints(q(1), q(50)))}, op(">", call("sin", n), q("999/1000"))),
       "PROVED",
       {witness({"33"}), evaluate({value(0, "33")}, {within("1/10000", "1/1000")})}},
      {forall({binder(0, "n", Json::array({"set", q(2), q(5), q(7)}))}, cube, filter),
       "PROVED",
       {filtered, evaluate({value(0, "5")}, {nullptr}), evaluate({value(0, "2")}, {nullptr, nullptr}),
        evaluate({value(0, "5")}, {nullptr, within("1", "1000")}), evaluate({value(0, "7")}, {nullptr, within("1", "1000")})}},
      {forall({binder(0, "x", reals(nullptr, nullptr, false, false))},
              op("==", op("add", op("pow", call("sin", x), q(2)), op("pow", call("cos", x), q(2))), q(1))),
       "PROVED",
       {introduce(nullptr, nullptr), identity({interval(0, nullptr, nullptr, false, false)})}},
      // a zero inside, an end that is not rational, another variable that is swept or an interval
      {forall({binder(0, "x", reals(q(0), Json{"pi"}, true, false)), binder(1, "y", ints(q(2), q(5)))},
              op("and", op(">=", op("mul", x_2, y), q(0)), op(">", op("add", x, y), q("3/2")))),
       "PROVED",
       {introduce("0", "22/7"), introduce(), parts(),
        taylor(0, 3, "1", {interval(0, "0", "22/7"), integers(1, "2", "5")}, {factor(2, "1", "6")}),
        sweep(1, {interval(0, "0", "22/7"), integers(1, "2", "5")}, {within("1/3", "7")})}},
  };
}

std::vector<Json> all_lines(const Certificate& c) {
  std::vector<Json> all = {c.header()};
  all.insert(all.end(), c.lines.begin(), c.lines.end());
  return all;
}
void not_accepted(const std::string& text, const std::string& what) {
  std::string why;
  INFO(what << "\n" << text);
  CHECK(outcome(text, &why) != Outcome::accepted);
}

/// Every way to alter one value somewhere inside.
void alterations(const Json& j, const std::function<void(const Json&)>& use) {
  if (j.is_string()) {
    const std::string s = j;
    for (const std::string& other : {s + "1", "-" + s, std::string("0"), std::string("1/0"), std::string("nan"),
                                     std::string("01"), std::string("inf"), std::string(), " " + s, "+" + s})
      if (other != s) use(other);
    use(nullptr);
    use(1);
  } else if (j.is_number()) {
    for (long other : {-1L, 0L, 1L, 2L, 1000000000000L, 4294967360L})
      if (j != other) use(other);
    use(j.dump());
    use(1.5);
  } else if (j.is_boolean()) {
    use(!j.get<bool>());
    use(nullptr);
  } else if (j.is_null()) {
    use("0");
    use(false);
  } else {
    for (std::size_t i = 0; i < j.size(); ++i) {
      Json shorter = j, twice = j;
      const auto at = std::next(j.begin(), static_cast<long>(i));
      if (j.is_object())
        shorter.erase(at.key());
      else
        shorter.erase(i), twice.insert(std::next(twice.begin(), static_cast<long>(i)), at.value());
      use(shorter);
      if (j.is_array()) use(twice);
      alterations(at.value(), [&](const Json& other) {
        Json altered = j;
        if (j.is_object())
          altered[at.key()] = other;
        else
          altered[i] = other;
        use(altered);
      });
    }
    if (j.is_object()) {
      Json more = j;
      more["more"] = 1;
      use(more);
    }
  }
}

}  // namespace

TEST_CASE("the originals are accepted, also with other words of their own choice") {
  for (const auto& c : originals()) {
    std::string why;
    INFO(c.tree.dump());
    CHECK(outcome(c.text(), &why) == Outcome::accepted);
    INFO(why);
    CHECK(why == check::TreeReader::read(c.tree)->text);
    Certificate named = c;
    named.id = "some/id";
    CHECK(outcome(named.text()) == Outcome::accepted);
    Certificate other = c;
    other.verdict = c.verdict == "PROVED" ? "REFUTED" : "PROVED";
    not_accepted(other.text(), "the opposite verdict");
    other = c;
    other.claim = "1 < 2";
    not_accepted(other.text(), "another text of the claim");
  }
}

TEST_CASE("lines dropped, doubled, exchanged") {
  for (const auto& c : originals()) {
    const auto all = all_lines(c);
    for (std::size_t i = 0; i < all.size(); ++i) {
      auto lines = all;
      lines.erase(lines.begin() + static_cast<long>(i));
      not_accepted(Certificate::closed(lines), "without line " + std::to_string(i + 1));
      lines = all;
      lines.insert(lines.begin() + static_cast<long>(i), all[i]);
      not_accepted(Certificate::closed(lines), "line " + std::to_string(i + 1) + " twice");
      for (std::size_t j = i + 1; j < all.size(); ++j) {
        if (all[i] == all[j]) continue;
        lines = all;
        std::swap(lines[i], lines[j]);
        not_accepted(Certificate::closed(lines), "lines exchanged");
      }
    }
  }
}

TEST_CASE("each field of each line altered") {
  // What may be altered without harm: the claim's id; the precision; where a Taylor formula is centred or cut off, and a wider
  // enclosure, as long as the enclosure still contains the checker's own and still decides; the example of a filter. The
  // statement and its cover stay the same.
  const auto harmless = [](const Json& original, const Json& altered) {
    Json a = original, b = altered;
    for (const char* key : {"id", "bits", "taylor", "differences"}) {
      if (a.is_object() && b.is_object() && a.contains(key) && b.contains(key)) a.erase(key), b.erase(key);
    }
    return a == b;
  };
  std::size_t altered_lines = 0, harmless_ones = 0;
  for (const auto& c : originals()) {
    const auto all = all_lines(c);
    for (std::size_t i = 0; i < all.size(); ++i)
      alterations(all[i], [&](const Json& other) {
        auto lines = all;
        lines[i] = other;
        ++altered_lines;
        std::string why;
        const Outcome o = outcome(Certificate::closed(lines), &why);
        if (o != Outcome::accepted) return;
        ++harmless_ones;
        INFO(all[i].dump() << "\nbecame\n" << other.dump());
        CHECK(harmless(all[i], other));
      });
  }
  CHECK(altered_lines > 2000);
  CHECK(harmless_ones < altered_lines / 10);
}

TEST_CASE("domains shrunk, opened, shifted in the claim and its copies alone") {
  for (const auto& c : originals()) {
    if (c.tree[0] != "forall") continue;
    // a larger domain with the same proof
    const Json& domain = c.tree[1][0][2];
    std::vector<Json> larger;
    if (domain[0] == "ints")
      larger = {ints(q(-1), q(99), q(2)),  ints(q(1), q(101), q(2)), ints(q(1), q(99), q(1)), ints(q(0), q(99), q(2)),
                ints(q(1), nullptr, q(2)), ints(q(1), q(99), q(0)),  ints(q(1), q(99), q(-2))};
    else if (domain[0] == "set")
      larger = {Json::array({"set", q(2), q(5), q(7), q(1)}), Json::array({"set", q(0), q(2), q(5), q(7)}),
                Json::array({"set", q(2), q(6), q(5), q(7)}), Json::array({"set"})};
    else if (!domain[1].is_null())
      larger = {reals(q(0), q(10)),
                reals(q("-1/1000000"), q(10), false),
                reals(q(0), q("10000001/1000000"), false),
                reals(q(0), nullptr, false, false),
                reals(nullptr, q(10), false),
                reals(q(10), q(0)),
                reals(q(0), q(0), false)};
    for (const auto& d : larger) {
      Certificate other = c;
      other.tree[1][0][2] = d;
      std::string text;
      try {
        text = other.text();
      } catch (const check::Unreadable&) {
        continue;  // such a tree is refused before anything is checked
      }
      not_accepted(text, "with domain " + d.dump());
    }
  }
}

TEST_CASE("bytes altered or cut off") {
  std::mt19937 random(7);
  for (const auto& c : originals()) {
    const std::string text = c.text();
    for (int i = 0; i < 40; ++i) {
      std::string other = text;
      char& byte = other[random() % other.size()];
      byte = static_cast<char>(byte ^ (1 << random() % 7));
      not_accepted(other, "a byte altered");
    }
    for (int i = 0; i < 40; ++i) CHECK(outcome(text.substr(0, random() % text.size())) != Outcome::accepted);
    CHECK(outcome(text.substr(0, text.size() - 1)) == Outcome::unreadable);
    CHECK(outcome(text.substr(0, text.rfind('\n', text.size() - 2) + 1)) == Outcome::unreadable);
    CHECK(outcome(text + "\n") == Outcome::unreadable);
    CHECK(outcome(text + text) == Outcome::unreadable);
  }
}

TEST_CASE("trees that try to confuse") {
  const auto unreadable = [](const Json& tree, const std::string& reason) {
    try {
      check::TreeReader::read(check::read_json(tree.dump()));
      FAIL_CHECK("read: " << tree.dump());
    } catch (const check::Unreadable& e) {
      INFO(e.what());
      CHECK(std::string(e.what()).find(reason) != std::string::npos);
    } catch (const check::Json::exception&) {  // unreadable as well, as check_certificate says
      CHECK(reason.empty());
    }
  };
  const Json fine = op("<", n, q(2)), domain = ints(q(1), q(2));
  unreadable(fine, "without a binder");
  unreadable(forall({binder(0, "n", domain)}, op("<", v(0, "m"), q(2))), "without a binder");
  unreadable(forall({binder(0, "n", domain)}, op("<", v(1, "n"), q(2))), "without a binder");
  unreadable(forall({binder(0, "n", domain), binder(0, "m", domain)}, fine), "bound twice");
  unreadable(forall({binder(0, "n", domain), binder(1, "n", domain)}, fine), "bound twice");
  unreadable(forall({binder(0, "n", domain)}, forall({binder(0, "m", domain)}, fine)), "bound twice");
  unreadable(forall({binder(0, "n", domain)}, op("<", Json::array({"sum", binder(1, "n", domain), q(1)}), q(2))),
             "bound twice");
  unreadable(forall({binder(0, "n", ints(n, q(2)))}, fine), "without a binder");
  unreadable(forall({binder(0, "pi", domain)}, Json{"true"}), "no name");
  unreadable(forall({binder(0, "a b", domain)}, Json{"true"}), "no name");
  unreadable(forall({binder(-1, "n", domain)}, Json{"true"}), "up to 65535");
  unreadable(forall({binder(70000, "n", domain)}, Json{"true"}), "up to 65535");
  unreadable(forall({}, Json{"true"}), "without variables");
  unreadable(forall({binder(0, "n", Json{"set"})}, fine), "no domain");
  unreadable(forall({binder(0, "n", reals(nullptr, q(1)))}, fine), "infinity");
  unreadable(op("<", q(1), op("<", q(1), q(2))), "a term where");
  unreadable(op("and", q(1), fine), "a term where");
  unreadable(Json::array({"and", Json{"true"}}), "arguments");
  unreadable(q(1), "a term where");
  unreadable(op("<", Json::array({"sum", binder(0, "k", ints(q(1), nullptr)), q(1)}), q(2)), "another domain");
  unreadable(op("<", Json::array({"sum", binder(0, "k", ints(q(1), q(9), q(2))), q(1)}), q(2)), "another domain");
  unreadable(op("<", Json::array({"limit", binder(0, "k", domain), q(1)}), q(2)), "no form");
  unreadable(op("==", Json::array({"sum prod", binder(0, "k", domain), q(1)}), q(2)), "no form");
  unreadable(op("==", Json::array({"argmin count", binder(0, "k", domain), q(1)}), q(2)), "no form");
  unreadable(Json::array({"forall", Json{{"a", binder(0, "n", domain)}}, nullptr, fine}), "without variables");
  unreadable(op("<", call("gamma", q(1)), q(2)), "no form");
  // names of forms and of functions are not exchangeable
  unreadable(op("<", Json::array({"call", "add", q(1), q(1)}), q(2)), "no form");
  unreadable(op("<", Json::array({"call", "if", Json{"true"}, q(1), q(1)}), q(2)), "no form");
  unreadable(op("<", Json::array({"call", "list", q(1)}), q(2)), "no form");
  unreadable(op("<", Json::array({"call", "forall", q(1)}), q(2)), "no form");
  unreadable(op("<", Json::array({"call", "v", 0, "n"}), q(2)), "no form");
  unreadable(op("<", Json::array({"call", "call.sin", q(1)}), q(2)), "no form");
  unreadable(op("<", Json::array({"call", "", q(1)}), q(2)), "no form");
  for (const char* name :
       {"call.sin", "call.max", "sin", "max", "call", "", "call.", "t", "tt", ";", "call.abs call.sqrt", "=", "=="})
    unreadable(op("<", Json::array({name, q(1), q(1)}), q(2)), "");
  for (const char* name : {"call.sin", "sin", ";"}) unreadable(op("<", Json::array({name, q(1)}), q(2)), "no form");
  unreadable(op("<", Json::array({"call"}), q(2)), "");
  unreadable(op("<", Json::array({"call", q(1)}), q(2)), "");
  unreadable(op("<", Json::array({"call", "sin"}), q(2)), "arguments");
  unreadable(op("<", Json::array({"call", "sin", q(1), q(1)}), q(2)), "arguments");
  unreadable(op("<", Json::array({"call", "max"}), q(2)), "arguments");
  unreadable(op("<", Json::array({"pi", q(1)}), q(2)), "arguments");
  unreadable(op("<", Json::object({{"call", "sin"}}), q(2)), "");
  unreadable(op("<", Json("pi"), q(2)), "");
  unreadable(op("<", 1, q(2)), "");
  for (const char* number : {"01", "-0", "+1", "1.5", "1e3", "2/4", "4/1", "1/-2", "1/0",   "",   "-",
                             "/",  "1/", "/2", "nan", "inf", " 1",  "1 ",  "0x1",  "1/2/3", "--1"})
    unreadable(op("<", q(number), q(2)), "no number");
}

TEST_CASE("hostile sizes are refused in time") {
  const auto power = [](const Json& a, const Json& b) { return op("pow", a, b); };
  for (const Json& huge :
       {power(q(2), power(q(10), q(12))), power(power(q(2), q(1000000)), q(2)), call("exp", power(q(10), q(30))),
        power(q(10), power(q(10), power(q(10), q(10)))), call("sin", power(q(10), q(100))), call("ci", power(q(10), q(9))),
        Json::array({"sum", binder(0, "k", ints(q(1), power(q(10), q(15)))), q(1)})}) {
    const Certificate c{op("<", huge, q(1)), "PROVED", {evaluate({}, {nullptr})}};
    std::string why;
    CHECK(outcome(c.text(), &why) == Outcome::rejected);
    INFO(why);
  }
  // an identity is refused as well: coefficients and exponents
  const Json big = power(power(power(power(q(2), q(1000)), q(1000)), q(1000)), q(1000));
  const auto equation = [](const Json& a) {
    return Certificate{forall({binder(0, "x", reals(q(1), q(2)))}, op("==", a, a)),
                       "PROVED",
                       {introduce("1", "2"), identity({interval(0, "1", "2")})}};
  };
  for (const Json& huge : {big, power(x, big), op("mul", big, x), op("div", x, big), call("exp", big),
                           call("cos", op("mul", x, big)), call("log", power(x, big)), power(q(2), power(q(10), q(12)))}) {
    std::string why;
    const auto begin = std::chrono::steady_clock::now();
    CHECK(outcome(equation(huge).text(), &why) != Outcome::unreadable);
    INFO(huge.dump() << "\n" << why);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
  }
  const Certificate plain{op("<", Json{"pi"}, q(4)), "PROVED", {evaluate({}, {nullptr}, 1000000000)}};
  CHECK(outcome(plain.text()) == Outcome::unreadable);
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "[\"not\",";
  CHECK(outcome(deep + "\n") == Outcome::unreadable);
  CHECK(outcome(std::string(10'000'000, '[')) == Outcome::unreadable);
  CHECK(outcome("{\"posproof-certificate\":" + std::string(5'000'000, '1') + "}\n") == Outcome::unreadable);
  CHECK(outcome("") == Outcome::unreadable);
  CHECK(outcome("\n") == Outcome::unreadable);
  CHECK(outcome(std::string("\0\xff\xfe", 3)) == Outcome::unreadable);
  CHECK(outcome("{\"a\":1,\"a\":1}\n") == Outcome::unreadable);
  // 900 levels are read and evaluated
  Json nested = q(1);
  for (int i = 0; i < 900; ++i) nested = Json::array({"neg", nested});
  CHECK(outcome(Certificate{op("<", nested, q(2)), "PROVED", {evaluate({}, {nullptr})}}.text()) == Outcome::accepted);
}
