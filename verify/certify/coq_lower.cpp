#include "coq_lower.hpp"

#include <algorithm>

#include "posproof/certify/coq.hpp"
#include "posproof/claim/print.hpp"

namespace posproof::coq {
namespace {

constexpr std::size_t most_nodes = 100'000;
constexpr long most_unrolled = 4096;
constexpr long most_exponent = 10'000;

std::string shortened(const Expr& e) {
  const std::string text = to_text(e);
  return text.size() <= 60 ? text : text.substr(0, 57) + "...";
}

TermPtr integer_term(Index i) {
  Term t;
  t.kind = Term::Kind::integer;
  t.index = std::move(i);
  return std::make_shared<const Term>(std::move(t));
}

Parts lifted(const char* op, const Parts& a, const Parts& b) {
  if (!a.im && !b.im) return {binary_term(op, a.re, b.re), nullptr};
  const auto zero = number_term(0);
  return {binary_term(op, a.re, b.re), binary_term(op, a.im ? a.im : zero, b.im ? b.im : zero)};
}

Parts product(const Parts& a, const Parts& b) {
  if (!a.im && !b.im) return {binary_term("Mul", a.re, b.re), nullptr};
  if (!a.im) return {binary_term("Mul", a.re, b.re), binary_term("Mul", a.re, b.im)};
  if (!b.im) return {binary_term("Mul", a.re, b.re), binary_term("Mul", a.im, b.re)};
  return {binary_term("Sub", binary_term("Mul", a.re, b.re), binary_term("Mul", a.im, b.im)),
          binary_term("Add", binary_term("Mul", a.re, b.im), binary_term("Mul", a.im, b.re))};
}

Parts quotient(const Parts& a, const Parts& b, const Expr& whole) {
  if (b.im) throw CannotExport("division by a complex number is not exported: " + shortened(whole));
  return {binary_term("Div", a.re, b.re), a.im ? binary_term("Div", a.im, b.re) : nullptr};
}

/// Z.div rounds: a quotient with a variable in it may stand for a real exponent only when it is exact, which nobody says.
bool has_division(const Index& i) {
  return i.kind == Index::Kind::div || std::any_of(i.args.begin(), i.args.end(), has_division);
}

/// True when the body takes an element of a list at a place that depends on the slot.
bool picks_elements(const Expr& e, int slot) {
  if (e->op == Op::index) {
    const auto slots = free_slots(e->args[1]);
    if (std::find(slots.begin(), slots.end(), slot) != slots.end()) return true;
  }
  return std::any_of(e->args.begin(), e->args.end(), [&](const Expr& a) { return picks_elements(a, slot); });
}

}  // namespace

std::optional<Integer> constant(const Index& i) {
  using Kind = Index::Kind;
  if (i.kind == Kind::number) return i.number;
  if (i.kind == Kind::variable) return std::nullopt;
  const auto a = constant(i.args[0]);
  if (!a) return std::nullopt;
  if (i.kind == Kind::neg) return Integer(-*a);
  const auto b = constant(i.args[1]);
  if (!b) return std::nullopt;
  switch (i.kind) {
    case Kind::add: return Integer(*a + *b);
    case Kind::sub: return Integer(*a - *b);
    case Kind::mul: return Integer(*a * *b);
    // Z.div rounds; a quotient that is no integer is not one that the claim language accepts here.
    default: return *b != 0 && *a % *b == 0 ? std::optional<Integer>(*a / *b) : std::nullopt;
  }
}

TermPtr Lowering::real(const Expr& e) {
  Parts p = term(e);
  if (p.im) throw CannotExport("a complex value where Coq wants a real one: " + shortened(e));
  return p.re;
}

std::optional<Index> Lowering::index(const Expr& e) {
  Index i;
  const auto compound = [&](Index::Kind kind) -> std::optional<Index> {
    i.kind = kind;
    for (const Expr& a : e->args) {
      auto part = index(a);
      if (!part) return std::nullopt;
      i.args.push_back(std::move(*part));
    }
    return i;
  };
  switch (e->op) {
    case Op::number:
      if (!e->number.is_integer()) return std::nullopt;
      i.number = e->number.numerator();
      return i;
    case Op::variable: {
      const auto known = variables_.find(e->slot);
      if (known == variables_.end() || !known->second.integer) return std::nullopt;
      i.kind = Index::Kind::variable;
      i.slot = e->slot;
      return i;
    }
    case Op::neg:
      if (e->args[0]->op == Op::number && e->args[0]->number.is_integer()) {
        i.number = -e->args[0]->number.numerator();
        return i;
      }
      return compound(Index::Kind::neg);
    case Op::add: return compound(Index::Kind::add);
    case Op::sub: return compound(Index::Kind::sub);
    case Op::mul: return compound(Index::Kind::mul);
    case Op::div: return compound(Index::Kind::div);
    case Op::call:
      if (e->name != "length" || e->args[0]->op != Op::list) return std::nullopt;
      i.number = static_cast<long>(e->args[0]->args.size());
      return i;
    default: return std::nullopt;
  }
}

Index Lowering::bound(const Expr& e, const char* what) {
  auto i = index(e);
  if (!i) throw CannotExport(std::string(what) + " is not an integer term that Coq can count to: " + shortened(e));
  return *i;
}

Parts Lowering::term(const Expr& e) {
  if (++nodes_ > most_nodes) throw CannotExport("the claim has too many parts when its definitions are written out");
  const Node& n = *e;
  switch (n.op) {
    case Op::number: return {rational_term(n.number), nullptr};
    case Op::constant: {
      if (n.name == "i") return {number_term(0), number_term(1)};
      if (n.name == "e") return {unary_term("Exp", number_term(1)), nullptr};
      if (n.name != "pi") throw CannotExport("CoqInterval does not know the constant " + n.name);
      Term t;
      t.kind = Term::Kind::pi;
      return {std::make_shared<const Term>(std::move(t)), nullptr};
    }
    case Op::variable: {
      if (auto i = index(e)) return {integer_term(std::move(*i)), nullptr};
      Term t;
      t.kind = Term::Kind::real;
      t.slot = n.slot;
      return {std::make_shared<const Term>(std::move(t)), nullptr};
    }
    case Op::neg: {
      if (n.args[0]->op == Op::number) return {rational_term(-n.args[0]->number), nullptr};
      const Parts a = term(n.args[0]);
      return {unary_term("Neg", a.re), a.im ? unary_term("Neg", a.im) : nullptr};
    }
    case Op::add: return lifted("Add", term(n.args[0]), term(n.args[1]));
    case Op::sub: return lifted("Sub", term(n.args[0]), term(n.args[1]));
    case Op::mul: return product(term(n.args[0]), term(n.args[1]));
    case Op::div: return quotient(term(n.args[0]), term(n.args[1]), e);
    case Op::pow: return power(n);
    case Op::call: return call(n);
    case Op::sum:
    case Op::prod: return folded(n);
    case Op::integral: return {integral(n), nullptr};
    case Op::index: {
      const auto k = index(n.args[1]);
      const auto place = k ? constant(*k) : std::nullopt;
      const Expr& list = n.args[0];
      if (!place || list->op != Op::list || *place < 0 || *place >= list->args.size())
        throw CannotExport("an element of a list at a place that is not a number: " + shortened(e));
      return term(list->args[place->get_ui()]);
    }
    default: throw CannotExport("not exported: " + shortened(e));
  }
}

Parts Lowering::power(const Node& n) {
  const Expr& base = n.args[0];
  const Expr& exponent = n.args[1];
  const auto i = index(exponent);
  const Parts b = term(base);
  if (const auto k = i ? constant(*i) : std::nullopt; k && *k >= 0 && *k <= most_exponent) {
    if (!b.im) return {power_term(b.re, k->get_ui()), nullptr};
    if (*k > 8) throw CannotExport("a high power of a complex number is not exported: " + shortened(base));
    Parts p{number_term(1), nullptr};
    for (unsigned long j = 0; j < k->get_ui(); ++j) p = j == 0 ? b : product(p, b);
    return p;
  }
  if (b.im) throw CannotExport("this power of a complex number is not exported: " + shortened(base));
  if (i && (constant(*i) || !has_division(*i))) {
    Term t;
    t.kind = Term::Kind::integer_power;
    t.index = *i;
    t.args = {b.re};
    return {std::make_shared<const Term>(std::move(t)), nullptr};
  }
  // Rpower x y is exp (y ln x), and Coq's ln is 0 where it has no meaning: only certainly positive bases may pass.
  if (!certainly_positive(base)) throw CannotExport("a real power whose base is not known to be positive: " + shortened(base));
  return {binary_term("Power", b.re, real(exponent)), nullptr};
}

bool Lowering::certainly_positive(const Expr& e) const {
  const auto both = [&] { return certainly_positive(e->args[0]) && certainly_positive(e->args[1]); };
  switch (e->op) {
    case Op::number: return e->number.sign() > 0;
    case Op::constant: return e->name == "pi" || e->name == "e";
    case Op::variable: {
      const auto known = variables_.find(e->slot);
      return known != variables_.end() && known->second.positive;
    }
    case Op::add:
    case Op::mul:
    case Op::div: return both();
    case Op::pow: return certainly_positive(e->args[0]);
    case Op::call: return e->name == "exp" || ((e->name == "sqrt") && certainly_positive(e->args[0]));
    default: return false;
  }
}

Parts Lowering::folded(const Node& n) {
  const Binder& b = n.binders[0];
  if (b.domain.step) throw CannotExport("a sum with a step is not exported");
  const Index lo = bound(b.domain.lo, "the first index of a sum");
  if (!b.domain.hi) throw CannotExport("an infinite sum is not exported");
  const Index hi = bound(b.domain.hi, "the last index of a sum");
  if (picks_elements(n.args[0], b.slot)) return unrolled(n, lo, hi);
  const bool positive = constant(lo) && *constant(lo) > 0;
  variables_[b.slot] = {true, positive};
  const Parts body = term(n.args[0]);
  if (body.im && n.op == Op::prod) throw CannotExport("a product of complex numbers is not exported");
  const auto fold = [&](const TermPtr& part) -> TermPtr {
    if (!part) return nullptr;
    Term t;
    t.kind = n.op == Op::sum ? Term::Kind::sum : Term::Kind::product;
    t.slot = b.slot;
    t.index = lo;
    t.last = hi;
    t.args = {part};
    return std::make_shared<const Term>(std::move(t));
  };
  return {fold(body.re), fold(body.im)};
}

Parts Lowering::unrolled(const Node& n, const Index& lo, const Index& hi) {
  const auto first = constant(lo), last = constant(hi);
  if (!first || !last || *last - *first >= most_unrolled)
    throw CannotExport("a sum over the elements of a list is exported only with constant bounds");
  const bool sum = n.op == Op::sum;
  Parts all{number_term(sum ? 0 : 1), nullptr};
  for (Integer k = *first; k <= *last; ++k) {
    const Parts part = term(substitute(n.args[0], n.binders[0].slot, make_number(Rational(k))));
    all = k == *first ? part : sum ? lifted("Add", all, part) : product(all, part);
  }
  return all;
}

TermPtr Lowering::integral(const Node& n) {
  const Binder& b = n.binders[0];
  if (!b.domain.lo || !b.domain.hi) throw CannotExport("an integral to infinity is not exported");
  const TermPtr from = real(b.domain.lo), to = real(b.domain.hi);
  variables_[b.slot] = {false, certainly_positive(b.domain.lo) && certainly_positive(b.domain.hi)};
  Term t;
  t.kind = Term::Kind::integral;
  t.slot = b.slot;
  t.args = {from, to, real(n.args[0])};
  return std::make_shared<const Term>(std::move(t));
}

}  // namespace posproof::coq
