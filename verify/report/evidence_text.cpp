#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "posproof/report/audit.hpp"
#include "posproof/report/text.hpp"

namespace posproof {
namespace {

constexpr std::size_t longest_number = 400;
constexpr std::size_t longest_text = 400;
constexpr int shown_digits = 12;
constexpr long largest_exponent = 400;  // beyond it the exact number would be large; the text is clear enough

/// The exact value of a short decimal.
std::optional<Rational> short_number(const std::string& text) {
  if (text.size() > longest_number) return std::nullopt;
  if (const std::size_t e = text.find_first_of("eE"); e != std::string::npos) {
    long exponent = 0;
    const char* first = text.data() + e + 1 + (text[e + 1] == '+' ? 1 : 0);
    const auto [end, error] = std::from_chars(first, text.data() + text.size(), exponent);
    if (error != std::errc() || std::labs(exponent) > largest_exponent) return std::nullopt;
  }
  return Rational::parse(text);
}

std::string plural(unsigned long long n, const char* one) { return grouped(n) + " " + one + (n == 1 ? "" : "s"); }

std::string sides_text(const Sides& s) {
  return "left side " + enclosure_text(s.lhs) + ", right side " + enclosure_text(s.rhs);
}

/// What a refutation rests on: the first thing shown on the way to it, and by what theorem.
std::string ground_text(const Derivation& d) {
  const Derivation& ground = d.hypotheses.empty() ? d : d.hypotheses.front();
  const std::string text = ground.conclusion.empty() ? ground.rule : ground.conclusion;
  return shorten(text, longest_text) + (ground.theorem.empty() ? "" : " (" + shorten(ground.theorem, 60) + ")");
}

std::string refuted_text(const ClaimRecord& c) {
  std::string text;
  if (c.witness && !c.witness->values.empty())
    text = "False for " + witness_text(*c.witness);
  else if (c.derivation)
    text = "False: " + ground_text(*c.derivation);
  else
    text = "False";
  if (c.sides)
    text += ": " + sides_text(*c.sides) + ", so the relation " + c.sides->relation + " fails";
  else if (c.margin)
    text += "; the closest call" + (c.margin_at.empty() ? "" : " at " + shorten(c.margin_at, longest_text)) + " misses by " +
            enclosure_text(*c.margin);
  return text + ".";
}

std::string proved_text(const ClaimRecord& c) {
  if (c.witness && !c.witness->values.empty())
    return "Holds for " + witness_text(*c.witness) + (c.sides ? ": " + sides_text(*c.sides) : "") + ".";
  if (c.margin) {
    const std::string at = c.margin_at.empty() ? "" : " at " + shorten(c.margin_at, longest_text);
    return "Holds throughout; the closest call" + at + " has margin " + enclosure_text(*c.margin) + ".";
  }
  // The whole conclusion stands in the derivation.
  if (c.derivation && !c.derivation->conclusion.empty()) return "Holds: " + shorten(c.derivation->conclusion, 160) + ".";
  if (c.sides) return "Holds: " + sides_text(*c.sides) + ".";
  return "Holds by " + c.method + ".";
}

std::string undecided_text(const ClaimRecord& c) {
  std::string text = "Not decided: " + shorten(c.reason, longest_text) + ".";
  if (c.witness && !c.witness->values.empty()) text += " Nearest: " + witness_text(*c.witness) + ".";
  if (c.sides) text += " There: " + sides_text(*c.sides) + ".";
  return text + " To go on: " + shorten(c.remedy, longest_text) + ".";
}

std::string confirmation_text(const Confirmation& c) {
  switch (c.scope) {
    case Confirmation::Scope::full: return "confirmed by " + c.kernel + " in full";
    case Confirmation::Scope::sampled:
      return "confirmed by " + c.kernel + " on a sample of " + grouped(c.checked) + " of " + grouped(c.of);
    case Confirmation::Scope::same_kernel_other_precision:
      return "confirmed by " + c.kernel + " itself at another precision only";
    case Confirmation::Scope::none: break;
  }
  return "not confirmed by " + c.kernel;
}

}  // namespace

std::string enclosure_text(const Enclosure& e) {
  const auto lo = short_number(e.lower), hi = short_number(e.upper);
  if (lo && hi && *lo <= *hi) return to_text(*lo, *hi, shown_digits);
  if (e.lower == e.upper) return shorten(e.lower);
  return "[" + shorten(e.lower, 48) + ", " + shorten(e.upper, 48) + "]";
}

std::string witness_text(const Witness& w) {
  std::string text;
  for (const auto& [name, value] : w.values)
    text += (text.empty() ? "" : ", ") + shorten(name, 60) + " = " + shorten(value, 70);
  return text;
}

std::string finding_text(const ClaimRecord& c) {
  if (c.outcome == "REFUTED") return refuted_text(c);
  if (c.outcome == "PROVED") return proved_text(c);
  if (c.outcome == "UNDECIDED") return undecided_text(c);
  if (c.outcome == "EMPIRICAL") return "Mathematics cannot decide it. What would: " + shorten(c.experiment, longest_text);
  return c.error ? "Error " + c.error->code + ": " + shorten(c.error->message, longest_text) : "Error.";
}

std::string backing_word(const ClaimRecord& c) {
  if (c.outcome != "PROVED" && c.outcome != "REFUTED") return "";
  if (c.certificate && c.certificate->backing == "coq") return "Coq";
  if (c.certificate && c.certificate->backing == "certificate") return "certificate checked";
  return confirmed_by_second_kernel(c) ? "both kernels" : by_exact_rules(c) ? "exact rules" : "one kernel";
}

std::string backing_text(const ClaimRecord& c) {
  std::string text = backing_word(c);
  if (text.empty() || !c.certificate) return text;
  if (c.certificate->backing == "kernels")
    return text + "; no certificate yet: " + shorten(c.certificate->reason, longest_text);
  return text + ", " + plural(c.certificate->bytes, "byte") +
         (c.certificate->seconds > 0 ? " in " + duration_text(c.certificate->seconds) : "");
}

std::string backings_line(const Backings& n) {
  const std::uint64_t total = n.coq + n.certificate + n.both_kernels + n.one_kernel + n.exact_rules;
  if (total == 0) return "";
  std::string text = "Of " + plural(total, "decided claim") + ": ";
  bool first = true;
  const auto add = [&](std::uint64_t k, const char* word) {
    if (k == 0) return;
    text += (first ? "" : ", ") + grouped(k) + " " + word;
    first = false;
  };
  add(n.coq, "Coq");
  add(n.certificate, "certificate checked");
  add(n.both_kernels, "both kernels");
  add(n.exact_rules, "exact rules");
  add(n.one_kernel, "one kernel");
  return text;
}

std::string circumstances_text(const RunInfo& run) {
  std::string text;
  if (!run.started.empty()) text += ", " + run.started;
  if (!run.host.empty()) text += (text.empty() ? ", on " : " on ") + run.host;
  if (run.seconds > 0)
    text += ", " + duration_text(run.seconds) + " with " + plural(static_cast<unsigned long long>(run.jobs), "job");
  return text + ", " + plural(run.work.evaluations, "evaluation");
}

std::string interruption_text(const RunInfo& run) {
  constexpr std::size_t most_named = 5;
  if (run.not_run.empty()) return "";
  std::string text = "Interrupted: " + plural(run.not_run.size(), "selected claim") +
                     (run.not_run.size() == 1 ? " was" : " were") + " not run, ";
  if (run.not_run.size() > most_named) text += "among them ";
  for (std::size_t k = 0; k < std::min(run.not_run.size(), most_named); ++k)
    text += (k ? ", " : "") + shorten(run.not_run[k], 100);
  return text + ".";
}

std::string method_text(const ClaimRecord& c) {
  if (c.method.empty()) return "";
  std::string text = c.method;
  for (std::size_t k = 0; k < c.theorems.size(); ++k) text += (k == 0 ? " by " : ", ") + shorten(c.theorems[k], 60);
  if (c.work.evaluations > 0) text += "; " + plural(c.work.evaluations, "evaluation");
  if (c.work.cells > 0) text += ", " + plural(c.work.cells, "cell");
  if (c.work.escalations > 0) text += ", " + grouped(c.work.escalations) + " repeated at higher precision";
  if (c.bits > 0) text += "; up to " + std::to_string(c.bits) + " bits";
  for (const Confirmation& k : c.confirmed_by) text += "; " + confirmation_text(k);
  if (c.certificate) text += "; " + backing_text(c);
  return text;
}

std::string expectation_text(const ClaimRecord& c) {
  if (!c.expected) return "";
  if (!c.expected->error.empty()) return "expected error " + c.expected->error;
  if (c.expected->verdict.empty()) return "";
  std::string text = "expected " + c.expected->verdict;
  for (char& ch : text) ch = ch >= 'a' && ch <= 'z' && &ch - text.data() >= 9 ? static_cast<char>(ch - 'a' + 'A') : ch;
  if (!c.expected->witness.empty()) text += " with " + witness_text(Witness{c.expected->witness});
  return text;
}

std::string duration_text(double seconds) {
  char text[64];
  if (!(seconds < 1e9)) return "a long time";
  if (seconds < 0.9995)
    std::snprintf(text, sizeof text, "%.0f ms", std::ceil(seconds * 1000));
  else if (seconds < 100)
    std::snprintf(text, sizeof text, "%.1f s", seconds);
  else
    std::snprintf(text, sizeof text, "%lld min %lld s", static_cast<long long>(seconds) / 60,
                  static_cast<long long>(seconds) % 60);
  return text;
}

}  // namespace posproof
