#include <catch2/catch.hpp>

#include "support/claims.hpp"

// Oracle: the tree in prefix notation, written by hand from the language's rules.

using namespace posproof;
using namespace posproof::testing;

namespace {

struct Row {
  const char* text;
  const char* tree;
};

void check_rows(const std::vector<Row>& rows) {
  for (const auto& row : rows) {
    INFO(row.text);
    CHECK(dump(parsed(row.text)) == row.tree);
  }
}

}  // namespace

TEST_CASE("operators bind as documented") {
  check_rows({
      {"-x^2", "(neg (^ x 2))"},
      {"2^-3", "(^ 2 (neg 3))"},
      {"2^-3^2", "(^ 2 (neg (^ 3 2)))"},
      {"2^-3*5", "(* (^ 2 (neg 3)) 5)"},
      {"2^3^4", "(^ 2 (^ 3 4))"},
      {"(2^3)^4", "(^ (^ 2 3) 4)"},
      {"--x", "(neg (neg x))"},
      {"a - b - c", "(- (- a b) c)"},
      {"a - (b - c)", "(- a (- b c))"},
      {"a/b/c*d", "(* (/ (/ a b) c) d)"},
      {"a + b*c^d", "(+ a (* b (^ c d)))"},
      {"-a*b", "(* (neg a) b)"},
      {"a*-b + c", "(+ (* a (neg b)) c)"},
      {"a - -b", "(- a (neg b))"},
      {"-a[0]^2", "(neg (^ (index a 0) 2))"},
      {"a[0][1]", "(index (index a 0) 1)"},
      {"a^b[k]", "(^ a (index b k))"},
      {"f(x)[1] + g(y; z, w)", "(+ (index (f x) 1) (g y z w))"},
      {"not a < b", "(not (< a b))"},
      {"not not p and q", "(and (not (not p)) q)"},
      {"p and not q or r", "(or (and p (not q)) r)"},
      {"p or q and r", "(or p (and q r))"},
      {"p and q and r", "(and p q r)"},
      {"p and (q and r)", "(and p (and q r))"},
      {"(p or q) or r or s", "(or (or p q) r s)"},
      {"p => q => r", "(=> p (=> q r))"},
      {"p or q => r and s", "(=> (or p q) (and r s))"},
      {"not p => q", "(=> (not p) q)"},
      {"a + 1 < b*2", "(< (+ a 1) (* b 2))"},
      {"a < b and c >= d", "(and (< a b) (>= c d))"},
      {"(a < b) and ((c))", "(and (< a b) c)"},
      {"(((a)))", "a"},
  });
}

TEST_CASE("chains stand as written") {
  check_rows({
      {"a < b <= c", "(chain < <= a b c)"},
      {"a == b != c > d >= e", "(chain == != > >= a b c d e)"},
      {"(a < b) == c", "(== (< a b) c)"},
      {"a + 1 < b < c and p", "(and (chain < < (+ a 1) b c) p)"},
  });
}

TEST_CASE("numbers are exact") {
  check_rows({
      {"1e-9", "1/1000000000"},
      {"0.1", "1/10"},
      {"12.5E+2", "1250"},
      {"2*e", "(* 2 e)"},
      {"1e2", "100"},
      {"00012", "12"},
      {"pi + euler_gamma*i", "(+ pi (* euler_gamma i))"},
      {"true and false", "(and true false)"},
  });
}

TEST_CASE("domains") {
  check_rows({
      {"forall n in 1..5: p", "(forall n:{1..5} p)"},
      {"forall n in -3..2*k: p", "(forall n:{(neg 3)..(* 2 k)} p)"},
      {"forall n in 1..inf step 2: p", "(forall n:{1..inf step 2} p)"},
      {"forall n in (1 + 2)..5: p", "(forall n:{(+ 1 2)..5} p)"},
      {"forall n in (1)[0]^2*3 + 1..5: p", "(forall n:{(+ (* (^ (index 1 0) 2) 3) 1)..5} p)"},
      {"forall n in (1)..(5): p", "(forall n:{1..5} p)"},
      {"forall s in [a, b]: p", "(forall s:[a b] p)"},
      {"forall s in (a, b]: p", "(forall s:(a b] p)"},
      {"forall s in [a, b): p", "(forall s:[a b) p)"},
      {"forall s in (a + 1, (b)): p", "(forall s:((+ a 1) b) p)"},
      {"forall s in [1, inf): p", "(forall s:[1 inf) p)"},
      {"forall s in (-inf, 0): p", "(forall s:(inf 0) p)"},
      {"forall s in (-inf, inf): p", "(forall s:(inf inf) p)"},
      {"forall s in {64, 2^7}: p", "(forall s:{set 64 (^ 2 7)} p)"},
      {"forall s in {}: p", "(forall s:{set} p)"},
  });
}

TEST_CASE("quantifiers") {
  check_rows({
      {"forall n in 1..3: p => q", "(forall n:{1..3} (=> p q))"},
      {"forall n in 1..3, s in [0, 1] where n > s: p", "(forall n:{1..3} s:[0 1] where (> n s) p)"},
      {"forall n in 1..3 where p, m in 1..n where q: r", "(forall n:{1..3} m:{1..n} where (and p q) r)"},
      {"exists n in 1..3: forall m in {1}: p and q", "(exists n:{1..3} (forall m:{set 1} (and p q)))"},
      {"p and forall n in 1..3: q or r", "(and p (forall n:{1..3} (or q r)))"},
      {"not exists n in 1..3: p", "(not (exists n:{1..3} p))"},
      {"(forall n in 1..3: p) => q", "(=> (forall n:{1..3} p) q)"},
      {"forall n in 1..3 where exists k in 1..2: p: q", "(forall n:{1..3} where (exists k:{1..2} p) q)"},
  });
}

TEST_CASE("forms that bind a name") {
  check_rows({
      {"sum(k, 1, n, k^2)", "(sum k:{1..n} (^ k 2))"},
      {"prod(k, 1, inf, k)", "(prod k:{1..inf} k)"},
      {"maximum(k, 1, n, k) + minimum(k, 1, n, k)", "(+ (maximum k:{1..n} k) (minimum k:{1..n} k))"},
      {"argmax(k, 1, n, k) - argmin(k, 1, n, k)", "(- (argmax k:{1..n} k) (argmin k:{1..n} k))"},
      {"count(k, 1, n, k > 2)", "(count k:{1..n} (> k 2))"},
      {"integral(x, 0, 1, x)", "(integral x:[0 1] x)"},
      {"integral(x, -inf, inf, x)", "(integral x:(inf inf) x)"},
      {"deriv(x, x^2)", "(deriv x (^ x 2))"},
      {"if(a < b, a, b)", "(if (< a b) a b)"},
      {"limit(n -> inf, 1/n)", "(limit n:->inf (/ 1 n))"},
      {"limsup(x -> -inf in reals, x)", "(limsup x:->-inf reals x)"},
      {"liminf(n -> inf in integers, n)", "(liminf n:->inf n)"},
      {"limit(x -> 2*a, x)", "(limit x:->(* 2 a) reals x)"},
      {"increasing(n in 1..9, n)", "(increasing n:{1..9} n)"},
      {"bounded(s in [0, inf), s)", "(bounded s:[0 inf) s)"},
      {"convergent(n -> inf, 1/n)", "(convergent n:->inf (/ 1 n))"},
      {"sin(x) + sine(x)", "(+ (sin x) (sine x))"},
      {"min(a, b, c)", "(min a b c)"},
      {"[1, [2, x]]", "(list 1 (list 2 x))"},
  });
}

TEST_CASE("spans mark the text of each node") {
  const std::string text = "(a + b)*c < -d^2";
  const auto e = parsed(text);
  const auto slice = [&](const Expr& n) { return text.substr(n->span.begin, n->span.end - n->span.begin); };
  CHECK(slice(e) == text);
  CHECK(slice(e->args[0]) == "(a + b)*c");
  CHECK(slice(e->args[0]->args[0]) == "a + b");
  CHECK(slice(e->args[1]) == "-d^2");
}

TEST_CASE("definitions are read with the places of their parts") {
  const auto d = parse_definition({"f.toml", "f(n; m) =  n + m", 7, 3});
  CHECK(d.name == "f");
  CHECK(d.parameters == std::vector<std::string>{"n", "m"});
  CHECK(dump(d.body) == "(+ n m)");
  CHECK(d.source.text == "n + m");
  CHECK(d.source.first_line == 7);
  CHECK(d.source.first_column == 14);
  CHECK(dump(parse_definition({"<where>", "p(n) = n == 3 => n >= 2"}).body) == "(=> (== n 3) (>= n 2))");
}
