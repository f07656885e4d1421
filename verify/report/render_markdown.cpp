#include <algorithm>
#include <array>
#include <map>

#include "markdown_claim.hpp"
#include "posproof/report/audit.hpp"
#include "posproof/report/render.hpp"
#include "posproof/report/text.hpp"

namespace posproof {
namespace {

using markdown::link_to;
using markdown::mark;

constexpr std::size_t most_listed = 40;    ///< failures and findings named at the top
constexpr std::size_t most_readings = 10;  ///< further false readings named in a finding

std::string library_list(const RunInfo& run) {
  std::string text;
  for (const auto& [name, version] : run.libraries) text += (text.empty() ? "" : ", ") + name + " " + version;
  return text;
}

std::string counts_section(const Results& r, const Counts& n) {
  std::string out = "# posproof report\n\n**" + escape_markdown(summary_line(n)) + "**\n\n";
  out += "| " + mark("PROVED") + " | " + mark("REFUTED") + " | " + mark("UNDECIDED") + " | " + mark("EMPIRICAL") + " | " +
         mark("ERROR") + " |\n|:-:|:-:|:-:|:-:|:-:|\n| " + grouped(n.proved) + " | " + grouped(n.refuted) + " | " +
         grouped(n.undecided) + " | " + grouped(n.empirical) + " | " + grouped(n.error) + " |\n\n";
  out +=
      "PROVED: true for every value of the quantified variables. REFUTED: false, for the stated witness or by the stated "
      "theorem. UNDECIDED: not told within the budget, never counted as true. EMPIRICAL: only a measurement can tell. "
      "ERROR: the statement has no meaning as written.\n\n";
  out += "posproof " + escape_markdown(r.run.version);
  if (!r.run.commit.empty()) out += ", commit " + markdown_code(shorten(r.run.commit.substr(0, 12)));
  out += escape_markdown(circumstances_text(r.run)) + ".\n\n";
  if (const std::string backed = backings_line(count_backings(r.claims)); !backed.empty())
    out += escape_markdown(backed) + ".\n\n";
  if (const std::string cut = interruption_text(r.run); !cut.empty()) out += "**" + escape_markdown(cut) + "**\n\n";
  return out;
}

/// Claims with what was expected of them, under a heading of their own.
std::string list_section(const char* heading, const std::vector<const ClaimRecord*>& claims) {
  if (claims.empty()) return "";
  std::string out = std::string("## ") + heading + "\n\n";
  for (std::size_t k = 0; k < std::min(claims.size(), most_listed); ++k) {
    const ClaimRecord& c = *claims[k];
    const std::string expected = expectation_text(c);
    out += "- " + mark(c.outcome) + ", " + escape_markdown(expected.empty() ? "nothing expected" : expected) + ": " +
           link_to(c) + ". " + escape_markdown(shorten(finding_text(c), 600)) + "\n";
  }
  if (claims.size() > most_listed) out += "- and " + grouped(claims.size() - most_listed) + " more\n";
  return out + "\n";
}

std::string checked_section(const std::vector<AuditChapter>& audit) {
  std::string out = "## What was checked\n\n| document | claims |";
  const std::array<const char*, 5> words = {"PROVED", "REFUTED", "UNDECIDED", "EMPIRICAL", "ERROR"};
  for (const char* word : words) out += " " + mark(word) + " |";
  out += "\n|---|--:|--:|--:|--:|--:|--:|\n";
  for (const AuditChapter& c : audit) {
    const Counts& n = c.counts;
    out +=
        "| " + escape_markdown(c.controls ? "Controls: known cases that test posproof itself" : shorten(c.title, 200)) + " |";
    for (const std::uint64_t k : {n.total(), n.proved, n.refuted, n.undecided, n.empirical, n.error})
      out += " " + grouped(k) + " |";
    out += "\n";
  }
  return out + "\n";
}

std::string finding_row(const FalseStep& s) {
  const ClaimRecord& c = *s.refuted[0];
  const bool placed = !s.step->number.empty();
  std::string out = "| " + (placed ? markdown::cell(shorten(s.step->says, 600)) : link_to(c)) + "<br>" +
                    escape_markdown(shorten(s.chapter->id, 60)) +
                    (placed ? ", " + escape_markdown(shorten(s.step->number, 60)) : "");
  if (s.counts.total() > 1)
    out += "; " + grouped(s.counts.refuted) + " of " + grouped(s.counts.total()) + " claims about it refuted";
  out += " | " + (placed ? link_to(c) + ". " : "") + escape_markdown(finding_text(c)) +
         (c.why.empty() ? "" : " " + markdown::cell(shorten(c.why, 600)));
  for (std::size_t k = 1; k < std::min(s.refuted.size(), most_readings); ++k)
    out += (k == 1 ? " Also false: " : "; ") + link_to(*s.refuted[k]);
  if (s.refuted.size() > 1)
    out += s.refuted.size() > most_readings ? " and " + grouped(s.refuted.size() - most_readings) + " more." : ".";
  out += " | ";
  bool first = true;
  for (const ClaimRecord* repair : s.repairs) {
    out += (first ? "" : "<br>") + link_to(*repair) + " (" + mark(repair->outcome) + ")";
    first = false;
  }
  for (const std::string& id : s.unknown_repairs) {
    out += (first ? "" : "<br>") + escape_markdown(shorten(id, 200));
    first = false;
  }
  return out + " |\n";
}

std::string findings_section(const std::vector<AuditChapter>& audit, const ClaimIndex& index) {
  const auto findings = false_steps(audit, index);
  if (findings.empty()) return "";
  std::string out =
      "## What is false, why, and what to use instead\n\n| the document says | why it is false | use instead "
      "|\n|---|---|---|\n";
  for (std::size_t k = 0; k < std::min(findings.size(), most_listed); ++k) out += finding_row(findings[k]);
  if (findings.size() > most_listed) out += "\n" + grouped(findings.size() - most_listed) + " more below.\n";
  return out + "\n";
}

std::string tables_section(const Results& r) {
  std::string out;
  for (const TableRecord& t : r.tables) {
    out += "## " + markdown::cell(t.title) + "\n\n" + markdown::cell(t.caption) + "\n\n|";
    for (const std::string& c : t.columns) out += " " + markdown::cell(c) + " |";
    out += "\n|";
    for (std::size_t k = 0; k < t.columns.size(); ++k) out += "---|";
    for (const auto& row : t.rows) {
      out += "\n|";
      for (const std::string& c : row) out += " " + markdown::cell(c) + " |";
    }
    out += "\n\n";
  }
  return out;
}

std::string figures_section(const Results& r) {
  std::string out;
  for (const FigureRecord& f : r.figures) {
    const std::string image = f.data.substr(0, f.data.rfind('.')) + ".svg";
    out += (out.empty() ? "## Figures\n\n" : "") + std::string("![") + escape_markdown(f.title) + "](" +
           escape_uri_path(image) + ")\n\n" + escape_markdown(f.caption) + "\n\n";
  }
  return out;
}

std::string theorems_section(const Results& r) {
  if (r.theorems.empty()) return "";
  std::string out = "## Theorems the verdicts rest on\n\n| id | statement | proof |\n|---|---|---|\n";
  for (const TheoremRecord& t : r.theorems)
    out += "| " + escape_markdown(t.id) + " | " + markdown::cell(t.statement) + " | " +
           (t.proof.empty() ? "" : markdown_code(shorten(t.proof, 200), true)) + " |\n";
  return out + "\n";
}

std::string trusted_section(const Results& r) {
  if (r.trusted_base.empty()) return "";
  std::string out = "## Trusted base\n\nThe verdicts are right if these are.\n\n| part | role | own lines |\n|---|---|--:|\n";
  std::uint64_t lines = 0;
  for (const TrustedPart& p : r.trusted_base) {
    out +=
        "| " + escape_markdown(p.name) + " | " + escape_markdown(p.role) + " | " + (p.lines ? grouped(p.lines) : "") + " |\n";
    lines += p.lines;
  }
  out += "| total of our own | | " + grouped(lines) + " |\n\n";
  if (const std::string list = library_list(r.run); !list.empty()) out += "Built with " + escape_markdown(list) + ".";
  if (!r.run.flags.empty()) out += " Flags: " + markdown_code(shorten(r.run.flags, 400)) + ".";
  return out + "\n";
}

/// One claim's place in the report: both lengths, and how early it is dropped when space runs out.
struct Entry {
  const ClaimRecord* claim;
  std::string full, brief;
  int rank;
  enum class Shown { full, brief, no } shown = Shown::full;
};

int rank_of(const ClaimRecord& c, bool control) {
  if (is_failure(c)) return 0;
  if (control) return 4;
  return c.outcome == "REFUTED" ? 1 : c.outcome == "UNDECIDED" || c.outcome == "ERROR" ? 2 : 3;
}

std::string step_heading(const AuditStep& s) {
  if (s.number.empty()) return "### Further claims\n\n";
  return "### " + escape_markdown(s.number) + (s.says.empty() ? "" : ": " + escape_markdown(shorten(s.says, 2000))) + "\n\n";
}

std::string chapter_heading(const AuditChapter& c) {
  std::string out = "## " + escape_markdown(c.controls ? "Controls: known cases that test posproof itself" : c.title) + "\n\n";
  if (const DocumentRecord* d = c.document; d && !c.controls) {
    std::string by = escape_markdown(d->authors);
    if (!d->year.empty()) by += (by.empty() ? "" : ", ") + escape_markdown(d->year);
    if (!d->url.empty()) by += (by.empty() ? "" : ", ") + escape_markdown(d->url);
    if (!by.empty()) out += by + "\n\n";
    if (!d->note.empty()) out += escape_markdown(d->note) + "\n\n";
  }
  out += escape_markdown(summary_line(c.counts)) + ".";
  if (c.steps_without_claims > 0) out += " " + grouped(c.steps_without_claims) + " of its steps have no claim in this run.";
  return out + "\n\n";
}

/// Drops details, lowest rank first, until the claims fit. `headings` counts as shown for every claim: an upper bound.
void fit(std::vector<Entry*> entries, std::size_t budget) {
  std::size_t total = 0;
  for (const Entry* e : entries) total += e->full.size();
  if (total <= budget) return;
  std::stable_sort(entries.begin(), entries.end(), [](const Entry* a, const Entry* b) { return a->rank < b->rank; });
  std::size_t used = 0;
  for (Entry* e : entries) {
    e->shown = Entry::Shown::no;
    if (used + e->full.size() <= budget)
      e->shown = Entry::Shown::full;
    else if (used + e->brief.size() <= budget)
      e->shown = Entry::Shown::brief;
    if (e->shown != Entry::Shown::no) used += e->shown == Entry::Shown::full ? e->full.size() : e->brief.size();
  }
}

}  // namespace

std::string render_markdown(const Results& r, const MarkdownOptions& options) {
  const std::vector<AuditChapter> audit = make_audit(r);
  const ClaimIndex index(r);
  const std::string head = counts_section(r, count_outcomes(r.claims)) +
                           list_section("Contradicted expectations", contradictions(r)) + checked_section(audit) +
                           findings_section(audit, index) +
                           list_section("Not decided, though a verdict was expected", shortfalls(r));
  const std::string tail = tables_section(r) + figures_section(r) + theorems_section(r) + trusted_section(r);

  std::map<const ClaimRecord*, Entry> entries;
  std::vector<Entry*> order;
  std::size_t fixed = head.size() + tail.size() + 400;
  for (const AuditChapter& chapter : audit) {
    fixed += chapter_heading(chapter).size();
    for (const AuditStep& step : chapter.steps) {
      fixed += step_heading(step).size() + 40;
      for (const ClaimRecord* c : step.claims) {
        const auto [at, added] = entries.try_emplace(
            c, Entry{c, markdown::claim_block(*c, step.says, index), markdown::claim_line(*c), rank_of(*c, chapter.controls)});
        if (added) order.push_back(&at->second);
      }
    }
  }
  fit(order, options.max_bytes > fixed ? options.max_bytes - fixed : 0);

  std::string body;
  std::size_t hidden = 0, brief = 0;
  for (const AuditChapter& chapter : audit) {
    std::string text;
    for (const AuditStep& step : chapter.steps) {
      std::string claims;
      for (const ClaimRecord* c : step.claims) {
        const Entry& e = entries.at(c);
        hidden += e.shown == Entry::Shown::no;
        brief += e.shown == Entry::Shown::brief;
        claims += e.shown == Entry::Shown::full ? e.full : e.shown == Entry::Shown::brief ? e.brief : "";
      }
      if (!claims.empty()) text += step_heading(step) + claims;
    }
    if (!text.empty()) body += chapter_heading(chapter) + text;
  }
  std::string cut;
  if (hidden + brief > 0)
    cut = "Shortened to " + grouped(options.max_bytes) + " bytes: " + grouped(brief) + " claims on one line, " +
          grouped(hidden) + " left out; results.json has them all.\n\n";
  return head + cut + body + tail;
}

}  // namespace posproof
