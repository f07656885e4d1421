#pragma once
#include <string>
#include <vector>

#include "posproof/report/results.hpp"
#include "posproof/report/results_json.hpp"

// The regression gate: what changed from one run to another.

namespace posproof {

struct DiffOptions {
  double slower_factor = 2;    ///< a claim is slower when it takes more than this many times as long
  double least_seconds = 0.5;  ///< and at least this much longer
};

/// A claim in both runs of which something differs; `from` and `to` are the texts to show.
struct ClaimChange {
  std::string id, title;
  std::string from, to;
  bool worse = false;
  bool restated = false;  ///< formula or definitions are not the old ones
};

struct RunDiff {
  std::vector<ClaimChange> verdicts;   ///< worse ones first
  std::vector<ClaimChange> margins;    ///< certified margin smaller by more than 1 %
  std::vector<ClaimChange> witnesses;  ///< same verdict, another witness
  std::vector<ClaimChange> added, vanished;
  std::vector<ClaimChange> slower;
  Counts old_counts, new_counts;
  std::string interruption;   ///< "" unless the later run is incomplete
  std::size_t unchanged = 0;  ///< claims in both with the same verdict
};

/// A verdict got worse when a claim that was decided no longer is, when an unchanged claim flips between PROVED and
/// REFUTED (one of the two was wrong), or when an outcome as expected became a contradiction or an error.
/// A decided claim that the later run was interrupted before is worse too.
RunDiff compare_runs(const Results& before, const Results& after, const DiffOptions& options = {});

bool any_worse(const RunDiff& diff);

std::string diff_text(const RunDiff& diff);
std::string diff_markdown(const RunDiff& diff);
/// Schema "posproof-diff/1".
Json diff_json(const RunDiff& diff);

}  // namespace posproof
