#include <array>

#include "posproof/report/diff.hpp"
#include "posproof/report/text.hpp"

namespace posproof {
namespace {

struct Section {
  const char* key;
  const char* title;
  const std::vector<ClaimChange>* changes;
};

std::array<Section, 6> sections(const RunDiff& d) {
  return {{{"verdicts", "Changed verdicts", &d.verdicts},
           {"margins", "Weaker margins", &d.margins},
           {"witnesses", "Other witnesses", &d.witnesses},
           {"added", "New claims", &d.added},
           {"vanished", "Vanished claims", &d.vanished},
           {"slower", "Slower", &d.slower}}};
}

std::string head_line(const RunDiff& d) {
  std::size_t worse = 0;
  for (const ClaimChange& c : d.verdicts) worse += c.worse;
  const auto count = [](std::size_t n, const char* what) { return std::to_string(n) + " " + what; };
  return count(worse, "worse") + ", " + count(d.verdicts.size() - worse, "otherwise changed") + ", " +
         count(d.margins.size(), "weaker margins") + ", " + count(d.added.size(), "new") + ", " +
         count(d.vanished.size(), "vanished") + ", " + count(d.slower.size(), "slower") + "; " +
         count(d.unchanged, "verdicts unchanged");
}

std::string arrow(const ClaimChange& c) {
  if (c.from.empty()) return c.to;
  return c.to.empty() ? c.from : c.from + " -> " + c.to;
}

Json change_json(const ClaimChange& c) {
  return {{"id", c.id}, {"title", c.title}, {"from", c.from}, {"to", c.to}, {"worse", c.worse}, {"restated", c.restated}};
}

}  // namespace

std::string diff_text(const RunDiff& d) {
  std::string out = head_line(d) + "\n" + (d.interruption.empty() ? "" : one_line(d.interruption) + "\n");
  for (const Section& s : sections(d)) {
    if (s.changes->empty()) continue;
    out += std::string("\n") + s.title + "\n";
    for (const ClaimChange& c : *s.changes) {
      const bool verdict = s.changes == &d.verdicts;
      out += std::string("  ") + (verdict && c.worse ? "WORSE  " : "") + one_line(shorten(c.id, 300)) + ": " +
             one_line(arrow(c)) + (c.restated ? " (the claim was restated)" : "") + "\n";
    }
  }
  return out;
}

std::string diff_markdown(const RunDiff& d) {
  std::string out = "# Changes since the last run\n\n**" + escape_markdown(head_line(d)) + "**\n\n";
  out += "Before: " + escape_markdown(summary_line(d.old_counts)) + ".  \nNow: " + escape_markdown(summary_line(d.new_counts)) +
         ".\n\n";
  if (!d.interruption.empty()) out += "**" + escape_markdown(d.interruption) + "**\n\n";
  for (const Section& s : sections(d)) {
    if (s.changes->empty()) continue;
    out += std::string("## ") + s.title + "\n\n| claim | before | now |\n|---|---|---|\n";
    for (const ClaimChange& c : *s.changes) {
      const bool verdict = s.changes == &d.verdicts;
      out += "| " + std::string(verdict && c.worse ? "**worse** " : "") + markdown_code(shorten(c.id, 300), true) +
             (c.restated ? " (restated)" : "") + " | " + escape_markdown(c.from) + " | " + escape_markdown(c.to) + " |\n";
    }
    out += "\n";
  }
  return out;
}

Json diff_json(const RunDiff& d) {
  Json j = {
      {"schema", "posproof-diff/1"}, {"worse", any_worse(d)}, {"interruption", d.interruption}, {"unchanged", d.unchanged}};
  for (const Section& s : sections(d)) {
    Json list = Json::array();
    for (const ClaimChange& c : *s.changes) list.push_back(change_json(c));
    j[s.key] = std::move(list);
  }
  return j;
}

}  // namespace posproof
