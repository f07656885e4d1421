#include "posproof/decide/recognise.hpp"

#include <algorithm>
#include <map>

#include "posproof/arith/contract.hpp"
#include "posproof/claim/print.hpp"
#include "posproof/decide/evaluator.hpp"
#include "posproof/decide/identity.hpp"

namespace posproof {
namespace {

constexpr long most_terms = 1L << 16;
constexpr std::uint64_t constant_budget = 1'000'000'000;

/// amplitude * cos(n * frequency + phase) for every t in lo..hi of the enclosing sum, or once when there is none.
struct Family {
  std::optional<Binder> loop;
  Expr amplitude, frequency, phase;
  bool sine = false;
};

struct Pieces {
  std::vector<Family> families;
  std::vector<Expr> constants;   ///< terms free of the variable
};

struct NotASum {
  std::string why;
};

bool is_free_of(const Expr& e, int slot) {
  const auto free = free_slots(e);
  return !std::binary_search(free.begin(), free.end(), slot);
}

Expr times(const Expr& a, const Expr& b) { return make_node(Op::mul, {a, b}); }
Expr one() { return make_number(Rational(1)); }
Expr zero() { return make_number(Rational(0)); }

/// e = frequency * n + phase, by the distributive law.
struct Affine {
  Expr frequency, phase;
};

Affine affine(const Expr& e, int slot) {
  if (is_free_of(e, slot)) return {zero(), e};
  switch (e->op) {
    case Op::variable: return {one(), zero()};
    case Op::neg: {
      const Affine a = affine(e->args[0], slot);
      return {make_node(Op::neg, {a.frequency}), make_node(Op::neg, {a.phase})};
    }
    case Op::add: case Op::sub: {
      const Affine a = affine(e->args[0], slot), b = affine(e->args[1], slot);
      return {make_node(e->op, {a.frequency, b.frequency}), make_node(e->op, {a.phase, b.phase})};
    }
    case Op::mul: {
      const bool left = is_free_of(e->args[0], slot);
      if (!left && !is_free_of(e->args[1], slot)) throw NotASum{"the argument of a cosine is not linear in the variable"};
      const Affine a = affine(e->args[left ? 1 : 0], slot);
      const Expr& factor = e->args[left ? 0 : 1];
      return {times(factor, a.frequency), times(factor, a.phase)};
    }
    case Op::div: {
      if (!is_free_of(e->args[1], slot)) throw NotASum{"the argument of a cosine is divided by the variable"};
      const Affine a = affine(e->args[0], slot);
      return {make_node(Op::div, {a.frequency, e->args[1]}), make_node(Op::div, {a.phase, e->args[1]})};
    }
    default: throw NotASum{"the argument `" + to_text(e) + "` is not linear in the variable"};
  }
}

/// Adds factor * e to the pieces.
void collect(const Expr& e, int slot, const Expr& factor, const std::optional<Binder>& loop, Pieces& out) {
  if (is_free_of(e, slot)) {
    Expr constant = times(factor, e);
    if (loop) {
      auto s = std::make_shared<Node>();
      s->op = Op::sum;
      s->binders = {*loop};
      s->args = {constant};
      constant = s;
    }
    out.constants.push_back(constant);
    return;
  }
  switch (e->op) {
    case Op::neg: collect(e->args[0], slot, make_node(Op::neg, {factor}), loop, out); return;
    case Op::add: case Op::sub:
      collect(e->args[0], slot, factor, loop, out);
      collect(e->args[1], slot, e->op == Op::add ? factor : make_node(Op::neg, {factor}), loop, out);
      return;
    case Op::mul: {
      const bool left = is_free_of(e->args[0], slot);
      if (!left && !is_free_of(e->args[1], slot)) throw NotASum{"a product of two parts that both depend on the variable"};
      collect(e->args[left ? 1 : 0], slot, times(factor, e->args[left ? 0 : 1]), loop, out);
      return;
    }
    case Op::div:
      if (!is_free_of(e->args[1], slot)) throw NotASum{"a division by the variable"};
      collect(e->args[0], slot, make_node(Op::div, {factor, e->args[1]}), loop, out);
      return;
    case Op::sum:
      if (loop) throw NotASum{"sums inside sums"};
      if (e->binders[0].domain.kind != Domain::Kind::integers || e->binders[0].domain.step || !e->binders[0].domain.hi ||
          !is_free_of(e->binders[0].domain.lo, slot) || !is_free_of(e->binders[0].domain.hi, slot))
        throw NotASum{"a sum whose range depends on the variable"};
      collect(e->args[0], slot, factor, e->binders[0], out);
      return;
    case Op::call:
      if (e->name == "cos" || e->name == "sin") {
        const Affine a = affine(e->args[0], slot);
        out.families.push_back({loop, factor, a.frequency, a.phase, e->name == "sin"});
        return;
      }
      [[fallthrough]];
    default: throw NotASum{"`" + to_text(e) + "` is no sum of cosines and sines"};
  }
}

Expr rebuilt(const Pieces& pieces, const Expr& variable) {
  Expr total = zero();
  for (const auto& c : pieces.constants) total = make_node(Op::add, {total, c});
  for (const auto& f : pieces.families) {
    const Expr angle = make_node(Op::add, {times(variable, f.frequency), f.phase});
    Expr term = times(f.amplitude, make_call(f.sine ? "sin" : "cos", {angle}));
    if (f.loop) {
      auto s = std::make_shared<Node>();
      s->op = Op::sum;
      s->binders = {*f.loop};
      s->args = {term};
      term = s;
    }
    total = make_node(Op::add, {total, term});
  }
  return total;
}

/// Evaluates the constants of the families; one program, used under the precision of each request.
class Constants {
 public:
  explicit Constants(const Pieces& pieces) {
    for (const auto& c : pieces.constants) constants_.push_back(program_.add(c));
    for (const auto& f : pieces.families) {
      Entry e{f.loop ? f.loop->slot : -1, -1, -1, program_.add(f.amplitude), program_.add(f.frequency), program_.add(f.phase), f.sine};
      if (f.loop) {
        e.lo = program_.add(f.loop->domain.lo);
        e.hi = program_.add(f.loop->domain.hi);
      }
      entries_.push_back(e);
    }
  }

  TrigTerms at_working_precision() const {
    Evaluator<Number<Ball>> evaluator(program_, {}, constant_budget);
    TrigTerms out;
    out.offset = Ball(0L);
    for (int c : constants_) out.offset += evaluator.real(c).enclosure();
    const Ball quarter = Ball::pi() / Ball(2L);
    for (const auto& e : entries_) {
      const auto term = [&] {
        TrigTerm t{evaluator.real(e.amplitude).enclosure(), evaluator.real(e.frequency).enclosure(), evaluator.real(e.phase).enclosure()};
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

 private:
  struct Entry {
    int slot, lo, hi, amplitude, frequency, phase;
    bool sine;
  };
  Program program_;
  std::vector<int> constants_;
  std::vector<Entry> entries_;
};

}  // namespace

std::optional<RecognisedSum> recognise_trig_sum(const Expr& term, int slot, std::string& why) {
  const auto free = free_slots(term);
  if (free.size() != 1 || free[0] != slot) {
    why = free.empty() ? "it does not depend on the variable" : "it depends on other variables too";
    return std::nullopt;
  }
  try {
    Pieces pieces;
    collect(term, slot, one(), std::nullopt, pieces);
    if (pieces.families.empty()) throw NotASum{"no cosine or sine in it"};
    const Expr canonical = rebuilt(pieces, make_variable("n", slot));
    VariableFacts any;
    any.slot = slot;
    IdentityResult proof = prove_equal(term, canonical, {any});
    if (!proof.proved) throw NotASum{"the identity prover did not confirm the recognised form: " + proof.reason};
    const auto constants = std::make_shared<Constants>(pieces);
    std::size_t count = 0;
    {
      PrecisionScope scope{Bits{64}};
      count = constants->at_working_precision().terms.size();
    }
    if (count == 0) throw NotASum{"the sum is empty"};
    return RecognisedSum{TrigSum([constants] { return constants->at_working_precision(); }), count, canonical, std::move(proof.derivation)};
  } catch (const NotASum& n) {
    why = n.why;
  } catch (const Undefined& u) {
    why = u.what;
  }
  return std::nullopt;
}

}  // namespace posproof
