
#include "decider.hpp"
#include "identity_rules.hpp"
#include "posproof/claim/print.hpp"
#include "posproof/decide/identity.hpp"

namespace posproof {
namespace {

/// Elements of a finite domain that are settled one by one when no identity holds in the variables themselves.
constexpr std::size_t most_single_elements = 20000;

bool equality_settles(Op op) { return op == Op::equal || op == Op::less_equal || op == Op::greater_equal; }

bool only_equalities(const Expr& e) {
  if (e->op != Op::conj) return e->op == Op::equal;
  for (const auto& a : e->args)
    if (!only_equalities(a)) return false;
  return true;
}

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

/// Shows the statement for every element of a finite domain on its own; the derivation keeps the first and every rule.
bool show_each(const Block& block, Derivation& out) {
  std::size_t elements = 0;
  std::vector<std::string> rules;
  const auto one = [&](const std::vector<VariableFacts>& facts) {
    Derivation d;
    if (!show(block.body, facts, d)) return false;
    add_theorems_of(rules, d);
    if (++elements == 1) out.hypotheses.push_back(std::move(d));
    return true;
  };
  const auto all = for_each_element(block.binders, block.filters, most_single_elements, one);
  if (!all || !*all || elements == 0) return false;
  for (const std::string& id : rules)
    if (id != "I1" && id != "E0") out.hypotheses.push_back({"rewriting", id, detail::rule_statement(id), {}});
  out.rule = "identity at each element";
  out.theorem = "E1";
  out.conclusion = "an identity between numbers at each of " + std::to_string(elements) + " elements; the first follows";
  return true;
}

}  // namespace

Finding Decider::by_identity(const Block& block) {
  const std::string remedy = "state it in a form that the identity prover knows (docs/claims.md)";
  if (!block.universal) return undecided("identity", "identities settle universal statements only", remedy);
  const Op op = block.body->op;
  if (op == Op::less || op == Op::greater || op == Op::not_equal) {
    // Both sides are equal at every element of a domain that the caller knows to hold one.
    IdentityResult r = prove_equal(block.body->args[0], block.body->args[1], facts_of(block.binders));
    if (!r.proved) return undecided("identity", "no identity was found", remedy);
    Finding o;
    o.truth = Truth::no;
    o.evidence.method = "identity";
    add_theorems_of(o.evidence.theorems, r.derivation);
    o.evidence.derivation =
        Derivation{"both sides are equal", "I1", to_text(block.body) + " fails everywhere", {std::move(r.derivation)}};
    return o;
  }
  Derivation derivation;
  if (!show(block.body, facts_of(block.binders), derivation)) {
    derivation = Derivation{};
    if (!only_equalities(block.body) || !show_each(block, derivation))
      return undecided("identity", "no identity was found", remedy);
  }
  Finding o;
  o.truth = Truth::yes;
  o.evidence.method = "identity";
  add_theorems_of(o.evidence.theorems, derivation);
  o.evidence.derivation = std::move(derivation);
  return o;
}

}  // namespace posproof
