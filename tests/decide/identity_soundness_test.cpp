#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "posproof/arith/ball.hpp"
#include "posproof/claim/print.hpp"
#include "posproof/decide/identity.hpp"
#include "support/property.hpp"

// Oracles: (a) an expression rewritten by random true rules must be proved equal to itself before; (b) rewritten by rules of
// which some are false, whatever is still proved must agree with ball evaluation at random points, ends and 0 included.

namespace {

using namespace posproof;

constexpr int x_slot = 0, y_slot = 1, n_slot = 2, k_slot = 3;

Expr num(long p, long q = 1) { return make_number(Rational(Integer(p), Integer(q))); }
const Expr X = make_variable("x", x_slot), Y = make_variable("y", y_slot), N = make_variable("n", n_slot);
Expr op(Op o, const Expr& a, const Expr& b) { return make_node(o, {a, b}); }
Expr call(const char* f, const Expr& a) { return make_call(f, {a}); }

std::vector<VariableFacts> facts() {
  VariableFacts x, y, n;
  x.slot = x_slot;
  x.lower = Rational(1) / Rational(4);
  x.upper = Rational(3);
  y.slot = y_slot;
  y.lower = Rational(-2);
  y.upper = Rational(2);
  n.slot = n_slot;
  n.integer = true;
  n.lower = Rational(1);
  n.upper = Rational(9);
  return {x, y, n};
}

Expr sum_of_copies(const Expr& e, long copies) {  // sum(k, 1, copies, e)
  auto node = std::make_shared<Node>();
  node->op = Op::sum;
  Binder b;
  b.name = "k";
  b.slot = k_slot;
  b.domain.lo = num(1);
  b.domain.hi = num(copies);
  node->binders.push_back(b);
  node->args = {e};
  return node;
}

int pick(int below) { return *rc::gen::inRange(0, below); }

Expr leaf() {
  switch (pick(5)) {
    case 0: return X;
    case 1: return Y;
    case 2: return N;
    case 3: return num(*rc::gen::inRange(-4L, 5L), *rc::gen::inRange(1L, 4L));
    default: return make_constant("pi");
  }
}

/// Defined everywhere on the domain.
Expr term(int depth) {
  if (depth == 0) return leaf();
  switch (pick(9)) {
    case 0: return op(Op::add, term(depth - 1), term(depth - 1));
    case 1: return op(Op::sub, term(depth - 1), term(depth - 1));
    case 2:
    case 3: return op(Op::mul, term(depth - 1), term(depth - 1));
    case 4: return call(pick(2) == 0 ? "sin" : "cos", term(depth - 1));
    case 5: return call("exp", op(Op::mul, num(1, 3), leaf()));
    case 6: return op(Op::div, term(depth - 1), pick(2) == 0 ? X : N);
    case 7: return op(Op::pow, term(depth - 1), num(2));
    default: return call("sqrt", X);
  }
}

Expr square(const Expr& u) { return op(Op::pow, u, num(2)); }

Expr true_rule(const Expr& e) {
  const Expr half = op(Op::div, e->args.empty() ? e : e->args[0], num(2));
  if (e->op == Op::call && e->name == "sin" && pick(2) == 0)
    return op(Op::mul, num(2), op(Op::mul, call("sin", half), call("cos", half)));
  if (e->op == Op::call && e->name == "cos" && pick(2) == 0)
    return op(Op::sub, num(1), op(Op::mul, num(2), square(call("sin", half))));
  if (e->op == Op::call && e->name == "exp" && pick(2) == 0) return square(call("exp", half));
  if (e->op == Op::mul && pick(2) == 0) {
    const Expr &a = e->args[0], &b = e->args[1];  // ab = ((a + b)^2 - (a - b)^2)/4
    return op(Op::div, op(Op::sub, square(op(Op::add, a, b)), square(op(Op::sub, a, b))), num(4));
  }
  if ((e->op == Op::add || e->op == Op::mul) && pick(2) == 0) return op(e->op, e->args[1], e->args[0]);
  switch (pick(13)) {
    case 8: return make_node(Op::conditional, {op(Op::less, Y, num(pick(5) - 2)), e, op(Op::add, e, num(0))});
    case 9: return op(Op::sub, op(Op::add, make_call("max", {e, Y}), make_call("min", {e, Y})), Y);
    case 10: return op(Op::sub, op(Op::add, e, call("abs", op(Op::mul, Y, e))), op(Op::mul, call("abs", e), call("abs", Y)));
    case 11: return op(Op::sub, op(Op::add, e, call("sqrt", square(op(Op::sub, X, Y)))), call("abs", op(Op::sub, Y, X)));
    case 12:
      return op(Op::div, op(Op::mul, e, call("gamma", op(Op::add, N, X))),
                op(Op::mul, call("gamma", op(Op::sub, op(Op::add, N, X), num(1))), op(Op::sub, op(Op::add, X, N), num(1))));
    case 0: return op(Op::mul, e, op(Op::add, square(call("sin", Y)), square(call("cos", Y))));
    case 1: return op(Op::sub, op(Op::add, e, call("log", op(Op::mul, N, X))), op(Op::add, call("log", N), call("log", X)));
    case 2: return op(Op::div, op(Op::mul, e, X), square(call("sqrt", X)));
    case 3: return op(Op::div, sum_of_copies(e, 3), num(3));
    case 4: return call("re", op(Op::mul, e, op(Op::mul, call("cis", X), call("conj", call("cis", X)))));
    case 5: return op(Op::mul, e, op(Op::pow, op(Op::pow, num(4), N), op(Op::div, op(Op::sub, N, N), X)));
    case 6:
      return op(Op::div, op(Op::mul, e, op(Op::pow, num(6), N)), op(Op::mul, op(Op::pow, num(2), N), op(Op::pow, num(3), N)));
    default: return op(Op::sub, op(Op::add, e, square(call("abs", Y))), square(Y));
  }
}

/// Right for some arguments only.
Expr doubtful_rule(const Expr& e) {
  switch (pick(18)) {
    case 12: return op(Op::add, e, op(Op::sub, call("sqrt", square(op(Op::sub, X, Y))), op(Op::sub, X, Y)));
    case 13: return make_node(Op::conditional, {op(Op::less_equal, Y, num(pick(5) - 2)), e, op(Op::mul, e, op(Op::div, Y, Y))});
    case 14: return make_node(Op::conditional, {op(Op::less, N, num(pick(9))), e, call("abs", e)});
    case 15:
      return op(Op::add, e,
                op(Op::sub, call("log", op(Op::mul, op(Op::sub, X, num(1, 8)), op(Op::add, Y, num(pick(4))))),
                   op(Op::add, call("log", op(Op::sub, X, num(1, 8))), call("log", op(Op::add, Y, num(pick(4)))))));
    case 16: return op(Op::mul, e, op(Op::pow, op(Op::pow, Y, num(2)), num(1, 2)));
    case 17:
      return op(Op::mul, e, op(Op::div, op(Op::sub, square(X), square(Y)), op(Op::mul, op(Op::sub, X, Y), op(Op::add, X, Y))));
    case 0: return call("sqrt", square(e));
    case 1: return op(Op::div, op(Op::mul, e, Y), Y);
    case 2: return call("abs", e);
    case 3: return call("asin", call("sin", e));
    case 4: return call("arg", call("cis", e));
    case 5: return op(Op::div, call("log", square(e)), num(2));
    case 6: return op(Op::mul, call("sqrt", e), call("sqrt", e));
    case 7: return make_call("max", {e, op(Op::mul, num(2), e)});
    case 8: return op(Op::pow, op(Op::pow, e, num(2)), num(1, 2));
    case 9: return call("floor", e);
    case 10: return op(Op::div, op(Op::mul, e, op(Op::sub, X, Y)), op(Op::sub, X, Y));
    default: return op(Op::mul, e, op(Op::pow, op(Op::pow, Y, num(3)), num(0)));
  }
}

template <class Rule>
Expr rewrite_somewhere(const Expr& e, Rule rule) {
  if (e->args.empty() || e->op == Op::sum || e->op == Op::conditional || pick(3) == 0) return rule(e);
  std::vector<Expr> args = e->args;
  const auto k = static_cast<std::size_t>(pick(static_cast<int>(args.size())));
  args[k] = rewrite_somewhere(args[k], rule);
  return e->op == Op::call ? make_call(e->name, args) : make_node(e->op, args);
}

struct NoValue {
  bool certain;
};

struct Complex {
  Ball re, im;
};

Complex multiply(const Complex& a, const Complex& b) { return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re}; }

Complex value(const Expr& e, const std::map<int, Rational>& at) {
  const auto arg = [&](std::size_t k) { return value(e->args[k], at); };
  const auto real = [](const Ball& b) { return Complex{b, Ball(0)}; };
  switch (e->op) {
    case Op::number: return real(Ball(e->number));
    case Op::constant: return real(Ball::pi());
    case Op::variable: return real(Ball(at.at(e->slot)));
    case Op::add: return {arg(0).re + arg(1).re, arg(0).im + arg(1).im};
    case Op::sub: return {arg(0).re - arg(1).re, arg(0).im - arg(1).im};
    case Op::mul: return multiply(arg(0), arg(1));
    case Op::div: {
      const Ball d = arg(1).re;
      if (contains_zero(d)) throw NoValue{is_exact(d)};
      return {arg(0).re / d, arg(0).im / d};
    }
    case Op::pow: {
      const Ball b = arg(0).re;
      if (e->args[1]->op == Op::number && e->args[1]->number == Rational(2)) return multiply(arg(0), arg(0));
      if (e->args[1]->op == Op::number && e->args[1]->number.is_integer()) return real(pow(b, *e->args[1]->number.to_long()));
      const Ball q = arg(1).re;
      const bool whole = contains(q, Rational(round(midpoint(q))));  // then the value of the exponent may be an integer
      if (certainly(is_negative(b))) throw NoValue{!whole};
      return real(pow(b, q));
    }
    case Op::sum: return {arg(0).re * Ball(3), arg(0).im * Ball(3)};  // of copies that do not depend on k
    default: break;
  }
  if (e->op == Op::conditional) {
    const Truth below = less(value(e->args[0]->args[0], at).re, value(e->args[0]->args[1], at).re);
    const Truth above = less(value(e->args[0]->args[1], at).re, value(e->args[0]->args[0], at).re);
    const bool strict = e->args[0]->op == Op::less;  // both sides are exact in these tests
    return value(e->args[(strict ? certainly(below) : !certainly(above)) ? 1 : 2], at);
  }
  const Complex z = arg(0);
  const std::string& f = e->name;
  if (f == "min") return real(min(z.re, arg(1).re));
  if (f == "gamma") return real(gamma(z.re));
  if (f == "cis") return {cos(z.re), sin(z.re)};
  if (f == "conj") return {z.re, -z.im};
  if (f == "re") return real(z.re);
  if (f == "arg") return real(atan2(z.im, z.re));
  if (f == "sin") return real(sin(z.re));
  if (f == "cos") return real(cos(z.re));
  if (f == "exp") return real(exp(z.re));
  if (f == "abs") return real(abs(z.re));
  if (f == "asin") return real(asin(z.re));
  if (f == "floor") return real(floor(z.re));
  if (f == "max") return real(max(z.re, arg(1).re));
  if ((f == "log" || f == "sqrt") && certainly(is_negative(z.re))) throw NoValue{true};
  if (f == "log" && is_exact(z.re) && contains_zero(z.re)) throw NoValue{true};
  if (f == "log") return real(log(z.re));
  if (f == "sqrt") return real(sqrt(z.re));
  throw NoValue{false};
}

std::map<int, Rational> random_point() {
  const long k = *rc::gen::inRange(0L, 17L), j = *rc::gen::inRange(0L, 17L);
  return {{x_slot, Rational(Integer(4 + 44 * k / 16), Integer(16))},
          {y_slot, Rational(Integer(-16 + 2 * j), Integer(8))},
          {n_slot, Rational(*rc::gen::inRange(1L, 10L))}};
}

/// Nothing at the point speaks against lhs == rhs.
bool consistent(const Expr& lhs, const Expr& rhs, const std::map<int, Rational>& at) {
  const PrecisionScope scope(Bits{256});
  try {
    const Complex a = value(lhs, at), b = value(rhs, at);
    return !is_finite(a.re) || !is_finite(b.re) || overlap(a.re, b.re);
  } catch (const NoValue& n) {
    return !n.certain;
  }
}

}  // namespace

TEST_CASE("true rewritings are proved", "[identity]") {
  test::property("random true rewritings", [] {
    const Expr e = term(2);
    Expr f = e;
    for (int k = 1 + pick(3); k > 0; --k) f = rewrite_somewhere(f, true_rule);
    const IdentityResult r = prove_equal(e, f, facts());
    if (!r.proved) RC_FAIL(to_text(e) + " == " + to_text(f) + ": " + r.reason);
    const Expr off = op(Op::add, f, make_number(*Rational::parse("1e-50")));
    RC_ASSERT(!prove_equal(e, off, facts()).proved);
    const Expr scaled = op(Op::mul, op(Op::add, f, num(7, 3)), make_number(Rational(1) + *Rational::parse("1e-50")));
    RC_ASSERT(!prove_equal(op(Op::add, e, num(7, 3)), scaled, facts()).proved ||
              prove_zero(op(Op::add, e, num(7, 3)), facts()).proved);
  });
}

TEST_CASE("whatever is proved agrees with ball evaluation", "[identity]") {
  int proved = 0, differing = 0;
  test::property("random doubtful rewritings", [&] {
    const Expr e = term(2);
    Expr f = e;
    for (int k = 1 + pick(3); k > 0; --k)
      f = pick(3) == 0 ? rewrite_somewhere(f, true_rule) : rewrite_somewhere(f, doubtful_rule);
    const bool shown = prove_equal(e, f, facts()).proved;
    bool agree = true;
    for (int k = 0; k < 12; ++k) agree = consistent(e, f, random_point()) && agree;
    if (shown && !agree) RC_FAIL("wrongly proved: " + to_text(e) + " == " + to_text(f));
    proved += shown ? 1 : 0;
    differing += agree ? 0 : 1;
  });
  CHECK(proved > 5);  // neither outcome is vacuous
  CHECK(differing > 5);
}
