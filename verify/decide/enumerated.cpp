#include <tbb/task_arena.h>

#include <algorithm>

#include "decider.hpp"
#include "fold.hpp"
#include "posproof/arith/contract.hpp"
#include "posproof/claim/print.hpp"

namespace posproof {
namespace {

constexpr long brief_bits = 256;
constexpr std::uint64_t endless_prefix = 100'000;  // elements of an endless domain looked at for a counterexample
constexpr std::uint64_t full_confirmation = 100'000;
constexpr std::uint64_t sampled_confirmation = 20'000;

bool is_endless(const std::vector<Program::Range>& ranges) {
  return std::any_of(ranges.begin(), ranges.end(), [](const auto& r) { return r.kind == Domain::Kind::integers && r.hi < 0; });
}

}  // namespace

Statement make_statement(Program& program, const Block& block, std::vector<Program::Range>& ranges) {
  Statement s;
  s.program = &program;
  s.negated = !block.universal;
  // Compiled as one node, so that ranges, filters and body share subexpressions.
  for (const auto& b : block.binders) {
    Program::Range r;
    r.slot = b.slot;
    r.kind = b.domain.kind;
    if (b.domain.lo) r.lo = program.add(b.domain.lo);
    if (b.domain.hi) r.hi = program.add(b.domain.hi);
    if (b.domain.step) r.step = program.add(b.domain.step);
    for (const auto& x : b.domain.elements) r.elements.push_back(program.add(x));
    ranges.push_back(std::move(r));
    s.slots.push_back(b.slot);
    s.names.push_back(b.name);
  }
  for (const auto& f : block.filters) s.filters.push_back(program.add(f));
  s.body = program.add(block.body);
  return s;
}

Finding Decider::enumerated(const Block& block) {
  Program program;
  std::vector<Program::Range> ranges;
  const Statement statement = make_statement(program, block, ranges);
  try {
    const bool endless = is_endless(ranges);
    // A short walk first: it finds early witnesses and empty domains at once. At low precision, for what is left open may be
    // ties, on which the whole ladder would be spent in vain before an identity is tried.
    Settings brief = settings_;
    brief.last_bits = std::min(settings_.last_bits, brief_bits);
    SweepResult first = sweep(statement, ranges, brief, 64);
    if (first.truth == Truth::no || (first.exhausted && first.truth == Truth::yes))
      return from_sweep(block, statement, ranges, std::move(first));
    // Identities settle a comparison by equality; where the sides certainly differ there is none.
    const bool sides_differ = first.margin && first.margin->lower > 0;
    if (first.elements > first.undecided_filters && !sides_differ)
      if (Finding o = by_identity(block); o.truth != Truth::unknown) return o;
    if (endless && first.elements > first.undecided_filters)
      if (Finding o = unbounded(block); o.truth != Truth::unknown) return o;
    std::string why;
    if (!endless)
      if (auto o = tbb::this_task_arena::isolate([&] { return by_blocks(block, statement, ranges, why); }))
        return std::move(*o);
    SweepResult all = sweep(statement, ranges, settings_, endless ? endless_prefix : 0);
    return from_sweep(block, statement, ranges, std::move(all));
  } catch (const Undefined& u) {
    return not_evaluated(u, "integer sweep");
  }
}

Finding Decider::from_sweep(const Block& block, const Statement& statement, const std::vector<Program::Range>& ranges,
                            SweepResult r) {
  Finding o;
  o.evidence.method = "integer sweep";
  o.evidence.theorems = {"E1"};
  o.evidence.bits = r.bits;
  o.evidence.work = r.work;
  o.evidence.work.cells = r.walked;
  if (r.exhausted && r.elements == 0 && r.undecided_count == 0) user_error(empty_domain(claim_.formula));
  const auto list_undecided = [&] {
    const std::size_t shown = std::min<std::size_t>(5, r.undecided.size());
    std::string text;
    for (std::size_t i = 0; i < shown; ++i) text += (text.empty() ? "" : "; ") + element_text(statement, r.undecided[i]);
    if (r.undecided_count > shown) text += "; and " + std::to_string(r.undecided_count - shown) + " more";
    return text;
  };
  if (r.truth == Truth::unknown && r.exhausted) settle_ties(block, statement, r, o);
  if (r.truth == Truth::no) {
    o.evidence.theorems = {"E1", "E2"};
    o.truth = Truth::no;
    o.witness = witness_of(statement, *r.violation);
    ElementDecider<Ball> decider(statement, settings_);
    o.sides = decider.sides(*r.violation, std::max(128L, r.bits));
    if (r.undecided_count > 0) o.evidence.notes.push_back("smaller elements that were undecided: " + list_undecided());
  } else if (r.truth == Truth::yes && r.sampled && !block.universal) {
    o.reason = "a sample of " + std::to_string(r.walked) + " elements holds no example, which proves nothing";
    o.remedy = "decide the claim with `posproof check`";
  } else if (r.truth == Truth::yes && r.exhausted) {
    o.truth = Truth::yes;
    if (r.margin && block.universal) {
      PrecisionScope scope{Bits{64}};
      o.evidence.margin = enclose(hull(Ball::exact(r.margin->lower), Ball::exact(r.margin->upper)), 10);
      o.evidence.margin_at = element_text(statement, r.margin_at);
    }
    if (!block.universal)
      o.evidence.derivation = Derivation{"every element of the finite domain fails",
                                         "E1",
                                         "no element among " + std::to_string(r.elements) + " satisfies the statement",
                                         {}};
  } else if (r.undecided_count > 0) {
    o.reason = std::to_string(r.undecided_count) + " element(s) undecided, first " + element_text(statement, r.undecided[0]) +
               ": " + r.trouble;
    o.remedy = "raise the precision with --bits, or exclude these elements and settle them by an identity";
    o.witness = witness_of(statement, r.undecided[0]);
    ElementDecider<Ball> decider(statement, settings_);
    o.sides = decider.sides(r.undecided[0], 256);
  } else if (is_endless(ranges)) {
    o.reason = "the domain is unbounded and no rule settles it; the first " + std::to_string(r.elements) +
               " elements give no counterexample";
    o.remedy = "bound the range, or state a tail bound that a rule can prove";
  } else {
    o.reason = "the work budget was used up after " + std::to_string(r.walked) + " elements without a counterexample";
    o.remedy = "raise it with --budget";
  }
  if (r.sampled) o.evidence.notes.push_back("sampled: " + std::to_string(r.walked) + " elements");
  if (settings_.confirm && o.truth != Truth::unknown) confirm_sweep(o, statement, ranges, r);
  // An `exists` was walked as the statement that no element satisfies it.
  if (!block.universal) o.truth = !o.truth;
  return o;
}

/// Elements that enclosures leave open because both sides are equal there: each is a claim of its own, which an identity may
/// settle. When all are settled the sweep holds.
void Decider::settle_ties(const Block& block, const Statement& statement, SweepResult& r, Finding& o) {
  if (r.undecided_count != r.undecided.size() || r.undecided_filters > 0) return;
  for (const auto& values : r.undecided) {
    const Finding at = by_parts(at_element(block.body, statement, values));
    if ((block.universal ? at.truth : !at.truth) != Truth::yes) return;
    if (!o.evidence.derivation) o.evidence.derivation = at.evidence.derivation;
  }
  o.evidence.method = "integer sweep, ties by identity";
  o.evidence.notes.push_back(std::to_string(r.undecided.size()) +
                             " elements at which both sides are equal, settled by identities");
  r.truth = Truth::yes;
  r.undecided.clear();
  r.undecided_count = 0;
}

void Decider::confirm_sweep(Finding& o, const Statement& statement, const std::vector<Program::Range>& ranges,
                            const SweepResult& r) {
  std::vector<std::vector<ElementValue>> elements;
  Truth expected = Truth::yes;
  std::uint64_t of = r.elements;
  bool full = true;
  if (r.violation) {
    expected = Truth::no;
    of = 1;
    elements.push_back(*r.violation);
  } else {
    const std::uint64_t cost = r.work.evaluations / std::max<std::uint64_t>(1, r.walked) + 1;
    const std::uint64_t room = std::max<std::uint64_t>(8, sampled_confirmation / cost);
    full = r.work.evaluations <= full_confirmation || r.walked <= room;
    const std::uint64_t stride = full ? 1 : r.walked / room + 1;
    if (r.margin) elements.push_back(r.margin_at);
    // Both ends and every stride-th element: the sample depends on the claim alone.
    Cursor cursor(*statement.program, ranges);
    std::uint64_t at = 0;
    while (auto s = cursor.next(1L << 16)) {
      for (long k = 0; k < s->count; ++k, ++at) {
        if (at % stride != 0 && at + 1 != r.walked) continue;
        elements.push_back(s->element(k));
      }
    }
  }
  const auto again = recheck_elements(statement, elements, expected, settings_, this_claim());
  o.evidence.confirmed_by.push_back(confirmation_of(again, of, full));
}

Finding Decider::each_outer_value(const Block& block) {
  Block outer{block.universal, {}, {}, nullptr};
  Node inner;
  inner.op = block.universal ? Op::forall : Op::exists;
  for (const auto& b : block.binders) (b.domain.kind == Domain::Kind::reals ? inner.binders : outer.binders).push_back(b);
  inner.args = {block.body};
  outer.body = std::make_shared<const Node>(std::move(inner));
  return substituted(outer);
}

Finding Decider::substituted(const Block& block) {
  Program program;
  std::vector<Program::Range> ranges;
  Block domain = block;
  domain.body = make_node(Op::truth, {});
  const Statement statement = make_statement(program, domain, ranges);
  Finding total;
  total.evidence.method = "each element of a finite domain";
  total.evidence.theorems = {"E1"};
  total.truth = Truth::yes;
  Derivation tree{"each element", "E1", "", {}};
  try {
    Cursor cursor(program, ranges);
    ElementDecider<Ball> filter(statement, settings_);
    std::uint64_t elements = 0;
    while (auto s = cursor.next(1)) {
      const auto values = s->element(0);
      if (certainly_not(filter.decide(values).counts)) continue;
      if (++elements > 4096)
        return undecided("each element of a finite domain", "more than 4096 elements, each of which is a claim of its own",
                         "restrict the outer domain");
      Finding part = formula(fold_closed(at_element(block.body, statement, values)));
      add_work(total.evidence.work, part.evidence.work);
      total.evidence.bits = std::max(total.evidence.bits, part.evidence.bits);
      const Truth inner = block.universal ? part.truth : !part.truth;
      if (certainly_not(inner)) {
        Witness w = witness_of(statement, values);
        if (part.witness) w.values.insert(w.values.end(), part.witness->values.begin(), part.witness->values.end());
        part.witness = std::move(w);
        part.evidence.work = total.evidence.work;
        return part;
      }
      tree.hypotheses.push_back(step_of(part.evidence, element_text(statement, values), ""));
      add_confirmations(total.evidence.confirmed_by, part.evidence.confirmed_by);
      if (inner == Truth::unknown && total.reason.empty()) {
        total.truth = Truth::unknown;
        total.reason = "undecided at " + element_text(statement, values) + ": " + part.reason;
        total.remedy = part.remedy;
      }
    }
    if (elements == 0) user_error(empty_domain(claim_.formula));
  } catch (const Undefined& u) {
    return not_evaluated(u, total.evidence.method);
  }
  if (total.truth != Truth::unknown) total.evidence.derivation = std::move(tree);
  if (!block.universal) total.truth = !total.truth;
  return total;
}

std::string Decider::plan(const Expr& e, int depth) const {
  const std::string indent(static_cast<std::size_t>(2 * depth), ' ');
  if (e->op == Op::negation || ((e->op == Op::conj || e->op == Op::disj || e->op == Op::implies) && has_quantifier(e))) {
    std::string text = indent + "decide each part, left to right\n";
    for (const auto& a : e->args) text += plan(a, depth + 1);
    return text;
  }
  if (e->op == Op::forall || e->op == Op::exists) {
    const Block b = flatten(e);
    const bool reals =
        std::any_of(b.binders.begin(), b.binders.end(), [](const Binder& x) { return x.domain.kind == Domain::Kind::reals; });
    if (!is_evaluable(b.body)) return indent + "decide the inner statement for each element\n" + plan(b.body, depth + 1);
    if (reals)
      return indent +
             "identity; a trigonometric sum against constants by block sweep on a grid; otherwise boxes with Taylor forms, "
             "halved until "
             "each is decided\n";
    return indent + "64 elements first; then an identity; then " + blocks_plan(b) + "\n";
  }
  if (has_limit(e)) return indent + "rules for limits, each hypothesis decided\n";
  return indent + "evaluate at a point, doubling the precision until both sides separate; ties go to the identity prover\n";
}

}  // namespace posproof
