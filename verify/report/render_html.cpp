#include <algorithm>
#include <array>
#include <string_view>

#include "html_claim.hpp"
#include "posproof/arith/sha256.hpp"
#include "posproof/report/audit.hpp"
#include "posproof/report/draw.hpp"
#include "posproof/report/render.hpp"
#include "posproof/report/text.hpp"

namespace posproof {
namespace templates {
extern const std::string_view report_css, report_js;
}
namespace {

constexpr std::size_t most_listed = 60;

struct VerdictWord {
  const char* word;
  const char* meaning;
  std::uint64_t Counts::*count;
};
constexpr std::array<VerdictWord, 5> verdict_words = {{
    {"PROVED", "true for every value", &Counts::proved},
    {"REFUTED", "false, with a witness or a theorem", &Counts::refuted},
    {"UNDECIDED", "not told within the budget; never counted as true", &Counts::undecided},
    {"EMPIRICAL", "only a measurement can tell", &Counts::empirical},
    {"ERROR", "no meaning as written", &Counts::error},
}};

/// For the content security policy: nothing but our own script and style may run, whatever a title holds.
std::string source_hash(std::string_view text) {
  static constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::string hex = sha256_hex(text) + "0000";  // 32 bytes, padded to a multiple of three
  std::string out;
  for (std::size_t k = 0; k < 66; k += 6) {
    const unsigned long bits = std::stoul(hex.substr(k, 6), nullptr, 16);
    for (int shift = 18; shift >= 0; shift -= 6) out += digits[(bits >> shift) & 63];
  }
  out.back() = '=';
  return "'sha256-" + out + "'";
}

std::string head() {
  const std::string policy = "default-src 'none'; style-src " + source_hash(templates::report_css) + "; script-src " +
                             source_hash(templates::report_js) + "; base-uri 'none'; form-action 'none'";
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" "
         "content=\"" +
         policy +
         "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>posproof "
         "report</title>\n<style>" +
         std::string(templates::report_css) +
         "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#claims\">Skip to the claims</a>\n";
}

std::string summary(const Results& r) {
  const Counts n = count_outcomes(r.claims);
  std::string out = "<header class=\"top\">\n<h1>posproof report</h1>\n<p>" + escape_markup(summary_line(n)) + ".</p>\n";
  if (const std::string cut = interruption_text(r.run); !cut.empty())
    out += "<p class=\"cut\">" + escape_markup(cut) + "</p>\n";
  out += "<ul class=\"counts\">";
  for (const VerdictWord& v : verdict_words)
    out += std::string("<li class=\"v-") + v.word + "\"><span class=\"n\">" + grouped(n.*v.count) +
           "</span><span class=\"w\">" + v.word + "</span><span class=\"m\">" + v.meaning + "</span></li>";
  out += "</ul>\n";
  if (const std::string backed = backings_line(count_backings(r.claims)); !backed.empty())
    out += "<p>" + escape_markup(backed) + ".</p>\n";
  const char* separator = "<nav aria-label=\"Contents\"><ul><li>";
  const auto entry = [&](bool there, const char* target, const char* name) {
    if (!there) return;
    out += separator + std::string("<a href=\"#") + target + "\">" + name + "</a>";
    separator = "</li><li>";
  };
  entry(true, "checked", "What was checked");
  entry(n.refuted > 0, "findings", "What is false");
  entry(!r.figures.empty(), "figures", "Figures");
  entry(!r.tables.empty(), "tables", "Tables");
  entry(true, "claims", "All claims");
  entry(!r.theorems.empty(), "theorems", "Theorems");
  entry(true, "trusted-base", "Trusted base");
  return out + "</li></ul></nav>\n</header>\n";
}

std::string checked_row(const AuditChapter& c, std::size_t k) {
  const std::string title = c.controls ? "Controls: known cases that test posproof itself" : shorten(c.title, 200);
  std::string out = "<tr><td><a href=\"#chapter-" + std::to_string(k) + "\">" + escape_markup(title) + "</a>";
  if (const DocumentRecord* d = c.document; d && !c.controls && !(d->authors + d->year).empty())
    out += " <span class=\"soft\">" + escape_markup(shorten(d->authors, 120)) +
           (d->authors.empty() || d->year.empty() ? "" : ", ") + escape_markup(d->year) + "</span>";
  out += "</td><td class=\"num\">" + grouped(c.counts.total()) + "</td>";
  for (const VerdictWord& v : verdict_words)
    out += std::string("<td class=\"num") + (c.counts.*v.count ? std::string(" v-") + v.word : "") + "\">" +
           grouped(c.counts.*v.count) + "</td>";
  return out + "</tr>\n";
}

std::string checked(const std::vector<AuditChapter>& audit) {
  std::string out =
      "<section aria-labelledby=\"checked\"><h2 id=\"checked\">What was checked</h2>\n<table "
      "class=\"checked\"><thead><tr><th>document</th><th>claims</th>";
  for (const VerdictWord& v : verdict_words)
    out += std::string("<th class=\"v-") + v.word + "\"><abbr title=\"" + v.word + ": " + v.meaning + "\"><span class=\"m\">" +
           html::mark(v.word) + "</span><span class=\"w\">" + v.word + "</span></abbr></th>";
  out += "</tr></thead><tbody>\n";
  for (std::size_t k = 0; k < audit.size(); ++k) out += checked_row(audit[k], k);
  return out + "</tbody></table></section>\n";
}

std::string list_items(const std::vector<const ClaimRecord*>& list) {
  std::string out = "<ul>";
  for (std::size_t k = 0; k < std::min(list.size(), most_listed); ++k) {
    const std::string expected = expectation_text(*list[k]);
    out += "<li>" + html::badge(list[k]->outcome) + " " + html::link_to(*list[k]) + ", " +
           escape_markup(expected.empty() ? "nothing expected" : expected) + "</li>";
  }
  if (list.size() > most_listed) out += "<li>and " + grouped(list.size() - most_listed) + " more</li>";
  return out + "</ul>";
}

std::string failures(const Results& r) {
  const auto list = contradictions(r);
  if (list.empty()) return "";
  return "<section class=\"alarm\" aria-labelledby=\"alarm\"><h2 id=\"alarm\">Contradicted expectations</h2>" +
         list_items(list) + "</section>\n";
}

/// Below what is false: an open question is no news, but it must not be overlooked either.
std::string open_questions(const Results& r) {
  const auto list = shortfalls(r);
  if (list.empty()) return "";
  return "<details><summary>Not decided, though a verdict was expected: " + grouped(list.size()) + "</summary>" +
         list_items(list) + "</details>\n";
}

std::string other_readings(const FalseStep& s) {
  if (s.refuted.size() < 2) return "";
  const std::size_t others = s.refuted.size() - 1;
  std::string out = "<details><summary>" + grouped(others) +
                    (others == 1 ? " more reading is false" : " more readings are false") + "</summary><ul>";
  for (std::size_t k = 1; k < std::min(s.refuted.size(), most_listed); ++k)
    out += "<li>" + html::link_to(*s.refuted[k]) + "</li>";
  return out + (s.refuted.size() > most_listed ? "<li>and " + grouped(s.refuted.size() - most_listed) + " more</li>" : "") +
         "</ul></details>";
}

std::string finding_row(const FalseStep& s) {
  const ClaimRecord& c = *s.refuted[0];
  const bool placed = !s.step->number.empty();
  std::string out = "<tr><td data-head=\"The document says\">" +
                    (placed ? html::rich(shorten(s.step->says, 600)) : html::link_to(c)) + "<div class=\"soft\">" +
                    escape_markup(shorten(s.chapter->id, 60)) +
                    (placed ? ", " + escape_markup(shorten(s.step->number, 60)) : "");
  if (s.counts.total() > 1)
    out += "; " + grouped(s.counts.refuted) + " of " + grouped(s.counts.total()) + " claims about it refuted";
  out += "</div></td><td data-head=\"Why it is false\">" + (placed ? html::link_to(c) + ". " : "") +
         escape_markup(finding_text(c)) + (c.why.empty() ? "" : " " + html::rich(shorten(c.why, 600))) + other_readings(s) +
         "</td><td data-head=\"Use instead\">";
  for (const ClaimRecord* repair : s.repairs)
    out += "<div>" + html::link_to(*repair) + " " + html::badge(repair->outcome) + "</div>";
  for (const std::string& id : s.unknown_repairs) out += "<div>" + escape_markup(shorten(id, 200)) + "</div>";
  return out + (s.repairs.empty() && s.unknown_repairs.empty() ? "—" : "") + "</td></tr>\n";
}

std::string findings(const std::vector<AuditChapter>& audit, const ClaimIndex& index) {
  const auto list = false_steps(audit, index);
  if (list.empty()) return "";
  std::string out =
      "<section aria-labelledby=\"findings\"><h2 id=\"findings\">What is false, why, and what to use instead</h2>\n"
      "<table class=\"findings\"><thead><tr><th>the document says</th><th>why it is false</th><th>use "
      "instead</th></tr></thead><tbody>\n";
  for (std::size_t k = 0; k < std::min(list.size(), most_listed); ++k) out += finding_row(list[k]);
  out += "</tbody></table>";
  if (list.size() > most_listed) out += "<p>" + grouped(list.size() - most_listed) + " more below.</p>";
  return out + "</section>\n";
}

std::string figures(const Results& r, const PlotMap& plots) {
  std::string out;
  for (std::size_t k = 0; k < r.figures.size(); ++k) {
    const FigureRecord& f = r.figures[k];
    const auto plot = plots.find(f.id);
    if (plot == plots.end()) continue;
    out += "<figure id=\"figure-" + std::to_string(k) + "\"><div class=\"scroll\">" +
           svg_element(plot->second, "figure-" + std::to_string(k)) + "</div><figcaption><strong>" + html::rich(f.title) +
           ".</strong> " + html::rich(f.caption) + "</figcaption></figure>\n";
  }
  return out.empty() ? "" : "<section aria-labelledby=\"figures\"><h2 id=\"figures\">Figures</h2>\n" + out + "</section>\n";
}

std::string cell(const std::string& text) {
  const char* mark = text == "pass" ? "✔ " : text == "fail" ? "✘ " : text == "open" ? "? " : nullptr;
  if (mark) return "<td class=\"" + text + "\">" + mark + text + "</td>";
  return std::string(text.size() > 60 ? "<td class=\"long\">" : "<td>") + html::rich(shorten(text, 600)) + "</td>";
}

std::string tables(const Results& r) {
  std::string out;
  for (const TableRecord& t : r.tables) {
    out += "<h3>" + html::rich(t.title) + "</h3><p>" + html::rich(t.caption) +
           "</p><div class=\"scroll\"><table class=\"data\"><thead><tr>";
    for (const std::string& c : t.columns) out += "<th>" + html::rich(c) + "</th>";
    out += "</tr></thead><tbody>\n";
    for (const auto& row : t.rows) {
      out += "<tr>";
      for (const std::string& c : row) out += cell(c);
      out += "</tr>\n";
    }
    out += "</tbody></table></div>\n";
  }
  return out.empty() ? "" : "<section aria-labelledby=\"tables\"><h2 id=\"tables\">Tables</h2>\n" + out + "</section>\n";
}

std::string filter_bar(const Counts& n, const std::vector<AuditChapter>& audit) {
  std::string out =
      "<div id=\"filter\" class=\"filter\" role=\"search\" hidden><label>Text <input type=\"search\" "
      "id=\"filter-text\"></label>";
  for (const VerdictWord& v : verdict_words)
    out += std::string("<label class=\"v-") + v.word + "\"><input type=\"checkbox\" value=\"" + v.word + "\" checked> " +
           v.word + " " + grouped(n.*v.count) + "</label>";
  out += "<label>Document <select id=\"filter-document\"><option value=\"\">all</option>";
  for (const AuditChapter& c : audit)
    out += "<option value=\"" + escape_markup(c.id) + "\">" + escape_markup(shorten(c.id, 60)) + "</option>";
  return out +
         "</select></label><button type=\"button\" id=\"filter-clear\">Show all</button><output id=\"filter-status\" "
         "aria-live=\"polite\"></output></div>\n";
}

std::string chapter_head(const AuditChapter& c, std::size_t k) {
  std::string out = "<h2 id=\"chapter-" + std::to_string(k) + "\">" +
                    html::rich(c.controls ? "Controls: known cases that test posproof itself" : c.title) + "</h2>\n";
  if (const DocumentRecord* d = c.document; d && !c.controls) {
    const bool link = d->url.starts_with("https://") || d->url.starts_with("http://");
    const std::string url = escape_markup(shorten(d->url, 2000));
    out += "<p class=\"soft\">" + escape_markup(d->authors) + (d->authors.empty() || d->year.empty() ? "" : ", ") +
           escape_markup(d->year);
    if (!d->url.empty())
      out += (d->authors.empty() && d->year.empty() ? "" : ", ") +
             (link ? "<a rel=\"noreferrer\" href=\"" + url + "\">" + url + "</a>" : url);
    out += "</p>" + (d->note.empty() ? "" : "<p>" + html::rich(d->note) + "</p>");
  }
  out += "<p>" + escape_markup(summary_line(c.counts)) + ".";
  if (c.steps_without_claims > 0) out += " " + grouped(c.steps_without_claims) + " of its steps have no claim in this run.";
  return out + "</p>\n";
}

std::string chapter(const AuditChapter& c, std::size_t k, const html::Context& context) {
  std::string out = "<section class=\"chapter\" aria-labelledby=\"chapter-" + std::to_string(k) + "\">" + chapter_head(c, k);
  for (const AuditStep& s : c.steps) {
    out +=
        "<section class=\"step\"><h3>" +
        (s.number.empty() ? "Further claims"
                          : "<span class=\"number\">" + escape_markup(shorten(s.number, 60)) + "</span>" + html::rich(s.says)) +
        "</h3>\n";
    for (const ClaimRecord* claim : s.claims) out += html::claim_article(*claim, c.id, s.says, context);
    out += "</section>\n";
  }
  return out + "</section>\n";
}

std::string appendix(const Results& r) {
  std::string out;
  if (!r.theorems.empty()) {
    out += "<section aria-labelledby=\"theorems\"><h2 id=\"theorems\">Theorems the verdicts rest on</h2><dl>";
    for (const TheoremRecord& t : r.theorems)
      out += "<dt id=\"" + html::theorem_anchor(t.id) + "\">" + escape_markup(t.id) + "</dt><dd>" + html::rich(t.statement) +
             (t.proof.empty() ? "" : " <span class=\"soft\">" + escape_markup(t.proof) + "</span>") + "</dd>";
    out += "</dl></section>\n";
  }
  out +=
      "<section aria-labelledby=\"trusted-base\"><h2 id=\"trusted-base\">Trusted base</h2><p>The verdicts are right if these "
      "are.</p><div class=\"scroll\"><table><thead><tr><th>part</th><th>role</th><th>own lines</th></tr></thead><tbody>";
  std::uint64_t lines = 0;
  for (const TrustedPart& p : r.trusted_base) {
    out += "<tr><td>" + escape_markup(p.name) + "</td><td>" + escape_markup(p.role) + "</td><td class=\"num\">" +
           (p.lines ? grouped(p.lines) : "") + "</td></tr>";
    lines += p.lines;
  }
  return out + "<tr><td>total of our own</td><td></td><td class=\"num\">" + grouped(lines) +
         "</td></tr></tbody></table></div></section>\n";
}

std::string footer(const RunInfo& run) {
  std::string out = "<footer><p>posproof " + escape_markup(run.version);
  if (!run.commit.empty()) out += ", commit <code>" + escape_markup(run.commit.substr(0, 12)) + "</code>";
  out += escape_markup(circumstances_text(run)) + ".</p><p>";
  for (std::size_t k = 0; k < run.libraries.size(); ++k)
    out += (k ? ", " : "") + escape_markup(run.libraries[k].first + " " + run.libraries[k].second);
  return out + (run.flags.empty() ? "" : "; <code>" + escape_markup(shorten(run.flags, 400)) + "</code>") + "</p></footer>\n";
}

}  // namespace

std::string render_html(const Results& r, const PlotMap& plots) {
  const std::vector<AuditChapter> audit = make_audit(r);
  const ClaimIndex index(r);
  html::Context context{index, {}};
  for (const TheoremRecord& t : r.theorems) context.theorems.insert(t.id);
  std::string out = head() + summary(r) + "<main>\n" + failures(r) + checked(audit) + findings(audit, index) +
                    open_questions(r) + figures(r, plots) + tables(r);
  out += "<h2 id=\"claims\">All claims</h2>\n" + filter_bar(count_outcomes(r.claims), audit);
  for (std::size_t k = 0; k < audit.size(); ++k) out += chapter(audit[k], k, context);
  out += appendix(r) + "</main>\n" + footer(r.run) + "<script>" + std::string(templates::report_js) +
         "</script>\n</body>\n</html>\n";
  return out;
}

}  // namespace posproof
