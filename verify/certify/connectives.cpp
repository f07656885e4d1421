#include "posproof/decide/decide.hpp"
#include "prover.hpp"

namespace posproof {

/// A formula that leaves cannot settle as a whole: all of its parts, or the one that settles it.
void Prover::connective(const Expr& e, bool wanted, const Environment& env) {
  const bool all = (e->op == Op::conj) == wanted;
  if (all) {
    writer_.line("{\"step\":\"parts\"}");
    for (std::size_t i = 0; i < e->args.size(); ++i) prove(e->args[i], e->op == Op::implies && i == 0 ? !wanted : wanted, env);
    return;
  }
  if (first(env, KnownVariable::Kind::box)) throw NoCertificate("which part of a formula holds varies over a real domain");
  if (first(env, KnownVariable::Kind::integers))
    return with_integers_fixed(env, [&](const Environment& next) { connective(e, wanted, next); });
  if (e->op == Op::implies) return choose(e, holds(e->args[0], false, env) ? 0 : 1, wanted, env);
  for (std::size_t i = 0; i < e->args.size(); ++i)
    if (holds(e->args[i], wanted, env)) return choose(e, i, wanted, env);
  throw NoCertificate("no part of a formula was found that settles it");
}

void Prover::choose(const Expr& e, std::size_t index, bool wanted, const Environment& env) {
  writer_.line("{\"step\":\"choose\",\"index\":" + std::to_string(index) + "}");
  if (e->op == Op::implies) {
    prove(e->args[0], index == 1, env);
    if (index == 1) prove(e->args[1], true, env);
    return;
  }
  for (std::size_t i = 0; i < index; ++i) prove(e->args[i], !wanted, env);
  prove(e->args[index], wanted, env);
}

bool Prover::holds(const Expr& part, bool wanted, const Environment& env) const {
  const Verdict v = decided(substituted(part, env));
  return wanted ? std::holds_alternative<Proved>(v) : std::holds_alternative<Refuted>(v);
}

}  // namespace posproof
