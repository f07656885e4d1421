#include <catch2/catch.hpp>
#include <set>

#include "posproof/claim/casefile.hpp"
#include "posproof/claim/prepare.hpp"
#include "posproof/claim/print.hpp"

// The shipped cases themselves: they load, they say what they expect and why, they prepare or fail as expected.

namespace posproof {
namespace {

/// Loaded once: reading is deterministic.
const CaseTree& shipped() {
  static const CaseTree tree = read_cases(POSPROOF_SOURCE_DIR "/cases");
  return tree;
}

const Case* find(const std::string& id) {
  for (const Case& c : shipped().cases)
    if (c.id == id) return &c;
  return nullptr;
}

/// Codes that a claim can earn before it is decided.
bool is_early(const std::string& code) {
  return code != "domain-error" && code != "empty-domain" && code != "divergent" && code != "bounds";
}

TEST_CASE("the audited documents are complete", "[cases]") {
  std::set<std::string> ids;
  for (const Document& d : shipped().documents) ids.insert(d.id);
  CHECK(ids.contains("decay-article"));
  CHECK(ids.contains("extrapolation-article"));
  CHECK(shipped().documents.back().id == "controls");
  for (const Document& d : shipped().documents) {
    if (d.id == "decay-article") CHECK(d.steps.size() == 18);
    if (d.id == "extrapolation-article") CHECK(d.steps.size() == 13);
  }
}

TEST_CASE("every shipped case states its expectation and its place", "[cases]") {
  for (const Case& c : shipped().cases) {
    INFO(c.id);
    CHECK(c.expect.has_value());
    CHECK_FALSE(c.why.empty());
    CHECK_FALSE(c.says.empty());
    CHECK(c.id == c.file.parent_path().filename().string() + "/" + c.file.stem().string());
    if (!c.id.starts_with("controls/")) CHECK_FALSE(c.locator.empty());
  }
}

TEST_CASE("every shipped case prepares, or fails as it says", "[cases]") {
  for (const Case& c : shipped().cases) {
    if (c.kind == "empirical") continue;
    INFO(c.id);
    std::string code;
    try {
      const PreparedClaim claim = prepare(c.claim, c.definitions);
      CHECK(claim.formula);
      const std::string text = to_text(claim.parsed);
      CHECK(to_text(parse(Source{"<printed>", text, 1, 1})) == text);
      CHECK(same(parse(Source{"<printed>", text, 1, 1}), claim.parsed));
      CHECK_FALSE(to_latex(claim.parsed).empty());
    } catch (const ClaimError& e) {
      code = e.code();
      INFO(e.render());
      CHECK(c.expect->error == code);
    }
    if (c.expect && !c.expect->error.empty() && is_early(c.expect->error)) CHECK(code == c.expect->error);
  }
}

TEST_CASE("a refuted step of a document has a repair that is expected true", "[cases]") {
  for (const Case& c : shipped().cases) {
    if (c.id.starts_with("controls/") || !c.expect || c.expect->verdict != "refuted") continue;
    INFO(c.id);
    const Case* repair = find(c.repaired_by);
    CHECK(repair);
    if (repair) CHECK(repair->expect->verdict == "proved");
  }
}

}  // namespace
}  // namespace posproof
