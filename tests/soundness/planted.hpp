#pragma once
#include <catch2/catch.hpp>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "posproof/decide/decide.hpp"
#include "support/claims.hpp"

// What the soundness tests share: claims whose truth is known by construction, the tally of verdicts, and how many to make.
// POSPROOF_ALL=1 makes at least ten thousand claims for each decider (about two minutes on two cores in all;
// scripts/test --all); without it a part of them. The seeds are fixed.

namespace posproof::planted {

using Random = std::mt19937_64;

inline long pick(Random& r, long lo, long hi) { return std::uniform_int_distribution<long>(lo, hi)(r); }
template <class T>
const T& pick(Random& r, const std::vector<T>& from) {
  return from[static_cast<std::size_t>(pick(r, 0, static_cast<long>(from.size()) - 1))];
}
inline bool coin(Random& r) { return pick(r, 0, 1) == 1; }
inline std::string text(long n) { return n < 0 ? "(" + std::to_string(n) + ")" : std::to_string(n); }
inline std::string ratio(long p, long q) { return "(" + std::to_string(p) + "/" + std::to_string(q) + ")"; }

/// How many rounds a test makes: all of them, or the part that fits into every run of the tests.
inline int rounds(int full, int part) {
  const char* wanted = std::getenv("POSPROOF_ALL");
  return wanted != nullptr && *wanted != 0 ? full : part;
}

struct Tally {
  int proved = 0, refuted = 0, undecided = 0;
  int total() const { return proved + refuted + undecided; }
  /// Each decided verdict occurs in at least this share of the claims: a decider that gives up does not pass.
  bool balanced(double share) const { return proved >= share * total() && refuted >= share * total(); }
};

/// Decides the claim and complains when the verdict is wrong. UNDECIDED is allowed, and counted.
inline Verdict never_wrong(const std::string& claim, bool truth, Tally& tally, const Settings& settings) {
  Verdict v = decide(prepare({"<claim>", claim}, {}), settings);
  if (std::holds_alternative<Proved>(v)) {
    ++tally.proved;
    if (!truth) FAIL_CHECK("a false claim was PROVED: " << claim);
  } else if (std::holds_alternative<Refuted>(v)) {
    ++tally.refuted;
    if (truth) FAIL_CHECK("a true claim was REFUTED: " << claim);
  } else {
    ++tally.undecided;
  }
  return v;
}

inline Settings quick(Kernel kernel = Kernel::arb) {
  Settings s;
  s.kernel = kernel;
  s.confirm = kernel == Kernel::arb;
  s.budget = 20'000'000;
  s.last_bits = 1024;
  return s;
}

/// Boxes that resist are given up early, and nothing is confirmed: what matters here is that nothing wrong is said.
inline Settings short_of_work(std::uint64_t budget = 20'000) {
  Settings s = quick();
  s.budget = budget;
  s.confirm = false;
  return s;
}

inline const std::vector<std::string> margins = {"1/10^40", "1/10^40", "1/10^30", "1/10^17", "1/10^15", "1/10^6"};
/// Margins that boxes can resolve with little work, and some that they cannot.
inline const std::vector<std::string> coarse_margins = {"1/10", "1/100", "1/100", "1/1000", "1/10^6", "1/10^15", "1/10^40"};

}  // namespace posproof::planted
