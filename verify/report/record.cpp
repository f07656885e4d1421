#include "posproof/report/record.hpp"

#include <map>
#include <set>

#include "posproof/claim/print.hpp"

namespace posproof {
namespace {

std::string definition_text(const Definition& d) {
  std::string head = d.name;
  for (std::size_t k = 0; k < d.parameters.size(); ++k) head += (k == 0 ? "(" : ", ") + d.parameters[k];
  return head + (d.parameters.empty() ? "" : ")") + " = " + d.source.text;
}

void fill_evidence(ClaimRecord& r, const Evidence& e) {
  r.method = e.method;
  r.theorems = e.theorems;
  r.bits = e.bits;
  r.work = e.work;
  r.confirmed_by = e.confirmed_by;
  r.margin = e.margin;
  r.margin_at = e.margin_at;
  r.derivation = e.derivation;
  r.notes.insert(r.notes.end(), e.notes.begin(), e.notes.end());
}

void fill_verdict(ClaimRecord& r, const Verdict& verdict) {
  r.outcome = verdict_word(verdict);
  if (const auto* empirical = std::get_if<Empirical>(&verdict)) {
    r.experiment = empirical->experiment();
  } else if (const auto* undecided = std::get_if<Undecided>(&verdict)) {
    fill_evidence(r, undecided->evidence());
    r.reason = undecided->reason();
    r.remedy = undecided->remedy();
    r.witness = undecided->nearest();
    r.sides = undecided->sides();
  } else if (const auto* proved = std::get_if<Proved>(&verdict)) {
    fill_evidence(r, proved->evidence());
    r.witness = proved->witness();
    r.sides = proved->sides();
  } else {
    const auto& refuted = std::get<Refuted>(verdict);
    fill_evidence(r, refuted.evidence());
    r.witness = refuted.witness();
    r.sides = refuted.sides();
  }
}

}  // namespace

void fill_outcome(ClaimRecord& record, const Outcome& outcome) {
  if (const auto* error = std::get_if<ClaimError>(&outcome)) {
    record.outcome = "ERROR";
    record.error = ErrorRecord{error->code(), error->what(), error->render()};
  } else {
    fill_verdict(record, std::get<Verdict>(outcome));
  }
}

ClaimRecord make_record(const Case& item, const PreparedClaim* prepared, const Outcome& outcome, double seconds) {
  ClaimRecord r;
  r.id = item.id;
  r.title = item.title;
  r.document = item.id.substr(0, item.id.find('/'));
  r.locator = item.locator;
  r.says = item.says;
  r.kind = item.kind;
  r.claim = item.claim.text;
  if (prepared && prepared->parsed) {
    r.latex = to_latex(prepared->parsed);
    r.mathml = to_mathml(prepared->parsed);
    r.notes = prepared->notes;
  }
  for (const Definition& d : item.definitions) r.where.push_back(definition_text(d));
  r.file = item.file.generic_string();
  r.line = item.claim_line;
  r.tags = item.tags;
  r.budget = item.budget > 0 ? static_cast<std::uint64_t>(item.budget) : 0;
  if (item.expect) r.expected = ExpectedRecord{item.expect->verdict, item.expect->error, item.expect->witness};
  r.why = item.why;
  r.repaired_by = item.repaired_by;
  r.seconds = seconds;
  fill_outcome(r, outcome);
  r.as_expected = compare_with_expected(r);
  return r;
}

Results assemble_results(RunInfo run, const std::vector<Document>& documents, std::vector<ClaimRecord> claims) {
  Results results;
  results.run = std::move(run);
  std::map<std::string, std::string> step_of;
  std::set<std::string> used;
  for (const ClaimRecord& c : claims) used.insert(c.document);
  for (const Document& d : documents) {
    if (!used.contains(d.id)) continue;
    DocumentRecord& record =
        results.documents.emplace_back(DocumentRecord{d.id, d.title, d.authors, d.year, d.url, d.note, {}});
    for (const Document::Step& s : d.steps) {
      record.steps.push_back({s.number, s.says, s.cases});
      for (const std::string& id : s.cases) step_of.emplace(id, s.number);
    }
  }
  results.run.work = {};
  for (ClaimRecord& c : claims) {
    if (const auto step = step_of.find(c.id); step != step_of.end()) c.step = step->second;
    results.run.work.evaluations += c.work.evaluations;
    results.run.work.cells += c.work.cells;
    results.run.work.escalations += c.work.escalations;
  }
  results.claims = std::move(claims);
  return results;
}

}  // namespace posproof
