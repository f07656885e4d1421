#include <array>

#include "boxes.hpp"
#include "posproof/decide/range.hpp"
#include "prover.hpp"
#include "room.hpp"

namespace posproof {
namespace {

using Kind = KnownVariable::Kind;
using Method = BoxForm::Method;
using Centre = BoxForm::Centre;

constexpr int taylor_order = 6;
constexpr int tie_order = 8;  // at ends, where the first terms may vanish
constexpr int deepest = 60;   // halvings of one path

Bits bits_at(int depth) { return Bits{depth < 24 ? 128 : 256}; }

std::vector<BoxForm> forms_for(std::size_t boxes) {
  if (boxes > 1) return {{Method::direct, 0, Centre::middle}, {Method::mean, 0, Centre::middle}};
  return {{Method::direct, 0, Centre::middle},
          {Method::taylor, taylor_order, Centre::middle},
          {Method::taylor, tie_order, Centre::lower},
          {Method::taylor, tie_order, Centre::upper}};
}

std::string form_text(const BoxForm& f, long bits) {
  const std::string end = ",\"bits\":" + std::to_string(bits);
  if (f.method == Method::direct) return "\"method\":\"direct\"" + end;
  if (f.method == Method::mean) return "\"method\":\"mean\"" + end;
  const char* at = f.at == Centre::lower ? "lower" : f.at == Centre::upper ? "upper" : "middle";
  return "\"method\":\"taylor\"" + end + ",\"order\":" + std::to_string(f.order) + ",\"at\":\"" + at + '"';
}

std::string entry_text(const std::optional<BoxEntry>& e) {
  if (!e) return "null";
  const std::string range = interval_text(e->range);
  return e->zero == 0 ? range : "{\"zero\":" + std::to_string(e->zero) + ",\"factor\":" + range + '}';
}

std::string leaf_text(const BoxResult& r, const BoxForm& f, const Environment& env) {
  std::string differences;
  for (std::size_t i = 0; i < r.entries.size(); ++i) differences += (i == 0 ? "" : ",") + entry_text(r.entries[i]);
  return "{\"leaf\":\"evaluate\"," + environment_text(env) + ',' + form_text(f, rounded_bits(r.bits)) + ",\"differences\":[" +
         differences + "]}";
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
  for (const BoxForm& form : forms_for(count(env, Kind::box))) {
    const BoxResult r = c.boxes.evaluate(env, form, bits_at(depth));
    if (r.truth == truth_of(!wanted)) contradicted();
    if (r.truth == Truth::unknown) continue;
    spend(c);
    return writer_.box(leaf_text(r, form, env));
  }
  if (depth >= deepest || is_point(env)) throw NoCertificate("a tie inside a real domain, which boxes do not settle");
  const int slot = c.boxes.widest(env, bits_at(depth));
  const KnownVariable v = *find(env, slot);
  const Rational at = cut_of(v);
  spend(c);
  writer_.line("{\"step\":\"split\",\"variable\":" + std::to_string(slot) + ",\"at\":\"" + number_text(at) + "\"}");
  cover(e, wanted, cut(env, slot, *v.lo, v.lo_open, at, false), depth + 1);
  cover(e, wanted, cut(env, slot, at, false, *v.hi, v.hi_open), depth + 1);
}

}  // namespace posproof
