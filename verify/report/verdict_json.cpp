#include "json_fields.hpp"

namespace posproof {

Json verdict_json(const std::string& claim, const Outcome& outcome) {
  ClaimRecord r;
  fill_outcome(r, outcome);
  Json j = {{"schema", "posproof-check/1"}, {"claim", claim}, {"verdict", r.outcome}};
  j["witness"] = witness_json(r.witness);
  j["relation"] = r.sides ? Json(r.sides->relation) : Json();
  j["lhs"] = r.sides ? enclosure_json(r.sides->lhs) : Json();
  j["rhs"] = r.sides ? enclosure_json(r.sides->rhs) : Json();
  j["margin"] = r.margin ? enclosure_json(*r.margin) : Json();
  j["margin_at"] = r.margin_at;
  j["method"] = r.method;
  j["theorems"] = r.theorems;
  j["bits"] = r.bits;
  j["work"] = work_json(r.work);
  j["confirmed_by"] = confirmations_json(r.confirmed_by);
  j["derivation"] = r.derivation ? derivation_json(*r.derivation) : Json();
  j["notes"] = r.notes;
  if (!r.reason.empty()) j["reason"] = r.reason;
  if (!r.remedy.empty()) j["remedy"] = r.remedy;
  if (!r.experiment.empty()) j["experiment"] = r.experiment;
  if (r.error) j["error"] = {{"code", r.error->code}, {"message", r.error->message}, {"rendered", r.error->rendered}};
  return j;
}

Json value_json(const std::string& expression, const Enclosure& value, const std::string& text, long bits,
                const std::vector<Confirmation>& confirmed_by) {
  return {{"schema", "posproof-value/1"},
          {"expression", expression},
          {"value", enclosure_json(value)},
          {"text", text},
          {"bits", bits},
          {"confirmed_by", confirmations_json(confirmed_by)}};
}

}  // namespace posproof
