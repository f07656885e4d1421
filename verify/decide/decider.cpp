#include "decider.hpp"

#include <algorithm>

#include "end_rule.hpp"
#include "fold.hpp"
#include "posproof/arith/contract.hpp"
#include "posproof/arith/too_large.hpp"
#include "posproof/claim/print.hpp"

namespace posproof {

void Decider::user_error(const Undefined& u) const {
  std::string message = u.what + ": `" + to_text(u.node) + "`";
  if (!u.where.empty()) message += " at " + u.where;
  throw ClaimError(u.code, message, claim_.source, Span{0, static_cast<std::uint32_t>(claim_.source.text.size())});
}

Undefined empty_domain(const Expr& statement) {
  return Undefined{statement, "the domain is empty", true, false, "empty-domain"};
}

Finding Decider::not_evaluated(const Undefined& u, std::string method, std::string remedy) const {
  if (u.certain) user_error(u);
  return undecided(std::move(method), u.what + ": `" + to_text(u.node) + "`", std::move(remedy));
}

Finding Decider::formula(const Expr& e) {
  try {
    return formula_of_moderate_size(e);
  } catch (const TooLarge& too_large) {
    return undecided("evaluation", too_large.what(), "compare logarithms instead of the numbers themselves");
  }
}

Finding Decider::formula_of_moderate_size(const Expr& e) {
  switch (e->op) {
    case Op::forall:
    case Op::exists: return quantified(e);
    case Op::negation: {
      Finding o = formula(e->args[0]);
      o.truth = !o.truth;
      return o;
    }
    case Op::conj:
    case Op::disj:
    case Op::implies: return has_quantifier(e) ? connective(e) : closed(e);
    default: return has_limit(e) ? limit_statement(e) : closed(e);
  }
}

Finding Decider::connective(const Expr& e) {
  // Left to right; the first part that settles it is the evidence.
  const Truth settles = e->op == Op::conj ? Truth::no : Truth::yes;
  Finding total;
  total.truth = !settles;
  total.evidence.method = "connective";
  Derivation tree{e->op == Op::conj ? "each part" : "some part", "E0", "", {}};
  for (std::size_t i = 0; i < e->args.size(); ++i) {
    Finding part = formula(e->args[i]);
    if (e->op == Op::implies && i == 0) part.truth = !part.truth;
    add_work(part.evidence.work, total.evidence.work);
    if (part.truth == settles) return part;
    total.evidence.work = part.evidence.work;
    total.evidence.bits = std::max(total.evidence.bits, part.evidence.bits);
    add_confirmations(total.evidence.confirmed_by, part.evidence.confirmed_by);
    Derivation step{part.evidence.method, "", to_text(e->args[i]), {}};
    if (part.evidence.derivation) step.hypotheses.push_back(*part.evidence.derivation);
    tree.hypotheses.push_back(std::move(step));
    if (part.truth == Truth::unknown && total.reason.empty()) {
      total.truth = Truth::unknown;
      total.reason = "undecided part: " + part.reason;
      total.remedy = part.remedy;
      total.witness = part.witness;
      total.sides = part.sides;
    }
  }
  total.evidence.theorems = {"E0"};
  total.evidence.derivation = std::move(tree);
  return total;
}

Finding Decider::closed(const Expr& e) {
  Program program;
  Statement statement{&program, {}, {}, {}, program.add(e), false};
  return settings_.kernel == Kernel::arb ? closed_with<Ball>(statement, e) : closed_with<Interval>(statement, e);
}

Finding Decider::by_parts(const Expr& e) {
  const Expr folded = fold_closed(e);
  if (Finding o = by_identity(Block{true, {}, {}, folded}); o.truth != Truth::unknown) return o;
  return formula(folded);
}

template <class R>
Finding Decider::closed_with(const Statement& statement, const Expr& e) {
  ElementDecider<R> decider(statement, settings_);
  Finding o;
  o.evidence.method = "evaluation at a point";
  o.evidence.theorems = {"E1"};
  try {
    const auto r = decider.decide({});
    o.truth = r.truth;
    o.evidence.bits = r.bits;
    o.evidence.work = Work{decider.work(), 1, r.escalations};
    if (const auto loops = decider.sampled_loops(); loops.of > 0)
      o.evidence.notes.push_back("sampled: " + std::to_string(loops.checked) + " of " + std::to_string(loops.of) +
                                 " positions of its loops");
    o.sides = decider.sides({}, std::max(128L, r.bits));
    if (r.margin) {
      PrecisionScope scope{Bits{64}};
      o.evidence.margin = enclose(hull(Ball::exact(r.margin->lower), Ball::exact(r.margin->upper)), 10);
    }
    if (r.truth == Truth::unknown) {
      Finding identity = by_identity(Block{true, {}, {}, fold_closed(e)});
      if (identity.truth != Truth::unknown) return identity;
      // Part by part: some may be ties that identities settle, others strict.
      if (e->op == Op::conj || e->op == Op::disj || e->op == Op::implies) return connective(e);
      o.reason = r.trouble + " at " + std::to_string(r.bits) + " bits, and no identity settles it";
      o.remedy =
          "raise the precision with --bits, or state the claim in a form that the identity prover knows (docs/claims.md)";
      return o;
    }
  } catch (const Undefined& u) {
    return not_evaluated(u, "evaluation at a point");
  }
  if (certainly_not(o.truth)) o.witness = Witness{};
  if (settings_.confirm) {
    const auto again = recheck_elements(statement, {{}}, o.truth, settings_, "`" + to_text(e) + "`");
    o.evidence.confirmed_by.push_back(confirmation_of(again, 1));
  }
  return o;
}

Finding Decider::quantified(const Expr& e) {
  const Block block = flatten(e);
  // Domains further in need not make sense where a condition fails, and may depend on what is outside: those are seen later.
  if (std::any_of(block.binders.begin(), block.binders.end(), detail::certainly_empty))
    user_error(empty_domain(claim_.formula));
  bool integers_only = true, finite = true;
  for (const auto& b : block.binders) {
    integers_only &= b.domain.kind != Domain::Kind::reals;
    if (b.domain.kind == Domain::Kind::integers) finite &= b.domain.hi != nullptr;
  }
  if (integers_only && is_evaluable(block.body)) return enumerated(block);
  if (integers_only && finite) return substituted(block);
  if (is_evaluable(block.body)) return over_reals(block);
  return undecided("real range", "a statement with further quantifiers or limits inside a real range is not decided",
                   "fix the outer variables, or split the claim");
}

}  // namespace posproof
