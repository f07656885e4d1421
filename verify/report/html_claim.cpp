#include "html_claim.hpp"

#include "posproof/report/text.hpp"
#include "tex_mathml.hpp"

namespace posproof::html {
namespace {

constexpr std::size_t longest_formula = 4000;

std::string text(const std::string& t, std::size_t limit = 2000) { return escape_markup(shorten(t, limit)); }

std::string formula(const ClaimRecord& c) {
  if (safe_mathml(c.mathml)) return "<div class=\"formula\">" + c.mathml + "</div>";
  if (c.claim.empty()) return "";
  return "<pre>" + text(c.claim, longest_formula) + "</pre>";
}

std::string where(const ClaimRecord& c) {
  if (c.where.empty()) return "";
  std::string out = "<p class=\"where\">where ";
  for (std::size_t k = 0; k < c.where.size(); ++k)
    out += (k ? ", " : "") + std::string("<code>") + text(c.where[k], 600) + "</code>";
  return out + "</p>";
}

std::string tree(const Derivation& d, const Context& context) {
  std::string out = "<li>" + text(d.conclusion, 600) + " <span class=\"soft\">by " + text(d.rule, 200);
  if (!d.theorem.empty())
    out += context.theorems.contains(d.theorem)
               ? " (<a href=\"#" + theorem_anchor(d.theorem) + "\">" + text(d.theorem, 60) + "</a>)"
               : " (" + text(d.theorem, 60) + ")";
  out += "</span>";
  if (!d.hypotheses.empty()) {
    out += "<ul>";
    for (const Derivation& h : d.hypotheses) out += tree(h, context);
    out += "</ul>";
  }
  return out + "</li>";
}

/// A row of the list of details, left out when there is nothing to say. `markup` is escaped already.
std::string row(const char* name, const std::string& markup) {
  return markup.empty() ? "" : std::string("<dt>") + name + "</dt><dd>" + markup + "</dd>";
}

std::string code(const std::string& t, std::size_t limit = 600) {
  return t.empty() ? "" : "<code>" + text(t, limit) + "</code>";
}

std::string theorem_links(const ClaimRecord& c, const Context& context) {
  std::string out;
  for (const std::string& id : c.theorems) {
    out += out.empty() ? "" : ", ";
    out += context.theorems.contains(id) ? "<a href=\"#" + theorem_anchor(id) + "\">" + text(id, 60) + "</a>" : text(id, 60);
  }
  return out;
}

std::string sides(const ClaimRecord& c) {
  if (!c.sides) return "";
  return text(enclosure_text(c.sides->lhs)) + " <strong>" + text(c.sides->relation, 20) + "</strong> " +
         text(enclosure_text(c.sides->rhs));
}

std::string details(const ClaimRecord& c, const Context& context) {
  std::string notes, tags;
  for (const std::string& n : c.notes) notes += "<div>" + text(n, 1000) + "</div>";
  for (const std::string& t : c.tags) tags += code(t, 100) + " ";
  std::string out = "<details><summary>How it was decided</summary><dl>";
  out += row("identifier", code(c.id)) + row("formula", code(c.claim, longest_formula)) + row("how", text(method_text(c)));
  out += row("theorems", theorem_links(c, context));
  if (c.witness) out += row(c.outcome == "UNDECIDED" ? "nearest" : "witness", text(witness_text(*c.witness)));
  out += row("both sides", sides(c));
  if (c.margin)
    out += row("margin", text(enclosure_text(*c.margin)) + (c.margin_at.empty() ? "" : " at " + text(c.margin_at, 300)));
  out += row("backing", text(backing_text(c))) + row("expectation", text(expectation_text(c))) + row("notes", notes) +
         row("tags", tags);
  out += row("file", c.file.empty() ? "" : code(c.file + ":" + std::to_string(c.line))) +
         row("time", c.seconds > 0 ? duration_text(c.seconds) : "");
  out += "</dl>";
  if (c.derivation) out += "<p class=\"soft\">Derivation</p><ul class=\"tree\">" + tree(*c.derivation, context) + "</ul>";
  return out + "</details>";
}

/// What stands behind the verdict, beside its badge.
std::string backing(const ClaimRecord& c) {
  const std::string word = backing_word(c);
  return word.empty() ? "" : "<span class=\"backing\" title=\"" + text(backing_text(c), 600) + "\">" + word + "</span>";
}

std::string repair(const ClaimRecord& c, const Context& context) {
  if (c.repaired_by.empty()) return "";
  const ClaimRecord* better = context.claims.find(c.repaired_by);
  return "<p class=\"use\"><strong>Use instead:</strong> " +
         (better ? link_to(*better) + " " + badge(better->outcome) : code(c.repaired_by)) + "</p>";
}

}  // namespace

std::string rich(const std::string& t) {
  std::string out;
  for (const TextPiece& p : split_math(t)) out += p.math ? tex_to_mathml(p.text) : text(p.text);
  return out;
}

const char* mark(const std::string& outcome) {
  return outcome == "PROVED"      ? "✔"
         : outcome == "REFUTED"   ? "✘"
         : outcome == "UNDECIDED" ? "?"
         : outcome == "EMPIRICAL" ? "≈"
                                  : "!";
}

std::string badge(const std::string& outcome) {
  return "<span class=\"badge v-" + outcome + "\" data-mark=\"" + mark(outcome) + "\">" + outcome + "</span>";
}

std::string link_to(const ClaimRecord& c) {
  return "<a href=\"#" + anchor(c.id) + "\">" + text(c.title.empty() ? c.id : c.title, 300) + "</a>";
}

std::string theorem_anchor(const std::string& id) { return "theorem-" + anchor(id).substr(6); }

std::string claim_article(const ClaimRecord& c, const std::string& document, const std::string& step_says,
                          const Context& context) {
  const std::string id = anchor(c.id);
  std::string out = "<article class=\"claim " + c.outcome + "\" id=\"" + id + "\" data-verdict=\"" + c.outcome +
                    "\" data-document=\"" + escape_markup(document) + "\">\n<h4>" + badge(c.outcome) + "<span class=\"t\">" +
                    text(c.title.empty() ? c.id : c.title, 1000) + "</span>" + backing(c) + "<a class=\"permalink\" href=\"#" +
                    id + "\" aria-label=\"Link to this claim\">#</a></h4>\n";
  if (is_failure(c))
    out += "<p class=\"fail\">Contradicts what its case file states: " +
           text(expectation_text(c).empty() ? "no error was expected" : expectation_text(c)) + ".</p>";
  if (!c.locator.empty() || (!c.says.empty() && c.says != step_says)) {
    out += "<p class=\"soft\">" + (c.locator.empty() ? "" : "At " + text(c.locator, 600) + ". ");
    out += (c.says != step_says ? rich(c.says) : "") + "</p>";
  }
  out += formula(c) + where(c) + "\n<p class=\"evidence\">" + text(finding_text(c)) + "</p>";
  if (c.error) out += "<pre>" + text(c.error->rendered, 3000) + "</pre>";
  if (!c.why.empty()) out += "<p><strong>Why:</strong> " + rich(c.why) + "</p>";
  return out + repair(c, context) + details(c, context) + "\n</article>\n";
}

}  // namespace posproof::html
