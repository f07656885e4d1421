#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

#include "latex_claim.hpp"
#include "posproof/report/audit.hpp"
#include "posproof/report/draw.hpp"
#include "posproof/report/render.hpp"
#include "posproof/report/text.hpp"

namespace posproof {
namespace templates {
extern const std::string_view report_tex;
}
namespace {

constexpr std::size_t most_listed = 60;
constexpr std::size_t most_portrait_columns = 6;

/// A bookmark knows neither commands nor math.
std::string bookmark(const std::string& title) {
  std::string out;
  for (const char c : shorten(title, 100))
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
        std::string_view(" .,:;()/+=?!-").find(c) != std::string_view::npos)
      out += c;
  return out;
}

std::string heading(const char* command, const std::string& latex, const std::string& title) {
  return std::string("\\") + command + "{\\texorpdfstring{" + latex + "}{" + bookmark(title) + "}}\n";
}

std::string column(double share, std::size_t columns) {
  char width[96];
  std::snprintf(width, sizeof width, "P{\\dimexpr %.4f\\linewidth-%.4f\\tabcolsep\\relax}", share,
                2.0 * share * static_cast<double>(columns));
  return width;
}

/// A table that breaks over pages; `shares` of the text width add up to at most 1.
std::string long_table(const std::vector<double>& shares, const std::vector<std::string>& head,
                       const std::vector<std::vector<std::string>>& rows) {
  std::string out = "\\begin{longtable}{@{}", line;
  for (const double s : shares) out += column(s, shares.size());
  out += "@{}}\n\\toprule\n";
  for (std::size_t k = 0; k < head.size(); ++k) line += (k ? " & " : "") + ("\\textbf{" + head[k] + "}");
  out += line + " \\\\\n\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n";
  for (const auto& row : rows) {
    for (std::size_t k = 0; k < row.size(); ++k) out += (k ? " & " : "") + row[k];
    out += " \\\\[0.6ex]\n";
  }
  return out + "\\end{longtable}\n";
}

std::string listed(const char* heading, const std::vector<const ClaimRecord*>& claims) {
  if (claims.empty()) return "";
  std::string out = std::string("\\section*{") + heading + "}\n";
  for (std::size_t k = 0; k < std::min(claims.size(), most_listed); ++k) {
    const std::string expected = expectation_text(*claims[k]);
    out += "\\verdict{" + claims[k]->outcome + "} " + latex::link_to(*claims[k]) + ", " +
           escape_latex(expected.empty() ? "nothing expected" : expected) + "\\par\n";
  }
  return out + (claims.size() > most_listed ? "and " + grouped(claims.size() - most_listed) + " more\\par\n" : "");
}

std::string summary(const Results& r) {
  const Counts n = count_outcomes(r.claims);
  std::string out = heading("chapter*", "posproof report", "posproof report") + "\\textbf{" + escape_latex(summary_line(n)) +
                    ".}\\par\\medskip\n";
  const std::array<std::array<std::string, 3>, 5> rows = {
      {{"PROVED", grouped(n.proved), "true for every value of the quantified variables"},
       {"REFUTED", grouped(n.refuted), "false, for the stated witness or by the stated theorem"},
       {"UNDECIDED", grouped(n.undecided), "not told within the budget; never counted as true"},
       {"EMPIRICAL", grouped(n.empirical), "only a measurement can tell"},
       {"ERROR", grouped(n.error), "the statement has no meaning as written"}}};
  out += "\\begin{tabular}{@{}lrl@{}}\n";
  for (const auto& row : rows) out += "\\verdict{" + row[0] + "} & " + row[1] + " & " + row[2] + " \\\\\n";
  out += "\\end{tabular}\\par\\medskip\n{\\small posproof " + escape_latex(r.run.version);
  if (!r.run.commit.empty()) out += ", commit " + latex_code(r.run.commit.substr(0, 12));
  out += escape_latex(circumstances_text(r.run)) + ".\\par}\n";
  if (const std::string backed = backings_line(count_backings(r.claims)); !backed.empty())
    out += escape_latex(backed) + ".\\par\n";
  if (const std::string cut = interruption_text(r.run); !cut.empty()) out += "\\textbf{" + escape_latex(cut) + "}\\par\n";
  return out + listed("Contradicted expectations", contradictions(r));
}

std::string checked(const std::vector<AuditChapter>& audit) {
  std::vector<std::vector<std::string>> rows;
  for (const AuditChapter& c : audit) {
    const Counts& n = c.counts;
    auto& row = rows.emplace_back();
    row.push_back(escape_latex(c.controls ? "Controls: known cases that test posproof itself" : shorten(c.title, 200)));
    for (const std::uint64_t k : {n.total(), n.proved, n.refuted, n.undecided, n.empirical, n.error}) row.push_back(grouped(k));
  }
  return "\\section*{What was checked}\n{\\scriptsize\n" +
         long_table({0.25, 0.09, 0.12, 0.13, 0.17, 0.15, 0.09},
                    {"document", "claims", "PROVED", "REFUTED", "UNDECIDED", "EMPIRICAL", "ERROR"}, rows) +
         "}\n";
}

std::vector<std::string> finding_row(const FalseStep& s) {
  const ClaimRecord& c = *s.refuted[0];
  const bool placed = !s.step->number.empty();
  std::string says = placed ? latex::rich(shorten(s.step->says, 600)) : latex::link_to(c);
  says += "\\newline{\\footnotesize\\textcolor{ERROR}{" + escape_latex(shorten(s.chapter->id, 60)) +
          (placed ? ", " + escape_latex(shorten(s.step->number, 60)) : "");
  if (s.counts.total() > 1) says += "; " + grouped(s.counts.refuted) + " of " + grouped(s.counts.total()) + " claims refuted";
  std::string why = (placed ? latex::link_to(c) + ". " : "") + escape_latex(finding_text(c)) +
                    (c.why.empty() ? "" : " " + latex::rich(shorten(c.why, 600)));
  for (std::size_t k = 1; k < std::min(s.refuted.size(), most_listed); ++k)
    why += (k == 1 ? " Also false: " : "; ") + latex::link_to(*s.refuted[k]);
  if (s.refuted.size() > 1)
    why += s.refuted.size() > most_listed ? " and " + grouped(s.refuted.size() - most_listed) + " more." : ".";
  std::string use;
  for (const ClaimRecord* repair : s.repairs)
    use += (use.empty() ? "" : "\\newline ") + latex::link_to(*repair) + " (\\verdict{" + repair->outcome + "})";
  for (const std::string& id : s.unknown_repairs) use += (use.empty() ? "" : "\\newline ") + escape_latex(shorten(id, 200));
  return {says + "}}", why, use};
}

std::string findings(const std::vector<AuditChapter>& audit, const ClaimIndex& index) {
  const auto list = false_steps(audit, index);
  if (list.empty()) return "";
  std::vector<std::vector<std::string>> rows;
  for (std::size_t k = 0; k < std::min(list.size(), most_listed); ++k) rows.push_back(finding_row(list[k]));
  return "\\section*{What is false, why, and what to use instead}\n{\\small\n" +
         long_table({0.3, 0.42, 0.28}, {"the document says", "why it is false", "use instead"}, rows) + "}\n" +
         (list.size() > most_listed ? grouped(list.size() - most_listed) + " more below.\\par\n" : "");
}

std::string chapter(const AuditChapter& c, std::size_t k, const ClaimIndex& index) {
  const std::string title = c.controls ? "Controls: known cases that test posproof itself" : shorten(c.title, 200);
  std::string out = heading("chapter", escape_latex(title), title);
  if (c.document && !c.controls)
    out += "The document is \\cite{document" + std::to_string(k) + "}. " +
           (c.document->note.empty() ? "" : latex::rich(c.document->note) + " ");
  out += escape_latex(summary_line(c.counts)) + ".\n";
  if (c.steps_without_claims > 0) out += grouped(c.steps_without_claims) + " of its steps have no claim in this run.\n";
  for (const AuditStep& s : c.steps) {
    out += s.number.empty()
               ? "\\section*{Further claims}\n"
               : "\\section*{" + escape_latex(shorten(s.number, 60)) + "\\quad " + latex::rich(shorten(s.says, 1000)) + "}\n";
    for (const ClaimRecord* claim : s.claims) out += latex::claim_block(*claim, s.says, index);
  }
  return out;
}

std::string figures(const Results& r, const PlotMap& plots) {
  std::string out;
  std::size_t number = 0;
  for (const FigureRecord& f : r.figures) {
    const auto plot = plots.find(f.id);
    if (plot == plots.end()) continue;
    out += "\\begin{minipage}{\\linewidth}\n" + pgfplots_picture(plot->second) + "\\par\\small\\textbf{Figure " +
           std::to_string(++number) + ". " + latex::rich(f.title) + ".} " + latex::rich(f.caption) +
           "\n\\end{minipage}\\par\\bigskip\n";
  }
  return out.empty() ? "" : "\\chapter*{Figures}\n\\addcontentsline{toc}{chapter}{Figures}\n" + out;
}

std::string cell(const std::string& text) {
  if (text == "pass" || text == "fail" || text == "open") return "\\" + text + "{}";
  constexpr int longest_word = 8;  // columns are narrow
  std::string out;
  for (const TextPiece& p : split_math(shorten(text, 600)))
    out += p.math ? "$" + p.text + "$" : escape_latex(p.text, longest_word);
  return out;
}

std::string data_table(const TableRecord& t, const std::string& chapter_heading) {
  std::vector<double> weights;
  for (std::size_t k = 0; k < t.columns.size(); ++k) {
    std::size_t widest = std::min<std::size_t>(t.columns[k].size(), 24);
    for (const auto& row : t.rows) widest = std::max(widest, std::min<std::size_t>(row[k].size(), 30));
    weights.push_back(static_cast<double>(std::max<std::size_t>(widest, 9)));
  }
  double total = 0;
  for (const double w : weights) total += w;
  for (double& w : weights) w /= total;
  std::vector<std::string> head;
  std::vector<std::vector<std::string>> rows;
  for (const std::string& c : t.columns) head.push_back(latex::rich(c));
  for (const auto& row : t.rows) {
    auto& cells = rows.emplace_back();
    for (const std::string& c : row) cells.push_back(cell(c));
  }
  const bool wide = t.columns.size() > most_portrait_columns;
  return (wide ? "\\begin{landscape}\n" : "") + chapter_heading +
         ("\\section*{" + latex::rich(t.title) + "}\n" + latex::rich(t.caption)) + "\n{\\footnotesize\n" +
         long_table(weights, head, rows) + "}\n" + (wide ? "\\end{landscape}\n" : "");
}

std::string appendix(const Results& r) {
  std::string out;
  if (!r.theorems.empty()) {
    out += "\\section*{Theorems the verdicts rest on}\n";
    for (const TheoremRecord& t : r.theorems)
      out += "\\textbf{" + escape_latex(t.id) + "}\\quad " + latex::rich(t.statement) +
             (t.proof.empty() ? "" : "\\quad {\\footnotesize " + latex_code(t.proof) + "}") + "\\par\n";
  }
  if (!r.trusted_base.empty()) {
    std::vector<std::vector<std::string>> rows;
    std::uint64_t lines = 0;
    for (const TrustedPart& p : r.trusted_base) {
      rows.push_back({escape_latex(p.name), escape_latex(p.role), p.lines ? grouped(p.lines) : ""});
      lines += p.lines;
    }
    rows.push_back({"total of our own", "", grouped(lines)});
    out += "\\section*{Trusted base}\nThe verdicts are right if these are.\n" +
           long_table({0.25, 0.6, 0.15}, {"part", "role", "own lines"}, rows);
  }
  std::string libraries;
  for (const auto& [name, version] : r.run.libraries)
    libraries += (libraries.empty() ? "Built with " : ", ") + escape_latex(name + " " + version);
  if (!libraries.empty()) out += libraries + ".\\par\n";
  if (!r.run.flags.empty()) out += "Flags: " + latex_code(shorten(r.run.flags, 400)) + "\\par\n";
  return out.empty() ? "" : "\\chapter*{Appendix}\n\\addcontentsline{toc}{chapter}{Appendix}\n" + out;
}

std::string bibliography(const std::vector<AuditChapter>& audit) {
  std::string out;
  for (std::size_t k = 0; k < audit.size(); ++k) {
    const DocumentRecord* d = audit[k].document;
    if (!d || audit[k].controls) continue;
    out += "\\bibitem{document" + std::to_string(k) + "} " + (d->authors.empty() ? "" : escape_latex(d->authors) + ". ") +
           "\\emph{" + escape_latex(d->title.empty() ? d->id : d->title) + "}" +
           (d->year.empty() ? "." : ", " + escape_latex(d->year) + ".") + (d->url.empty() ? "" : " " + latex_code(d->url)) +
           "\n";
  }
  return out.empty() ? "" : "\\begin{thebibliography}{99}\n" + out + "\\end{thebibliography}\n";
}

}  // namespace

std::string render_latex(const Results& r, const PlotMap& plots) {
  const std::vector<AuditChapter> audit = make_audit(r);
  const ClaimIndex index(r);
  std::string out = std::string(templates::report_tex) + "\\begin{document}\n" + summary(r) + checked(audit) +
                    findings(audit, index) + listed("Not decided, though a verdict was expected", shortfalls(r)) +
                    "\\tableofcontents\n";
  for (std::size_t k = 0; k < audit.size(); ++k) out += chapter(audit[k], k, index);
  out += figures(r, plots);
  for (const TableRecord& t : r.tables)
    out += data_table(t, &t == &r.tables.front() ? "\\chapter*{Tables}\n\\addcontentsline{toc}{chapter}{Tables}\n" : "");
  return out + appendix(r) + bibliography(audit) + "\\end{document}\n";
}

}  // namespace posproof
