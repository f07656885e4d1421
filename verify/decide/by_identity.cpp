#include "decider.hpp"
#include "posproof/claim/print.hpp"
#include "posproof/decide/identity.hpp"

namespace posproof {
namespace {

std::optional<Rational> closed_value(const Expr& e) {
  if (!e || !free_slots(e).empty()) return std::nullopt;
  return exact_value(e);
}

/// What a binder says of its variable. Bounds that are not closed exact numbers say nothing, which is always sound.
VariableFacts binder_facts(const Binder& b) {
  VariableFacts f;
  f.slot = b.slot;
  f.integer = b.domain.kind == Domain::Kind::integers;
  if (b.domain.kind == Domain::Kind::set) {
    f.integer = true;
    for (const auto& e : b.domain.elements) {
      const auto v = closed_value(e);
      if (!v) {
        f = VariableFacts{};
        f.slot = b.slot;
        return f;
      }
      f.integer &= v->is_integer();
      if (!f.lower || *v < *f.lower) f.lower = *v;
      if (!f.upper || *v > *f.upper) f.upper = *v;
    }
    return f;
  }
  f.lower = closed_value(b.domain.lo);
  f.upper = closed_value(b.domain.hi);
  f.lower_strict = !b.domain.lo_closed;
  f.upper_strict = !b.domain.hi_closed;
  return f;
}

bool equality_settles(Op op) { return op == Op::equal || op == Op::less_equal || op == Op::greater_equal; }

/// Shows a formula by identities alone: relations that equality settles, and conjunctions of such.
bool show(const Expr& e, const std::vector<VariableFacts>& facts, Derivation& out) {
  if (e->op == Op::conj) {
    for (const auto& a : e->args) {
      Derivation part;
      if (!show(a, facts, part)) return false;
      out.hypotheses.push_back(std::move(part));
    }
    out.rule = "each part";
    out.theorem = "E0";
    return true;
  }
  if (!equality_settles(e->op)) return false;
  IdentityResult r = prove_equal(e->args[0], e->args[1], facts);
  if (!r.proved) return false;
  out = std::move(r.derivation);
  return true;
}

}  // namespace

Finding Decider::by_identity(const Block& block) {
  const std::string remedy = "state it in a form that the identity prover knows (docs/claims.md)";
  if (!block.universal) return undecided("identity", "identities settle universal statements only", remedy);
  std::vector<VariableFacts> facts;
  for (const auto& b : block.binders) facts.push_back(binder_facts(b));
  Derivation derivation;
  if (!show(block.body, facts, derivation)) return undecided("identity", "no identity was found", remedy);
  Finding o;
  o.truth = Truth::yes;
  o.evidence.method = "identity";
  o.evidence.theorems = {derivation.theorem};
  o.evidence.derivation = std::move(derivation);
  return o;
}

}  // namespace posproof
