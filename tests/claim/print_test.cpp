#include "posproof/claim/print.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "posproof/claim/prepare.hpp"

// Oracle: the parser. A text must parse back to the tree it was printed from, and printing that again changes nothing.

namespace posproof {
namespace {

Expr read(const std::string& text) { return parse(Source{"<test>", text, 1, 1}); }

/// Texts that are already in printed form: minimal parentheses, one spelling.
const char* const printed_forms[] = {
    "1 + 2*3 - 4/5",
    "a - (b - c)",
    "a - (b + c)",
    "a/(b*c)",
    "a*(b*c)",
    "a/b*c",
    "-x^2",
    "(-x)^2",
    "2^-3",
    "2^-x^2",
    "a^b^c",
    "(a^b)^c",
    "-a*b",
    "a*(-b)",
    "a + (-b)",
    "a - (-b*c)",
    "-(a + b)",
    "-(-a)",
    "(a + b)*c",
    "(1/3)^x",
    "0.1 + 12.5",
    "1e-30 + 123456789012345678901234567890",
    "1e50",
    "sin(x)^2 + cos(x)^2 == 1",
    "f(n; 128, 10000) < p(1, 2)",
    "sum(t, 0, 255, cos(n*10000^(-2*t/512)))",
    "prod(k, 1, inf, 1 + 1/k^2)",
    "integral(x, -inf, 1, exp(x))",
    "integral(x, a + 1, b, cos(n*x))",
    "deriv(x, x^2) == 2*x",
    "if(a < b, a, b)",
    "[1, 2, 3][k + 1]",
    "maximum(k, 0, 5, h[k]) < argmax(k, 0, 5, h[k])",
    "count(k, 1, 10, sin(k) < 0 or cos(k) < 0) == 3",
    "limit(n -> inf, sin(n)/n) == 0",
    "limit(x -> inf in reals, sin(x)/x) == 0",
    "limit(x -> -inf, exp(x)) == 0",
    "limsup(n -> inf, f(n)) <= 2",
    "limit(x -> 0, sin(x)/x) == 1",
    "increasing(n in 1..100 step 3, f(n))",
    "bounded(x in (0, inf), sin(x))",
    "convergent(n -> inf, 1/n)",
    "forall n in 1..200000: abs(f(n)) <= 2*(l + 1)/n",
    "forall n in 1..inf, s in [0, 1), d in {64, 128}: n*s < d",
    "forall n in 5..9 where n > 6 and n != 7: exists m in 1..n: m < n",
    "forall x in (-inf, inf): x^2 >= 0",
    "forall x in (a + 1, b]: x > a",
    "forall n in (a + 1)*2..b: n > a",
    "a < b and b < c or not c < a",
    "a < b and (b < c or c < a)",
    "(a < b and b < c) and c < d",
    "not (not a < b)",
    "not (a < b and b < c)",
    "(a < b => b < c) => c < d",
    "a < b => b < c => c < d",
    "0 <= x < 1 != y",
    "(forall n in 1..2: n > 0) and true",
    "pi + e + euler_gamma + i > 0 or false",
};

/// A random tree as the parser would build it.
rc::Gen<Expr> term(int depth);

rc::Gen<Expr> leaf() {
  return rc::gen::oneOf(
      rc::gen::map(rc::gen::inRange(0, 100), [](int n) { return make_number(Rational(n)); }),
      rc::gen::map(rc::gen::inRange(0, 100000), [](int n) { return make_number(Rational(Integer(n), Integer(1000))); }),
      rc::gen::map(rc::gen::element<std::string>("x", "n", "theta", "h_1"),
                   [](std::string s) { return make_variable(std::move(s), -1); }),
      rc::gen::map(rc::gen::element<std::string>("pi", "e"), [](std::string s) { return make_constant(std::move(s)); }));
}

Expr bound(Op op, const std::string& name, Expr lo, Expr hi, Expr body) {
  auto node = std::make_shared<Node>(*make_node(op, {std::move(body)}));
  Binder b;
  b.name = name;
  b.domain.kind = op == Op::integral ? Domain::Kind::reals : Domain::Kind::integers;
  b.domain.lo = std::move(lo);
  b.domain.hi = std::move(hi);
  node->binders.push_back(b);
  return node;
}

rc::Gen<Expr> term(int depth) {
  if (depth == 0) return leaf();
  const auto inner = rc::gen::lazy([depth] { return term(depth - 1); });
  return rc::gen::oneOf(
      leaf(),
      rc::gen::map(rc::gen::pair(rc::gen::element(Op::add, Op::sub, Op::mul, Op::div, Op::pow), rc::gen::pair(inner, inner)),
                   [](const auto& p) {
                     return make_node(p.first, {p.second.first, p.second.second});
                   }),
      rc::gen::map(inner, [](const Expr& a) { return make_node(Op::neg, {a}); }),
      rc::gen::map(inner, [](const Expr& a) { return make_call("sin", {a}); }),
      rc::gen::map(rc::gen::pair(inner, inner),
                   [](const auto& p) {
                     return make_node(Op::index, {p.first, p.second});
                   }),
      rc::gen::map(rc::gen::pair(rc::gen::element(Op::sum, Op::maximum, Op::integral), rc::gen::tuple(inner, inner, inner)),
                   [](const auto& p) {
                     return bound(p.first, "k", std::get<0>(p.second), std::get<1>(p.second), std::get<2>(p.second));
                   }));
}

rc::Gen<Expr> formula(int depth) {
  const auto relation = rc::gen::map(
      rc::gen::pair(rc::gen::element(Op::less, Op::less_equal, Op::equal, Op::not_equal), rc::gen::pair(term(2), term(2))),
      [](const auto& p) {
        return make_node(p.first, {p.second.first, p.second.second});
      });
  if (depth == 0) return relation;
  const auto inner = rc::gen::lazy([depth] { return formula(depth - 1); });
  return rc::gen::oneOf(
      relation,
      rc::gen::map(rc::gen::pair(rc::gen::element(Op::conj, Op::disj, Op::implies), rc::gen::pair(inner, inner)),
                   [](const auto& p) {
                     return make_node(p.first, {p.second.first, p.second.second});
                   }),
      rc::gen::map(inner, [](const Expr& a) { return make_node(Op::negation, {a}); }),
      rc::gen::map(rc::gen::pair(rc::gen::element(Op::forall, Op::exists), rc::gen::tuple(term(1), term(1), inner)),
                   [](const auto& p) {
                     return bound(p.first, "m", std::get<0>(p.second), std::get<1>(p.second), std::get<2>(p.second));
                   }));
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++n;
  return n;
}

/// Braces balance and every \left has its \right: what LaTeX needs to compile the formula.
bool latex_balances(const std::string& text) {
  long depth = 0;
  for (std::size_t k = 0; k < text.size(); ++k) {
    if (text[k] == '\\') {
      ++k;
      continue;
    }
    depth += text[k] == '{' ? 1 : text[k] == '}' ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth == 0 && count_of(text, "\\left") == count_of(text, "\\right");
}

/// Every element that opens closes, in order.
bool xml_balances(const std::string& text) {
  std::vector<std::string> open;
  for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1)) {
    const std::size_t end = text.find('>', at);
    if (end == std::string::npos) return false;
    const std::string tag = text.substr(at + 1, end - at - 1);
    if (tag[0] != '/') {
      open.push_back(tag.substr(0, tag.find(' ')));
    } else {
      if (open.empty() || open.back() != tag.substr(1)) return false;
      open.pop_back();
    }
  }
  return open.empty();
}

TEST_CASE("a printed form is a fixed point of reading and printing", "[print]") {
  for (const char* text : printed_forms) {
    INFO(text);
    CHECK(to_text(read(text)) == text);
  }
}

TEST_CASE("superfluous parentheses and other spellings vanish", "[print]") {
  CHECK(to_text(read("((a)+((b)*c))")) == "a + b*c");
  CHECK(to_text(read("(a^(b^c))")) == "a^b^c");
  CHECK(to_text(read("f(n, d, base)")) == "f(n; d, base)");
  CHECK(to_text(read("p(n; d, base)")) == "p(n, d, base)");
  CHECK(to_text(read("1e-9 < 0.50")) == "0.000000001 < 0.5");
}

TEST_CASE("text of random trees parses back to the same tree", "[print]") {
  CHECK(rc::check("terms", [] {
    const Expr e = *term(4);
    RC_ASSERT(same(read(to_text(e)), e));
  }));
  CHECK(rc::check("formulas", [] {
    const Expr e = *formula(3);
    RC_ASSERT(same(read(to_text(e)), e));
  }));
}

TEST_CASE("LaTeX and MathML of random trees are well formed", "[print]") {
  CHECK(rc::check("balanced", [] {
    const Expr e = *formula(3);
    RC_ASSERT(latex_balances(to_latex(e)));
    RC_ASSERT(xml_balances(to_mathml(e)));
  }));
}

TEST_CASE("LaTeX of typical claims", "[print]") {
  CHECK(to_latex(read("sum(t, 0, l, cos(n*theta(t)))")) == "\\sum_{t = 0}^{l} \\cos(n\\, {\\theta }_{t})");
  CHECK(to_latex(read("b^(-2*t/d)")) == "{b}^{-2\\, t/d}");
  CHECK(to_latex(read("abs(x) <= 2*(l + 1)/n")) == "\\lvert x\\rvert  \\le \\frac{2 \\cdot (l + 1)}{n}");
  CHECK(to_latex(read("forall s in [0, inf): sqrt(s) >= 0")) == "\\forall s \\in [0,\\infty ) \\colon \\sqrt{s} \\ge 0");
  CHECK(to_latex(read("limit(n -> inf, 1/n) == 0")) == "\\lim_{n \\to \\infty } \\frac{1}{n} = 0");
  CHECK(to_latex(read("(a/b)^2")) == "{\\left( \\frac{a}{b}\\right)}^{2}");
  CHECK(to_latex(read("a_1 < 1e-30")) == "a_{1} < {10}^{-30}");
}

TEST_CASE("a name cannot inject markup", "[print]") {
  CHECK(to_mathml(read("a < b")).find("a</mi>") != std::string::npos);
  CHECK(to_mathml(read("a < b")).find("&lt;") != std::string::npos);
  CHECK(to_latex(make_variable("a_b_c", -1)) == "a_{\\mathrm{b\\_c}}");
  CHECK(to_mathml(make_variable("<script>", -1)).find("<script>") == std::string::npos);
}

TEST_CASE("a tree of shared nodes prints in bounded space", "[print]") {
  Expr e = make_variable("x", -1);
  for (int k = 0; k < 60; ++k) e = make_node(Op::add, {e, e});
  CHECK(to_text(e).size() < (std::size_t{1} << 20) + 16);
  CHECK(to_latex(e).size() < (std::size_t{1} << 26));
}

}  // namespace
}  // namespace posproof
