#pragma once
#include <string>

#include "posproof/decide/decide.hpp"
#include "support/claims.hpp"

namespace posproof::testing {

inline Verdict verdict_of(const std::string& text, const std::vector<std::string>& where = {}) {
  Settings settings;
  settings.budget = 50'000'000;
  return decide(claim(text, where), settings);
}
inline std::string word_of(const std::string& text, const std::vector<std::string>& where = {}) {
  return verdict_word(verdict_of(text, where));
}
inline const Evidence& evidence_of(const Verdict& v) {
  if (const auto* p = std::get_if<Proved>(&v)) return p->evidence();
  if (const auto* r = std::get_if<Refuted>(&v)) return r->evidence();
  return std::get<Undecided>(v).evidence();
}
/// Whether the theorem occurs anywhere in the derivation.
inline bool rests_on(const Derivation& d, const std::string& theorem) {
  if (d.theorem == theorem) return true;
  for (const auto& h : d.hypotheses)
    if (rests_on(h, theorem)) return true;
  return false;
}

}  // namespace posproof::testing
