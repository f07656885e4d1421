#include "limit_rules.hpp"

#include <algorithm>

#include "bounds_detail.hpp"
#include "closed_integral.hpp"
#include "integral.hpp"
#include "posproof/claim/print.hpp"
#include "shape.hpp"

namespace posproof::detail {
namespace {

using Kind = Behaviour::Kind;

constexpr long most_unrolled = 600;

Expr number(const Rational& q) { return make_number(q); }

bool is_infinite(const Behaviour& b) { return b.kind == Kind::plus_infinity || b.kind == Kind::minus_infinity; }
int sign_of(const Behaviour& b) { return b.kind == Kind::plus_infinity ? 1 : -1; }
bool stays_bounded(const Behaviour& b) {
  return b.kind == Kind::finite || b.kind == Kind::almost_periodic || b.kind == Kind::bounded;
}

std::string described(const Behaviour& b) {
  switch (b.kind) {
    case Kind::finite: return b.value ? "tends to " + to_text(b.value) : "tends to " + text(*b.number, 20);
    case Kind::plus_infinity: return "tends to inf";
    case Kind::minus_infinity: return "tends to -inf";
    case Kind::almost_periodic: return "differs by a null sequence from the almost periodic " + to_text(b.value);
    case Kind::bounded: return "is bounded";
    default: return "is not settled";
  }
}

Behaviour finite(Expr value) {
  Behaviour b;
  b.kind = Kind::finite;
  b.value = std::move(value);
  return b;
}
Behaviour zero() { return finite(number(Rational(0))); }
Behaviour infinite(int sign) {
  Behaviour b;
  b.kind = sign > 0 ? Kind::plus_infinity : Kind::minus_infinity;
  return b;
}
Behaviour unknown(std::string trouble) {
  Behaviour b;
  b.trouble = std::move(trouble);
  return b;
}
Behaviour almost_periodic(Expr value) {
  Behaviour b;
  b.kind = Kind::almost_periodic;
  b.value = std::move(value);
  return b;
}

/// A rule applied to e: names it, says what it gives and what it rests on.
Behaviour by_rule(Behaviour b, const char* rule, const char* theorem, const Expr& e, std::vector<const Behaviour*> parts) {
  if (b.kind == Kind::unknown) return b;
  b.why = {rule, theorem, to_text(e) + " " + described(b), {}};
  for (const auto* p : parts) b.why.hypotheses.push_back(p->why);
  return b;
}

/// Sign of a limit that is a number, certain or any.
Signs limit_signs(const Behaviour& b) {
  if (b.value) return constant_signs(b.value);
  return posproof::signs_of(*b.number);
}

bool both_expressed(const Behaviour& a, const Behaviour& b) {
  return (a.kind == Kind::finite || a.kind == Kind::almost_periodic) &&
         (b.kind == Kind::finite || b.kind == Kind::almost_periodic) && a.value && b.value;
}

/// The term made of two expressed behaviours: a number when both are, else almost periodic.
Behaviour joined(const Behaviour& a, const Behaviour& b, Op op) {
  const Expr e = make_node(op, {a.value, b.value});
  return a.kind == Kind::finite && b.kind == Kind::finite ? finite(e) : almost_periodic(e);
}

/// The line through the values at 1 and 2, when the term equals it: 1/(0 + 1/n) is n.
std::optional<Expr> straightened(const Expr& e, int slot, const std::vector<VariableFacts>& facts) {
  const Expr at1 = substitute(e, slot, number(Rational(1))), at2 = substitute(e, slot, number(Rational(2)));
  const Expr slope = make_node(Op::sub, {at2, at1});
  const auto q = exact_value(slope), first = exact_value(at1);
  if (!q || !first || q->sign() == 0) return std::nullopt;
  const Expr line = make_node(Op::add, {make_node(Op::mul, {number(*q), make_variable("n", slot)}), number(*first - *q)});
  if (!prove_equal(e, line, facts).proved) return std::nullopt;
  return line;
}

}  // namespace

LimitRules::LimitRules(int slot, std::string name, bool integers) : slot_(slot), name_(std::move(name)), integers_(integers) {
  VariableFacts f;
  f.slot = slot;
  f.integer = integers;
  f.lower = Rational(1);
  facts_.push_back(f);
}

Behaviour LimitRules::of(const Expr& e) {
  if (!depends_on(e, slot_)) return by_rule(finite(e), "constant", "L7", e, {});
  if (const auto lead = leading_term(e, slot_)) {
    // Exact knowledge only: an enclosed value may be given better by its structure.
    std::optional<Behaviour> b;
    if (lead->power.sign() > 0)
      b = zero();
    else if (lead->power.sign() < 0)
      b = infinite(certainly(is_positive(lead->factor)) ? 1 : -1);
    else if (lead->factor.is_exact())
      b = finite(number(lead->factor.exact()));
    if (b) return by_rule(*b, "leading term of the expansion in 1/n", "L8", e, {});
    Behaviour structural = attempt(e);
    if (structural.kind != Kind::unknown && structural.kind != Kind::bounded) return structural;
    Behaviour enclosed;
    enclosed.kind = Kind::finite;
    enclosed.number = lead->factor;
    return by_rule(enclosed, "leading term of the expansion in 1/n", "L8", e, {});
  }
  Behaviour b = attempt(e);
  if (b.kind == Kind::unknown || b.kind == Kind::bounded) {
    Behaviour c = by_bounds(e);
    if (c.kind != Kind::unknown) return c;
  }
  return b;
}

Behaviour LimitRules::attempt(const Expr& e) {
  switch (e->op) {
    case Op::variable: return by_rule(infinite(1), "the variable itself", "L7", e, {});
    case Op::neg:
    case Op::add:
    case Op::sub: return sum_of(e);
    case Op::mul: {
      if (auto mean = riemann_mean(e)) return *mean;
      return product_of_two(e);
    }
    case Op::div: {
      if (auto mean = riemann_mean(e)) return *mean;
      return quotient(e);
    }
    case Op::pow: return power(e);
    case Op::call: return call(e);
    case Op::integral: return integral(e);
    case Op::sum: {
      const auto& b = e->binders[0];
      if (!is_plain_range(b.domain)) return unknown("a sum over an unusual range");
      if (depends_on(b.domain.lo, slot_) || depends_on(b.domain.hi, slot_)) return riemann_sum(e);
      const auto lo = exact_value(b.domain.lo), hi = exact_value(b.domain.hi);
      if (!lo || !hi || *hi - *lo > Rational(most_unrolled)) return unknown("a sum over a range that is not exact or too long");
      // Behaviours of the terms, added: the value keeps the sum as it stands when the terms are all of one kind.
      bool all_periodic = true;
      Behaviour acc = zero(), first;
      for (Rational k = *lo; k <= *hi; k += Rational(1)) {
        const Behaviour item = of(substitute(e->args[0], b.slot, number(k)));
        if (k == *lo) first = item;
        if (item.kind == Kind::unknown) return item;
        all_periodic &= item.kind == Kind::almost_periodic && same(item.value, substitute(e->args[0], b.slot, number(k)));
        if (both_expressed(acc, item))
          acc = joined(acc, item, Op::add);
        else if (stays_bounded(acc) && stays_bounded(item))
          acc.kind = Kind::bounded;
        else if (is_infinite(item) && (stays_bounded(acc) || acc.kind == item.kind))
          acc = infinite(sign_of(item));
        else
          return unknown("terms of a sum that do not add up to one behaviour");
      }
      if (all_periodic) acc = almost_periodic(e);
      return by_rule(acc, "finite sum, term by term", "L7", e, {&first});
    }
    default: return unknown("no rule for `" + to_text(e) + "`");
  }
}

Behaviour LimitRules::sum_of(const Expr& e) {
  const Behaviour a = of(e->args[0]);
  if (a.kind == Kind::unknown) return a;
  if (e->op == Op::neg) {
    if (is_infinite(a)) return by_rule(infinite(-sign_of(a)), "sign", "L7", e, {&a});
    if (a.value && a.kind != Kind::bounded) {
      const Expr v = make_node(Op::neg, {a.value});
      return by_rule(a.kind == Kind::finite ? finite(v) : almost_periodic(v), "sign", "L7", e, {&a});
    }
    if (a.kind == Kind::bounded) return by_rule(a, "sign", "L7", e, {&a});
    return unknown("a limit without a closed form");
  }
  const Behaviour b = of(e->args[1]);
  if (b.kind == Kind::unknown) return b;
  if (both_expressed(a, b)) return by_rule(joined(a, b, e->op), "sum of limits", "L7", e, {&a, &b});
  const int turn = e->op == Op::sub ? -1 : 1;
  if (stays_bounded(a) && is_infinite(b))
    return by_rule(infinite(turn * sign_of(b)), "infinite plus bounded", "L7", e, {&a, &b});
  if (is_infinite(a) && stays_bounded(b)) return by_rule(infinite(sign_of(a)), "infinite plus bounded", "L7", e, {&a, &b});
  if (is_infinite(a) && is_infinite(b) && sign_of(a) == turn * sign_of(b))
    return by_rule(infinite(sign_of(a)), "sum of infinities of one sign", "L7", e, {&a, &b});
  if (stays_bounded(a) && stays_bounded(b)) {
    Behaviour c;
    c.kind = Kind::bounded;
    return by_rule(c, "sum of bounded terms", "L7", e, {&a, &b});
  }
  return unknown("a difference of infinities in `" + to_text(e) + "`");
}

Behaviour LimitRules::product_of_two(const Expr& e) {
  const Behaviour a = of(e->args[0]), b = of(e->args[1]);
  const auto is_null = [](const Behaviour& x) { return x.kind == Kind::finite && limit_signs(x) == Signs::zero(); };
  if ((is_null(a) && stays_bounded(b)) || (is_null(b) && stays_bounded(a)))
    return by_rule(zero(), "null sequence times bounded sequence", "L7", e, {&a, &b});
  if (both_expressed(a, b)) return by_rule(joined(a, b, Op::mul), "product of limits", "L7", e, {&a, &b});
  for (const auto& [x, y] : {std::pair{&a, &b}, std::pair{&b, &a}}) {
    if (!is_infinite(*x)) continue;
    if (is_infinite(*y)) return by_rule(infinite(sign_of(*x) * sign_of(*y)), "product of infinities", "L7", e, {&a, &b});
    if (y->kind == Kind::finite) {
      const Signs s = limit_signs(*y);
      if (s == Signs::positive() || s == Signs::negative())
        return by_rule(infinite(s == Signs::positive() ? sign_of(*x) : -sign_of(*x)), "infinite times non-zero", "L7", e,
                       {&a, &b});
    }
  }
  if (stays_bounded(a) && stays_bounded(b)) {
    Behaviour c;
    c.kind = Kind::bounded;
    return by_rule(c, "product of bounded terms", "L7", e, {&a, &b});
  }
  return unknown(a.kind == Kind::unknown   ? a.trouble
                 : b.kind == Kind::unknown ? b.trouble
                                           : "a product without a rule: `" + to_text(e) + "`");
}

Behaviour LimitRules::quotient(const Expr& e) {
  const Behaviour a = of(e->args[0]), b = of(e->args[1]);
  if (stays_bounded(a) && is_infinite(b)) return by_rule(zero(), "bounded over infinite", "L7", e, {&a, &b});
  if (b.kind == Kind::finite) {
    const Signs s = limit_signs(b);
    if (s == Signs::positive() || s == Signs::negative()) {
      if (both_expressed(a, b)) return by_rule(joined(a, b, Op::div), "quotient of limits", "L7", e, {&a, &b});
      if (is_infinite(a))
        return by_rule(infinite(s == Signs::positive() ? sign_of(a) : -sign_of(a)), "infinite over non-zero", "L7", e,
                       {&a, &b});
    }
  }
  return unknown(a.kind == Kind::unknown   ? a.trouble
                 : b.kind == Kind::unknown ? b.trouble
                                           : "a quotient without a rule: `" + to_text(e) + "`");
}

Behaviour LimitRules::power(const Expr& e) {
  const Expr &base = e->args[0], &exponent = e->args[1];
  if (!depends_on(exponent, slot_)) {
    const auto q = exact_value(exponent);
    const Behaviour a = of(base);
    if (!q) return unknown("an exponent that is not rational");
    if (a.kind == Kind::plus_infinity) {
      if (q->sign() == 0) return by_rule(finite(number(Rational(1))), "power", "L7", e, {&a});
      return by_rule(q->sign() > 0 ? infinite(1) : zero(), "power", "L7", e, {&a});
    }
    if (a.kind == Kind::finite && a.value) {
      const Signs s = limit_signs(a);
      const bool away = s == Signs::positive() || (q->is_integer() && s == Signs::negative());
      if (away || (q->is_integer() && q->sign() > 0) || (q->sign() > 0 && s == Signs::zero()))
        return by_rule(finite(make_node(Op::pow, {a.value, exponent})), "power", "L7", e, {&a});
    }
    if (a.kind == Kind::almost_periodic && q->is_integer() && q->sign() > 0)
      return by_rule(almost_periodic(make_node(Op::pow, {a.value, exponent})), "power", "L7", e, {&a});
    return unknown("a power without a rule: `" + to_text(e) + "`");
  }
  // (-a)^v = cos(pi v) a^v for integers v
  const auto minus = integers_ ? exact_value(base) : std::nullopt;
  if (minus && minus->sign() < 0) {
    const auto linear = linear_in(exponent, slot_);
    const auto slope = linear ? exact_value(linear->slope) : std::nullopt,
               offset = linear ? exact_value(linear->offset) : std::nullopt;
    if (!slope || !offset || !slope->is_integer() || !offset->is_integer())
      return unknown("a power without a rule: `" + to_text(e) + "`");
    Expr turned = make_call("cos", {make_node(Op::mul, {make_constant("pi"), exponent})});
    if (*minus != Rational(-1)) turned = make_node(Op::mul, {turned, make_node(Op::pow, {number(-*minus), exponent})});
    const Behaviour b = of(turned);
    return by_rule(b, "power of a negative number", "L7", e, {&b});
  }
  // u^v = exp(v log u), u > 0
  const Behaviour l = of(make_node(Op::mul, {exponent, make_call("log", {base})}));
  if (l.kind == Kind::plus_infinity) return by_rule(infinite(1), "power as exponential", "L7", e, {&l});
  if (l.kind == Kind::minus_infinity) return by_rule(zero(), "power as exponential", "L7", e, {&l});
  if (l.kind == Kind::finite && l.value)
    return by_rule(finite(make_call("exp", {l.value})), "power as exponential", "L7", e, {&l});
  return unknown("a power without a rule: `" + to_text(e) + "`");
}

Behaviour LimitRules::call(const Expr& e) {
  if (e->name == "cos" || e->name == "sin") {
    if (linear_in(e->args[0], slot_)) return wave(e);
    if (const auto line = straightened(e->args[0], slot_, facts_)) {
      const Expr same_wave = make_call(e->name, {*line});
      Behaviour b = wave(same_wave);
      return by_rule(b, "an argument that equals a linear one", "I1", e, {&b});
    }
  }
  if (e->args.size() != 1) return unknown("no limit rule for `" + e->name + "`");
  const Behaviour u = of(e->args[0]);
  if (u.kind == Kind::unknown) return u;
  const std::string& f = e->name;
  const auto is = [&](std::initializer_list<const char*> names) {
    return std::any_of(names.begin(), names.end(), [&](const char* n) { return f == n; });
  };
  const auto pi_half = [&](int sign) { return make_node(Op::div, {make_constant("pi"), number(Rational(2 * sign))}); };
  const auto give = [&](const Behaviour& b) {
    return by_rule(b, "continuity, and limits at infinity, of elementary functions", "L9", e, {&u});
  };
  if (is_infinite(u)) {
    const int s = sign_of(u);
    if (f == "exp") return give(s > 0 ? infinite(1) : zero());
    if (is({"log", "log2", "sqrt", "gamma"}))
      return s > 0 ? give(infinite(1)) : unknown("`" + to_text(e) + "` is undefined for large values");
    if (f == "atan" || f == "si") return give(finite(pi_half(s)));
    if (f == "erf" || f == "tanh" || f == "sign") return give(finite(number(Rational(s))));
    if (f == "ci") return s > 0 ? give(zero()) : unknown("`" + to_text(e) + "` is undefined for large values");
    if (is({"abs", "cosh"})) return give(infinite(1));
    if (is({"sinh", "floor", "ceil", "round"})) return give(infinite(s));
    if (f == "ei") return give(s > 0 ? infinite(1) : zero());
    return unknown("no limit rule for `" + f + "` at infinity");
  }
  const bool everywhere = is({"exp", "sin", "cos", "atan", "erf", "tanh", "sinh", "cosh", "si", "abs"});
  if (u.kind == Kind::bounded) {
    if (!everywhere) return unknown("no limit rule for `" + f + "`");
    return give(u);
  }
  if (everywhere && u.value) {
    const Expr v = make_call(f, {u.value});
    return give(u.kind == Kind::finite ? finite(v) : almost_periodic(v));
  }
  if (u.kind == Kind::finite && u.value) {
    const Signs s = limit_signs(u);
    const Expr v = make_call(f, {u.value});
    if (is({"log", "log2", "ci", "sqrt", "gamma"}) && s == Signs::positive()) return give(finite(v));
    if (f == "sqrt" && s == Signs::zero()) return give(finite(v));
    if (is({"log", "log2", "ci"}) && s == Signs::zero()) return give(infinite(-1));
    if (f == "ei" && (s == Signs::positive() || s == Signs::negative())) return give(finite(v));
    if (f == "sign" && (s == Signs::positive() || s == Signs::negative())) return give(finite(v));
  }
  return unknown("no limit rule for `" + to_text(e) + "`");
}

/// cos(wn + p), sin(wn + p): almost periodic; a slope that is zero is a constant.
Behaviour LimitRules::wave(const Expr& e) {
  Behaviour b = almost_periodic(e);
  return by_rule(b, "cosine or sine of a linear term", "L10", e, {});
}

Behaviour LimitRules::by_bounds(const Expr& e) {
  for (const long start : {1L, 10L, 1000L}) {
    try {
      Bounds bounds({{slot_, ExtendedRange::at_least(Rational(start))}}, true);
      const BoundForm f = bounds.form(e);
      const auto growth = bounds.growth(f, slot_);
      if (!growth) return by_rule(zero(), "zero", "L11", e, {});
      if (growth->sign() > 0) continue;
      const ExtendedRange size = bounds.scaled(f, slot_, *growth);
      if (!size.bounded()) continue;
      Behaviour b;
      if (growth->sign() < 0)
        b = zero();
      else
        b.kind = Kind::bounded;
      b = by_rule(b, growth->sign() < 0 ? "squeeze" : "bounded", "L11", e, {});
      const Rational most = max(abs(size.lo.value), abs(size.hi.value));
      b.why.hypotheses.push_back({"bound",
                                  "L2",
                                  "abs(" + to_text(e) + ") <= " + to_text(most, most, 6) + " * " + name_ + "^(" +
                                      growth->str() + ") for " + name_ + " >= " + std::to_string(start),
                                  {}});
      return b;
    } catch (const NotBounded&) {
    }
  }
  return unknown("no rule and no bound for `" + to_text(e) + "`");
}

}  // namespace posproof::detail
