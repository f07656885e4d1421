#include "terminal.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "posproof/arith/rational.hpp"

namespace posproof {
namespace {

constexpr std::size_t longest_value = 200;

std::string shortened(const std::string& value) {
  if (value.size() <= longest_value) return value;
  return value.substr(0, 60) + "..." + value.substr(value.size() - 20) + " (" + std::to_string(value.size()) + " characters)";
}

std::string confirmation_text(const Confirmation& c) {
  switch (c.scope) {
    case Confirmation::Scope::full: return fmt::format("{} in full ({} of {})", c.kernel, c.checked, c.of);
    case Confirmation::Scope::sampled: return fmt::format("{}, sampled ({} of {})", c.kernel, c.checked, c.of);
    case Confirmation::Scope::same_kernel_other_precision: return c.kernel + " at another precision only";
    case Confirmation::Scope::none: return "not by " + c.kernel;
  }
  return "";
}

void line(std::string& out, const char* label, const std::string& text) {
  if (!text.empty()) out += fmt::format("  {:<12}{}\n", label, text);
}

std::string values_text(const Witness& w) {
  std::string text;
  for (const auto& [name, value] : w.values) text += (text.empty() ? "" : ", ") + name + " = " + shortened(value);
  return text;
}

void sides_lines(std::string& out, const std::optional<Sides>& s) {
  if (!s) return;
  line(out, "left side", shown(s->lhs));
  line(out, "relation", s->relation);
  line(out, "right side", shown(s->rhs));
}

void evidence_lines(std::string& out, const Evidence& e) {
  std::string theorems;
  for (const auto& t : e.theorems) theorems += (theorems.empty() ? "" : ", ") + t;
  line(out, "method", e.method + (theorems.empty() ? "" : " (" + theorems + ")"));
  if (e.margin) line(out, "margin", shown(*e.margin) + (e.margin_at.empty() ? "" : " at " + e.margin_at));
  if (e.bits > 0) line(out, "precision", std::to_string(e.bits) + " bits");
  if (e.work.evaluations + e.work.cells > 0)
    line(out, "work",
         fmt::format("{} evaluations, {} elements or cells, {} repeated at higher precision", e.work.evaluations, e.work.cells,
                     e.work.escalations));
  for (const auto& c : e.confirmed_by) line(out, "confirmed", confirmation_text(c));
  for (const auto& n : e.notes) line(out, "note", n);
  if (e.derivation) out += "  derivation\n" + derivation_text(*e.derivation, 2);
}

}  // namespace

std::string shown(const Enclosure& e) {
  const auto lo = Rational::parse(e.lower), hi = Rational::parse(e.upper);
  if (!lo || !hi) return "[" + e.lower + ", " + e.upper + "]";
  return to_text(*lo, *hi);
}

std::string derivation_text(const Derivation& d, int depth) {
  std::string out(static_cast<std::size_t>(2 * depth), ' ');
  out += d.rule;
  if (!d.theorem.empty()) out += " [" + d.theorem + "]";
  if (!d.conclusion.empty()) out += ": " + d.conclusion;
  out += '\n';
  for (const auto& h : d.hypotheses) out += derivation_text(h, depth + 1);
  return out;
}

std::string verdict_text(const Verdict& v) {
  std::string out = std::string(verdict_word(v)) + "\n";
  if (const auto* p = std::get_if<Proved>(&v)) {
    if (p->witness() && !p->witness()->values.empty()) line(out, "witness", values_text(*p->witness()));
    sides_lines(out, p->sides());
    evidence_lines(out, p->evidence());
  } else if (const auto* r = std::get_if<Refuted>(&v)) {
    if (r->witness() && !r->witness()->values.empty()) line(out, "witness", values_text(*r->witness()));
    sides_lines(out, r->sides());
    evidence_lines(out, r->evidence());
  } else if (const auto* u = std::get_if<Undecided>(&v)) {
    line(out, "reason", u->reason());
    line(out, "go on", u->remedy());
    if (u->nearest() && !u->nearest()->values.empty()) line(out, "nearest", values_text(*u->nearest()));
    sides_lines(out, u->sides());
    evidence_lines(out, u->evidence());
  } else {
    line(out, "experiment", std::get<Empirical>(v).experiment());
  }
  return out;
}

Progress::Progress(bool wanted) : on_(wanted && isatty(STDERR_FILENO) == 1) {}
Progress::~Progress() {
  if (on_ && !last_.empty()) std::fprintf(stderr, "\r\033[K");
}
void Progress::show(const std::string& what, double share) {
  if (!on_) return;
  const std::string line = fmt::format("{} {:3d}%", what, static_cast<int>(std::clamp(share, 0.0, 1.0) * 100));
  if (line == last_) return;
  last_ = line;
  std::fprintf(stderr, "\r\033[K%s", line.c_str());
  std::fflush(stderr);
}

}  // namespace posproof
