#include "recognise_parts.hpp"

#include <memory>

#include "posproof/claim/print.hpp"

namespace posproof::detail {
namespace {

constexpr long most_terms = 1L << 16;
constexpr std::uint64_t constant_budget = 1'000'000'000;

/// Evaluates the constants of the families; one program, used under the precision of each request. Throws Undefined.
class SumConstants {
 public:
  SumConstants(const std::vector<Family>& families, const std::vector<Expr>& offsets);
  TrigTerms at_working_precision() const;

 private:
  struct Entry {
    int slot, lo, hi, amplitude, frequency, phase;
    bool sine;
  };
  Program program_;
  std::vector<int> offsets_;
  std::vector<Entry> entries_;
};

SumConstants::SumConstants(const std::vector<Family>& families, const std::vector<Expr>& offsets) {
  for (const auto& c : offsets) offsets_.push_back(program_.add(c));
  for (const auto& f : families) {
    Entry e{f.loop ? f.loop->slot : -1, -1,    -1, program_.add(f.amplitude), program_.add(f.frequency),
            program_.add(f.phase),      f.sine};
    if (f.loop) {
      e.lo = program_.add(f.loop->domain.lo);
      e.hi = program_.add(f.loop->domain.hi);
    }
    entries_.push_back(e);
  }
}

TrigTerms SumConstants::at_working_precision() const {
  Evaluator<Number<Ball>> evaluator(program_, {}, constant_budget);
  TrigTerms out;
  out.offset = Ball(0L);
  for (int c : offsets_) out.offset += evaluator.real(c).enclosure();
  const Ball quarter = Ball::pi() / Ball(2L);
  for (const auto& e : entries_) {
    const auto term = [&] {
      TrigTerm t{evaluator.real(e.amplitude).enclosure(), evaluator.real(e.frequency).enclosure(),
                 evaluator.real(e.phase).enclosure()};
      if (e.sine) t.phase -= quarter;  // sin x = cos(x - pi/2)
      out.terms.push_back(std::move(t));
    };
    if (e.slot < 0) {
      term();
      continue;
    }
    const Integer lo = evaluator.exact_integer(e.lo, "a lower bound"), hi = evaluator.exact_integer(e.hi, "an upper bound");
    if (hi - lo >= most_terms) throw Undefined{nullptr, "too many terms for the block sweep", false, true};
    for (Integer k = lo; k <= hi; ++k) {
      evaluator.bind(e.slot, Number<Ball>(Rational(k)));
      term();
    }
  }
  return out;
}

}  // namespace

Expr times(const Expr& a, const Expr& b) { return make_node(Op::mul, {a, b}); }
Expr added(const Expr& a, const Expr& b) { return !a ? b : !b ? a : make_node(Op::add, {a, b}); }
Expr one() { return make_number(Rational(1)); }
Expr zero() { return make_number(Rational(0)); }

Expr summed(const Binder& b, const Expr& term) {
  auto s = std::make_shared<Node>();
  s->op = Op::sum;
  s->binders = {b};
  s->args = {term};
  return s;
}

Expr angle_of(const Family& f, const Expr& variable) { return make_node(Op::add, {times(variable, f.frequency), f.phase}); }

Affine affine(const Expr& e, int slot) {
  if (!depends_on(e, slot)) return {zero(), e};
  switch (e->op) {
    case Op::variable: return {one(), zero()};
    case Op::neg: {
      const Affine a = affine(e->args[0], slot);
      return {make_node(Op::neg, {a.frequency}), make_node(Op::neg, {a.phase})};
    }
    case Op::add:
    case Op::sub: {
      const Affine a = affine(e->args[0], slot), b = affine(e->args[1], slot);
      return {make_node(e->op, {a.frequency, b.frequency}), make_node(e->op, {a.phase, b.phase})};
    }
    case Op::mul: {
      const bool left = !depends_on(e->args[0], slot);
      if (!left && depends_on(e->args[1], slot)) throw NotASum{"the argument of a cosine is not linear in the variable"};
      const Affine a = affine(e->args[left ? 1 : 0], slot);
      const Expr& factor = e->args[left ? 0 : 1];
      return {times(factor, a.frequency), times(factor, a.phase)};
    }
    case Op::div: {
      if (depends_on(e->args[1], slot)) throw NotASum{"the argument of a cosine is divided by the variable"};
      const Affine a = affine(e->args[0], slot);
      return {make_node(Op::div, {a.frequency, e->args[1]}), make_node(Op::div, {a.phase, e->args[1]})};
    }
    default: throw NotASum{"the argument `" + to_text(e) + "` is not linear in the variable"};
  }
}

Derivation shown(const Expr& term, const Expr& form, const std::vector<VariableFacts>& facts) {
  IdentityResult proof = prove_equal(term, form, facts);
  if (!proof.proved) throw NotASum{"the identity prover did not confirm the recognised form: " + proof.reason};
  return std::move(proof.derivation);
}

CountedSum counted_sum(const std::vector<Family>& families, const std::vector<Expr>& offsets, const char* when_empty) {
  const auto constants = std::make_shared<SumConstants>(families, offsets);
  std::size_t count = 0;
  {
    const PrecisionScope scope{Bits{64}};
    count = constants->at_working_precision().terms.size();
  }
  if (count == 0) throw NotASum{when_empty};
  return {TrigSum([constants] { return constants->at_working_precision(); }), count};
}

}  // namespace posproof::detail
