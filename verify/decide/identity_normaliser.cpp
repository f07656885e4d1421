#include "identity_normaliser.hpp"

#include "posproof/arith/contract.hpp"

namespace posproof::detail {
namespace {

constexpr long longest_count = 256;

}  // namespace

Normaliser::Normaliser(NormalForms& forms, const std::vector<VariableFacts>& facts, BinderStrategy strategy)
    : forms_(forms), strategy_(strategy), memo_(1) {
  for (const VariableFacts& f : facts) {
    ensure(f.step == 1 || (f.integer && f.lower), "a step needs an integer variable with a lower end");
    facts_[f.slot] = f;
  }
}

NormalForm Normaliser::visit(const Expr& e) {
  if (!e) throw NotShown{"an unbounded range"};
  const auto found = memo_.back().find(e.get());
  if (found != memo_.back().end()) return found->second;
  NormalForm form = compute(e);
  memo_.back().emplace(e.get(), form);
  return form;
}

NormalForm Normaliser::compute(const Expr& e) {
  const Node& n = *e;
  const auto arg = [&](std::size_t k) { return visit(n.args.at(k)); };
  switch (n.op) {
    case Op::number: return forms_.constant(n.number);
    case Op::constant:
      if (n.name == "i") return forms_.constant(Gaussian(0, 1));
      if (n.name == "e") return forms_.exp(forms_.constant(1));
      return forms_.atom(forms_.named_constant(n.name));
    case Op::variable: return variable(n);
    case Op::neg: return forms_.neg(arg(0));
    case Op::add:
    case Op::mul: {
      NormalForm out = arg(0);
      for (std::size_t k = 1; k < n.args.size(); ++k) out = n.op == Op::add ? forms_.add(out, arg(k)) : forms_.mul(out, arg(k));
      return out;
    }
    case Op::sub: return forms_.sub(arg(0), arg(1));
    case Op::div: return forms_.div(arg(0), arg(1));
    case Op::pow: return forms_.power(arg(0), arg(1));
    case Op::call: {
      if (n.name == "length" && n.args.at(0)->op == Op::list)
        return forms_.constant(Rational(static_cast<long>(n.args[0]->args.size())));
      std::vector<NormalForm> args;
      for (std::size_t k = 0; k < n.args.size(); ++k) args.push_back(arg(k));
      return forms_.function(n.name, args);
    }
    case Op::conditional: return conditional(n);
    case Op::index: return visit(chosen(e));
    case Op::sum:
    case Op::prod:
    case Op::maximum:
    case Op::minimum: return binder(n);
    case Op::count: return count(n);
    case Op::integral: return integral(n);
    case Op::deriv: return derivative_of(n);
    default: throw NotShown{"an expression without a normal form"};
  }
}

NormalForm Normaliser::variable(const Node& n) {
  if (const auto bound = values_.find(n.slot); bound != values_.end()) return bound->second;
  const auto known = facts_.find(n.slot);
  if (known == facts_.end()) return forms_.atom(forms_.variable(n.name, n.slot, false, {}));
  const VariableFacts& f = known->second;
  ExtendedRange r;
  if (f.lower) r.lo = {0, *f.lower, f.lower_strict};
  if (f.upper) r.hi = {0, *f.upper, f.upper_strict};
  if (f.lower && f.upper && *f.lower == *f.upper && !f.lower_strict && !f.upper_strict) return forms_.constant(*f.lower);
  if (f.step == 1) {
    if (f.integer && f.lower) r.lo = {0, Rational(f.lower_strict ? Integer(floor(*f.lower) + 1) : ceil(*f.lower)), false};
    if (f.integer && f.upper) r.hi = {0, Rational(f.upper_strict ? Integer(ceil(*f.upper) - 1) : floor(*f.upper)), false};
    return forms_.atom(forms_.variable(n.name, n.slot, f.integer, r));
  }
  const Rational step(f.step);
  ExtendedRange places = ExtendedRange::at_least(0);
  if (f.upper) places.hi = {0, Rational(floor((*f.upper - *f.lower) / step)), false};
  const NormalForm place =
      forms_.atom(forms_.variable("(" + n.name + " - " + f.lower->str() + ")/" + step.str(), n.slot, true, places));
  return forms_.add(forms_.constant(*f.lower), forms_.scale(place, step));
}

NormalForm Normaliser::conditional(const Node& n) {
  turning_point_.reset();
  const std::optional<bool> holds = decided(n.args.at(0));
  const std::string changing = "a condition that is not the same on the whole domain";
  if (!holds && turning_point_) throw NeedsCases{{changing}, turning_point_->first, turning_point_->second};
  if (!holds) throw NotShown{changing};
  forms_.use("I11");
  return visit(n.args.at(*holds ? 1 : 2));
}

std::optional<bool> Normaliser::decided(const Expr& formula) {
  const Node& n = *formula;
  if (n.op == Op::truth) return n.number.sign() != 0;
  if (n.op == Op::negation) {
    const std::optional<bool> inner = decided(n.args.at(0));
    return inner ? std::optional<bool>(!*inner) : std::nullopt;
  }
  if (n.op == Op::conj || n.op == Op::disj) {
    for (const Expr& part : n.args) {
      const std::optional<bool> holds = decided(part);
      if (!holds) return std::nullopt;
      if (*holds == (n.op == Op::disj)) return holds;
    }
    return n.op == Op::conj;
  }
  if (!is_relation(n.op)) return std::nullopt;
  const NormalForm difference = forms_.sub(visit(n.args.at(0)), visit(n.args.at(1)));
  if (n.op == Op::equal || n.op == Op::not_equal) {
    if (NormalForms::is_zero(difference)) return n.op == Op::equal;
    if (forms_.certainly_nonzero(difference)) return n.op == Op::not_equal;
    note_turning_point(difference);
    return std::nullopt;
  }
  const bool greater = n.op == Op::greater || n.op == Op::greater_equal;
  const NormalForm gap = greater ? difference : forms_.neg(difference);
  const bool strict = n.op == Op::greater || n.op == Op::less;
  if (strict ? forms_.certainly_positive(gap) : forms_.certainly_nonnegative(gap)) return true;
  const NormalForm opposite = forms_.neg(gap);
  if (strict ? forms_.certainly_nonnegative(opposite) : forms_.certainly_positive(opposite)) return false;
  note_turning_point(difference);
  return std::nullopt;
}

/// Remembers where a * v + b vanishes, a and b rational, v a variable that stands for itself.
void Normaliser::note_turning_point(const NormalForm& difference) {
  if (turning_point_ || !NormalForms::constant_value(forms_.from_terms(difference.denominator))) return;
  Rational slope(0), fixed(0);
  int slot = -1;
  for (const auto& [m, c] : difference.numerator) {
    if (!c.is_real() || m.exponent != 0) return;
    if (m.powers.empty()) {
      fixed = c.re;
      continue;
    }
    const Atom& v = forms_.atom_info(m.powers[0].first);
    if (slot >= 0 || m.powers.size() != 1 || m.powers[0].second != Rational(1) || v.kind != Atom::Kind::variable) return;
    slot = v.slot;
    slope = c.re;
  }
  const auto known = facts_.find(slot);
  if (slot < 0 || (known != facts_.end() && known->second.step != 1)) return;
  turning_point_ = {slot, -fixed / slope};
}

/// The tree of the chosen element; lists of lists are followed down.
Expr Normaliser::chosen(const Expr& e) {
  if (e->op != Op::index) return e;
  const Expr list = chosen(e->args.at(0));
  const std::optional<Rational> k = NormalForms::rational_value(visit(e->args.at(1)));
  if (list->op != Op::list || !k || !k->is_integer()) throw NotShown{"an element of a list at a place that is not a number"};
  if (k->sign() < 0 || *k >= Rational(static_cast<long>(list->args.size()))) throw NotShown{"a place outside a list"};
  return list->args[static_cast<std::size_t>(*k->to_long())];
}

/// Runs `work` with the slot bound to a value.
template <class Work>
auto Normaliser::at_value(int slot, const NormalForm& value, Work work) {
  const auto before = values_.find(slot);
  const std::optional<NormalForm> outer = before == values_.end() ? std::nullopt : std::optional(before->second);
  values_[slot] = value;
  memo_.emplace_back();  // forms under another binding of the slot must not be reused
  struct Restore {
    Normaliser& n;
    int slot;
    const std::optional<NormalForm>& outer;
    ~Restore() {
      n.memo_.pop_back();
      if (outer)
        n.values_[slot] = *outer;
      else
        n.values_.erase(slot);
    }
  } restore{*this, slot, outer};
  return work();
}

NormalForm Normaliser::with_value(int slot, const NormalForm& value, const Expr& body) {
  return at_value(slot, value, [&] { return visit(body); });
}

/// The number of elements of a short range for which the formula holds, each decided by I11.
NormalForm Normaliser::count(const Node& n) {
  const Range r = index_range(n.binders.at(0));
  if (!r.length || *r.length > longest_count) throw NotShown{"a count over a range that is not short"};
  forms_.use("I11");
  long found = 0;
  for (long k = 0; k < *r.length; ++k) {
    const NormalForm place = forms_.add(r.first, forms_.scale(r.step, Rational(k)));
    const std::optional<bool> holds = at_value(n.binders[0].slot, place, [&] { return decided(n.args.at(0)); });
    if (!holds) throw NotShown{"a count with an element that is not decided"};
    if (*holds) ++found;
  }
  return forms_.constant(Rational(found));
}

}  // namespace posproof::detail
