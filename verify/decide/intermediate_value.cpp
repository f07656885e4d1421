#include "intermediate_value.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "posproof/claim/print.hpp"
#include "posproof/decide/evaluator.hpp"
#include "posproof/decide/identity.hpp"
#include "posproof/decide/range.hpp"
#include "posproof/decide/signs.hpp"

namespace posproof::detail {
namespace {

constexpr long sign_bits = 256;
constexpr std::uint64_t evaluation_budget = 20'000'000;
constexpr int first_samples = 64, last_samples = 4096;
constexpr int halvings = 110;  // about 33 digits of the first bracket's width

/// Those whose domain the evaluator insists on, so none with poles of its own such as tan or gamma.
constexpr std::array continuous_functions{"abs",  "sqrt", "exp",  "log",  "log2", "sin", "cos", "asin", "acos",
                                          "atan", "sinh", "cosh", "tanh", "erf",  "si",  "min", "max"};

bool all_continuous(const std::vector<Expr>& terms, int slot) {
  return std::all_of(terms.begin(), terms.end(), [&](const Expr& a) { return continuous_where_defined(a, slot); });
}

/// A power is continuous where it is defined when only one of its two parts moves: x^c, and b^x for a positive constant b.
bool continuous_power(const Expr& e, int slot) {
  if (!depends_on(e->args[1], slot)) return continuous_where_defined(e->args[0], slot);
  const Expr& base = e->args[0];
  const bool positive = (base->op == Op::number && base->number.sign() > 0) || base->op == Op::constant;
  return positive && continuous_where_defined(e->args[1], slot);
}

bool fixed_bounds(const Expr& e, int slot) {
  const Domain& d = e->binders[0].domain;
  return !depends_on(d.lo, slot) && !depends_on(d.hi, slot) && !(d.step && depends_on(d.step, slot));
}

/// l - r at points and over segments of one variable, by kernel R.
template <class R>
class Difference {
 public:
  Difference(const Program& program, int term, int slot)
      : evaluator_(program, {}, evaluation_budget), term_(term), slot_(slot) {}

  /// Signs it may have at x; all of them where it has no value.
  Signs at(const Rational& x) {
    PrecisionScope scope{Bits{sign_bits}};
    try {
      evaluator_.bind(slot_, Number<R>(x));
      return signs_of(evaluator_.real(term_));
    } catch (const Undefined&) {
      return Signs::any();
    }
  }

  /// True when it certainly has a value at every point of [p, q].
  bool defined_over(const Rational& p, const Rational& q) {
    PrecisionScope scope{Bits{sign_bits}};
    try {
      evaluator_.bind(slot_, Number<R>(R::from_bounds(p, q)));
      return is_finite(evaluator_.real(term_).enclosure());
    } catch (const Undefined&) {
      return false;
    }
  }

  std::uint64_t work() const { return evaluator_.work(); }

 private:
  Evaluator<Number<R>> evaluator_;
  int term_;
  int slot_;
};

bool strict(Signs s) { return s == Signs::negative() || s == Signs::positive(); }
bool opposite(Signs a, Signs b) { return strict(a) && strict(b) && !(a == b); }

struct Bracket {
  Rational p, q;
};

/// The bracket halved while the sign at its middle is certain.
Bracket narrowed(Bracket b, Difference<Ball>& difference) {
  const Signs left = difference.at(b.p);
  for (int i = 0; i < halvings; ++i) {
    const Rational middle = (b.p + b.q) / Rational(2);
    const Signs s = difference.at(middle);
    if (!strict(s)) break;
    (s == left ? b.p : b.q) = middle;
  }
  return b;
}

/// Neighbours among equidistant points of [lo, hi] between which the sign changes and the difference is defined throughout.
std::optional<Bracket> change_of_sign(const Rational& lo, const Rational& hi, Difference<Ball>& difference) {
  for (int samples = first_samples; samples <= last_samples; samples *= 8) {
    Rational before = lo;
    Signs sign = difference.at(lo);
    for (int i = 1; i <= samples; ++i) {
      const Rational x = lo + (hi - lo) * Rational(Integer(i), Integer(samples));
      const Signs here = difference.at(x);
      if (opposite(sign, here)) {
        const Bracket b = narrowed({before, x}, difference);
        if (difference.defined_over(b.p, b.q)) return b;
      }
      before = x;
      sign = here;
    }
  }
  return std::nullopt;
}

/// A closed interval with rational ends inside the domain: ends that are open or no rationals are moved in a little, an
/// end at infinity to a place `far` away.
std::optional<Bracket> inside(const Domain& d, const Program& program, int lo, int hi, long far) {
  PrecisionScope scope{Bits{sign_bits}};
  Evaluator<Number<Ball>> ends(program, {}, evaluation_budget);
  const auto a = lo < 0 ? std::nullopt : std::optional(ends.real(lo)), b = hi < 0 ? std::nullopt : std::optional(ends.real(hi));
  Rational p = a ? a->is_exact() ? a->exact() : upper(a->inexact()) : Rational(-far);
  Rational q = b ? b->is_exact() ? b->exact() : lower(b->inexact()) : Rational(far);
  if (!a && b) p = std::min(p, q - Rational(far));
  if (a && !b) q = std::max(q, p + Rational(far));
  if (!(p < q)) return std::nullopt;
  const Rational step = (q - p) / Rational(1L << 20);
  if (a && !d.lo_closed) p = p + step;
  if (b && !d.hi_closed) q = q - step;
  return Bracket{p, q};
}

std::string text_of_equality(const Block& block) { return to_text(make_node(Op::equal, block.body->args)); }

bool confirmed(const Program& program, int term, int slot, const Bracket& b) {
  Difference<Interval> second(program, term, slot);
  return opposite(second.at(b.p), second.at(b.q)) && second.defined_over(b.p, b.q);
}

Finding found(const Block& block, const Bracket& b, Signs left, std::uint64_t work) {
  const std::string name = block.binders[0].name;
  PrecisionScope scope{Bits{sign_bits}};
  const Enclosure where = enclose(Ball::from_bounds(b.p, b.q), 40);
  Finding o;
  o.truth = block.universal ? Truth::no : Truth::yes;
  o.evidence.method = "intermediate value";
  o.evidence.theorems = {"V5"};
  o.evidence.bits = sign_bits;
  o.evidence.work = Work{work, 1, 0};
  const bool rises = left == Signs::negative();
  o.evidence.derivation =
      Derivation{"a continuous difference changes sign",
                 "V5",
                 text_of_equality(block) + " for some " + name + " in [" + where.lower + ", " + where.upper + "]",
                 {{"left side minus right side",
                   "E1",
                   std::string(rises ? "< 0" : "> 0") + " at the lower end, " + (rises ? "> 0" : "< 0") + " at the upper end",
                   {}}}};
  return o;
}

}  // namespace

bool continuous_where_defined(const Expr& e, int slot) {
  if (!depends_on(e, slot)) return true;
  switch (e->op) {
    case Op::variable:
    case Op::neg:
    case Op::add:
    case Op::sub:
    case Op::mul:
    case Op::div: return all_continuous(e->args, slot);
    case Op::pow: return continuous_power(e, slot);
    case Op::call:
      return std::find(continuous_functions.begin(), continuous_functions.end(), e->name) != continuous_functions.end() &&
             all_continuous(e->args, slot);
    case Op::sum:
    case Op::prod: return fixed_bounds(e, slot) && all_continuous(e->args, slot);
    default: return false;
  }
}

std::optional<Finding> by_intermediate_value(const Block& block, const Settings& settings) {
  const Op relation = block.universal ? Op::not_equal : Op::equal;
  if (!block.filters.empty() || block.binders.size() != 1 || block.body->op != relation) return std::nullopt;
  const Binder& x = block.binders[0];
  const Expr difference = make_node(Op::sub, {block.body->args[0], block.body->args[1]});
  if (x.domain.kind != Domain::Kind::reals || !continuous_where_defined(difference, x.slot)) return std::nullopt;
  Program program;
  const int term = program.add(difference);
  const int lo = x.domain.lo ? program.add(x.domain.lo) : -1, hi = x.domain.hi ? program.add(x.domain.hi) : -1;
  Difference<Ball> first(program, term, x.slot);
  std::optional<Bracket> bracket;
  for (const long far : {16L, 1024L, 65536L}) {
    const auto domain = inside(x.domain, program, lo, hi, far);
    if (domain) bracket = change_of_sign(domain->p, domain->q, first);
    if (bracket || (lo >= 0 && hi >= 0)) break;
  }
  if (!bracket) return std::nullopt;
  Finding o = found(block, *bracket, first.at(bracket->p), first.work());
  const Rational simplest = simplest_rational(bracket->p, bracket->q);
  if (prove_zero(substitute(difference, x.slot, make_number(simplest)), {}).proved)
    o.witness = Witness{{{x.name, simplest.str()}}};
  if (settings.confirm) {
    const bool both = confirmed(program, term, x.slot, *bracket);
    o.evidence.confirmed_by.push_back(
        Confirmation{"mpfi", both ? Confirmation::Scope::full : Confirmation::Scope::none, both ? 1U : 0U, 1});
  }
  return o;
}

}  // namespace posproof::detail
