#include <catch2/catch.hpp>

#include "posproof/claim/walk.hpp"
#include "support/claims.hpp"

// Oracle: alpha-equivalence, free variables and substitution worked out by hand on small trees.

using namespace posproof;
using namespace posproof::testing;

namespace {

void check_same(const std::string& a, const std::string& b, bool expected) {
  INFO(a << "   and   " << b);
  const auto x = formula(a), y = formula(b);
  CHECK(same(x, y) == expected);
  CHECK(same(y, x) == expected);
  if (expected) CHECK(hash(x) == hash(y));
}

}  // namespace

TEST_CASE("names of bound variables do not count, everything else does") {
  check_same("forall n in 1..3: n > 0", "forall m in 1..3: m > 0", true);
  check_same("forall n in 1..3: n > 0", "forall n in 1..4: n > 0", false);
  check_same("forall n in 1..3: n > 0", "exists n in 1..3: n > 0", false);
  check_same("forall n in 1..3: n > 0", "forall n in 1..3: n >= 0", false);
  check_same("forall n in 1..3: n > 0", "forall n in 1..3 where n > 1: n > 0", false);
  check_same("forall n in 1..3: n > 0", "forall n in 1..3 step 2: n > 0", false);
  check_same("forall s in [0, 1]: s > 0", "forall s in [0, 1): s > 0", false);
  check_same("forall n in 1..3, m in n..4: n > m", "forall a in 1..3, b in a..4: a > b", true);
  check_same("forall n in 1..3, m in 1..3: n > m", "forall n in 1..3, m in 1..3: m > n", false);
  check_same("sum(k, 1, 3, sum(j, 1, k, j)) > 0", "sum(j, 1, 3, sum(k, 1, j, k)) > 0", true);
  check_same("sum(k, 1, 3, sum(j, 1, k, j)) > 0", "sum(k, 1, 3, sum(j, 1, k, k)) > 0", false);
  check_same("sum(k, 1, 3, sum(k, 1, 3, k)) > 0", "sum(j, 1, 3, sum(k, 1, 3, k)) > 0", true);
  check_same("sum(k, 1, 3, k) > 0", "prod(k, 1, 3, k) > 0", false);
  check_same("forall x in [0, 1]: deriv(x, x) > 0", "forall y in [0, 1]: deriv(y, y) > 0", true);
  check_same("forall x in [0, 1], y in [0, 1]: deriv(x, x*y) > 0", "forall x in [0, 1], y in [0, 1]: deriv(y, x*y) > 0", false);
  check_same("limit(n -> inf, 1/n) == 0", "limit(n -> -inf, 1/n) == 0", false);
  check_same("limit(n -> inf, 1/n) == 0", "limit(n -> inf in reals, 1/n) == 0", false);
  check_same("increasing(n in 1..3, n)", "decreasing(n in 1..3, n)", false);
  check_same("sin(1) > 0", "cos(1) > 0", false);
  check_same("0.1 > 0", "1e-1 > 0", true);
  check_same("1 < 2 < 3", "1 < 2 and 2 < 3", true);
}

TEST_CASE("a tree shared in two places equals two trees written out") {
  const std::vector<std::string> where{"h(n) = sum(k, 1, n, k^2)"};
  const auto shared = formula("forall n in 1..2: h(n) + h(n) > 0", where);
  const auto written = formula("forall m in 1..2: sum(k, 1, m, k^2) + sum(j, 1, m, j^2) > 0");
  REQUIRE(shared->args[0]->args[0]->args[0] == shared->args[0]->args[0]->args[1]);
  CHECK(same(shared, written));
  CHECK(hash(shared) == hash(written));
  CHECK_FALSE(same(shared, formula("forall m in 1..2: sum(k, 1, m, k^2) + sum(j, 1, m, j*m) > 0")));
}

TEST_CASE("free slots") {
  const auto body = formula("forall x in [0, 1], y in [0, 1]: sum(k, 1, 3, k*x) > deriv(y, y^2) + sum(k, 1, 2, k)")->args[0];
  CHECK(free_slots(body) == std::vector<int>{0, 1});
  CHECK(free_slots(body->args[0]) == std::vector<int>{0});
  CHECK(free_slots(body->args[1]) == std::vector<int>{1});
  CHECK(free_slots(body->args[0]->args[0]) == std::vector<int>{0, 2});
  CHECK(depends_on(body, 0));
  CHECK(depends_on(body->args[1], 1));        // the variable of a derivative
  CHECK_FALSE(depends_on(body->args[0], 1));  // it stands beside
  CHECK_FALSE(depends_on(body->args[0], 2));  // bound
}

TEST_CASE("tree size counts shared nodes each time") {
  CHECK(tree_size(term("1 + 2*3")) == 5);
  CHECK(tree_size(term("a + a", {"a = b + b", "b = 1 + 1"})) == 15);
}

TEST_CASE("substitution") {
  const auto all = formula("forall x in [0, 1], y in [0, 1]: sum(k, 1, x, k*x) > y");
  const auto body = all->args[0];
  CHECK(dump(substitute(body, 0, make_number(Rational(7)))) == "(> (sum k:{1..7} (* k 7)) y)");
  CHECK(dump(substitute(body, 0, make_variable("y", 1))) == "(> (sum k:{1..y} (* k y)) y)");
  CHECK(substitute(body, 9, make_number(Rational(7))) == body);
  CHECK(same(substitute(all, 0, make_number(Rational(7))), all));
  const auto derivative = formula("forall x in [0, 1]: deriv(x, x^2) > 0")->args[0];
  CHECK(free_slots(substitute(derivative, 0, make_variable("z", 5))) == std::vector<int>{5});
}

TEST_CASE("children replaced: every place once, with what is in scope there, the rest kept") {
  const auto all = formula("forall m in 1..9 step 2, x in {m, 7} where x > m: m + x > 0");
  std::vector<std::pair<std::string, std::size_t>> seen;
  const auto same_children = [&](const Expr& child, std::size_t inside) {
    seen.emplace_back(dump(child), inside);
    return child;
  };
  CHECK(map_children(all, same_children) == all);
  using Seen = std::vector<std::pair<std::string, std::size_t>>;
  CHECK(seen == Seen{{"(> (+ m x) 0)", 2}, {"1", 0}, {"9", 0}, {"2", 0}, {"m", 1}, {"7", 1}, {"(> x m)", 2}});
  const auto others = map_children(all, [](const Expr& child, std::size_t inside) {
    return child->op == Op::number ? make_number(child->number + Rational(static_cast<long>(10 + inside))) : child;
  });
  const auto &m = others->binders[0].domain, &x = others->binders[1].domain;
  CHECK(dump(m.lo) + " " + dump(m.hi) + " " + dump(m.step) + " " + dump(x.elements[1]) == "11 19 12 18");
  CHECK(others->args[0] == all->args[0]);
  CHECK(others->filter == all->filter);
  CHECK(others->binders[1].slot == all->binders[1].slot);
  CHECK(dump(all->binders[0].domain.lo) == "1");
}

TEST_CASE("other arguments") {
  const auto sum = term("sum(k, 1, 3, k^2)");
  CHECK(with_args(sum, {sum->args[0]}) == sum);
  CHECK(dump(with_args(sum, {sum->args[0]->args[0]})) == "(sum k:{1..3} k)");
  CHECK(map_args(sum, [](const Expr& arg) { return arg; }) == sum);
  CHECK(dump(map_args(term("1 + 2"), [](const Expr& arg) { return make_node(Op::neg, {arg}); })) == "(+ (neg 1) (neg 2))");
}

TEST_CASE("relations") {
  CHECK(mirrored(Op::less) == Op::greater);
  CHECK(mirrored(Op::equal) == Op::equal);
  CHECK(negated(Op::less) == Op::greater_equal);
  CHECK(negated(Op::greater) == Op::less_equal);
  CHECK(negated(Op::not_equal) == Op::equal);
  CHECK(std::string(relation_text(Op::greater_equal)) == ">=");
  for (const auto op : {Op::less, Op::less_equal, Op::greater, Op::greater_equal, Op::equal, Op::not_equal}) {
    CHECK(is_relation(op));
    CHECK(mirrored(mirrored(op)) == op);
    CHECK(negated(negated(op)) == op);
  }
  CHECK_FALSE(is_relation(Op::truth));
  CHECK_FALSE(is_relation(Op::chain));
}
