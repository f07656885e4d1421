#include "verdicts.hpp"

// Oracle: the rules of docs/certificates.md. A line is read only as it would be written: no blanks, no escapes, printable
// ASCII, no key twice, numbers in their one form. Keys may stand in any order.

using namespace certificates;

namespace {

bool readable(const std::string& line) {
  try {
    return check::read_json(line).dump() == line;
  } catch (const std::exception&) {
    return false;
  }
}
const Certificate pi_is_small{op("<", Json{"pi"}, q("22/7")), "PROVED", {evaluate({}, {within("-1/100", "-1/1000")})}};

}  // namespace

TEST_CASE("one way to write each value") {
  for (const char* line : {"{}", "[]", "null", "true", "0", "-1", "12345", "\"\"", "\"a b\"",
                           "{\"a\":1,\"b\":[null,false,\"x\"]}", "{\"b\":1,\"a\":2}", "[[],[[]],{}]", "\"/\"",
                           "\"~!#$%&'()*+,-.:;<=>?@[]^_`{|}\"", "9223372036854775807", "-9223372036854775808"})
    CHECK(readable(line));
  for (const char* line : {"",
                           " ",
                           " {}",
                           "{} ",
                           "{ }",
                           "[1, 2]",
                           "[1 ,2]",
                           "{\"a\": 1}",
                           "{\"a\" :1}",
                           "[1,\t2]",
                           "[1,2]\r",
                           "\t[]",  // blanks
                           "\"\\n\"",
                           "\"\\u0041\"",
                           "\"\\/\"",
                           "\"\\\\\"",
                           "\"\\\"\"",
                           "\"\t\"",  // escapes
                           "{\"a\":1,\"a\":1}",
                           "{\"a\":1,\"b\":2,\"a\":3}",
                           "[{\"a\":{},\"a\":{}}]",  // keys twice
                           "01",
                           "-0",
                           "+1",
                           "00",
                           "1e3",
                           "1E3",
                           "1.50",
                           "1.",
                           ".5",
                           "1e400",
                           "0x1",
                           "-",
                           "--1",
                           "1 2",  // numbers
                           "18446744073709551616",
                           "-9223372036854775809",
                           "100000000000000000000000000000",
                           "\"\xc3\xa9\"",
                           "\"\x7f\"",
                           "\"\xff\"",
                           "\xef\xbb\xbf[]",
                           "\"\xed\xa0\x80\"",  // bytes
                           "[1,]",
                           "{\"a\":1,}",
                           "[",
                           "]",
                           "[]]",
                           "{",
                           "{\"a\"}",
                           "{\"a\":}",
                           "{1:2}",
                           "[1 2]",
                           "'a'",
                           "\"",
                           "nul",
                           "True",
                           "NaN",
                           "Infinity",
                           "undefined",
                           "// x",
                           "/* x */1",
                           "[]//"})
    CHECK_FALSE(readable(line));
  CHECK_FALSE(readable(std::string("[\0]", 3)));
  CHECK_FALSE(readable(std::string("[]\0", 3)));
  CHECK_FALSE(readable("[1\n,2]"));
}

TEST_CASE("1000 levels and no more") {
  for (const auto& [open, close, core] : std::vector<std::array<std::string, 3>>{{"[", "]", ""}, {"{\"a\":", "}", "1"}}) {
    const auto nested = [&](int depth) {
      std::string s;
      for (int i = 0; i < depth; ++i) s += open;
      s += core;
      for (int i = 0; i < depth; ++i) s += close;
      return s;
    };
    CHECK(readable(nested(1)));
    CHECK(readable(nested(1000)));
    CHECK_FALSE(readable(nested(1002)));
    CHECK_FALSE(readable(nested(100000)));
  }
  CHECK_FALSE(readable(std::string(1000000, '[')));
}

TEST_CASE("integers are integers of a range") {
  using check::Json;
  const auto reads = [](const std::string& line, long least, long most) {
    try {
      return check::integer(Json::parse(line), least, most) >= least;
    } catch (const check::Unreadable&) {
      return false;
    }
  };
  for (const char* fine : {"0", "5", "10"}) CHECK(reads(fine, 0, 10));
  for (const char* bad : {"-1", "11", "5.0", "0.0", "-0.0", "1e0", "\"5\"", "true", "null", "[5]", "18446744073709551615",
                          "18446744073709551616", "9223372036854775808", "4294967301", "-18446744073709551611"})
    CHECK_FALSE(reads(bad, 0, 10));
}

TEST_CASE("keys in any order, the line's text decides") {
  const auto reversed = [](const Json& object) {
    std::vector<std::pair<std::string, Json>> entries;
    for (const auto& [key, value] : object.items()) entries.emplace_back(key, value);
    Json other = Json::object();
    for (auto e = entries.rbegin(); e != entries.rend(); ++e) other[e->first] = e->second;
    return other;
  };
  const Json header = pi_is_small.header(), leaf = pi_is_small.lines[0];
  REQUIRE(reversed(header).dump() != header.dump());
  CHECK(outcome(Certificate::closed({reversed(header), leaf})) == Outcome::accepted);
  CHECK(outcome(Certificate::closed({header, reversed(leaf)})) == Outcome::accepted);
  // the last line has one form only
  const std::string text = pi_is_small.text(), body = text.substr(0, text.rfind("{\"end\""));
  const std::string hash = check::sha256(body), lines = "\"lines\":2", sha = "\"sha256\":\"" + hash + "\"";
  CHECK(outcome(body + "{\"end\":true," + lines + "," + sha + "}\n") == Outcome::accepted);
  for (const std::string& last :
       {"{\"end\":true," + sha + "," + lines + "}", "{" + lines + ",\"end\":true," + sha + "}", "{\"end\":true," + lines + "}",
        "{\"end\":false," + lines + "," + sha + "}", "{\"end\":true,\"lines\":3," + sha + "}",
        "{\"end\":true,\"lines\":\"2\"," + sha + "}", "{\"end\":true," + lines + "," + sha + ",\"more\":1}",
        "{\"end\":true, " + lines + "," + sha + "}", std::string("{\"end\":true}")})
    CHECK(outcome(body + last + "\n") != Outcome::accepted);
}

TEST_CASE("blanks, escapes, duplicates and floats in the lines of a certificate") {
  const auto with = [](const std::string& from, const std::string& to) {
    std::string body = pi_is_small.header().dump() + "\n" + pi_is_small.lines[0].dump() + "\n";
    const auto at = body.find(from);
    REQUIRE(at != body.npos);
    body.replace(at, from.size(), to);
    return outcome(body + "{\"end\":true,\"lines\":2,\"sha256\":\"" + check::sha256(body) + "\"}\n");
  };
  CHECK(with("\"bits\":64", "\"bits\":64") == Outcome::accepted);
  for (const char* bits : {"\"bits\": 64", "\"bits\":64.0", "\"bits\":6.4e1", "\"bits\":064", "\"bits\":64,\"bits\":64",
                           "\"bits\":64,\"bits\":65", "\"\\u0062its\":64", "\"bits\":18446744073709551680", "\"bits\":\"64\"",
                           "\"bits\":true", "\"bits\":-64", "\"bits\":7", "\"bits\":16385"})
    CHECK(with("\"bits\":64", bits) == Outcome::unreadable);
  CHECK(with("[0,\"-1/100\"", "[0.0,\"-1/100\"") == Outcome::unreadable);
  CHECK(with("[0,\"-1/100\"", "[-0,\"-1/100\"") == Outcome::unreadable);
  CHECK(with("\"id\":\"\"", "\"id\":\"\xc3\xa9\"") == Outcome::unreadable);
  CHECK(with("\"id\":\"\"", "\"id\":\"a/b c\"") == Outcome::accepted);
  CHECK(with("\"id\":\"\"", "\"id\":\"\",\"id\":\"\"") == Outcome::unreadable);
  CHECK(with("\"id\":\"\"", "\"id\":7") == Outcome::unreadable);
  CHECK(with("\"posproof-certificate\":2", "\"posproof-certificate\":1") == Outcome::unreadable);
  CHECK(with("\"posproof-certificate\":2", "\"posproof-certificate\":3") == Outcome::unreadable);
  CHECK(with("\"posproof-certificate\":2", "\"posproof-certificate\":\"2\"") == Outcome::unreadable);
}

TEST_CASE("a claim has one text") {
  const auto text = [](const Json& tree) { return check::TreeReader::read(tree)->text; };
  const Json n = v(0, "n"), x = v(1, "x");
  CHECK(text(op("<", op("add", q(1), q(-2)), op("pow", q("1/3"), Json::array({"neg", q(2)})))) ==
        "((1 + (-2)) < ((1/3) ^ (-2)))");
  CHECK(text(forall({binder(0, "n", ints(q(1), q(9), q(2))), binder(1, "x", reals(q(0), q(1), true, false))}, op("<=", x, n),
                    op("!=", n, q(3)))) == "(forall n in 1..9 step 2, x in [0, 1) where (n != 3): (x <= n))");
  CHECK(text(exists({binder(0, "n", ints(q(1), nullptr))}, op("=>", op("==", n, Json{"pi"}), Json{"true"}))) ==
        "(exists n in 1..inf: ((n == pi) => true))");
  CHECK(text(forall({binder(1, "x", reals(nullptr, q(2), false, true))},
                    Json::array({"and", op("<", x, q(3)), op("<", x, q(4)), Json::array({"not", op(">", x, q(5))})}))) ==
        "(forall x in (-inf, 2]: ((x < 3) and (x < 4) and (not (x > 5))))");
  CHECK(text(forall({binder(0, "n", Json::array({"set", q(1), q("7/2")}))},
                    op("<", op("index", Json::array({"list", n, q(2)}), q(0)),
                       Json::array({"sum", binder(2, "k", ints(q(0), n)), Json::array({"call", "max", v(2, "k"), n})})))) ==
        "(forall n in {1, (7/2)}: ([n, 2][0] < sum(k, 0, n, max(k, n))))");
  CHECK(text(op(">", Json::array({"if", Json{"true"}, q(1), call("abs", Json{"e"})}), q(0))) == "(if(true, 1, abs(e)) > 0)");
}
