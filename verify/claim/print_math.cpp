#include "print_math.hpp"

#include <map>

#include "print_common.hpp"

namespace posproof::printing {
namespace {

using Parts = std::vector<std::string>;

constexpr Sign left_paren{"(", "("}, right_paren{")", ")"}, left_bracket{"[", "["}, right_bracket{"]", "]"};
constexpr Sign left_brace{"\\{", "{"}, right_brace{"\\}", "}"}, bar{"|", "|"};
constexpr Sign comma{",", ","}, semicolon{";", ";"}, minus_sign{"-", "&#x2212;"}, plus{"+", "+"}, dot{"\\cdot", "&#x22C5;"};
constexpr Sign colon{"\\colon", ":"}, element{"\\in", "&#x2208;"}, dots{"\\dots", "&#x2026;"}, infinity{"\\infty", "&#x221E;"};
constexpr Sign arrow{"\\to", "&#x2192;"}, equals{"=", "="}, such_that{"\\mid", "|"}, differential{"\\mathrm{d}", "d"};
constexpr Sign at_most{"\\le", "&#x2264;"}, slash{"/", "/"}, thin_space{"\\,", "&#x2009;"};

Sign relation_sign(Op op) {
  switch (op) {
    case Op::less: return {"<", "&lt;"};
    case Op::less_equal: return at_most;
    case Op::greater: return {">", "&gt;"};
    case Op::greater_equal: return {"\\ge", "&#x2265;"};
    case Op::equal: return equals;
    default: return {"\\ne", "&#x2260;"};
  }
}

/// Functions written with a name of their own; the others keep the name they have in the language.
const std::map<std::string, std::string>& function_names() {
  static const std::map<std::string, std::string> names{{"ci", "Ci"},       {"si", "Si"},       {"ei", "Ei"},
                                                        {"asin", "arcsin"}, {"acos", "arccos"}, {"atan", "arctan"},
                                                        {"sign", "sgn"},    {"re", "Re"},       {"im", "Im"}};
  return names;
}

class Typesetter {
 public:
  explicit Typesetter(const Notation& n) : n_(n) {}

  std::string set(const Expr& e, Strength least) {
    if (written_ > longest_text) return n_.sign(dots);
    std::string s = node(e);
    written_ += s.size() / 8 + 1;  // text is copied upward at each level: a cautious count
    return needs_fence(e, least) ? n_.fence(left_paren, s, right_paren) : s;
  }

 private:
  const Notation& n_;
  std::size_t written_ = 0;
  int small_ = 0;  ///< inside exponents and limits, where fractions are set on one line

  bool needs_fence(const Expr& e, Strength least) const {
    if (e->op == Op::div && !small_) return least > Strength::pow;  // a built-up fraction stands by itself
    if (is_large(e)) return least > Strength::add;                  // the body of a large sign is open to the right
    return strength(e) < least;
  }

  static bool is_large(const Expr& e) {
    switch (e->op) {
      case Op::sum:
      case Op::prod:
      case Op::maximum:
      case Op::minimum:
      case Op::argmax:
      case Op::argmin:
      case Op::integral:
      case Op::limit:
      case Op::limsup:
      case Op::liminf: return true;
      default: return false;
    }
  }

  std::string small(const Expr& e, Strength least = Strength::quantified) {
    ++small_;
    std::string s = set(e, least);
    --small_;
    return s;
  }

  std::string separated(const std::vector<Expr>& args) {
    Parts parts;
    for (const Expr& a : args) {
      if (!parts.empty()) parts.push_back(n_.sign(comma));
      parts.push_back(set(a, Strength::quantified));
    }
    return n_.row(parts);
  }

  std::string node(const Expr& e) {
    switch (e->op) {
      case Op::number: return number(e->number);
      case Op::constant: return constant(e->name);
      case Op::variable: return n_.identifier(e->name);
      case Op::neg: return n_.row({n_.sign(minus_sign), set(e->args[0], Strength::mul)});
      case Op::add: return n_.row({set(e->args[0], Strength::add), n_.infix(plus), set(e->args[1], right(e->args[1]))});
      case Op::sub: return n_.row({set(e->args[0], Strength::add), n_.infix(minus_sign), set(e->args[1], right(e->args[1]))});
      case Op::mul: return product(e);
      case Op::div: return quotient(e);
      case Op::pow: return n_.power(set(e->args[0], Strength::postfix), small(e->args[1]));
      case Op::call:
      case Op::apply: return call(e);
      case Op::list: return n_.fence(left_bracket, separated(e->args), right_bracket);
      case Op::index: return n_.subscript(set(e->args[0], Strength::postfix), small(e->args[1]));
      case Op::truth: return n_.words(e->number.sign() ? "true" : "false");
      default: return is_relation(e->op) ? relation(e) : formula(e);
    }
  }

  /// A sum may hold a product on its right, but no second sign.
  static Strength right(const Expr& e) {
    return e->op == Op::neg || (e->op == Op::number && e->number.sign() < 0) ? Strength::atom : Strength::mul;
  }

  std::string number(const Rational& q) {
    const Rational size = abs(q);
    const auto decimal = finite_decimal(size);
    std::string s;
    if (!decimal)
      s = n_.fraction(n_.number(size.numerator().get_str()), n_.number(size.denominator().get_str()));
    else if (is_plain(*decimal))
      s = n_.number(plain(*decimal));
    else
      s = scientific(*decimal);
    return q.sign() < 0 ? n_.row({n_.sign(minus_sign), s}) : s;
  }

  std::string scientific(const Decimal& d) {
    const std::string exponent = n_.number(std::to_string(d.exponent < 0 ? -d.exponent : d.exponent));
    const std::string power = n_.power(n_.number("10"), d.exponent < 0 ? n_.row({n_.sign(minus_sign), exponent}) : exponent);
    return d.mantissa == 1 ? power : n_.row({n_.number(d.mantissa.get_str()), n_.infix(dot), power});
  }

  std::string constant(const std::string& name) {
    if (name == "pi") return n_.identifier("pi");
    if (name == "euler_gamma") return n_.identifier("gamma");
    return n_.function(name);  // e and i upright
  }

  /// A dot where juxtaposition could be misread: before digits, parentheses, signs.
  static bool wants_dot(const Expr& e) {
    switch (e->op) {
      case Op::number:
      case Op::add:
      case Op::sub:
      case Op::neg: return true;
      case Op::mul:
      case Op::pow: return wants_dot(e->args[0]);
      default: return is_large(e);
    }
  }

  std::string product(const Expr& e) {
    const std::string left = set(e->args[0], e->args[0]->op == Op::neg ? Strength::neg : Strength::mul);
    const Expr& r = e->args[1];
    // A product on the right keeps its parentheses: a (b c) is another tree than (a b) c.
    const std::string right_side = set(r, r->op == Op::div && !small_ ? Strength::mul : Strength::pow);
    return n_.row({left, wants_dot(r) ? n_.infix(dot) : n_.sign(thin_space), right_side});
  }

  std::string quotient(const Expr& e) {
    if (small_) return n_.row({set(e->args[0], Strength::mul), n_.sign(slash), set(e->args[1], Strength::pow)});
    return n_.fraction(set(e->args[0], Strength::quantified), set(e->args[1], Strength::quantified));
  }

  std::string call(const Expr& e) {
    const std::string& f = e->name;
    if (f == "abs") return n_.fence(bar, separated(e->args), bar);
    if (f == "sqrt" && e->args.size() == 1) return n_.root(set(e->args[0], Strength::quantified));
    if (f == "floor") return n_.fence({"\\lfloor", "&#x230A;"}, separated(e->args), {"\\rfloor", "&#x230B;"});
    if (f == "ceil") return n_.fence({"\\lceil", "&#x2308;"}, separated(e->args), {"\\rceil", "&#x2309;"});
    if (f == "conj") return n_.overline(set(e->args[0], Strength::quantified));
    if (e->op == Op::apply && f == "theta" && !e->args.empty()) return frequency(e);
    return n_.row({head(e), n_.fence(left_paren, arguments(e), right_paren)});
  }

  std::string arguments(const Expr& e) {
    if (!is_family(e)) return separated(e->args);
    return n_.row({set(e->args[0], Strength::quantified), n_.sign(semicolon), separated({e->args.begin() + 1, e->args.end()})});
  }

  /// theta(t; d, base) has its pair as an index, as in the papers.
  std::string frequency(const Expr& e) {
    std::string s = n_.subscript(n_.identifier(e->name), small(e->args[0]));
    if (e->args.size() < 2) return s;
    return n_.row({s, n_.fence(left_paren, separated({e->args.begin() + 1, e->args.end()}), right_paren)});
  }

  std::string head(const Expr& e) {
    if (e->op == Op::apply) return n_.identifier(e->name);
    if (e->name == "gamma") return n_.identifier("Gamma");
    if (e->name == "log2") return n_.subscript(n_.function("log"), n_.number("2"));
    const auto it = function_names().find(e->name);
    return n_.function(it == function_names().end() ? e->name : it->second);
  }

  std::string relation(const Expr& e) {
    return n_.row({set(e->args[0], Strength::add), n_.infix(relation_sign(e->op)), set(e->args[1], Strength::add)});
  }

  std::string chain(const Expr& e) {
    Parts parts{set(e->args[0], Strength::add)};
    for (std::size_t i = 0; i < e->relations.size(); ++i) {
      parts.push_back(n_.infix(relation_sign(e->relations[i])));
      parts.push_back(set(e->args[i + 1], Strength::add));
    }
    return n_.row(parts);
  }

  std::string joined(const Expr& e, Sign s, Strength least) {
    Parts parts;
    for (const Expr& a : e->args) {
      if (!parts.empty()) parts.push_back(n_.infix(s));
      parts.push_back(set(a, least));
    }
    return n_.row(parts);
  }

  std::string formula(const Expr& e) {
    switch (e->op) {
      case Op::chain: return chain(e);
      case Op::conj: return joined(e, {"\\land", "&#x2227;"}, Strength::negation);
      case Op::disj: return joined(e, {"\\lor", "&#x2228;"}, Strength::conj);
      case Op::implies:
        return n_.row(
            {set(e->args[0], Strength::disj), n_.infix({"\\Rightarrow", "&#x21D2;"}), set(e->args[1], Strength::implies)});
      case Op::negation: return n_.row({n_.sign({"\\neg", "&#x00AC;"}), set(e->args[0], Strength::atom)});
      case Op::forall: return quantified({"\\forall", "&#x2200;"}, e);
      case Op::exists: return quantified({"\\exists", "&#x2203;"}, e);
      case Op::conditional: return conditional(e);
      default: return large(e);
    }
  }

  std::string conditional(const Expr& e) {
    return n_.fence(left_paren,
                    n_.row({set(e->args[1], Strength::quantified), n_.words(" if "), set(e->args[0], Strength::quantified),
                            n_.words(", else "), set(e->args[2], Strength::quantified)}),
                    right_paren);
  }

  std::string quantified(Sign s, const Expr& e) {
    Parts parts{n_.sign(s)};
    for (const Binder& b : e->binders) {
      if (parts.size() > 1) parts.push_back(n_.sign(comma));
      parts.push_back(membership(b));
    }
    if (e->filter) parts.insert(parts.end(), {n_.words(" with "), set(e->filter, Strength::implies)});
    parts.push_back(n_.infix(colon));
    parts.push_back(set(e->args[0], Strength::quantified));
    return n_.row(parts);
  }

  std::string membership(const Binder& b) { return n_.row({n_.identifier(b.name), n_.infix(element), domain(b.domain)}); }

  std::string end(const Expr& e, bool negative) {
    if (e) return set(e, Strength::add);
    return negative ? n_.row({n_.sign(minus_sign), n_.sign(infinity)}) : n_.sign(infinity);
  }

  std::string domain(const Domain& d) {
    switch (d.kind) {
      case Domain::Kind::integers: {
        Parts parts{set(d.lo, Strength::add), n_.sign(comma)};
        if (d.step)
          parts.insert(parts.end(), {set(d.lo, Strength::add), n_.infix(plus), set(d.step, Strength::mul), n_.sign(comma)});
        parts.push_back(n_.sign(dots));
        if (d.hi) parts.insert(parts.end(), {n_.sign(comma), set(d.hi, Strength::add)});
        return n_.fence(left_brace, n_.row(parts), right_brace);
      }
      case Domain::Kind::reals:
        return n_.fence(d.lo && d.lo_closed ? left_bracket : left_paren,
                        n_.row({end(d.lo, true), n_.sign(comma), end(d.hi, false)}),
                        d.hi && d.hi_closed ? right_bracket : right_paren);
      case Domain::Kind::set: return n_.fence(left_brace, separated(d.elements), right_brace);
      case Domain::Kind::approach: return end(d.hi, d.toward_minus_infinity);
    }
    return "";
  }

  std::string from(const Binder& b) { return n_.row({n_.identifier(b.name), n_.infix(equals), small(b.domain.lo)}); }

  std::string between(const Binder& b) {
    Parts parts{small(b.domain.lo, Strength::add), n_.infix(at_most), n_.identifier(b.name)};
    if (b.domain.hi) parts.insert(parts.end(), {n_.infix(at_most), small(b.domain.hi, Strength::add)});
    return n_.row(parts);
  }

  std::string lower(const Binder& b) {
    return b.domain.lo ? small(b.domain.lo) : n_.row({n_.sign(minus_sign), n_.sign(infinity)});
  }
  std::string upper(const Binder& b) { return b.domain.hi ? small(b.domain.hi) : n_.sign(infinity); }

  std::string large(const Expr& e) {
    const Binder& b = e->binders.at(0);
    const std::string body =
        set(e->args[0], e->op == Op::count || e->op == Op::property ? Strength::quantified : Strength::mul);
    const auto with = [&](std::string operator_text) { return n_.row({std::move(operator_text), body}); };
    switch (e->op) {
      case Op::sum: return with(n_.large({"\\sum", "&#x2211;"}, from(b), upper(b)));
      case Op::prod: return with(n_.large({"\\prod", "&#x220F;"}, from(b), upper(b)));
      case Op::maximum: return with(n_.named_large("max", between(b)));
      case Op::minimum: return with(n_.named_large("min", between(b)));
      case Op::argmax: return with(n_.named_large("arg max", between(b)));
      case Op::argmin: return with(n_.named_large("arg min", between(b)));
      case Op::limit: return with(n_.named_large("lim", approach(b)));
      case Op::limsup: return with(n_.named_large("lim sup", approach(b)));
      case Op::liminf: return with(n_.named_large("lim inf", approach(b)));
      case Op::integral:
        return n_.row({n_.large({"\\int", "&#x222B;"}, lower(b), upper(b)), body, n_.sign(thin_space), n_.sign(differential),
                       n_.identifier(b.name)});
      case Op::count:
        return n_.row(
            {n_.sign({"\\#", "#"}), n_.fence(left_brace, n_.row({between(b), n_.infix(such_that), body}), right_brace)});
      case Op::deriv:
        return n_.row({n_.fraction(n_.sign(differential), n_.row({n_.sign(differential), n_.identifier(b.name)})),
                       n_.fence(left_paren, body, right_paren)});
      default:  // a property of a sequence
        return n_.row({n_.fence(left_paren, body, right_paren), n_.words(" is " + e->name + " on "), membership(b)});
    }
  }

  std::string approach(const Binder& b) {
    ++small_;
    std::string s = n_.row({n_.identifier(b.name), n_.infix(arrow), domain(b.domain)});
    --small_;
    return s;
  }
};

}  // namespace

std::string typeset(const Expr& e, const Notation& notation) { return Typesetter(notation).set(e, Strength::quantified); }

}  // namespace posproof::printing
