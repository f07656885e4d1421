#include "latex_claim.hpp"

#include <algorithm>

#include "posproof/report/text.hpp"

namespace posproof::latex {
namespace {

constexpr std::size_t longest_formula = 3000;
constexpr int deepest_indent = 14;

std::string text(const std::string& t, std::size_t limit = 2000) { return escape_latex(shorten(t, limit)); }
std::string code(const std::string& t, std::size_t limit = 600) { return latex_code(shorten(t, limit)); }

/// A destination that hyperref takes as it is.
std::string target(const std::string& id) {
  std::string out = anchor(id);
  std::replace(out.begin(), out.end(), '_', ':');
  return out;
}

std::string formula(const ClaimRecord& c) {
  if (c.claim.empty() && c.latex.empty()) return "";
  if (c.latex.size() <= longest_formula && safe_math(c.latex))
    return "\\claimformula{" + c.latex + "}{" + code(c.claim, longest_formula) + "}\n";
  return "\\par " + code(c.claim, longest_formula) + "\\par\n";
}

std::string paragraph(const char* label, const std::string& latex) {
  return latex.empty() ? "" : std::string("\\par\\claimlabel{") + label + "}" + latex + "\n";
}

std::string derivation(const Derivation& d, int depth) {
  std::string out = "\\derivstep{" + std::to_string(std::min(depth, deepest_indent)) + "}{" + text(d.conclusion, 600) + "}{" +
                    text(d.rule, 200) + "}{" + text(d.theorem, 60) + "}\n";
  for (const Derivation& h : d.hypotheses) out += derivation(h, depth + 1);
  return out;
}

/// Lines of a diagnostic keep their spaces, so that the caret stays where it belongs.
std::string rendered_error(const std::string& t) {
  std::string out = "\\par{\\small\\ttfamily ", line;
  for (const char c : clean_text(shorten(t, 3000)) + "\n") {
    if (c != '\n') {
      line += c;
      continue;
    }
    const std::size_t indent = std::min<std::size_t>(line.find_first_not_of(' '), 60);
    if (indent != std::string::npos && indent < line.size()) {
      out += "\\mbox{}";
      for (std::size_t k = 0; k < indent; ++k) out += "\\ ";
      out += code(line.substr(indent), 3000) + "\\par ";
    }
    line.clear();
  }
  return out + "}\n";
}

std::string where(const ClaimRecord& c) {
  std::string out;
  for (std::size_t k = 0; k < c.where.size(); ++k) out += (k ? ", " : "where ") + code(c.where[k]);
  return out.empty() ? "" : "\\par " + out + "\n";
}

}  // namespace

std::string rich(const std::string& t) {
  std::string out;
  for (const TextPiece& p : split_math(t)) out += p.math ? "$" + p.text + "$" : text(p.text);
  return out;
}

std::string link_to(const ClaimRecord& c) {
  return "\\hyperlink{" + target(c.id) + "}{" + text(c.title.empty() ? c.id : c.title, 300) + "}";
}

std::string claim_block(const ClaimRecord& c, const std::string& step_says, const ClaimIndex& index) {
  std::string out = "\\claimrule{" + c.outcome + "}\\hypertarget{" + target(c.id) + "}{\\verdict{" + c.outcome +
                    "}}\\quad\\textbf{" + text(c.title.empty() ? c.id : c.title, 1000) +
                    "}\\par\\nobreak\n{\\small\\textcolor{ERROR}{" + code(c.id, 300) +
                    (c.locator.empty() ? "" : ", at " + text(c.locator, 600)) + "}}\\par\n";
  if (is_failure(c))
    out += paragraph("Contradicts its case file",
                     text(expectation_text(c).empty() ? "no error was expected" : expectation_text(c)));
  if (c.says != step_says) out += paragraph("Says", c.says.empty() ? "" : rich(c.says));
  out += formula(c) + where(c) + paragraph("Evidence", text(finding_text(c)));
  if (c.error) out += rendered_error(c.error->rendered);
  out += paragraph("How", text(method_text(c))) + paragraph("Why", c.why.empty() ? "" : rich(c.why));
  if (!c.repaired_by.empty()) {
    const ClaimRecord* better = index.find(c.repaired_by);
    out += paragraph("Use instead", better ? link_to(*better) + " (\\verdict{" + better->outcome + "})" : code(c.repaired_by));
  }
  for (const std::string& n : c.notes) out += paragraph("Note", text(n, 1000));
  if (c.derivation) out += "\\par\\claimlabel{Derivation}\\par\n" + derivation(*c.derivation, 0);
  return out;
}

}  // namespace posproof::latex
