// Every shipped claim that is PROVED, changed so that it is false for a reason known beforehand. Each must be REFUTED: every
// one is today (360 mutants of 201 claims), so a decider that loses its counterexamples is seen.
#include <algorithm>
#include <functional>
#include <iostream>

#include "planted.hpp"
#include "posproof/claim/casefile.hpp"
#include "posproof/claim/print.hpp"
#include "posproof/decide/evaluator.hpp"

using namespace posproof;
using namespace posproof::planted;

namespace {

Expr number(const Rational& q) { return make_number(q); }
Expr opposite(const Expr& f) { return make_node(Op::negation, {f}); }

Expr with_op(const Expr& e, Op op) {
  Node n = *e;
  n.op = op;
  return std::make_shared<const Node>(std::move(n));
}

/// The statement inside the leading quantifiers replaced.
Expr with_body(const Expr& e, const std::function<Expr(const Expr&)>& change) {
  if (e->op == Op::forall || e->op == Op::exists) return with_args(e, {with_body(e->args[0], change)});
  return change(e);
}
const Expr& body_of(const Expr& e) { return e->op == Op::forall || e->op == Op::exists ? body_of(e->args[0]) : e; }
bool is_universal(const Expr& e) { return e->op == Op::forall ? is_universal(e->args[0]) : e->op != Op::exists; }

/// A simple element of the domains of leading universal quantifiers, put into the body; null where there is none at hand.
Expr at_an_element(const Expr& e) {
  if (e->op != Op::forall) return e;
  if (e->filter) return nullptr;
  Expr body = e->args[0];
  for (const Binder& b : e->binders) {
    const Domain& d = b.domain;
    Expr value;
    if (d.kind == Domain::Kind::set)
      value = d.elements.at(0);
    else if (d.kind == Domain::Kind::integers)
      value = d.lo;
    else if (d.lo && d.hi)
      value = make_node(Op::div, {make_node(Op::add, {d.lo, d.hi}), number(Rational(2))});
    else if (d.lo)
      value = make_node(Op::add, {d.lo, number(Rational(1))});
    else if (d.hi)
      value = make_node(Op::sub, {d.hi, number(Rational(1))});
    else
      value = number(Rational(1));
    if (!value || !free_slots(value).empty()) return nullptr;
    body = substitute(body, b.slot, value);
  }
  return at_an_element(body);
}

/// An upper bound of |left - right| at that element.
std::optional<Rational> gap_at_an_element(const Expr& formula) {
  const Expr at = at_an_element(formula);
  if (!at || !is_relation(at->op) || !free_slots(at).empty()) return std::nullopt;
  const PrecisionScope scope{Bits{128}};
  try {
    Program program;
    const int gap = program.add(make_node(Op::sub, {at->args[0], at->args[1]}));
    Evaluator<Number<Ball>> evaluator(program, {}, 10'000'000);
    const auto v = evaluator.real(gap);
    if (!is_finite(v)) return std::nullopt;
    return max(abs(lower(v)), abs(upper(v)));
  } catch (const Undefined&) {
    return std::nullopt;
  }
}

struct Mutant {
  std::string what;
  Expr formula;
};

/// left relation right with the larger side lowered by more than the gap at an element: false there.
std::optional<Mutant> tightened(const Expr& formula) {
  const Expr& body = body_of(formula);
  if (!is_universal(formula) ||
      (body->op != Op::less && body->op != Op::less_equal && body->op != Op::greater && body->op != Op::greater_equal))
    return std::nullopt;
  const auto gap = gap_at_an_element(formula);
  if (!gap) return std::nullopt;
  const bool below = body->op == Op::less || body->op == Op::less_equal;
  const Expr by = number(*gap + Rational(Integer(1), Integer(1'000'000'000)));
  return Mutant{"tightened", with_body(formula, [&](const Expr& f) {
                  return with_args(f, {f->args[0], make_node(below ? Op::sub : Op::add, {f->args[1], by})});
                })};
}

Op contrary(Op relation) {
  switch (relation) {
    case Op::less: return Op::greater_equal;
    case Op::less_equal: return Op::greater;
    case Op::greater: return Op::less_equal;
    case Op::greater_equal: return Op::less;
    case Op::equal: return Op::not_equal;
    default: return Op::equal;
  }
}

std::vector<Mutant> mutants_of(const Expr& formula) {
  std::vector<Mutant> out;
  const Expr& body = body_of(formula);
  const bool limit = body->op == Op::equal &&
                     (body->args[0]->op == Op::limit || body->args[0]->op == Op::limsup || body->args[0]->op == Op::liminf);
  if (is_relation(body->op) && is_universal(formula))
    out.push_back({"relation flipped", with_body(formula, [](const Expr& f) { return with_op(f, contrary(f->op)); })});
  else
    out.push_back({"negated", opposite(formula)});
  if (body->op == Op::equal && is_universal(formula)) {
    const Rational off(Integer(1), limit ? Integer(1'000'000'000) : Integer(Rational::parse("1e30")->numerator()));
    out.push_back({"shifted", with_body(formula, [&](const Expr& f) {
                     return with_args(f, {f->args[0], make_node(Op::add, {f->args[1], number(off)})});
                   })});
  }
  if (formula->op == Op::exists)  // some element is an example, so not every one fails
    out.push_back({"strengthened", with_body(with_op(formula, Op::forall), [](const Expr& f) { return opposite(f); })});
  if (auto m = tightened(formula)) out.push_back(std::move(*m));
  return out;
}

}  // namespace

TEST_CASE("mutants of the shipped claims that are proved are refuted") {
  const CaseTree tree = read_cases(POSPROOF_SOURCE_DIR "/cases");
  const int stride = rounds(1, 5);  // claims of one document differ little from their neighbours
  Tally tally;
  int seen = 0, mutated = 0;
  std::vector<std::string> open;
  for (const Case& c : tree.cases) {
    if (!c.expect || c.expect->verdict != "proved" || seen++ % stride != 0) continue;
    const PreparedClaim claim = prepare(c.claim, c.definitions);
    ++mutated;
    for (const Mutant& m : mutants_of(claim.formula)) {
      PreparedClaim changed = claim;
      changed.id = c.id + " (" + m.what + ")";
      changed.formula = m.formula;
      Settings settings = quick();
      settings.confirm = false;
      settings.budget = 3'000'000;
      try {
        const Verdict v = decide(changed, settings);
        if (std::getenv("POSPROOF_SOUNDNESS_LIST") != nullptr) std::cout << verdict_word(v) << ' ' << changed.id << std::endl;
        if (std::holds_alternative<Proved>(v)) FAIL_CHECK("a false claim was PROVED: " << changed.id);
        if (std::holds_alternative<Refuted>(v))
          ++tally.refuted;
        else
          ++tally.undecided, open.push_back(changed.id + ": " + std::get<Undecided>(v).reason());
      } catch (const ClaimError& e) {
        ++tally.undecided;
        open.push_back(changed.id + ": error " + e.code());
      }
    }
  }
  std::string list = std::to_string(mutated) + " claims, " + std::to_string(tally.refuted) + " mutants refuted, " +
                     std::to_string(tally.undecided) + " left open:";
  for (const auto& o : open) list += "\n  " + o;
  INFO(list);
  if (std::getenv("POSPROOF_SOUNDNESS_LIST") != nullptr) std::cout << list << '\n';
  CHECK(tally.undecided == 0);
  CHECK(tally.refuted >= mutated);
}
