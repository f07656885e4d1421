#include <algorithm>
#include <array>

#include "json_fields.hpp"

namespace posproof {
namespace {

[[noreturn]] void fail(const std::string& path, const std::string& what) { Fields::fail(path, what); }

Enclosure read_enclosure(const Json& j, const std::string& path) {
  Fields f(j, path);
  Enclosure e{f.text("lower"), f.text("upper")};
  f.done();
  return e;
}

Work read_work(const Json& j, const std::string& path) {
  Fields f(j, path);
  Work w{f.count("evaluations"), f.count("cells"), f.count("escalations")};
  f.done();
  return w;
}

Confirmation read_confirmation(const Json& j, const std::string& path) {
  static const std::array<std::pair<const char*, Confirmation::Scope>, 4> words = {{
      {"full", Confirmation::Scope::full},
      {"sampled", Confirmation::Scope::sampled},
      {"same-kernel-other-precision", Confirmation::Scope::same_kernel_other_precision},
      {"none", Confirmation::Scope::none},
  }};
  Fields f(j, path);
  Confirmation c;
  c.kernel = f.text("kernel");
  const std::string scope = f.text("scope");
  const auto word = std::find_if(words.begin(), words.end(), [&](const auto& w) { return scope == w.first; });
  if (word == words.end()) fail(f.at("scope"), "is no scope of a confirmation");
  c.scope = word->second;
  c.checked = f.count("checked");
  c.of = f.count("of");
  f.done();
  return c;
}

Derivation read_derivation(const Json& j, const std::string& path) {  // depth is bounded by max_json_depth
  Fields f(j, path);
  Derivation d{f.text("rule"), f.text("theorem"), f.text("conclusion"), {}};
  f.each("hypotheses", [&](const Json& v, const std::string& p) { d.hypotheses.push_back(read_derivation(v, p)); });
  f.done();
  return d;
}

Sides read_sides(const Json& j, const std::string& path) {
  Fields f(j, path);
  Sides s{f.text("relation"), read_enclosure(f.take("lhs"), f.at("lhs")), read_enclosure(f.take("rhs"), f.at("rhs"))};
  f.done();
  return s;
}

AsExpected read_as_expected(const std::string& word, const std::string& path) {
  if (word == "met") return AsExpected::met;
  if (word == "contradicted") return AsExpected::contradicted;
  if (word != "none") fail(path, "is not met, contradicted or none");
  return AsExpected::none;
}

void read_expected(Fields& f, ClaimRecord& c) {
  f.unless_null("expected", [&](const Json& v, const std::string& path) {
    Fields e(v, path);
    c.expected = ExpectedRecord{e.text("verdict"), e.text("error"), e.pairs("witness")};
    e.done();
  });
  c.as_expected = read_as_expected(f.text("as_expected"), f.at("as_expected"));
}

CertificateRecord read_certificate(const Json& j, const std::string& path) {
  Fields f(j, path);
  CertificateRecord c{f.text("backing"), f.text("reason"), f.count("bytes"), f.seconds("seconds")};
  f.done();
  const bool none = c.backing == "kernels";
  if (!none && c.backing != "certificate" && c.backing != "coq") fail(path + ".backing", "is not kernels, certificate or coq");
  if (none ? c.reason.empty() || c.bytes > 0 : !c.reason.empty() || c.bytes == 0)
    fail(path, "does not fit its backing: a certificate has bytes, a missing one has a reason");
  return c;
}

void read_evidence(Fields& f, ClaimRecord& c) {
  f.unless_null("error", [&](const Json& v, const std::string& path) {
    Fields e(v, path);
    c.error = ErrorRecord{e.text("code"), e.text("message"), e.text("rendered")};
    e.done();
  });
  f.unless_null("witness", [&](const Json& v, const std::string& path) { c.witness = Witness{Fields::pairs_of(v, path)}; });
  f.unless_null("sides", [&](const Json& v, const std::string& path) { c.sides = read_sides(v, path); });
  f.unless_null("margin", [&](const Json& v, const std::string& path) { c.margin = read_enclosure(v, path); });
  c.margin_at = f.text("margin_at");
  c.method = f.text("method");
  c.theorems = f.texts("theorems");
  c.bits = f.small_count("bits");
  c.work = read_work(f.take("work"), f.at("work"));
  f.each("confirmed_by", [&](const Json& v, const std::string& path) { c.confirmed_by.push_back(read_confirmation(v, path)); });
  f.unless_null("derivation", [&](const Json& v, const std::string& path) { c.derivation = read_derivation(v, path); });
  f.unless_null("certificate", [&](const Json& v, const std::string& path) { c.certificate = read_certificate(v, path); });
}

/// The same demands that the verdict types make: no verdict without its evidence.
void check_evidence(const ClaimRecord& c, const std::string& path) {
  static const std::array<const char*, 5> words = {"PROVED", "REFUTED", "UNDECIDED", "EMPIRICAL", "ERROR"};
  if (std::find(words.begin(), words.end(), c.outcome) == words.end()) fail(path + ".outcome", "is no verdict");
  const bool decided = c.outcome == "PROVED" || c.outcome == "REFUTED";
  if (decided && c.method.empty()) fail(path + ".method", "is empty for a decided claim");
  if (c.outcome == "REFUTED" && !c.witness && !(c.derivation && !c.derivation->theorem.empty()))
    fail(path, "is REFUTED without a witness or a theorem");
  if (c.outcome == "UNDECIDED" && (c.reason.empty() || c.remedy.empty())) fail(path, "is UNDECIDED without reason and remedy");
  if (!decided && c.certificate) fail(path + ".certificate", "backs no verdict");
  if (c.outcome == "EMPIRICAL" && c.experiment.empty()) fail(path + ".experiment", "is empty for an EMPIRICAL claim");
  if ((c.outcome == "ERROR") != c.error.has_value()) fail(path + ".error", "does not fit the outcome " + c.outcome);
  if (c.as_expected != compare_with_expected(c)) fail(path + ".as_expected", "does not follow from outcome and expectation");
}

ClaimRecord read_claim(const Json& j, const std::string& path) {
  Fields f(j, path);
  ClaimRecord c;
  c.id = f.text("id");
  c.title = f.text("title");
  c.document = f.text("document");
  c.step = f.text("step");
  c.locator = f.text("locator");
  c.says = f.text("says");
  c.kind = f.text("kind");
  c.claim = f.text("claim");
  c.latex = f.text("latex");
  c.mathml = f.text("mathml");
  c.where = f.texts("where");
  c.file = f.text("file");
  c.line = static_cast<int>(f.small_count("line"));
  c.tags = f.texts("tags");
  c.budget = f.count("budget");
  read_expected(f, c);
  c.outcome = f.text("outcome");
  read_evidence(f, c);
  c.notes = f.texts("notes");
  c.reason = f.text("reason");
  c.remedy = f.text("remedy");
  c.experiment = f.text("experiment");
  c.why = f.text("why");
  c.repaired_by = f.text("repaired_by");
  c.seconds = f.seconds("seconds");
  f.done();
  check_evidence(c, path);
  return c;
}

RunInfo read_run(const Json& j, const std::string& path) {
  Fields f(j, path);
  RunInfo r;
  r.version = f.text("version");
  r.commit = f.text("commit");
  r.started = f.text("started");
  r.host = f.text("host");
  r.flags = f.text("flags");
  r.arguments = f.texts("arguments");
  r.jobs = static_cast<int>(f.small_count("jobs"));
  r.budget = f.count("budget");
  r.libraries = f.pairs("libraries");
  r.work = read_work(f.take("work"), f.at("work"));
  r.not_run = f.texts("not_run");
  r.seconds = f.seconds("seconds");
  f.done();
  return r;
}

DocumentRecord read_document(const Json& j, const std::string& path) {
  Fields f(j, path);
  DocumentRecord d{f.text("id"), f.text("title"), f.text("authors"), f.text("year"), f.text("url"), f.text("note"), {}};
  f.each("steps", [&](const Json& v, const std::string& p) {
    Fields s(v, p);
    d.steps.push_back({s.text("number"), s.text("says"), s.texts("cases")});
    s.done();
  });
  f.done();
  return d;
}

TableRecord read_table(const Json& j, const std::string& path) {
  Fields f(j, path);
  TableRecord t{f.text("id"), f.text("title"), f.text("caption"), f.texts("columns"), {}};
  f.each("rows", [&](const Json& v, const std::string& p) {
    if (!v.is_array() || v.size() != t.columns.size())
      fail(p, "is not a row of " + std::to_string(t.columns.size()) + " cells");
    auto& row = t.rows.emplace_back();
    for (const Json& cell : v) row.push_back(Fields::text_of(cell, p));
  });
  f.done();
  return t;
}

Counts read_counts(const Json& j, const std::string& path) {
  Fields f(j, path);
  Counts n{f.count("proved"), f.count("refuted"), f.count("undecided"),    f.count("empirical"),
           f.count("error"),  f.count("met"),     f.count("contradicted"), f.count("unstated")};
  f.done();
  return n;
}

void read_appendix(Fields& f, Results& r) {
  f.each("tables", [&](const Json& v, const std::string& p) { r.tables.push_back(read_table(v, p)); });
  f.each("figures", [&](const Json& v, const std::string& p) {
    Fields e(v, p);
    r.figures.push_back({e.text("id"), e.text("title"), e.text("caption"), e.text("data"), e.text("sha256")});
    e.done();
  });
  f.each("theorems", [&](const Json& v, const std::string& p) {
    Fields e(v, p);
    r.theorems.push_back({e.text("id"), e.text("statement"), e.text("proof")});
    e.done();
  });
  f.each("trusted_base", [&](const Json& v, const std::string& p) {
    Fields e(v, p);
    r.trusted_base.push_back({e.text("name"), e.text("role"), e.count("lines")});
    e.done();
  });
}

}  // namespace

Results from_json(const Json& json) {
  Fields f(json, "results");
  if (const std::string schema = f.text("schema"); schema != results_schema)
    fail("results.schema", "is \"" + schema.substr(0, 60) + "\"; this version reads \"" + results_schema + "\"");
  Results r;
  r.run = read_run(f.take("run"), "run");
  const Counts counts = read_counts(f.take("counts"), "counts");
  f.each("documents", [&](const Json& v, const std::string& p) { r.documents.push_back(read_document(v, p)); });
  std::set<std::string> ids;
  f.each("claims", [&](const Json& v, const std::string& p) {
    r.claims.push_back(read_claim(v, p));
    if (!ids.insert(r.claims.back().id).second) fail(p + ".id", "occurs twice");
  });
  for (const std::string& id : r.run.not_run)
    if (!ids.insert(id).second) fail("run.not_run", "names " + id.substr(0, 80) + ", which occurs twice or has a claim");
  read_appendix(f, r);
  f.done();
  if (!(counts == count_outcomes(r.claims))) fail("counts", "do not agree with the claims");
  return r;
}

}  // namespace posproof
