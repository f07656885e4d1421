#include "markdown_claim.hpp"

#include <algorithm>

#include "posproof/report/audit.hpp"
#include "posproof/report/text.hpp"

namespace posproof::markdown {
namespace {

constexpr std::size_t longest_formula = 4000;

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) text.replace(at, from.size(), to);
}

/// GitHub's MathJax refuses \operatorname.
std::string github_math(std::string latex) {
  replace_all(latex, "\\operatorname*", "\\mathrm");
  replace_all(latex, "\\operatorname", "\\mathrm");
  return latex;
}

std::string code_block(const std::string& language, const std::string& text) {
  std::size_t longest = 2, run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  return fence + language + "\n" + clean_text(text) + "\n" + fence + "\n\n";
}

std::string formula(const ClaimRecord& c) {
  if (c.claim.empty() && c.latex.empty()) return "";
  if (c.latex.size() <= longest_formula && safe_math(c.latex)) return code_block("math", github_math(c.latex));
  return code_block("", shorten(c.claim, longest_formula));
}

std::string derivation(const Derivation& d, int depth) {
  std::string out = std::string(static_cast<std::size_t>(2 * depth), ' ') + "- " + escape_markdown(shorten(d.conclusion, 600)) +
                    " — " + escape_markdown(shorten(d.rule, 200)) +
                    (d.theorem.empty() ? "" : " (" + escape_markdown(shorten(d.theorem, 60)) + ")") + "\n";
  for (const Derivation& h : d.hypotheses) out += derivation(h, depth + 1);
  return out;
}

std::string item(const char* label, const std::string& text) {
  return text.empty() ? "" : std::string("- ") + label + escape_markdown(text) + "\n";
}

}  // namespace

std::string mark(const std::string& outcome) {
  return (outcome == "PROVED"      ? "✔ "
          : outcome == "REFUTED"   ? "✘ "
          : outcome == "UNDECIDED" ? "◌ "
          : outcome == "EMPIRICAL" ? "⚗ "
                                   : "⚠ ") +
         outcome;
}

std::string link_to(const ClaimRecord& c) {
  return "[" + escape_markdown(shorten(c.title.empty() ? c.id : c.title, 300)) + "](#" + anchor(c.id) + ")";
}

std::string cell(const std::string& text) {
  if (text == "pass") return "✔ pass";
  if (text == "fail") return "✘ fail";
  if (text == "open") return "◌ open";
  std::string out;
  for (const TextPiece& p : split_math(text)) {
    if (!p.math) {
      out += escape_markdown(shorten(p.text, 600));
      continue;
    }
    std::string math = github_math(p.text);
    replace_all(math, "\\|", "\\Vert ");
    replace_all(math, "|", "\\vert ");
    out += "$`" + math + "`$";
  }
  return out;
}

std::string claim_line(const ClaimRecord& c) {
  return "- " + mark(c.outcome) + " " + markdown_code(shorten(c.id, 200)) + ": " +
         escape_markdown(shorten(finding_text(c), 300)) + "\n\n";
}

std::string claim_block(const ClaimRecord& c, const std::string& step_says, const ClaimIndex& index) {
  std::string out = "<a id=\"" + anchor(c.id) + "\"></a>\n\n**" + mark(c.outcome) + "** — " +
                    escape_markdown(shorten(c.title, 1000)) + "  \n" + markdown_code(shorten(c.id, 300));
  if (!c.locator.empty()) out += ", at " + escape_markdown(shorten(c.locator, 600));
  if (is_failure(c)) out += ", **contradicts its expectation** (" + escape_markdown(expectation_text(c)) + ")";
  out += "\n\n";
  if (!c.says.empty() && c.says != step_says) out += "> " + escape_markdown(shorten(c.says, 2000)) + "\n\n";
  out += formula(c);
  if (!c.where.empty()) {
    out += "where ";
    for (std::size_t k = 0; k < c.where.size(); ++k) out += (k ? ", " : "") + markdown_code(shorten(c.where[k], 600));
    out += "\n\n";
  }
  out += item("**Evidence.** ", finding_text(c)) + item("How: ", method_text(c));
  if (c.error) out += "\n" + code_block("", shorten(c.error->rendered, 3000));
  out += item("Why: ", shorten(c.why, 2000));
  if (!c.repaired_by.empty()) {
    const ClaimRecord* repair = index.find(c.repaired_by);
    out += "- **Use instead:** " +
           (repair ? link_to(*repair) + " (" + mark(repair->outcome) + ")" : markdown_code(shorten(c.repaired_by, 300))) + "\n";
  }
  for (const std::string& note : c.notes) out += item("Note: ", shorten(note, 1000));
  out += "\n";
  if (c.derivation) out += "<details><summary>Derivation</summary>\n\n" + derivation(*c.derivation, 0) + "\n</details>\n\n";
  return out;
}

}  // namespace posproof::markdown
