#include <array>

#include "boxes.hpp"
#include "posproof/decide/range.hpp"
#include "prover.hpp"
#include "room.hpp"

namespace posproof {
namespace {

using Kind = KnownVariable::Kind;
using Centre = BoxForm::Centre;

constexpr int taylor_order = 6;
constexpr int tie_order = 8;  // at ends, where the first terms may vanish
constexpr int deepest = 60;   // halvings of one path

Bits bits_at(int depth) { return Bits{depth < 24 ? 128 : 256}; }

/// Taylor's formula in the variable `slot`.
std::vector<BoxForm> forms_in(int slot) {
  return {{slot, taylor_order, Centre::middle}, {slot, tie_order, Centre::lower}, {slot, tie_order, Centre::upper}};
}

std::string form_text(const BoxForm& f, const Environment& env) {
  if (f.order == 0) return "null";
  return '[' + std::to_string(f.slot) + ',' + std::to_string(f.order) + ",\"" +
         number_text(centre_of(*find(env, f.slot), f.at)) + "\"]";
}

std::string leaf_text(const BoxResult& r, const BoxForm& f, const Environment& env) {
  std::string differences;
  for (std::size_t i = 0; i < r.entries.size(); ++i)
    differences += (i == 0 ? "" : ",") + (r.entries[i] ? entry_text(r.entries[i]->zero, r.entries[i]->range) : "null");
  return evaluate_text(env, rounded_bits(r.bits), "null", form_text(f, env), differences);
}

/// A number near the middle with a small denominator: ties sit at such.
Rational cut_of(const KnownVariable& v) {
  const Rational third = (*v.hi - *v.lo) / Rational(3);
  return simplest_between(*v.lo + third, *v.hi - third);
}

bool is_point(const Environment& env) {
  for (const auto& v : env)
    if (v.kind == Kind::box && *v.lo != *v.hi) return false;
  return true;
}

}  // namespace

void Prover::cover(const Expr& e, bool wanted, const Environment& env, int depth) {
  Compiled& c = compiled(e);
  const auto settles = [&](const BoxForm& form) {
    const BoxResult r = c.boxes.evaluate(env, form, bits_at(depth));
    if (r.truth == truth_of(!wanted)) contradicted();
    if (r.truth == Truth::unknown) return false;
    spend(c);
    writer_.box(leaf_text(r, form, env));
    return true;
  };
  if (settles({})) return;
  const int slot = c.boxes.widest(env, bits_at(depth));
  if (slot >= 0)
    for (const BoxForm& form : forms_in(slot))
      if (settles(form)) return;
  if (depth >= deepest || is_point(env)) throw NoCertificate("a tie inside a real domain, which boxes do not settle");
  const KnownVariable v = *find(env, slot);
  const Rational at = cut_of(v);
  spend(c);
  split(slot, at);
  cover(e, wanted, cut(env, slot, *v.lo, v.lo_open, at, false), depth + 1);
  cover(e, wanted, cut(env, slot, at, false, *v.hi, v.hi_open), depth + 1);
}

}  // namespace posproof
