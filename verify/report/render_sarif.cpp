#include <algorithm>
#include <array>

#include "posproof/arith/sha256.hpp"
#include "posproof/report/audit.hpp"
#include "posproof/report/render.hpp"
#include "posproof/report/text.hpp"

namespace posproof {
namespace {

struct Rule {
  const char* id;
  const char* level;
  const char* text;
};

constexpr std::array<Rule, 5> rules = {{
    {"contradicted-expectation", "error", "The verdict is not the one that the case file expects."},
    {"undecided-expectation", "warning", "A verdict was expected, and the claim could not be decided within the budget."},
    {"claim-error", "error", "The claim has no meaning as written: syntax, names, types or domains."},
    {"refuted-claim", "warning", "The claim is false, and its case file states no expectation."},
    {"undecided-claim", "note", "The claim could not be decided, and its case file states no expectation."},
}};

/// Index into `rules`, or -1 when the claim is nothing to look at.
int rule_of(const ClaimRecord& c) {
  if (c.outcome == "ERROR") return c.as_expected == AsExpected::met ? -1 : 2;
  if (c.as_expected == AsExpected::contradicted) return c.outcome == "UNDECIDED" ? 1 : 0;
  if (c.as_expected == AsExpected::met) return -1;
  return c.outcome == "REFUTED" ? 3 : c.outcome == "UNDECIDED" ? 4 : -1;
}

Json rules_json() {
  Json list = Json::array();
  for (const Rule& r : rules)
    list.push_back({{"id", r.id},
                    {"name", r.id},
                    {"shortDescription", {{"text", r.text}}},
                    {"fullDescription", {{"text", r.text}}},
                    {"defaultConfiguration", {{"level", r.level}}},
                    {"help", {{"text", std::string(r.text) + " Run posproof explain with the claim's id for the details."}}}});
  return list;
}

std::string message_of(const ClaimRecord& c) {
  const std::string expected = expectation_text(c);
  return one_line(c.id + ": " + c.outcome + (expected.empty() ? "" : ", " + expected) + ". " + finding_text(c));
}

Json location_json(const ClaimRecord& c) {
  Json artifact = {{"uri", escape_uri_path(c.file)}};
  if (!c.file.starts_with("/")) artifact["uriBaseId"] = "%SRCROOT%";
  return {{"physicalLocation", {{"artifactLocation", artifact}, {"region", {{"startLine", std::max(c.line, 1)}}}}}};
}

Json result_json(const ClaimRecord& c, int rule) {
  Json j = {{"ruleId", rules[static_cast<std::size_t>(rule)].id},
            {"ruleIndex", rule},
            {"level", rules[static_cast<std::size_t>(rule)].level},
            {"message", {{"text", message_of(c)}}}};
  j["locations"] = Json::array({location_json(c)});
  j["partialFingerprints"] = {{"claimId/v1", sha256_hex(c.id)}};
  j["properties"] = {{"claim", shorten(c.claim, 2000)}, {"outcome", c.outcome}};
  return j;
}

/// GitHub reads workflow commands with these escapes, in the message and in the properties.
std::string command_text(const std::string& text, bool property) {
  std::string out;
  for (const char c : clean_text(text)) {
    if (c == '%')
      out += "%25";
    else if (c == '\n')
      out += "%0A";
    else if (property && c == ':')
      out += "%3A";
    else if (property && c == ',')
      out += "%2C";
    else
      out += c;
  }
  return out;
}

}  // namespace

std::string render_sarif(const Results& r) {
  Json found = Json::array();
  for (const ClaimRecord& c : r.claims)
    if (const int rule = rule_of(c); rule >= 0) found.push_back(result_json(c, rule));
  const Counts n = count_outcomes(r.claims);
  Json run = {{"tool", {{"driver", {{"name", "posproof"}, {"version", r.run.version}, {"rules", rules_json()}}}}}};
  run["invocations"] = Json::array({{{"executionSuccessful", r.run.not_run.empty()}}});
  run["columnKind"] = "unicodeCodePoints";
  run["results"] = std::move(found);
  run["properties"] = {{"claims", n.total()},      {"proved", n.proved}, {"refuted", n.refuted},  {"undecided", n.undecided},
                       {"empirical", n.empirical}, {"error", n.error},   {"commit", r.run.commit}};
  const Json log = {
      {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}, {"runs", Json::array({run})}};
  return log.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string render_annotations(const Results& r) {
  std::size_t most = 10;
  std::vector<std::pair<int, const ClaimRecord*>> found;
  for (const ClaimRecord& c : r.claims)
    if (const int rule = rule_of(c); rule >= 0) found.emplace_back(rule, &c);
  const auto severity = [](int rule) {
    const std::string level = rules[static_cast<std::size_t>(rule)].level;
    return level == "error" ? 0 : level == "warning" ? 1 : 2;
  };
  std::stable_sort(found.begin(), found.end(),
                   [&](const auto& a, const auto& b) { return severity(a.first) < severity(b.first); });
  std::string out;
  if (!r.run.not_run.empty()) {
    out += "::error title=posproof::" + command_text(interruption_text(r.run), false) + "\n";
    --most;
  }
  for (std::size_t k = 0; k < std::min(found.size(), most); ++k) {
    const ClaimRecord& c = *found[k].second;
    const std::string level = rules[static_cast<std::size_t>(found[k].first)].level;
    out += "::" + (level == "note" ? "notice" : level) + " file=" + command_text(one_line(c.file), true) +
           ",line=" + std::to_string(std::max(c.line, 1)) + ",title=" + command_text(one_line(shorten(c.title, 200)), true) +
           "::" + command_text(message_of(c), false) + "\n";
  }
  if (found.size() > most)
    out += "::notice title=posproof::and " + std::to_string(found.size() - most) + " more, see the report\n";
  return out;
}

}  // namespace posproof
