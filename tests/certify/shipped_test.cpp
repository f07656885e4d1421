#include <catch2/catch.hpp>
#include <map>
#include <regex>

#include "posproof/certify/canonical.hpp"
#include "posproof/claim/casefile.hpp"
#include "script.hpp"

// Oracle: docs/no-certificate.md. A decided case either has a canonical tree or stands in the list with the reason; cases that
// have a tree and no certificate all the same are decided here and must say what the list says.

using namespace posproof;
using namespace posproof::testing;

namespace {

/// Cases of the list when it was last looked at. It may shrink; then change the number, and know why when it grows.
constexpr std::size_t without_certificate = 72;

const std::filesystem::path root = POSPROOF_SOURCE_DIR;

std::map<std::string, std::string> listed() {
  static const std::regex row(R"re(\| `([a-z0-9-]+/[a-z0-9-]+)` \| (.*) \|)re");
  const std::string text = test::slurp(root / "docs/no-certificate.md");
  std::map<std::string, std::string> out;
  for (std::sregex_iterator it(text.begin(), text.end(), row), end; it != end; ++it) out[(*it)[1]] = (*it)[2];
  return out;
}

/// Why the claim's tree has no canonical form; "" when it has one.
std::string obstacle(const PreparedClaim& claim) {
  try {
    canonical(claim.formula);
    return "";
  } catch (const NoCertificate& e) {
    return e.what();
  }
}

}  // namespace

TEST_CASE("The list of shipped cases without certificate is complete, right and of known length") {
  const auto list = listed();
  CHECK(list.size() == without_certificate);
  std::size_t found = 0, decided_here = 0;
  for (const Case& c : read_cases(root / "cases").cases) {
    INFO(c.id);
    const bool decided = c.expect && (c.expect->verdict == "proved" || c.expect->verdict == "refuted");
    const auto entry = list.find(c.id);
    if (!decided) {
      CHECK(entry == list.end());
      continue;
    }
    PreparedClaim claim = prepare(c.claim, c.definitions);
    claim.id = c.id;
    const std::string why = obstacle(claim);
    if (entry == list.end()) {
      CHECK(why.empty());
      continue;
    }
    ++found;
    if (!why.empty()) {
      CHECK(why == entry->second);
      continue;
    }
    ++decided_here;
    const test::Folder folder;
    const auto verdict = decide(claim, quick_settings());
    CHECK_THROWS_WITH(certify(claim, verdict, folder / "c.jsonl", quick_settings()), entry->second);
  }
  CHECK(found == list.size());
  CHECK(decided_here < 20);
}
