#include <catch2/catch.hpp>

#include "support/claims.hpp"

// Oracle: code, place and a telling part of the message of each error, written by hand.

using namespace posproof;
using namespace posproof::testing;

namespace {

struct Row {
  const char* text;
  const char* code;
  int column;
  const char* part;  ///< of the message
  std::vector<std::string> where = {};
};

void check_rows(const std::vector<Row>& rows) {
  for (const auto& row : rows) {
    INFO(row.text);
    try {
      claim(row.text, row.where);
      FAIL_CHECK("no error");
    } catch (const ClaimError& error) {
      INFO(error.render());
      CHECK(error.code() == row.code);
      CHECK(error.line() == 1);
      CHECK(error.column() == row.column);
      CHECK(std::string(error.what()).find(row.part) != std::string::npos);
    }
  }
}

std::string rendered(const std::string& text, const Source& place = {"<claim>", ""}) {
  Source source = place;
  source.text = text;
  try {
    prepare(source, {});
  } catch (const ClaimError& error) {
    return error.render();
  }
  return "no error";
}

}  // namespace

TEST_CASE("errors of the lexer") {
  check_rows({
      {"n = 3", "syntax", 3, "equality is written =="},
      {"|x| > 1", "syntax", 1, "abs(x)"},
      {"x \xE2\x89\xA4 3", "syntax", 3, "write <="},
      {"\xE2\x88\x92"
       "1 < 0",
       "syntax", 1, "write -"},
      {"2\xC3\x97x > 0", "syntax", 2, "write *"},
      {"\xC3\xA9 > 1", "syntax", 1, "unexpected character"},
      {"1...5 > 0", "syntax", 2, "two dots"},
      {".5 > 0", "syntax", 1, "0.5"},
      {"1. > 0", "syntax", 1, "decimal point"},
      {"a && b", "syntax", 3, "write and"},
      {"a || b", "syntax", 3, "write or"},
      {"x ** 2 > 0", "syntax", 3, "a power is written ^"},
      {"5! > 0", "syntax", 2, "gamma(n + 1)"},
      {"1 <> 2", "syntax", 3, "write !="},
      {"5 % 3 > 0", "syntax", 3, "mod(a, b)"},
      {"$x$ > 0", "syntax", 1, "without $"},
      {"1 > \x01", "syntax", 5, "byte 0x01"},
      {"1 > \xFF", "syntax", 5, "byte 0xFF"},
      {"1e99999999 > 0", "limit", 1, "exponent"},
  });
  CHECK_THROWS_AS(claim(std::string("1 > 0\0 1", 8)), ClaimError);
}

TEST_CASE("errors of the grammar") {
  check_rows({
      {"", "syntax", 1, "empty"},
      {"  ", "syntax", 3, "empty"},
      {"forall n in 1..10: abs(f(n) <= 3", "syntax", 33, "expected ')' to close the '(' of line 1, column 23"},
      {"2x > 1", "syntax", 2, "write 2*x"},
      {"2 x > 1", "syntax", 3, "write 2*x"},
      {"2e > 1", "syntax", 2, "write 2*e"},
      {"2(x + 1) > 1", "syntax", 2, "no implicit multiplication"},
      {"(x)(y) > 1", "syntax", 4, "no implicit multiplication"},
      {"sum(k, 1, 2, 3 k) > 1", "syntax", 16, "write 3*k"},
      {"a mod 3 > 1", "syntax", 3, "mod(a, b)"},
      {"5.. > 0", "syntax", 2, "found '..'"},
      {"1 > ", "syntax", 5, "expected a term or a formula, found the end of the text"},
      {")", "syntax", 1, "found ')'"},
      {"(1 > 0))", "syntax", 8, "closes nothing"},
      {"(1, 2) > 0", "syntax", 3, "a list is written [a, b]"},
      {"{1, 2} > 0", "syntax", 1, "only after 'in'"},
      {"+3 > 0", "syntax", 1, "sign +"},
      {"1 + forall n in 1..2: n > 0", "syntax", 5, "parentheses"},
      {"1 < not true", "syntax", 5, "parentheses"},
      {"[] == 1", "syntax", 1, "at least one element"},
      {"sum(k, 1, 10) > 0", "syntax", 13, "sum(k, lo, hi, term)"},
      {"sum(k, 1, 10, k, k) > 0", "arity", 16, "too many arguments"},
      {"sum(k in 1..10, k) > 0", "syntax", 7, "without 'in'"},
      {"sum(k, 1, -inf, k) > 0", "syntax", 11, "-inf"},
      {"sum > 0", "syntax", 1, "sum(k, lo, hi, term)"},
      {"inf > 3", "syntax", 1, "inf is no number"},
      {"inf(3) > 3", "syntax", 1, "inf is no number"},
      {"if(1 < 2, 3) > 0", "syntax", 12, "if(condition, term, term)"},
      {"integral(x, inf, 3, x) > 0", "syntax", 13, "cannot start at inf"},
      {"integral(x, 0, -inf, x) > 0", "syntax", 16, "cannot end at -inf"},
      {"limit(n in 1..3, 1/n) == 0", "syntax", 9, "expected '->'"},
      {"limit(n -> 0 in integers, 1/n) == 0", "syntax", 17, "through the reals"},
      {"limit(n -> inf in rationals, 1/n) == 0", "syntax", 19, "'reals' or 'integers'"},
      {"convergent(n in 1..3, 1/n)", "syntax", 14, "expected '->'"},
      {"increasing(n -> inf, 1/n)", "syntax", 14, "expected 'in'"},
  });
}

TEST_CASE("errors of quantifiers and domains") {
  check_rows({
      {"forall n 1..3: n > 0", "syntax", 10, "expected 'in' and a domain, found the number 1"},
      {"forall 3 in 1..3: 3 > 0", "syntax", 8, "the name of a variable"},
      {"forall n in 3: n > 0", "syntax", 14, "a domain is lo..hi, an interval [a, b] or a set {a, b, c}"},
      {"forall n in (3): n > 0", "syntax", 16, "a domain is lo..hi"},
      {"forall n in [1, 2: n > 0", "syntax", 18, "']' or ')'"},
      {"forall n in [1, 2, 3]: n > 0", "syntax", 18, "a set of values is written {a, b, c}"},
      {"forall n in [1, inf]: n > 0", "syntax", 17, "write inf)"},
      {"forall n in [-inf, 1): n > 0", "syntax", 13, "write (-inf"},
      {"forall n in (inf, 1): n > 0", "syntax", 14, "cannot start at inf"},
      {"forall n in (1, -inf): n > 0", "syntax", 17, "cannot end at -inf"},
      {"forall n in -inf..3: n > 0", "syntax", 13, "finite lower end"},
      {"forall n in 1..-inf: n > 0", "syntax", 16, "-inf"},
      {"forall x in {1, 2: x > 0", "syntax", 18, "expected '}'"},
      {"forall n, m in 1..3: n > 0", "syntax", 9, "its own domain"},
      {"forall n in 1..3, n in 1..3: n > 0", "duplicate", 19, "bound twice"},
      {"forall n in 1..3", "syntax", 17, "expected ':'"},
      {"forall n in 1..3:", "syntax", 18, "expected a term or a formula"},
      {"forall e in 1..3: e > 0", "reserved", 8, "'e' is a constant"},
      {"sum(i, 1, 3, i) > 0", "reserved", 5, "'i' is a constant"},
      {"forall inf in 1..3: true", "reserved", 8, "'inf'"},
      {"forall sum in 1..3: true", "reserved", 8, "'sum' is a word of the language"},
  });
}

TEST_CASE("errors of names") {
  check_rows({
      {"sin(1, 2) > 0", "arity", 1, "sin(x) takes 1 argument, given 2"},
      {"max() > 0", "arity", 1, "at least 1 argument, given 0"},
      {"mod(3) > 1", "arity", 1, "mod(a, b) takes 2 arguments, given 1"},
      {"sin > 0", "arity", 1, "write sin(x)"},
      {"f(3) > 0", "arity", 1, "f(n; d, base) takes 3 arguments, given 1"},
      {"f > 0", "arity", 1, "write f(n; d, base)"},
      {"sni(3) > 1", "unknown-name", 1, "did you mean sin?"},
      {"tHeta(1; 2, 3) > 0", "unknown-name", 1, "did you mean theta?"},
      {"forall speed in 1..3: sped > 0", "unknown-name", 23, "did you mean speed?"},
      {"euler_gama > 0", "unknown-name", 1, "did you mean euler_gamma?"},
      {"forall n in 1..m: n > 0", "unknown-name", 16, "unknown name m"},
      {"(forall n in 1..3: n > 0) and n > 0", "unknown-name", 31, "unknown name n"},
      {"sum(k, 1, k, 2) > 0", "unknown-name", 11, "unknown name k"},
      {"forall n in 1..3: n(2) > 0", "type", 19, "write n*(...)"},
      {"forall x in [0, 1]: deriv(y, x) > 0", "unknown-name", 27, "bound outside"},
      {"a(1) > 0", "arity", 1, "a is a constant", {"a = 3"}},
      {"a > 0", "arity", 1, "write a(n)", {"a(n) = n"}},
      {"a(1) > 0", "arity", 1, "a(n, m) takes 2 arguments, given 1", {"a(n, m) = n"}},
  });
}

TEST_CASE("errors of sorts") {
  check_rows({
      {"1 + (2 < 3) > 0", "type", 6, "expected a term, but this is a formula"},
      {"1 + 2", "type", 1, "expected a formula"},
      {"not 3", "type", 5, "expected a formula"},
      {"3 and 4 > 1", "type", 1, "expected a formula"},
      {"1 < 2 => 5", "type", 10, "expected a formula"},
      {"if(1, 2, 3) > 0", "type", 4, "expected a formula"},
      {"forall n in 1..3 where n: n > 0", "type", 24, "expected a formula"},
      {"forall n in 1..3: n", "type", 19, "expected a formula"},
      {"count(k, 1, 3, k) > 0", "type", 16, "expected a formula"},
      {"i < 2", "type", 1, "no order"},
      {"exp(i*pi) == -1", "type", 5, "cis(x)"},
      {"e^(i*pi) == -1", "type", 4, "cis(x)"},
      {"sin(i) == 0", "type", 5, "may be complex"},
      {"integral(x, 0, 1, cis(x)) == 0", "type", 19, "may be complex"},
      {"maximum(k, 1, 3, i*k) > 0", "type", 18, "may be complex"},
      {"forall n in 1..i: n > 0", "type", 16, "may be complex"},
      {"forall z in {1, i}: abs(z) == 1", "type", 17, "may be complex"},
      {"[1, 2] == [1, 2]", "type", 1, "this is a list"},
      {"[1, 2] + 1 == 1", "type", 1, "this is a list"},
      {"3[0] == 1", "type", 1, "this is no list"},
      {"[1, [2]][0] == 1", "type", 5, "elements of a list"},
      {"[1, 1 < 2][0] == 1", "type", 5, "element of a list"},
      {"length(3) == 3", "type", 1, "needs a list"},
      {"sum(k, 1, inf, k) > 0", "infinite-sum", 1, "up to inf"},
      {"forall n in 1..3: maximum(k, n, inf, 1/k) > 0", "infinite-sum", 19, "up to inf"},
      {"sum(k, 1, 3, limit(n -> inf, k/n)) == 0", "type", 14, "only in a comparison"},
      {"forall x in [0, 1]: g(2*x) > 0", "type", 8, "stands for another term", {"g(y) = deriv(y, y^2)"}},
      {"forall x in [0, 1]: g(x, x) > 0", "type", 11, "another parameter", {"g(y, z) = deriv(y, y*z)"}},
      {"a > 0", "type", 5, "this is a formula", {"a = 1 < 2"}},
      {"score(1; 3, 4) > 0", "type", 1, "needs a list"},
  });
}

TEST_CASE("errors of definitions") {
  check_rows({
      {"a > 0", "cycle", 5, "a -> b -> c -> a", {"a = b", "b = c + 1", "c = a^2"}},
      {"1 > 0", "cycle", 8, "g -> g", {"g(n) = g(n - 1)"}},
      {"f(1) > 0", "arity", 8, "it hides the built-in f(n; d, base)", {"f(n) = f(n; 128, 10000)"}},
      {"1 > 0", "unknown-name", 5, "unknown name zz", {"a = zz + 1"}},
      {"1 > 0", "unknown-name", 14, "did you mean kay?", {"a(kay) = 1 + kai"}},
      {"1 > 0", "duplicate", 5, "a is defined twice", {"a = 2", "a = 3"}},
      {"1 > 0", "duplicate", 6, "named twice", {"a(x, x) = 2"}},
      {"1 > 0", "reserved", 3, "'e' is a constant", {"a(e) = 2"}},
      {"1 > 0", "reserved", 1, "'pi' is a constant", {"pi = 3"}},
      {"1 > 0", "reserved", 1, "'sum' is a word", {"sum(x) = 3"}},
      {"1 > 0", "syntax", 1, "name = term", {"a(x) == 2"}},
      {"1 > 0", "syntax", 1, "expected the name", {"2x = 2"}},
      {"1 > 0", "syntax", 3, "the name to be defined", {"a b = 2"}},
      {"1 > 0", "syntax", 4, "the text is empty", {"a ="}},
  });
}

TEST_CASE("an error shows the line and a caret under the place") {
  CHECK(rendered("forall n in 1..3:\n  n > zeta", {"a.toml", "", 10, 5}) ==
        "a.toml:11:7: error[unknown-name]: unknown name zeta\n    n > zeta\n        ^~~~\n");
}

TEST_CASE("tabs and wide characters keep the caret in place") {
  CHECK(rendered("\t1 >\t= 2") == "<claim>:1:6: error[syntax]: equality is written ==\n  \t1 >\t= 2\n  \t   \t^\n");
  CHECK(rendered("1 > 2 and \xE5\xBC\xA0") ==
        "<claim>:1:11: error[syntax]: unexpected character '\xE5\xBC\xA0'\n  1 > 2 and \xE5\xBC\xA0\n            ^~\n");
  Source wide{"<claim>", "\xE5\xBC\xA0 + x"};
  CHECK(ClaimError("c", "m", wide, {6, 7}).render() == "<claim>:1:5: error[c]: m\n  \xE5\xBC\xA0 + x\n       ^\n");
}

TEST_CASE("a long line is shown around the caret, control bytes are not passed on") {
  const auto text = rendered(std::string(5000, '(') + "1 > 0");
  CHECK(text.size() < 400);
  const auto bell = rendered("1 > 0 \x1B[31m and");
  CHECK(bell.find('\x1B') == std::string::npos);
  const auto dos = rendered("1 > zeta\r\nand 2 > 1");
  CHECK(dos.find('\r') == std::string::npos);
}

TEST_CASE("places beyond the text are harmless") {
  const ClaimError error("c", "m", {"<claim>", "ab"}, {7, 9});
  CHECK(error.column() == 3);
  CHECK(error.render() == "<claim>:1:3: error[c]: m\n  ab\n    ^\n");
}
