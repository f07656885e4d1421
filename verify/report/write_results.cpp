#include <algorithm>

#include "json_fields.hpp"

namespace posproof {
namespace {

const char* scope_word(Confirmation::Scope s) {
  switch (s) {
    case Confirmation::Scope::full: return "full";
    case Confirmation::Scope::sampled: return "sampled";
    case Confirmation::Scope::same_kernel_other_precision: return "same-kernel-other-precision";
    case Confirmation::Scope::none: break;
  }
  return "none";
}

const char* expected_word(AsExpected a) {
  return a == AsExpected::met ? "met" : a == AsExpected::contradicted ? "contradicted" : "none";
}

template <class T, class F>
Json or_null(const std::optional<T>& value, F convert) {
  return value ? convert(*value) : Json();
}

Json run_json(const RunInfo& r) {
  return {{"version", r.version},
          {"commit", r.commit},
          {"started", r.started},
          {"host", r.host},
          {"flags", r.flags},
          {"arguments", r.arguments},
          {"jobs", r.jobs},
          {"budget", r.budget},
          {"libraries", pairs_json(r.libraries)},
          {"work", work_json(r.work)},
          {"not_run", r.not_run},
          {"seconds", r.seconds}};
}

Json counts_json(const Counts& n) {
  return {{"proved", n.proved}, {"refuted", n.refuted}, {"undecided", n.undecided},       {"empirical", n.empirical},
          {"error", n.error},   {"met", n.met},         {"contradicted", n.contradicted}, {"unstated", n.unstated}};
}

Json document_json(const DocumentRecord& d) {
  Json steps = Json::array();
  for (const StepRecord& s : d.steps) steps.push_back({{"number", s.number}, {"says", s.says}, {"cases", s.cases}});
  return {{"id", d.id},   {"title", d.title}, {"authors", d.authors},     {"year", d.year},
          {"url", d.url}, {"note", d.note},   {"steps", std::move(steps)}};
}

Json claim_json(const ClaimRecord& c) {
  Json j = {{"id", c.id},       {"title", c.title}, {"document", c.document}, {"step", c.step},   {"locator", c.locator},
            {"says", c.says},   {"kind", c.kind},   {"claim", c.claim},       {"latex", c.latex}, {"mathml", c.mathml},
            {"where", c.where}, {"file", c.file},   {"line", c.line},         {"tags", c.tags},   {"budget", c.budget}};
  j["expected"] = or_null(c.expected, [](const ExpectedRecord& e) {
    return Json{{"verdict", e.verdict}, {"error", e.error}, {"witness", pairs_json(e.witness)}};
  });
  j["as_expected"] = expected_word(c.as_expected);
  j["outcome"] = c.outcome;
  j["error"] = or_null(c.error, [](const ErrorRecord& e) {
    return Json{{"code", e.code}, {"message", e.message}, {"rendered", e.rendered}};
  });
  j["witness"] = witness_json(c.witness);
  j["sides"] = or_null(c.sides, [](const Sides& s) {
    return Json{{"relation", s.relation}, {"lhs", enclosure_json(s.lhs)}, {"rhs", enclosure_json(s.rhs)}};
  });
  j["margin"] = or_null(c.margin, enclosure_json);
  j["margin_at"] = c.margin_at;
  j["method"] = c.method;
  j["theorems"] = c.theorems;
  j["bits"] = c.bits;
  j["work"] = work_json(c.work);
  j["confirmed_by"] = confirmations_json(c.confirmed_by);
  j["derivation"] = or_null(c.derivation, derivation_json);
  j["notes"] = c.notes;
  j["reason"] = c.reason;
  j["remedy"] = c.remedy;
  j["experiment"] = c.experiment;
  j["why"] = c.why;
  j["repaired_by"] = c.repaired_by;
  j["certificate"] = or_null(c.certificate, [](const CertificateRecord& r) {
    return Json{{"backing", r.backing}, {"reason", r.reason}, {"bytes", r.bytes}, {"seconds", r.seconds}};
  });
  j["seconds"] = c.seconds;
  return j;
}

template <class T, class F>
Json list_json(const std::vector<T>& items, F convert) {
  Json list = Json::array();
  for (const T& item : items) list.push_back(convert(item));
  return list;
}

}  // namespace

Json enclosure_json(const Enclosure& e) { return {{"lower", e.lower}, {"upper", e.upper}}; }

Json pairs_json(const TextPairs& pairs) {
  Json object = Json::object();
  for (const auto& [name, value] : pairs) {
    std::string key = name;
    while (object.contains(key)) key += "'";  // two quantifiers may bind the same name; neither value may be lost
    object[key] = value;
  }
  return object;
}

Json witness_json(const std::optional<Witness>& w) { return w ? pairs_json(w->values) : Json(); }

Json work_json(const Work& w) { return {{"evaluations", w.evaluations}, {"cells", w.cells}, {"escalations", w.escalations}}; }

Json confirmations_json(const std::vector<Confirmation>& list) {
  return list_json(list, [](const Confirmation& c) {
    return Json{{"kernel", c.kernel}, {"scope", scope_word(c.scope)}, {"checked", c.checked}, {"of", c.of}};
  });
}

Json derivation_json(const Derivation& d) {
  return {{"rule", d.rule},
          {"theorem", d.theorem},
          {"conclusion", d.conclusion},
          {"hypotheses", list_json(d.hypotheses, derivation_json)}};
}

Json to_json(const Results& r) {
  Json j = {{"schema", results_schema}, {"run", run_json(r.run)}, {"counts", counts_json(count_outcomes(r.claims))}};
  j["documents"] = list_json(r.documents, document_json);
  j["claims"] = list_json(r.claims, claim_json);
  j["tables"] = list_json(r.tables, [](const TableRecord& t) {
    return Json{{"id", t.id}, {"title", t.title}, {"caption", t.caption}, {"columns", t.columns}, {"rows", t.rows}};
  });
  j["figures"] = list_json(r.figures, [](const FigureRecord& f) {
    return Json{{"id", f.id}, {"title", f.title}, {"caption", f.caption}, {"data", f.data}, {"sha256", f.sha256}};
  });
  j["theorems"] = list_json(r.theorems, [](const TheoremRecord& t) {
    return Json{{"id", t.id}, {"statement", t.statement}, {"proof", t.proof}};
  });
  j["trusted_base"] = list_json(r.trusted_base, [](const TrustedPart& t) {
    return Json{{"name", t.name}, {"role", t.role}, {"lines", t.lines}};
  });
  return j;
}

std::string results_text(const Results& results) {
  return to_json(results).dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json without_times(Json json) {
  if (json.is_object()) {
    for (const char* key : {"seconds", "started", "host"}) json.erase(key);
    for (auto& [key, value] : json.items())
      if (key != "witness") value = without_times(std::move(value));  // a variable may be called `seconds`
  } else if (json.is_array()) {
    for (auto& value : json) value = without_times(std::move(value));
  }
  return json;
}

}  // namespace posproof
