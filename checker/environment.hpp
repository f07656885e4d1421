#pragma once
#include <gmpxx.h>

#include <string>
#include <vector>

namespace check {

/// What a variable stands for in a goal: an exact value (in lo), a list of values still open, integers lo, lo + step, ..., hi,
/// or reals lo..hi.
struct Content {
  int slot;
  std::string kind;  ///< value, list, integers, reals
  mpq_class lo, hi, step;
  bool no_lo = false, no_hi = false, lo_closed = true, hi_closed = true;
  std::vector<mpq_class> list;
};
using Environment = std::vector<Content>;
inline Content fixed(int slot, const mpq_class& q) { return {slot, "value", q, q, 0, false, false, true, true, {}}; }

/// As certificates write it.
inline std::string text(const Environment& environment) {
  const auto number = [](const mpq_class& q, bool none = false) { return none ? ",null" : ",\"" + q.get_str() + "\""; };
  std::string s;
  for (const auto& c : environment) {
    s += (s.empty() ? "[" : ",[") + std::to_string(c.slot) + ",\"" + c.kind + "\"";
    if (c.kind != "list") s += number(c.lo, c.no_lo);
    if (c.kind == "integers") s += number(c.hi, c.no_hi) + number(c.step);
    if (c.kind == "reals") s += number(c.hi, c.no_hi) + (c.lo_closed ? ",true" : ",false") + (c.hi_closed ? ",true" : ",false");
    for (const auto& q : c.list) s += number(q);
    s += "]";
  }
  return "[" + s + "]";
}

}  // namespace check
