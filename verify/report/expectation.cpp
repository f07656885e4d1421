#include <algorithm>

#include "posproof/arith/rational.hpp"
#include "posproof/report/record.hpp"

namespace posproof {
namespace {

bool same_value(const std::string& a, const std::string& b) {
  const auto x = Rational::parse(a), y = Rational::parse(b);
  return x && y ? *x == *y : a == b;
}

/// Every value that the expectation states must be the witness's; it may leave variables out.
bool witness_agrees(const TextPairs& expected, const std::optional<Witness>& witness) {
  return std::all_of(expected.begin(), expected.end(), [&](const auto& want) {
    if (!witness) return false;
    return std::any_of(witness->values.begin(), witness->values.end(),
                       [&](const auto& have) { return have.first == want.first && same_value(have.second, want.second); });
  });
}

std::string upper(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

}  // namespace

AsExpected compare_with_expected(const ClaimRecord& r) {
  if (!r.expected || (r.expected->verdict.empty() && r.expected->error.empty())) return AsExpected::none;
  const ExpectedRecord& want = *r.expected;
  const bool met = want.error.empty() ? r.outcome == upper(want.verdict) && witness_agrees(want.witness, r.witness)
                                      : r.error && r.error->code == want.error;
  return met ? AsExpected::met : AsExpected::contradicted;
}

}  // namespace posproof
