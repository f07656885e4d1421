#include "prover.hpp"

namespace posproof {

bool contains_quantifier(const Expr& e) {
  if (e->op == Op::forall || e->op == Op::exists) return true;
  if (is_relation(e->op) || e->op == Op::truth) return false;  // terms hold no quantifiers
  for (const auto& a : e->args)
    if (contains_quantifier(a)) return true;
  return false;
}

Prover::Prover(CertificateWriter& writer, const PreparedClaim& claim, const Settings& settings, const CertificateLimits& limits)
    : writer_(writer), claim_(claim), settings_(settings), limits_(limits) {}

void Prover::split(int slot, const Rational& at) {
  writer_.line("{\"step\":\"split\",\"variable\":" + std::to_string(slot) + ",\"at\":\"" + number_text(at) + "\"}");
}

void Prover::suggest(const Witness& witness) { suggestions_ = witness.values; }

Prover::Compiled& Prover::compiled(const Expr& e) {
  auto& c = compiled_[e.get()];
  if (!c) c = std::make_unique<Compiled>(e, limits_.caution);
  return *c;
}

void Prover::spend(Compiled& c) {
  const std::uint64_t now = c.points.work() + c.boxes.work();
  work_ += now - c.counted;
  c.counted = now;
  if (work_ > limits_.most_work)
    throw NoCertificate("checking it again would take more than " + std::to_string(limits_.most_work) + " evaluations");
}

void Prover::prove(const Expr& e, bool wanted, const Environment& env) {
  switch (e->op) {
    case Op::negation: return prove(e->args[0], !wanted, env);
    case Op::forall:
    case Op::exists: return (e->op == Op::forall) == wanted ? universal(e, wanted, 0, env) : existential(e, wanted, env);
    case Op::conj:
    case Op::disj:
    case Op::implies:
      if (contains_quantifier(e)) return connective(e, wanted, env);
      return leaf(e, wanted, env);
    default: return leaf(e, wanted, env);
  }
}

}  // namespace posproof
